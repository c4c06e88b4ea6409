"""Mistakes in users' templates, found without a shot, and templates that give no prompt."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_FILE = "templates/mine.j2"
_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"

RULES = (
    Rule(
        name="template-syntax",
        family="template",
        severity=Severity.ERROR,
        summary="a template that cannot be read",
        why="Nothing can be made with it, and the rest of it is not checked.",
        valid=("{{ scene | sentence }}\n",),
        invalid=(
            Example("{{ scene | }}\n", 1, 12),
            Example("{% for cue in cues %}\n{{ cue.what }}\n{% endif %}\n", 3, 4),
            Example("Scene:\n{# what is seen\n", 2, 1),
            Example("{% block a %}{{ scene }}{% endblock %}\n{% block a %}{{ mood }}{% endblock %}\n", 2, 4),
            Example('{% extends "prose.j2" %}\n{% extends "beats.j2" %}\n', 2, 4),
        ),
        file=_FILE,
    ),
    Rule(
        name="unknown-variable",
        family="template",
        severity=Severity.ERROR,
        summary="a template names what a shot does not have, or what is not seen there",
        why="The prompt would have a hole, or none would be made.",
        valid=("{% for cue in cues %}\n{{ cue.what | sentence }}\n{% endfor %}\n",),
        invalid=(
            Example("Scene: {{ scenes }}\n", 1, 11, "Scene: {{ scene }}\n"),
            Example("{% for phrase in style %}\n{{ phrase }}\n{% endfor %}\n{{ phrase }}\n", 4, 4),
            Example(
                "{% macro line(cue) %}{{ cue.what }}{% endmacro %}\n{{ line(que=cues[0]) }}\n", 2, 9,
                "{% macro line(cue) %}{{ cue.what }}{% endmacro %}\n{{ line(cue=cues[0]) }}\n",
            ),
            Example("{% macro line(cue) %}{{ cue.what }}{% endmacro %}\n{{ line() }}\n", 2, 4),
            Example("{{ super() }}{{ scene }}\n", 1, 4),
            Example(
                '{% include "prose.j2" without context %}\n', 1, 13
            ),
        ),
        file=_FILE,
    ),
    Rule(
        name="unknown-attribute",
        family="template",
        severity=Severity.ERROR,
        summary="a value has no part of that name",
        why="The prompt would have a hole, or none would be made.",
        valid=('{{ cues | selectattr("channel", "eq", "camera") | map(attribute="what") | sentences }}\n',),
        invalid=(
            Example(
                "{% for cue in cues %}\n{{ cue.chanel }}\n{% endfor %}\n", 2, 8,
                "{% for cue in cues %}\n{{ cue.channel }}\n{% endfor %}\n",
            ),
            Example(
                '{{ cues | map(attribute="wat") | joined }}\n', 1, 26, '{{ cues | map(attribute="what") | joined }}\n'
            ),
            Example("{{ scene.center(80) }}\n", 1, 10),
        ),
        file=_FILE,
    ),
    Rule(
        name="unknown-filter",
        family="template",
        severity=Severity.ERROR,
        summary="a filter or test that there is none of",
        why="Only the published ones run, because templates come from other people, too.",
        valid=("{{ scene | truncate(60) | sentence }}\n",),
        invalid=(
            Example("{{ scene | sentense }}\n", 1, 12, "{{ scene | sentence }}\n"),
            Example(
                "{% if scene is difined %}{{ scene }}{% endif %}\n", 1, 16,
                "{% if scene is defined %}{{ scene }}{% endif %}\n",
            ),
        ),
        file=_FILE,
    ),
    Rule(
        name="unknown-block",
        family="template",
        severity=Severity.ERROR,
        summary="a block that overrides nothing",
        why="Its text would reach no prompt: only blocks of the parent are printed.",
        valid=('{% extends "prose.j2" %}\n{% block style %}{{ style | sentences }}{% endblock %}\n',),
        invalid=(
            Example(
                '{% extends "prose.j2" %}\n{% block stile %}{{ style | sentences }}{% endblock %}\n', 2, 10,
                '{% extends "prose.j2" %}\n{% block style %}{{ style | sentences }}{% endblock %}\n',
            ),
            Example(
                "{% block a %}{{ scene }}{% endblock %}\n{{ self.b() }}\n", 2, 9,
            ),
        ),
        file=_FILE,
    ),
    Rule(
        name="lost-text",
        family="template",
        severity=Severity.WARNING,
        summary="text outside the blocks of a template that extends another",
        why="It is never printed.",
        valid=('{% extends "prose.j2" %}\n{% block also %}Shot on film.{% endblock %}\n',),
        invalid=(Example('{% extends "prose.j2" %}\nShot on film.\n', 2, 1),),
        file=_FILE,
    ),
    Rule(
        name="missing-template",
        family="template",
        severity=Severity.ERROR,
        summary="a template that is not there",
        why="What it should bring would be missing from the prompt.",
        valid=('{% extends "prose.j2" %}\n',),
        invalid=(
            Example('{% extends "pose.j2" %}\n', 1, 13, '{% extends "prose.j2" %}\n'),
            Example('{% include "../secrets.j2" %}\n', 1, 13),
        ),
        file=_FILE,
    ),
    Rule(
        name="template-cycle",
        family="template",
        severity=Severity.ERROR,
        summary="a template that extends or includes itself",
        why="It never ends. A template with the name of one of ours goes on from ours as `builtin/prose.j2`.",
        valid=('{% extends "builtin/prose.j2" %}\n',),
        invalid=(Example('{% extends "mine.j2" %}\n', 1, 13),),
        file=_FILE,
    ),
    Rule(
        name="unprintable-value",
        family="template",
        severity=Severity.ERROR,
        summary="a list, or a part of a shot, where a text is printed",
        why="A list has no words of its own: say how its items are joined.",
        valid=("{{ style | listed | sentence }}\n",),
        invalid=(
            Example("Style: {{ style }}\n", 1, 11),
            Example("{% for cue in cues %}{{ cue }}{% endfor %}\n", 1, 25),
        ),
        file=_FILE,
    ),
    Rule(
        name="unused-macro",
        family="template",
        severity=Severity.WARNING,
        summary="a macro, its parameter or an import that nothing uses",
        why="Somebody meant to use it: a call is missing, or it is in the way.",
        valid=("{% macro line(text) %}{{ text }}{% endmacro %}\n{{ line(scene) }}\n",),
        invalid=(
            Example("{% macro line(text) %}{{ text }}{% endmacro %}\n{{ scene }}\n", 1, 10),
            Example("{% macro line(text, end=1) %}{{ text }}{% endmacro %}\n{{ line(scene) }}\n", 1, 21),
        ),
        file=_FILE,
    ),
    Rule(
        name="unused-set",
        family="template",
        severity=Severity.WARNING,
        summary="a variable that is set and never read",
        why="What is set in a loop ends with the round; a namespace keeps it.",
        valid=("{% set place = scene %}\n{{ place | sentence }}\n",),
        invalid=(
            Example("{% set place = scene %}\n{{ scene | sentence }}\n", 1, 8),
            Example(
                "{% set found = false %}\n{% for cue in cues %}\n{% set found = cue.what %}\n{% endfor %}\n"
                "{{ found or scene }}\n", 3, 8,
            ),
        ),
        file=_FILE,
    ),
    Rule(
        name="template-failed",
        family="template",
        severity=Severity.ERROR,
        summary="a template does with this shot what cannot be done",
        why="It was sound as far as can be told without a shot, and gives no prompt for this one.",
        valid=(f"{_SHOT}template: sound\n",),
        invalid=(Example(f"{_SHOT}template: divides\n", 2, 1),),
    ),
    Rule(
        name="template-limit",
        family="template",
        severity=Severity.ERROR,
        summary="a template that does more, or gives more, than any prompt needs",
        why="Templates come from other people: none may use unbounded time or memory.",
        valid=(f"{_SHOT}template: sound\n",),
        invalid=(Example(f"{_SHOT}template: endless\n", 2, 1), Example(f"{_SHOT}template: huge\n", 1, 1)),
    ),
)  # fmt: skip
