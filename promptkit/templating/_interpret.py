"""A small interpreter of Jinja's nodes: no calls, no attributes, nothing that grows, always an end."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from promptkit.source import Plain

from ._filters import FILTERS_FOR_NOTHING, TESTS, TESTS_FOR_NOTHING, filtered
from ._program import index_of
from ._scope import Scope
from ._values import ExpressionError, as_text, bounded_number, bounded_text, is_number, kind, mistyped, require_room

_ARITHMETIC: Mapping[type[nodes.Node], tuple[str, Callable[[int | float, int | float], int | float]]] = {
    nodes.Add: ("+", operator.add),
    nodes.Sub: ("-", operator.sub),
    nodes.Mul: ("*", operator.mul),
    nodes.Div: ("/", operator.truediv),
    nodes.FloorDiv: ("//", operator.floordiv),
    nodes.Mod: ("%", operator.mod),
}
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


class Interpreter:
    """Gives expressions their values in one scope, and remembers which parameters were ``read``."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.read: set[str] = set()

    def value(self, node: nodes.Node) -> Plain:
        """What ``node`` is worth.

        :raises ExpressionError: when it has no value.
        """
        if isinstance(node, nodes.BinExpr):
            return self._binary(node)
        return _VALUES[type(node)](self, node)

    def _binary(self, node: nodes.BinExpr) -> Plain:
        if isinstance(node, nodes.And | nodes.Or):
            left = self.value(node.left)
            return self.value(node.right) if bool(left) == isinstance(node, nodes.And) else left
        left, right = self.value(node.left), self.value(node.right)
        sign, compute = _ARITHMETIC[type(node)]
        if isinstance(left, str) and isinstance(right, str) and sign == "+":
            require_room(len(left) + len(right))
            return left + right
        if not (is_number(left) and is_number(right)):
            hint = "join texts and numbers with '~'" if sign == "+" else "use numbers"
            raise mistyped(f"'{sign}' cannot take {kind(left)} and {kind(right)}", hint)
        if right == 0 and sign in ("/", "//", "%"):
            raise mistyped("a number is divided by 0", "see that the divisor cannot be 0")
        return bounded_number(compute(bounded_number(left), bounded_number(right)))

    def _const(self, node: nodes.Const) -> Plain:
        value: Plain = node.value
        if isinstance(value, str):
            return bounded_text(value)
        return bounded_number(value) if is_number(value) else value

    def _name(self, node: nodes.Name) -> Plain:
        if node.name in self._scope.values:
            self.read.add(node.name)
            return self._scope.values[node.name]
        close = get_close_matches(node.name, self._scope.values, 1)
        message = f"unknown parameter '{node.name}'" + (f" (did you mean '{close[0]}'?)" if close else "")
        known = ", ".join(sorted(self._scope.values))
        hint = f"declare it in params, beside {known}" if known else "declare it in params"
        raise ExpressionError("undefined-variable", message, hint)

    def _subject(self, node: nodes.Filter | nodes.Test, takes_nothing: Collection[str]) -> Plain:
        inner = node.node
        unset = isinstance(inner, nodes.Name) and inner.name not in self._scope.values
        if inner is None or (unset and node.name in takes_nothing):
            return None
        return self.value(inner)

    def _list(self, node: nodes.List | nodes.Tuple) -> Plain:
        return [self.value(item) for item in node.items]

    def _item(self, node: nodes.Getitem) -> Plain:
        values, index = self.value(node.node), index_of(node)
        if not isinstance(values, list) or index is None:
            raise mistyped(f"{kind(values)} has no entries to pick from", "pick from a list")
        if not -len(values) <= index < len(values):
            raise mistyped(f"there is no entry {index} in a list of {len(values)}", "entries count from 0")
        return values[index]

    def _sign(self, node: nodes.Neg | nodes.Pos) -> Plain:
        value = self.value(node.node)
        if not is_number(value):
            raise mistyped(f"{kind(value)} has no sign", "use a number")
        return bounded_number(-value if isinstance(node, nodes.Neg) else value)

    def _not(self, node: nodes.Not) -> Plain:
        return not self.value(node.node)

    def _concat(self, node: nodes.Concat) -> Plain:
        texts = [as_text(self.value(part)) for part in node.nodes]
        require_room(sum(map(len, texts)))
        return "".join(texts)

    def _condition(self, node: nodes.CondExpr) -> Plain:
        if self.value(node.test):
            return self.value(node.expr1)
        return None if node.expr2 is None else self.value(node.expr2)

    def _compare(self, node: nodes.Compare) -> Plain:
        left = self.value(node.expr)
        for operand in node.ops:
            right = self.value(operand.expr)
            if not _compared(operand.op, left, right):
                return False
            left = right
        return True

    def _filter(self, node: nodes.Filter) -> Plain:
        value = self._subject(node, FILTERS_FOR_NOTHING)
        return filtered(node.name, value, [self.value(argument) for argument in node.args])

    def _test(self, node: nodes.Test) -> Plain:
        return TESTS[node.name](self._subject(node, TESTS_FOR_NOTHING))


def _compared(sign: str, left: Plain, right: Plain) -> bool:
    if sign in ("eq", "ne"):
        return (left == right) == (sign == "eq")
    if sign in ("in", "notin"):
        return _contained(left, right) == (sign == "in")
    if (is_number(left) and is_number(right)) or (isinstance(left, str) and isinstance(right, str)):
        return _ORDER[sign](left, right)
    raise mistyped(f"{kind(left)} and {kind(right)} have no order", "compare numbers with numbers, texts with texts")


def _contained(item: Plain, whole: Plain) -> bool:
    if isinstance(whole, list):
        return item in whole
    if isinstance(whole, str) and isinstance(item, str):
        return item in whole
    raise mistyped(f"{kind(item)} cannot be in {kind(whole)}", "look for a text in a text, or for a value in a list")


_VALUES: Mapping[type[nodes.Node], Callable[..., Plain]] = {
    nodes.Compare: Interpreter._compare,
    nodes.Concat: Interpreter._concat,
    nodes.CondExpr: Interpreter._condition,
    nodes.Const: Interpreter._const,
    nodes.Filter: Interpreter._filter,
    nodes.Getitem: Interpreter._item,
    nodes.List: Interpreter._list,
    nodes.Name: Interpreter._name,
    nodes.Neg: Interpreter._sign,
    nodes.Not: Interpreter._not,
    nodes.Pos: Interpreter._sign,
    nodes.Test: Interpreter._test,
    nodes.Tuple: Interpreter._list,
}
