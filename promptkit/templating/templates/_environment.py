"""Jinja's sandbox, with its sizes, rounds and depths counted, and every printed stretch knowing its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import Context, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from .._values import mistyped
from ._budget import MAX_DEPTH, MAX_ITEMS, MAX_NUMBER, LimitExceeded, current, items, room
from ._lexed import Places
from ._loader import Loader
from ._published import TESTS, Published, guarded
from ._rewritten import Rewriter
from ._traced import Traced, marked, wrapped

#: What may be called on a value; nothing of it grows.
METHODS = frozenset(
    {
        "count",
        "endswith",
        "get",
        "index",
        "items",
        "keys",
        "lower",
        "split",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
    }
)
GLOBALS = ("cycler", "joiner", "namespace", "range")


class Guarded(ImmutableSandboxedEnvironment):
    """The environment of users' templates."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, loader: Loader, filters: Mapping[str, Published]) -> None:
        super().__init__(
            loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, extensions=[Places],
            optimized=False,
        )  # fmt: skip
        self.published = frozenset(filters)
        self.filters = {name: guarded(name, each) for name, each in filters.items()} | _OWN
        self.tests = dict(TESTS)
        self.globals = {"range": _range, "namespace": Namespace, "cycler": Cycler, "joiner": Joiner}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT002
    ) -> str:
        """Jinja's hook between its parser and its compiler."""
        Rewriter(name or "", self.published).visit(source)
        source.set_environment(self)
        return super()._generate(source, name, filename, defer_init)

    def join_path(self, template: str, parent: str) -> str:
        """A name in a template, as the loader knows it."""
        assert isinstance(self.loader, Loader)
        current().charge(1)
        return self.loader.canonical(template, parent)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of texts, numbers and lists nothing that could grow."""
        if isinstance(obj, str | list | tuple | dict | int | float | range):
            return attr in METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """``"...".format()`` is not allowed, safe or not: it can grow."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic, bounded."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        _allow(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int | float) and not abs(result) <= MAX_NUMBER:
            raise LimitExceeded("a number gets too large")
        return result

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's own
        """Macros, blocks and the few functions there are."""
        run = current()
        run.charge(10)
        direct = isinstance(__obj, _Direct)
        run.depth += 1
        try:
            if run.depth > MAX_DEPTH:
                raise LimitExceeded(f"macros or blocks call each other more than {MAX_DEPTH} deep")
            result = super().call(__context, __obj.macro if direct else __obj, *args, **kwargs)
        finally:
            run.depth -= 1
        if isinstance(result, str) and not direct:
            return Traced.of(result) if run.base is not None else result
        return result


def _allow(operator: str, left: Any, right: Any) -> None:
    """Refuse what could grow.

    :raises ExpressionError: what is not for texts and lists.
    :raises LimitExceeded: what would be too large.
    """
    sized = [each for each in (left, right) if isinstance(each, str | list | tuple)]
    if not sized:
        if operator == "**" and (abs(left) > 1000 or abs(right) > 10):
            raise LimitExceeded("a number gets too large")
        return
    if operator == "+" and len(sized) == 2:
        length = len(sized[0]) + len(sized[1])
    elif operator == "*" and len(sized) == 1:
        times = right if sized[0] is left else left
        length = len(sized[0]) * max(int(times), 0)
    else:
        raise mistyped(f"'{operator}' is not for a text or a list", "join with '~', or use a filter")
    if isinstance(sized[0], str):
        room(length)
    elif length > MAX_ITEMS:
        raise LimitExceeded(f"a list would have more than {MAX_ITEMS:,} items")
    else:
        current().charge(length)


class _Direct:
    """A macro whose text goes straight out, marks and all."""

    def __init__(self, macro: Macro) -> None:
        self.macro = macro


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > MAX_ITEMS:
        raise LimitExceeded(f"range({', '.join(map(str, bounds))}) has more than {MAX_ITEMS:,} numbers")
    return found


def _said(value: Any) -> str:
    """A value as it is printed."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, list | tuple | range):
        raise mistyped("a list cannot stand in a text", "join it: {{ list | joined }}, or {{ list | sentences }}")
    raise mistyped(f"a {type(value).__name__.lower()} cannot stand in a text", "print one of its values")


def _literal(text: str, template: str, start: int) -> str:
    run = current()
    run.charge(len(text))
    return text if run.base is None else wrapped(text, run.mark(template, start, start + len(text)))


def _print(value: Any, template: str, start: int) -> str:
    run = current()
    text = _said(value)
    run.charge(len(text))
    return text if run.base is None else wrapped(marked(text), run.mark(template, start, start))


def _concat(values: tuple[Any, ...]) -> str:
    texts = [_said(value) for value in values]
    room(sum(map(len, texts)))
    return Traced.of("".join(map(marked, texts))) if current().base is not None else "".join(texts)


def _made(value: Any) -> Any:
    current().charge(items(value))
    return value


def _rounds(value: Any) -> Any:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, str | list | tuple | dict | range) and not hasattr(value, "__len__"):
        value = list(value)
    current().charge(10 * len(value))
    return value


def _cut(value: Any, start: Any, stop: Any, step: Any) -> Any:
    found = value[start:stop:step]
    current().charge(len(found))
    return found


def _gather(text: str) -> str:
    room(len(text))
    return Traced.of(text) if current().base is not None else text


_OWN: dict[str, Callable[..., Any]] = {
    "_concat": _concat,
    "_cut": _cut,
    "_direct": _Direct,
    "_gather": _gather,
    "_literal": _literal,
    "_made": _made,
    "_print": _print,
    "_reveal": marked,
    "_rounds": _rounds,
}
