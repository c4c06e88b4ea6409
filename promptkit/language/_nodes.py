"""Making canonical nodes out of written ones; a made node stands where its value was written."""

from __future__ import annotations

from promptkit.source import Mapping, Node, Scalar, Sequence


def is_null(node: Node) -> bool:
    """Whether the node is an explicit ``null``, which removes what was inherited."""
    return type(node) is Scalar and node.value is None and node.raw != ""


def is_empty(node: Node) -> bool:
    """Whether the node is a value left out by accident, as in ``scene:``."""
    return type(node) is Scalar and node.value is None and node.raw == ""


def text_of(node: Node) -> str | None:
    """The scalar's text as it was spelled; ``None`` for lists, maps and null."""
    if not isinstance(node, Scalar) or node.value is None:
        return None
    if isinstance(node.value, str):
        return node.value
    if not node.computed:
        return node.raw
    if isinstance(node.value, float):
        return f"{node.value:.10g}"
    return str(node.value).lower()


def wrap(node: Node, key: str) -> Mapping:
    """``{key: node}``, at the node's place."""
    return Mapping({key: node}, {key: node.span}, node.span, node.path)


def as_list(node: Node) -> Sequence:
    """The node itself if it is a list, else a list of it."""
    return node if isinstance(node, Sequence) else Sequence([node], node.span, node.path)


def same_place(node: Node, value: str | int | float | bool) -> Scalar:
    """A scalar of another value at the place of ``node``: what was written there and what it was made from stay."""
    if not isinstance(node, Scalar):
        return Scalar(value, str(value), node.span, node.path, plain=False)
    return Scalar(value, node.raw, node.span, node.path, plain=node.plain, computed=node.computed, params=node.params)


def emptied(mapping: Mapping) -> Mapping:
    """A map without entries at the same place."""
    return Mapping({}, {}, mapping.span, mapping.path, flow=mapping.flow)


def copied(mapping: Mapping) -> Mapping:
    """A map with the same entries at the same place, to be changed on its own."""
    return Mapping(dict(mapping.entries), dict(mapping.keys), mapping.span, mapping.path, flow=mapping.flow)


def put(mapping: Mapping, key: str, node: Node) -> None:
    """Set an entry of a map that is still being made."""
    mapping.entries[key] = node
    mapping.keys[key] = node.span
