"""A scalar with ``{{ }}`` to the scalar that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from promptkit.findings import Finding, Severity, Span
from promptkit.source import Mapping, Node, Plain, Scalar, Sequence

from ._scope import Scope
from ._values import (
    ExpressionError,
    as_text,
    bounded_number,
    bounded_text,
    is_number,
    require_room,
    unbounded,
)

if TYPE_CHECKING:
    from ._interpret import Interpreter
    from ._program import Program


def evaluate(node: Scalar, scope: Scope) -> Node | Finding:
    """The value of ``node`` in ``scope``: a computed node at the same place, or what is wrong with it.

    An expression that stands alone keeps its type, a list too; beside text it becomes text. A scalar without ``{{`` is
    returned as it is. Expressions are names, constants, arithmetic, comparisons, conditions, and the filters and tests
    of ``FILTERS`` and ``TESTS``; ``{% %}`` and ``{#`` are text. It always ends, soon, with 10,000 characters at most.
    """
    if not isinstance(node.value, str) or "{{" not in node.value:
        return node
    program = _parser()(node.value)
    if isinstance(program, ExpressionError):
        return _finding(program, node, _only_place(node.value))
    interpreter = _interpreter()(scope)
    try:
        value = _value(program, interpreter, node)
    except _Located as located:
        return _finding(located.error, node, located.place)
    read = frozenset((scope.layer, name) for name in interpreter.read)
    return _computed(value, node, read)


# Jinja costs more to import than most commands take: only who writes expressions pays for it, and once.


@cache
def _parser() -> Callable[[str], Program | ExpressionError]:
    from ._program import parse

    return parse


@cache
def _interpreter() -> type[Interpreter]:
    from ._interpret import Interpreter

    return Interpreter


def _computed(value: Plain, node: Scalar, read: frozenset[tuple[str, str]]) -> Node:
    """The value as a node at the place of the expression; what is in a list stands there too."""
    if isinstance(value, list):
        return Sequence([_computed(item, node, read) for item in value], node.span, node.path)
    if isinstance(value, dict):
        entries = {key: _computed(item, node, read) for key, item in value.items()}
        return Mapping(entries, dict.fromkeys(entries, node.span), node.span, node.path)
    return Scalar(value, node.raw, node.span, node.path, plain=node.plain, computed=True, params=read)


class _Located(Exception):
    def __init__(self, error: ExpressionError, place: tuple[int, int] | None) -> None:
        super().__init__(error.message)
        self.error = error
        self.place = place


def _value(program: Program, interpreter: Interpreter, node: Scalar) -> Plain:
    texts: list[str] = []
    room = 0
    for part, place in zip(program.parts, program.places, strict=True):
        try:
            if isinstance(part, str):
                texts.append(part)
            else:
                value = interpreter.value(part)
                if part is program.whole:
                    return _bounded(value)
                texts.append(as_text(value))
            room += len(texts[-1])
            require_room(room)
        except ExpressionError as error:
            raise _Located(error, place) from None
        except RecursionError:
            raise _Located(unbounded("the expression is too deep", "make it simpler"), place) from None
    return "".join(texts)


def _bounded(value: Plain) -> Plain:
    if isinstance(value, list | dict):
        # Its texts were bounded one by one; together they are held to what one text may hold.
        require_room(len(str(value)))
        return value
    if isinstance(value, str):
        return bounded_text(value)
    return bounded_number(value) if is_number(value) else value


def _only_place(text: str) -> tuple[int, int] | None:
    """Where the ``{{`` of ``text`` stands, if there is one only."""
    if text.count("{{") != 1:
        return None
    start, end = text.index("{{"), text.rfind("}}")
    return start, end + 2 if end > start else len(text)


def _finding(error: ExpressionError, node: Scalar, place: tuple[int, int] | None) -> Finding:
    span = node.span if place is None else _inside(node, *place)
    return Finding(error.rule, "template", Severity.ERROR, error.message, span, path=node.path, hint=error.hint)


def _inside(node: Scalar, start: int, end: int) -> Span:
    """The stretch of ``node`` between two offsets of its text, where the text stands on one line as it is."""
    span = node.span
    quotes = 0 if node.plain else 2
    if span.line != span.end_line or span.end_column - span.column != len(node.raw) + quotes or node.raw != node.value:
        return span
    column = span.column + quotes // 2
    return Span(span.file, span.line, column + start, span.line, column + end)
