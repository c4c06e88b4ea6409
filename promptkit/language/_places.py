"""Where each value of a document stands, and the plain data that it holds."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any

from promptkit.findings import Span
from promptkit.source import Mapping, Node, Path, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of a shot was written, by its canonical path."""

    nodes: Map[Path, Node]
    keys: Map[Path, Span]
    root: Mapping

    def node(self, path: Path) -> Node:
        """The node at the path, else the nearest one above it."""
        while path and path not in self.nodes:
            path = path[:-1]
        return self.nodes.get(path, self.root)

    def span(self, path: Path) -> Span:
        """The span of the value at the path, else of what stands above it."""
        return self.node(path).span

    def written(self, path: Path) -> Path:
        """The path as the user wrote it."""
        return self.node(path).path


def indexed(document: Mapping) -> tuple[Places, dict[str, Any]]:
    """The places of a document's values, and the values as plain data."""
    nodes: dict[Path, Node] = {}
    keys: dict[Path, Span] = {}

    def walk(node: Node, path: Path) -> Any:
        nodes[path] = node
        if isinstance(node, Scalar):
            return _value(node)
        if isinstance(node, Sequence):
            return [walk(item, (*path, at)) for at, item in enumerate(node.items)]
        for key, span in node.keys.items():
            keys[(*path, key)] = span
        return {key: walk(value, (*path, key)) for key, value in node.entries.items()}

    data = walk(document, ())
    return Places(nodes, keys, document), data


class _SpelledInt(int):
    """A number that is spelled otherwise than it counts, as ``007``."""

    spelled: str

    def __repr__(self) -> str:
        return self.spelled


class _SpelledFloat(float):
    """Likewise, as ``1.50``."""

    spelled: str

    def __repr__(self) -> str:
        return self.spelled


def _value(node: Scalar) -> Any:
    value = node.value
    if node.computed or isinstance(value, bool) or not isinstance(value, int | float) or str(value) == node.raw:
        return value
    spelled = _SpelledInt(value) if isinstance(value, int) else _SpelledFloat(value)
    spelled.spelled = node.raw
    return spelled
