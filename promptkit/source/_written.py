"""Plain data as YAML on one line."""

from __future__ import annotations

import json
import re

from ._nodes import Plain

#: A number with its unit or a size, which are no numbers: ``35mm``, ``10 cm per second``, ``1280x720``; ``1e3`` and
#: ``0x1F`` are.
_QUANTITY = re.compile(r"\d+(?:\.\d+)?(?: [a-zA-Z/ ]+|[a-df-wyz][a-zA-Z/]*)|[1-9]\d*x\d+")
#: The last character that four digits can name.
_BASIC = 0xFFFF
_MARKS = frozenset(":#,[]{}\"'\n")


def flow(value: Plain) -> str:
    """The value in flow style; text that YAML would read as anything else stands in quotes, which are JSON's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and _is_plain(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted if quoted.isprintable() else _escaped(quoted)


def _escaped(quoted: str) -> str:
    """YAML folds more line breaks than JSON has, and some readers drop what nobody sees."""
    return "".join(each if each.isprintable() else _escape(ord(each)) for each in quoted)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= _BASIC else f"\\U{code:08x}"


def _is_plain(text: str) -> bool:
    if not (text[:1].isalpha() or _QUANTITY.fullmatch(text)) or text != text.strip() or not text.isprintable():
        return False
    return _MARKS.isdisjoint(text) and text.lower() not in ("true", "false", "null")
