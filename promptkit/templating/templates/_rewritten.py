"""The tree of a template made safe: whatever can grow or go on is sent through a filter that counts it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from ._lexed import offset_of

RESERVED = re.compile("[\ue000-\ue0ff]")


class Rewriter(NodeTransformer):
    """Rewrites the tree of one template.

    :param name: the template's name.
    :param filters: the names of the filters that it may use.
    """

    def __init__(self, name: str, filters: Collection[str]) -> None:
        self.name, self.filters = name, filters

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's names
        """Every stretch of text and every printed expression, with its place."""
        starts = [_start(child) for child in node.nodes]
        self.generic_visit(node)
        node.nodes = [self._printed(child, start) for child, start in zip(node.nodes, starts, strict=True)]
        return node

    def _printed(self, child: nodes.Expr, start: int) -> nodes.Expr:
        place: list[nodes.Expr] = [nodes.Const(self.name), nodes.Const(start)]
        if isinstance(child, nodes.TemplateData):
            return _filter(nodes.Const(child.data), "_literal", place, child.lineno)
        return _filter(child, "_print", place, child.lineno)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802
        """An escape cannot forge a mark."""
        self._refuse_marks(node.value, node.lineno)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        """Text cannot, either."""
        self._refuse_marks(node.data, node.lineno)
        return node

    def _refuse_marks(self, value: object, line: int) -> None:
        if isinstance(value, str) and RESERVED.search(value):
            raise TemplateSyntaxError("a character between U+E000 and U+E0FF is reserved", int(line), self.name)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """``a ~ b``."""
        self.generic_visit(node)
        return _filter(nodes.Tuple(node.nodes, "load"), "_concat", [], node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """``[a, b]``."""
        self.generic_visit(node)
        return _filter(node, "_made", [], node.lineno)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """``{"a": b}``."""
        self.generic_visit(node)
        return _filter(node, "_made", [], node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """``(a, b)``, where it is a value."""
        self.generic_visit(node)
        return _filter(node, "_made", [], node.lineno) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """``text[:10]``."""
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        cut = node.arg
        ends: list[nodes.Expr] = [each or nodes.Const(None) for each in (cut.start, cut.stop, cut.step)]
        return _filter(node.node, "_cut", ends, node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """A loop."""
        if node.recursive:
            raise TemplateSyntaxError("a loop cannot be recursive; write a macro", int(node.lineno), self.name)
        self.generic_visit(node)
        node.iter = _filter(cast("nodes.Expr", node.iter), "_rounds", [], node.lineno)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        """``{% set x %}...{% endset %}``: its text is gathered with its marks."""
        self.generic_visit(node)
        node.filter = _gathering(node.filter)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        """``{% filter upper %}...{% endfilter %}``."""
        self.generic_visit(node)
        node.filter = _filter(_gathering(node.filter), "_reveal", [], node.lineno)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """``{% call %}``: what the macro gives goes straight out."""
        self.generic_visit(node)
        node.call.node = _filter(node.call.node, "_direct", [], node.lineno)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """Only what is published."""
        if node.name not in self.filters:
            raise TemplateSyntaxError(f"unknown filter {node.name!r}", int(node.lineno), self.name)
        return self.generic_visit(node)


def _start(node: nodes.Node) -> int:
    """Where an expression begins: a filter's own place is its name, behind what it is applied to."""
    inner = (offset_of(each.lineno) for each in (node, *node.find_all(nodes.Node)))
    return min((each for each in inner if each is not None), default=0)


def _gathering(chain: nodes.Filter | None) -> nodes.Filter:
    """The filters of a block, behind the one that gathers its text."""
    gather = nodes.Filter(None, "_gather", [], [], None, None)
    if chain is None:
        return gather
    inner = chain
    while isinstance(inner.node, nodes.Filter):
        inner = inner.node
    inner.node = gather
    return chain


def _filter(node: nodes.Expr, name: str, args: list[nodes.Expr], line: Any) -> nodes.Filter:
    return nodes.Filter(node, name, args, [], None, None, lineno=line)
