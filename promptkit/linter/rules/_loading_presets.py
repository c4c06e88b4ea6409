"""Parents that are not found, and parameters that do not fit."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_PUSH = '---\npreset: push\nparams: {length: {type: seconds, max: 3}}\ncamera: [{dolly: in, for: "{{ length }}"}]\n'
_REST = '---\npreset: rest\nparams: {length: seconds}\naction: [{does: rain, for: "{{ length }}"}]\n'
_SHOT = 'shot: a\nextends: "#push"\nduration: 4\nscene: A harbour.\n'
_CYCLE = (
    "preset: a\nparams:\n  length: {type: number, default: '{{ width }}'}\n"
    "  width: {type: number, default: '{{ length }}'}\ncamera: [{hold: '{{ length }}'}]\n"
)

RULES = (
    Rule(
        name="unknown-preset",
        family="preset",
        severity=Severity.ERROR,
        summary="a parent that is not there",
        why="What it should have brought would be missing from the shot.",
        valid=('shot: a\nextends: "#grey"\nduration: 4\nscene: A harbour.\n---\npreset: grey\nweather: fog\n',),
        invalid=(
            Example(
                "shot: a\nextends: slow-psuh\nduration: 4\nscene: A harbour.\n",
                2,
                10,
                fixed="shot: a\nextends: slow-push\nduration: 4\nscene: A harbour.\n",
            ),
            Example("shot: a\nextends: looks/grey.yaml\nduration: 4\nscene: A harbour.\n", 2, 10),
        ),
    ),
    Rule(
        name="outside-project",
        family="preset",
        severity=Severity.ERROR,
        summary="a path that leads out of the project",
        why="A document from a stranger could read any file, and a copy of the project would not be whole.",
        valid=('shot: a\nextends: "#grey"\nduration: 4\nscene: A harbour.\n---\npreset: grey\nweather: fog\n',),
        invalid=(Example("shot: a\nextends: ../grey.yaml\nduration: 4\nscene: A harbour.\n", 2, 10),),
    ),
    Rule(
        name="extends-cycle",
        family="preset",
        severity=Severity.ERROR,
        summary="a document extends itself, or more parents than anybody needs",
        why="Whatever extends itself never ends.",
        valid=('shot: a\nextends: "#grey"\nduration: 4\nscene: A harbour.\n---\npreset: grey\nweather: fog\n',),
        invalid=(
            Example('shot: a\nextends: "#a"\nduration: 4\nscene: A harbour.\n', 2, 10),
            Example(
                'shot: a\nextends: "#b"\nduration: 4\nscene: A harbour.\n---\npreset: b\nextends: "#c"\n'
                '---\npreset: c\nextends: "#b"\n',
                7,
                10,
            ),
        ),
    ),
    Rule(
        name="preset-key",
        family="preset",
        severity=Severity.ERROR,
        summary="a preset writes what only a shot may say",
        why="Where a shot is made and how many takes there are costs money; no preset from elsewhere decides it.",
        valid=("preset: grey\nweather: fog\n",),
        invalid=(Example("preset: grey\nweather: fog\ntakes: 20\n", 3, 1),),
    ),
    Rule(
        name="unknown-parameter",
        family="preset",
        severity=Severity.ERROR,
        summary="a value for a parameter that no parent takes",
        why="It would change nothing.",
        valid=(f"{_SHOT}with: {{length: 2}}\n{_PUSH}",),
        invalid=(
            Example(f"{_SHOT}with: {{length: 2, lens: 50mm}}\n{_PUSH}", 5, 19),
            Example(f"{_SHOT}with: {{lenth: 2}}\n{_PUSH}", 5, 8, fixed=f"{_SHOT}with: {{length: 2}}\n{_PUSH}"),
        ),
    ),
    Rule(
        name="missing-parameter",
        family="preset",
        severity=Severity.ERROR,
        summary="a parameter without a value",
        why="The preset has no default for it, because nobody but the shot can know.",
        valid=(f"{_SHOT}with: {{length: 2}}\n{_PUSH}",),
        invalid=(Example(f"{_SHOT}{_PUSH}", 2, 10),),
    ),
    Rule(
        name="parameter-type",
        family="preset",
        severity=Severity.ERROR,
        summary="a parameter's value is not of its type, or out of its range",
        why="Told where it is given, and not where it breaks something.",
        valid=(f"{_SHOT}with: {{length: 500ms}}\n{_PUSH}",),
        invalid=(
            Example(f"{_SHOT}with: {{length: long}}\n{_PUSH}", 5, 16),
            Example(f"{_SHOT}with: {{length: 3.5}}\n{_PUSH}", 5, 16),
            Example(f"{_SHOT}with: {{length: 02}}\n{_PUSH}", 5, 16),
        ),
    ),
    Rule(
        name="parameter-cycle",
        family="preset",
        severity=Severity.ERROR,
        summary="a default that needs itself",
        why="Defaults may use each other in any order, but one of them has to be a plain value.",
        valid=(_CYCLE.replace("'{{ width }}'", "2"),),
        invalid=(Example(_CYCLE, 3, 35),),
    ),
    Rule(
        name="ambiguous-parameter",
        family="preset",
        severity=Severity.ERROR,
        summary="two parents take a parameter of this name",
        why="Nobody can tell which of the two was meant.",
        valid=(
            'shot: a\nextends: [{"#push": {length: 2}}, {"#rest": {length: 1}}]\nduration: 4\nscene: A harbour.\n'
            f"{_PUSH}{_REST}",
        ),
        invalid=(
            Example(
                'shot: a\nextends: ["#push", "#rest"]\nduration: 4\nscene: A harbour.\nwith: {length: 2}\n'
                f"{_PUSH}{_REST}",
                5,
                8,
            ),
        ),
    ),
    Rule(
        name="unused-parameter",
        family="preset",
        severity=Severity.WARNING,
        summary="a parameter's value reaches nothing",
        why="Something written later hides it, so that changing it changes nothing.",
        valid=(f"{_SHOT}with: {{length: 2}}\n{_PUSH}",),
        invalid=(Example(f"{_SHOT}with: {{length: 2}}\ncamera: [{{pan: left}}]\n{_PUSH}", 5, 16),),
    ),
)
