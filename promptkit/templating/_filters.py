"""The filters and tests of expressions. None of them can make much out of little."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from promptkit.source import Plain

from ._values import as_text, bounded_number, bounded_text, is_number, kind, mistyped, require_room

Filter: TypeAlias = Callable[..., Plain]

_MOST_DECIMALS = 6
_WORD_START = re.compile(r"(?<![\w'’])\w")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")


def _text(value: Plain, name: str) -> str:
    if isinstance(value, str):
        return value
    if is_number(value):
        return as_text(value)
    raise mistyped(f"'{name}' takes a text, not {kind(value)}", "give it a text")


def _list(value: Plain, name: str) -> list[Plain]:
    if isinstance(value, list):
        return value
    raise mistyped(f"'{name}' takes a list, not {kind(value)}", "give it a list")


def _number(value: Plain, name: str) -> int | float:
    if is_number(value):
        return bounded_number(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        written = value.strip()
        return bounded_number(float(written) if "." in written else int(written))
    raise mistyped(f"'{name}' takes a number, not {kind(value)}", "give it a number")


def _lower(value: Plain) -> Plain:
    return _text(value, "lower").lower()


def _upper(value: Plain) -> Plain:
    return _text(value, "upper").upper()


def _capitalize(value: Plain) -> Plain:
    return _text(value, "capitalize").capitalize()


def _title(value: Plain) -> Plain:
    return _WORD_START.sub(_capital, _text(value, "title"))


def _capital(match: re.Match[str]) -> str:
    return match.group().upper()


def _trim(value: Plain) -> Plain:
    return _text(value, "trim").strip()


def _replace(value: Plain, old: Plain, new: Plain) -> Plain:
    text, before, after = _text(value, "replace"), _text(old, "replace"), _text(new, "replace")
    if not before:
        raise mistyped("'replace' cannot replace an empty text", "say what to replace")
    require_room(len(text) + text.count(before) * max(len(after) - len(before), 0))
    return str.replace(text, before, after)


def _round(value: Plain, decimals: Plain = 0) -> Plain:
    number = _number(value, "round")
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= _MOST_DECIMALS:
        raise mistyped(f"'round' takes 0 to {_MOST_DECIMALS} decimals, not {kind(decimals)}", "write round(1)")
    scale: int = 10**decimals
    # halves away from zero, as people round; Python rounds them to the even neighbour
    whole = math.floor(abs(number) * scale + 0.5)
    signed: int = -whole if number < 0 else whole
    return signed if decimals == 0 else signed / scale


def _int(value: Plain) -> Plain:
    return int(_number(value, "int"))


def _float(value: Plain) -> Plain:
    return float(_number(value, "float"))


def _abs(value: Plain) -> Plain:
    return abs(_number(value, "abs"))


def _least(value: Plain) -> Plain:
    return min(_comparable(_list(value, "min"), "min"))


def _greatest(value: Plain) -> Plain:
    return max(_comparable(_list(value, "max"), "max"))


def _comparable(items: list[Plain], name: str) -> list[float]:
    if not items:
        raise mistyped(f"'{name}' takes a list that is not empty", "give it at least one number")
    return [_number(item, name) for item in items]


def _join(value: Plain, separator: Plain = "") -> Plain:
    between = _text(separator, "join")
    parts = [as_text(item) for item in _list(value, "join")]
    require_room(sum(map(len, parts)) + len(between) * max(len(parts) - 1, 0))
    return between.join(parts)


def _first(value: Plain) -> Plain:
    return _sized(value, "first")[0]


def _last(value: Plain) -> Plain:
    return _sized(value, "last")[-1]


def _length(value: Plain) -> Plain:
    if isinstance(value, str | list):
        return len(value)
    raise mistyped(f"'length' takes a text or a list, not {kind(value)}", "give it a text or a list")


def _sized(value: Plain, name: str) -> str | list[Plain]:
    if isinstance(value, str | list) and value:
        return value
    raise mistyped(f"'{name}' takes a text or a list that is not empty, not {kind(value)}", "give it one")


def _default(value: Plain, instead: Plain = "") -> Plain:
    return instead if value is None else value


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "abs": _abs,
        "capitalize": _capitalize,
        "count": _length,
        "d": _default,
        "default": _default,
        "first": _first,
        "float": _float,
        "int": _int,
        "join": _join,
        "last": _last,
        "length": _length,
        "lower": _lower,
        "max": _greatest,
        "min": _least,
        "replace": _replace,
        "round": _round,
        "title": _title,
        "trim": _trim,
        "upper": _upper,
    }
)
"""By name; the first argument is the value."""

_ARITY: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"d": (0, 1), "default": (0, 1), "join": (0, 1), "replace": (2, 2), "round": (0, 1)}
)

FILTERS_FOR_NOTHING = frozenset({"d", "default"})
"""Filters that take a variable nobody has set."""

TESTS: Mapping[str, Callable[[Plain], bool]] = MappingProxyType(
    {
        "boolean": lambda value: isinstance(value, bool),
        "defined": lambda value: value is not None,
        "float": lambda value: isinstance(value, float),
        "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
        "none": lambda value: value is None,
        "number": is_number,
        "sequence": lambda value: isinstance(value, list),
        "string": lambda value: isinstance(value, str),
        "undefined": lambda value: value is None,
    }
)
"""By name; a parameter that has no value is not defined."""

TESTS_FOR_NOTHING = frozenset({"defined", "none", "undefined"})
"""Tests that take a variable nobody has set."""


def arity(name: str) -> tuple[int, int]:
    """How many arguments a filter takes behind its value, at least and at most."""
    return _ARITY.get(name, (0, 0))


def filtered(name: str, value: Plain, arguments: list[Plain]) -> Plain:
    """Apply a filter.

    :param arguments: as many as :func:`arity` allows.
    :raises ExpressionError: when value or arguments do not fit, or the result is too large.
    """
    result = FILTERS[name](value, *arguments)
    if isinstance(result, str):
        return bounded_text(result)
    return bounded_number(result) if is_number(result) else result
