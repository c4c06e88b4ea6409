"""The way of a value: through which parameters it came, and through which parents.

Nothing is recorded while a document is resolved but the nodes that are there anyway; who asks pays for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from promptkit.findings import Span
from promptkit.language import SETS, is_null
from promptkit.source import Mapping, Node, Path, Plain, Scalar, Sequence, flow, plain

from ._library import Document

_LONGEST_VALUE = 40
#: A parameter of one layer of the stack.
ParamKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Layer:
    """One document of the stack, canonical.

    :param name: its own name, unique in the stack, as ``Scalar.params`` has it.
    :param given: the parameters that were given to it, with the place of each value.
    :param reference: where ``extends`` names it; ``None`` for the document itself and its patches.
    :param child: the layer that extends it.
    :param computed: the keys that hold something computed.
    """

    name: str
    document: Document
    node: Mapping
    given: Map[str, Node]
    reference: Scalar | None = None
    child: str | None = None
    computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way of a value: a parameter that it was computed from.

    :param document: the name of the document that takes the parameter.
    :param node: the value as it was given, where it was written.
    :param is_default: whether nobody gave it.
    """

    parameter: str
    document: str
    node: Node
    is_default: bool

    def __str__(self) -> str:
        place = self.node.span.file if self.node.span.file.startswith("--") else str(self.node.span)
        if place.startswith("--"):
            return f"`{place}`"
        what = "the default " if self.is_default else ""
        return f"{what}`{self.parameter}: {_shown(self.node)}` at {place}"

    @property
    def value(self) -> Plain:
        """The value itself."""
        return plain(self.node)


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a parameter: where it was written, and whether the declaration itself says it."""

    node: Node
    is_default: bool


@dataclass(frozen=True, slots=True)
class Origins:
    """What is known of the ways of a document's values.

    :param given: the value of each parameter of each layer.
    """

    layers: tuple[Layer, ...]
    given: Map[ParamKey, Given]

    def via(self, node: Node) -> tuple[Hop, ...]:
        """The parameters through which a value came, the nearest first."""
        return self.hops(params_in(node))

    def hops(self, params: frozenset[ParamKey]) -> tuple[Hop, ...]:
        """The values of some parameters, and the parameters that these came through, the nearest first."""
        names = {layer.name: layer.document.name for layer in self.layers}
        found: dict[ParamKey, Hop] = {}
        todo = sorted(params)
        while todo:
            key = todo.pop(0)
            given = self.given.get(key)
            if given is None or key in found:
                continue
            found[key] = Hop(key[1], names[key[0]], given.node, given.is_default)
            todo.extend(sorted(params_in(given.node)))
        return tuple(found.values())

    def written(self, node: Node) -> Node:
        """The node at which a value was written: one that is nothing but a parameter was written where that was given.

        A text that is put together was written by whoever put it together.
        """
        seen: set[ParamKey] = set()
        while isinstance(node, Scalar) and node.params:
            same = [
                (key, self.given[key].node)
                for key in sorted(node.params)
                if key in self.given and key not in seen and _is_whole(node, key[1], self.given[key].node)
            ]
            if len({id(each) for _, each in same}) != 1:
                return node
            seen.update(key for key, _ in same)
            node = same[0][1]
        return node

    def parents(self, span: Span) -> tuple[Layer, ...]:
        """The layers through which what stands at a place was inherited, the one that holds it first."""
        by_name = {layer.name: layer for layer in self.layers}
        layer = next(
            (each for each in self.layers if each.reference is not None and _within(span, each.document.node.span)),
            None,
        )
        found: list[Layer] = []
        while layer is not None and layer.reference is not None:
            found.append(layer)
            layer = by_name.get(layer.child or "")
        return tuple(found)

    def hidden(self, path: Path, by: Span) -> Span | None:
        """Where the value of a path stands that the one at ``by`` hides."""
        for layer in reversed(self.layers):
            node: Node | None = layer.node
            for part in path:
                node = node.entries.get(str(part)) if isinstance(node, Mapping) and isinstance(part, str) else None
            if path and isinstance(node, Scalar | Sequence) and not is_null(node) and not _within(by, node.span):
                return node.span if path[0] not in SETS else None
        return None


def _is_whole(node: Scalar, parameter: str, given: Node) -> bool:
    """Whether the expression gave the parameter's value as it is, not a text around it."""
    raw = node.raw.strip()
    alone = raw.startswith("{{") and raw.endswith("}}") and raw.count("{{") == 1
    return alone and isinstance(given, Scalar) and given.value is not None and parameter in raw


def _within(span: Span, whole: Span) -> bool:
    start, end = (whole.line, whole.column), (whole.end_line, whole.end_column)
    return whole.file == span.file and start <= (span.line, span.column) < end


def _shown(node: Node) -> str:
    text = node.raw if isinstance(node, Scalar) else flow(plain(node))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def params_in(node: Node) -> frozenset[ParamKey]:
    """The parameters that a value and everything in it were computed from."""
    if isinstance(node, Scalar):
        return node.params
    found: set[ParamKey] = set()
    for scalar in scalars(node):
        if scalar.params:
            found |= scalar.params
    return frozenset(found)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value in a node."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            yield each
        else:
            waiting.extend(each.items if isinstance(each, Sequence) else each.entries.values())
