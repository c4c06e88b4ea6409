"""The filters and tests that a template may use: what each does, what it gives, and nothing that can grow unseen."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import Environment, pass_environment
from jinja2 import filters as jinja
from jinja2 import tests as jinja_tests
from jinja2.runtime import Undefined

from .._filters import FILTERS as FOR_EXPRESSIONS
from .._values import MAX_TEXT, ExpressionError, as_text, mistyped
from ._budget import MAX_OUTPUT, LimitExceeded, current, items, room
from ._traced import all_marked, is_traced, traced

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
TEXT, NUMBER, FLAG, SAME, ELEMENT, LIST, TEXTS = "text", "number", "flag", "same", "element", "list", "texts"


@dataclass(frozen=True, slots=True)
class Published:
    """One filter.

    :param function: takes the value, then the arguments.
    :param about: what it does, for people.
    :param gives: the kind of its result: a text, a number, a flag, the same as the value, an element of it, a list.
    """

    function: Callable[..., Any]
    about: str
    gives: str = TEXT


def _seconds(value: Any) -> str:
    number = _number(value, "seconds")
    if number == 0.5:
        return "half a second"
    return f"{round(number, 3):g} second{'' if number == 1 else 's'}"


def _clock(value: Any, decimals: int = 3) -> str:
    milliseconds = round(_number(value, "clock") * 1000)
    minutes, rest = divmod(max(milliseconds, 0), 60_000)
    if decimals not in (0, 1, 2, 3):
        raise mistyped("'clock' takes 0 to 3 decimals", "write clock(2)")
    width = 2 if decimals == 0 else 3 + decimals
    return f"{minutes:02d}:{rest / 1000:0{width}.{decimals}f}"


def _number(value: Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise mistyped(
            f"'{name}' takes a number of seconds, not {value!r:.40}", "give it a start, an end or a length"
        ) from None
    if not abs(number) < 1e9:
        raise mistyped(f"'{name}' takes a number of seconds", "give it a start, an end or a length")
    return number


def _words(value: str) -> int:
    return len(str(value).split())


def _quoted(value: str) -> str:
    return f'"{value}"'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _truncate(value: str, length: int = 80, end: str = "…") -> str:
    text = as_text(value)
    if len(text) <= length:
        return text
    cut = text[: max(length - len(end), 0)]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + end


def _indent(value: str, width: int = 2, first: Any = None) -> str:
    if not 0 <= width <= 40:
        raise mistyped("'indent' takes 0 to 40 spaces", "write indent(2)")
    lines = str(value).split("\n")
    room(len(value) + width * len(lines))
    space = " " * width
    text = "\n".join([lines[0], *(space + line if line else line for line in lines[1:])])
    return space + text if first else text


def _default(value: Any, instead: Any = "") -> Any:
    return instead if value is None or isinstance(value, Undefined) or value == "" else value


def _list(value: Any) -> list[Any]:
    return list(value)


@pass_environment
def _sort(
    environment: Environment,
    value: Any,
    reverse: Any = False,  # noqa: FBT002 - Jinja's own parameters
    attribute: Any = None,
) -> list[Any]:
    key = jinja.make_multi_attrgetter(environment, attribute, postprocess=_rank)
    return sorted(value, key=key, reverse=bool(reverse))


def _rank(value: Any) -> tuple[int, float, str]:
    """Numbers by their size, in texts too: 10.00 comes after 2.00."""
    if isinstance(value, int | float):
        return 0, value, ""
    if isinstance(value, str):
        return (0, float(value), "") if _DECIMAL.fullmatch(value) else (1, 0, value.casefold())
    raise mistyped("'sort' takes texts or numbers", 'name what to sort by: sort(attribute="start")')


def _reverse(value: Any) -> Any:
    return value[::-1]


_ABOUT = {
    "abs": ("a number without its sign", NUMBER),
    "capitalize": ("a capital first, the rest small", TEXT),
    "count": ("how many characters or items there are", NUMBER),
    "length": ("how many characters or items there are", NUMBER),
    "first": ("the first item", ELEMENT),
    "last": ("the last item", ELEMENT),
    "float": ("as a number", NUMBER),
    "int": ("as a whole number", NUMBER),
    "join": ('the items with a text between them: `join("; ")`', TEXT),
    "lower": ("small letters", TEXT),
    "upper": ("capital letters", TEXT),
    "title": ("A Capital For Each Word", TEXT),
    "trim": ("without space at both ends", TEXT),
    "max": ("the greatest number of a list", NUMBER),
    "min": ("the least number of a list", NUMBER),
    "replace": ('one text for another: `replace(";", ",")`', TEXT),
    "round": ("rounded, to so many decimals: `round(1)`", NUMBER),
}

FILTERS: Mapping[str, Published] = {
    **{
        name: Published(cast("Callable[..., Any]", FOR_EXPRESSIONS[name]), about, gives)
        for name, (about, gives) in _ABOUT.items()
    },
    "clock": Published(_clock, "a time as on a clock: `00:02.400`; `clock(0)` without decimals"),
    "d": Published(_default, "short for `default`", SAME),
    "default": Published(_default, "another value in place of nothing: `default(\"a quiet place\")`", SAME),
    "groupby": Published(jinja.sync_do_groupby, 'the items by the value of an attribute: `groupby("channel")`', LIST),
    "indent": Published(_indent, "all lines but the first moved to the right: `indent(2)`"),
    "json": Published(_json, "as JSON, quotes and all"),
    "list": Published(_list, "as a list", SAME),
    "map": Published(
        jinja.sync_do_map, 'each filtered, or its attribute: `map("sentence")`, `map(attribute="what")`', LIST
    ),
    "quoted": Published(_quoted, "between double quotes"),
    "reject": Published(jinja.sync_do_reject, "the items that fail a test", SAME),
    "rejectattr": Published(jinja.sync_do_rejectattr, "the items whose attribute fails a test", SAME),
    "reverse": Published(_reverse, "the other way round", SAME),
    "seconds": Published(_seconds, "a length as people say it: `half a second`, `1 second`, `2.5 seconds`"),
    "select": Published(jinja.sync_do_select, "the items that pass a test, or that say something", SAME),
    "selectattr": Published(
        jinja.sync_do_selectattr, 'those whose attribute passes a test: `selectattr("channel", "eq", "camera")`', SAME
    ),
    "sort": Published(_sort, 'sorted, numbers by their size: `sort(attribute="start")`', SAME),
    "sum": Published(jinja.sync_do_sum, "the numbers of a list together", NUMBER),
    "truncate": Published(_truncate, "cut at a word, with an ellipsis: `truncate(80)`"),
    "unique": Published(jinja.do_unique, "each item once", SAME),
    "words": Published(_words, "how many words there are", NUMBER),
}  # fmt: skip
"""By name, beside those that the caller of the renderer adds."""

_TESTS = (
    "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float",
    "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none",
    "number", "odd", "sequence", "string", "true", "undefined", "upper",
)  # fmt: skip
TESTS: Mapping[str, Callable[..., Any]] = {name: cast("Callable[..., Any]", jinja_tests.TESTS[name]) for name in _TESTS}
"""Jinja's own, those that make sense of texts, numbers and lists."""


def guarded(name: str, published: Published) -> Callable[..., Any]:
    """The filter, counted, and carrying marks on where it can."""
    function = published.function
    behind = 1 if hasattr(function, "jinja_pass_arg") else 0

    @functools.wraps(function)
    def apply(*args: Any, **kwargs: Any) -> Any:
        run = current()
        source = args[behind] if len(args) > behind else ""
        if isinstance(source, Undefined) and name not in ("d", "default"):
            str(source)  # raises what Jinja says of an undefined variable
        if any(isinstance(each, str) and len(each) > MAX_TEXT for each in args[behind:]):
            raise LimitExceeded(f"a filter takes a text of {MAX_TEXT:,} characters at most")
        run.charge(len(source) if isinstance(source, str | list | tuple) else 1)
        wanted = _finished(function(*args, **kwargs))
        if run.base is None or not is_traced(list(args[behind:])):
            return wanted
        marked = [*args[:behind], *map(all_marked, args[behind:])]
        return traced(wanted, lambda: function(*marked, **kwargs), source)

    return apply


def _finished(value: Any) -> Any:
    """The result, bounded: what Jinja would make as it goes along is made now."""
    if isinstance(value, str):
        room(len(value))
        return value
    if value is None or isinstance(value, bool | int | float | dict):
        return value
    found: list[Any] = []
    for item in value:
        found.append(item)
        if len(found) > MAX_OUTPUT:
            break
    current().charge(items(found))
    return found


__all__ = ["FILTERS", "TESTS", "ExpressionError", "Published", "guarded"]
