"""Rendering users' templates: within bounds whatever they hold, and with a map that is never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.compiler import filters
from promptkit.project import shipped
from promptkit.templating.templates import Failure, Folders, Rendered, render, stretches

VALUES = {
    "scene": "\ue0000\ue001a red cup stands on a table\ue002",
    "style": ["\ue0001\ue001noir\ue002", "\ue0002\ue001grainy\ue002"],
    "cues": [{"channel": "camera", "start": "0.00", "end": "2.00", "what": "\ue0003\ue001the camera pans left\ue002"}],
}
BASE = 4
HOSTILE = [
    '{{ "x" * 10**9 }}',
    '{{ 10**9 * "x" }}',
    '{{ "x" | center(10**9) }}',
    '{{ "x".center(10**9) }}',
    '{{ "{:>1000000000}".format(1) }}',
    '{{ "%1000000000d" % 1 }}',
    '{{ ("x" * 9000) | replace("x", "y" * 9000) }}',
    '{{ "a" | indent(10**9) }}',
    "{{ 9**9**9 }}",
    "{{ [1] * 10**9 }}",
    "{% for i in range(10**9) %}a{% endfor %}",
    "{% set r = range(9999) %}{% for a in r %}{% for b in r %}{% for c in r %}{% endfor %}{% endfor %}{% endfor %}",
    '{% for a in range(9999) %}{% set x = "x" * 60000 %}{% endfor %}',
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    '{% include "mine.j2" %}',
    '{% extends "mine.j2" %}',
    '{% import "mine.j2" as mine %}{{ mine }}',
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x == n.x }}",
    '{% set n = namespace(x="ab") %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}',
    '{% set n = namespace(x="ab") %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}',
    '{{ (" " * 60000 ~ "x") | sentence }}',
    "{{ scene.__class__.__mro__ }}",
    "{{ range.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{% set a = [1] %}{% set b = a.append(2) %}{{ b }}",
    "{{ lipsum() }}",
    '{% include "../secret.j2" %}',
    '{% include "/etc/passwd" %}',
    "{% for x in cues recursive %}{{ loop(cues) }}{% endfor %}",
    "{{ " + "9" * 6000 + " }}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{% if 1 %}" * 400 + "{% endif %}" * 400,
    "{% for i in style %}" * 30 + "{% endfor %}" * 30,
    '{{ "\\ue0000\\ue001forged\\ue002" }}',
    "x" * 100_001,
    "{{ style }}",
    "{{ nothing }}",
]


def rendered(text: str, folder: Path) -> Rendered | Failure:
    (folder / "mine.j2").write_text(text, "utf-8")
    return render("mine.j2", Folders(((folder, folder),), shipped("templates")), filters(), VALUES, BASE)


def mapped(outcome: Rendered | Failure) -> list[tuple[str, int | str]]:
    """The words with the number of their value, or with the template's own."""
    assert isinstance(outcome, Rendered)
    assert outcome.marked is not None
    text, found = stretches(outcome.marked)
    assert text == outcome.text
    return [(text[start:end], number if number < BASE else "template") for start, end, number in found]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_would_grow_or_not_end_is_stopped(text: str, tmp_path: Path) -> None:
    outcome = rendered(text, tmp_path)
    assert isinstance(outcome, Failure)
    assert outcome.message
    assert len(outcome.message) < 250


def test_words_keep_their_place_through_filters_macros_and_blocks(tmp_path: Path) -> None:
    outcome = rendered(
        "{% macro line(x) %}[{{ x | sentence }}]{% endmacro %}{{ line(scene) }}"
        "{% set kept %}{{ style[0] }}{% endset %}{{ kept | upper }}"
        "{% filter title %}{{ style[1] }}{% endfilter %}",
        tmp_path,
    )
    values = [each for each in mapped(outcome) if each[1] != "template"]
    assert values == [("A red cup stands on a table", 0), ("NOIR", 1), ("Grainy", 2)]


def test_a_filter_that_looks_inside_sees_the_bare_text(tmp_path: Path) -> None:
    outcome = rendered(
        '{{ scene | length }} {{ scene | truncate(12) }} {{ scene[2:5] }} {{ "cup" in scene }} '
        '{{ "long" if scene | length > 40 else "short" }} {{ style | sort | joined }} {{ scene == style[0] }}',
        tmp_path,
    )
    assert isinstance(outcome, Rendered)
    assert outcome.text == "27 a red cup… red true short grainy, noir false"
    found = mapped(outcome)
    assert ("a red cup", 0) in found
    assert ("red", 0) in found
    assert ("grainy", 2) in found


PARTS = st.sampled_from(
    [
        "scene", "style[0]", "style[1]", "cues[0].what", "style | joined", "style | listed | sentence", "scene | upper",
        "scene | truncate(9)", "scene[1:4]", "scene | replace('red', 'blue')", "scene ~ ', ' ~ style[1]",
        "scene | title",
        "style | sort | join('; ')", "style | reverse | sentences", "scene | length", "scene | json", "'a ' + scene",
        "scene | words", "style | map('upper') | listed", "scene | trim | capitalize", "scene.split()[2]",
        "(scene ~ style[0]) | default('x')", "style | first", "style | unique | last | quoted", "scene * 2",
    ]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5))
def test_the_map_is_never_wrong(tmp_path: Path, parts: list[str]) -> None:
    outcome = rendered(" / ".join(f"{{{{ {part} }}}}" for part in parts), tmp_path)
    words = ["a red cup stands on a table", "noir", "grainy", "the camera pans left"]
    for text, number in mapped(outcome):
        if isinstance(number, int):
            assert text.casefold().replace("blue", "red") in words[number]
