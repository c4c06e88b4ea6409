"""One thing in two of the lists that exclude each other."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
_STILL = "shot: a\nduration: 4\nstill: images/harbour.png\n"
_BASE = 'shot: a\nextends: "#base"\nduration: 8\nscene: A harbour.\n'
_PUSH = "---\npreset: base\ncamera: [{dolly: in, for: 2, id: push}]\n"
_BOTH = "---\npreset: base\ncamera: [{dolly: in, tilt: up, for: 2, id: both}]\n"

RULES = (
    Rule(
        name="keep-and-change",
        family="keep-change",
        severity=Severity.ERROR,
        summary="one thing is to be kept and to be changed",
        why="Both cannot come true.",
        valid=(f"{_STILL}keep: [the red boat]\nchange: [the gull is gone]\n",),
        invalid=(Example(f"{_STILL}keep: [the red boat]\nchange: [The red boat]\n", 5, 10),),
        source="conflict keep_and_change",
    ),
    Rule(
        name="rival-lists",
        family="keep-change",
        severity=Severity.ERROR,
        summary="one thing stands in two of keep, change, avoid and free",
        why="They exclude each other; the model would be told both.",
        valid=(f"{_SHOT}keep: [the red boat]\navoid: [people]\n",),
        invalid=(Example(f"{_SHOT}keep: [the red boat]\navoid: [the red boat]\n", 5, 9),),
    ),
    Rule(
        name="free-and-written",
        family="keep-change",
        severity=Severity.ERROR,
        summary="something is left free and written all the same",
        why="`free` hands the choice to the model; what is written has been chosen.",
        valid=(f"{_SHOT}weather: fog\nfree: [mood]\n",),
        invalid=(
            Example(f"{_SHOT}weather: fog\nfree: [weather]\n", 5, 8),
            Example(f"{_SHOT}lighting: {{time_of_day: dawn}}\nfree: [time of day]\n", 5, 8),
        ),
    ),
    Rule(
        name="unknown-entry",
        family="preset",
        severity=Severity.ERROR,
        summary="a change to an inherited list names an entry that is not there",
        why="It would change nothing: entries are found by their `id`, plain texts by what they say.",
        valid=(f"{_BASE}camera: {{edit: {{push: {{for: 3}}}}}}\n{_PUSH}",),
        invalid=(
            Example(
                f"{_BASE}camera: {{edit: {{psuh: {{for: 3}}}}}}\n{_PUSH}",
                5,
                17,
                fixed=f"{_BASE}camera: {{edit: {{push: {{for: 3}}}}}}\n{_PUSH}",
            ),
            Example(f"{_SHOT}mood: {{remove: [calm]}}\n", 4, 17),
        ),
    ),
    Rule(
        name="ambiguous-edit",
        family="camera",
        severity=Severity.ERROR,
        summary="a change that could mean any of several moves which run together",
        why="Nobody can tell which of them was meant.",
        valid=(f"{_BASE}camera: {{edit: {{both: {{dolly: out}}}}}}\n{_BOTH}",),
        invalid=(
            Example(f"{_BASE}camera: {{edit: {{both: {{pan: left}}}}}}\n{_BOTH}", 5, 23),
            Example(f"{_BASE}camera: {{edit: {{both: {{go: out}}}}}}\n{_BOTH}", 5, 28),
        ),
    ),
)
