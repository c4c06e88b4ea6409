"""Plain data as YAML on one line."""

from __future__ import annotations

import json
import re

from ._nodes import Plain

#: ``50mm``, ``16 mm``, ``1280x720``: a number with a unit and a size are text, and no number in any spelling.
_MEASURE = re.compile(r"[1-9][0-9.]* ?[a-z]+|[1-9][0-9]*x[0-9]+")
_MARKS = frozenset(":#,[]{}\"'\n")


def flow(value: Plain) -> str:
    """The value in flow style; text that YAML would read as anything else stands in quotes, which are JSON's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    if _MEASURE.fullmatch(text):
        return True
    if not text[:1].isalpha() or text != text.strip():
        return False
    return _MARKS.isdisjoint(text) and text.lower() not in ("true", "false", "null")
