"""Plain scalars by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from __future__ import annotations

import re

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset((".nan", ".NaN", ".NAN"))
_LONGEST_NUMBER = 64


def core_value(raw: str) -> str | int | float | bool | None:
    """What the plain scalar ``raw`` means: ``010`` is 10, ``on``, ``16:9``, ``1_000`` and dates are text.

    Digits beyond any use (more than 64 characters) stay text, so that no number is too long to be printed.
    """
    if raw in _WORDS:
        return _WORDS[raw]
    if raw[0] in _NUMBER_STARTS and len(raw) <= _LONGEST_NUMBER:
        return _number(raw)
    return raw


def _number(raw: str) -> str | int | float:
    if _DECIMAL.fullmatch(raw):
        return int(raw)
    if _BASED.fullmatch(raw):
        return int(raw, 0)
    if _FLOAT.fullmatch(raw):
        return float(raw)
    if _INFINITE.fullmatch(raw):
        return float(raw.replace(".", ""))
    return float("nan") if raw in _NOT_A_NUMBER else raw
