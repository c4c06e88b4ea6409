"""The one rule that has no exception: a clip lasts 4, 8 or 12 seconds, by spelling.

A duration is the plain scalar ``4``, ``8`` or ``12``; an expression must yield that integer.
"""

from __future__ import annotations

import re

from promptkit.findings import Fix
from promptkit.source import Node, Scalar

from ._report import Report, replace
from ._types import DURATIONS

_NUMBER = re.compile(r"^\+?0*(\d+)(?:\.(\d*))?\s*(s|sec|secs|second|seconds)?$")
_WORDS = {"four": 4, "eight": 8, "twelve": 12}
_ALLOWED = "4, 8 or 12"


def read_duration(node: Node, report: Report) -> float | None:
    """The clip's length in seconds; what is not allowed is reported, and its plain meaning returned where it has one.

    The return value lets the rest of the shot be checked; only 4, 8 and 12 ever compile.
    """
    if not isinstance(node, Scalar):
        report.add("duration", "time", node, f"a duration is {_ALLOWED} seconds, not a list or a map")
        return None
    if node.computed:
        return _computed(node, report)
    if node.plain and node.raw in map(str, DURATIONS):
        return int(node.raw)
    meant = _meaning(node)
    report.add("duration", "time", node, _message(node, meant), fix=_fix(node, meant), hint=_hint(meant))
    return meant if meant is not None and 0 < meant <= 60 else None


def _computed(node: Scalar, report: Report) -> float | None:
    value = node.value
    if type(value) is int and value in DURATIONS:
        return value
    shown = repr(value) if isinstance(value, str) else str(value).lower()
    report.add(
        "duration",
        "time",
        node,
        f"the expression gives {shown}, and a duration is {_ALLOWED} seconds, a whole number",
        hint="use |int where it is a whole number of seconds" if isinstance(value, float) else None,
    )
    number = not isinstance(value, bool)
    return float(value) if isinstance(value, int | float) and number and 0 < value <= 60 else None


def _meaning(node: Scalar) -> float | None:
    """The seconds that the user meant, if they can be told."""
    if isinstance(node.value, bool) or node.value is None:
        return None
    text = node.raw.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.match(text)
    if match:
        return float(f"{match[1]}.{match[2] or 0}")
    return float(node.value) if isinstance(node.value, int | float) and 0 < node.value < 1000 else None


def _message(node: Scalar, meant: float | None) -> str:
    shown = repr(node.raw) if isinstance(node.value, str) else node.raw or "nothing"
    if meant in DURATIONS:
        return f"a duration is written {_ALLOWED}, as a plain number of seconds, not {_as_written(node)}"
    return f"a clip lasts {_ALLOWED} seconds, not {shown}"


def _as_written(node: Scalar) -> str:
    return node.raw if node.plain else f"{node.raw!r} in quotes"


def _fix(node: Scalar, meant: float | None) -> Fix | None:
    if meant not in DURATIONS:
        return None
    assert meant is not None
    return replace(node.span, str(int(meant)), f"write {int(meant)}")


def _hint(meant: float | None) -> str | None:
    if meant is None or meant in DURATIONS:
        return None
    gap = min(abs(allowed - meant) for allowed in DURATIONS)
    near = " and ".join(str(allowed) for allowed in DURATIONS if abs(allowed - meant) == gap)
    return f"the nearest {'are' if 'and' in near else 'is'} {near}; clips come in {_ALLOWED} seconds only"
