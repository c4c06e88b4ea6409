"""Plain data as YAML on one line."""

from __future__ import annotations

import json

from ._nodes import Plain

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
    if not text[:1].isalpha() or text != text.strip():
        return False
    return _MARKS.isdisjoint(text) and text.lower() not in ("true", "false", "null")
