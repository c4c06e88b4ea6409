"""Where each value of a document stands, and the plain data that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from promptkit.findings import Span
from promptkit.source import Mapping, Node, Path, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of a shot was written, by its canonical path.

    Paths are walked when somebody asks: most values of a document are never asked for.
    """

    root: Mapping

    def find(self, path: Path) -> Node | None:
        """The node at the path; ``None`` if there is none."""
        node, walked = self._walked(path)
        return node if walked == len(path) else None

    def node(self, path: Path) -> Node:
        """The node at the path, else the nearest one above it."""
        return self._walked(path)[0]

    def _walked(self, path: Path) -> tuple[Node, int]:
        """The node as far along the path as there is one, and how many parts of the path lead to it."""
        node: Node = self.root
        for at, part in enumerate(path):
            if isinstance(node, Mapping) and part in node.entries:
                node = node.entries[part]
            elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
            else:
                return node, at
        return node, len(path)

    def key(self, path: Path) -> Span | None:
        """Where the key of the value at the path stands; ``None`` for what has no key."""
        parent = self.find(path[:-1]) if path else None
        return parent.keys.get(str(path[-1])) if isinstance(parent, Mapping) else None

    def span(self, path: Path) -> Span:
        """The span of the value at the path, else of what stands above it."""
        return self.node(path).span

    def written(self, path: Path) -> Path:
        """The path as the user wrote it."""
        return self.node(path).path

    def scalars(self) -> Iterator[tuple[Path, Scalar]]:
        """Every single value with its canonical path, in the document's order."""
        waiting: list[tuple[Path, Node]] = [((), self.root)]
        while waiting:
            path, node = waiting.pop()
            if isinstance(node, Scalar):
                yield path, node
            elif isinstance(node, Sequence):
                waiting.extend(((*path, at), item) for at, item in reversed(list(enumerate(node.items))))
            else:
                waiting.extend(((*path, key), value) for key, value in reversed(node.entries.items()))


def data_of(node: Node) -> Any:
    """The plain data that a node holds, numbers as they are spelled."""
    if isinstance(node, Scalar):
        return _value(node)
    if isinstance(node, Sequence):
        return [_value(item) if type(item) is Scalar else data_of(item) for item in node.items]
    return {key: _value(each) if type(each) is Scalar else data_of(each) for key, each in node.entries.items()}


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
    if (
        type(value) is str
        or node.computed
        or isinstance(value, bool)
        or not isinstance(value, int | float)
        or str(value) == node.raw
    ):
        return value
    spelled = _SpelledInt(value) if isinstance(value, int) else _SpelledFloat(value)
    spelled.spelled = node.raw
    return spelled
