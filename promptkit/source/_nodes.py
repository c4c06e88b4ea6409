"""YAML values with the place where each was written.

Nodes are frozen by convention: a stage that changes something makes a new node. They are plain slotted classes and not
dataclasses because a document has a hundred of them and a frozen dataclass costs three times as much to make.
"""

from __future__ import annotations

from typing import TypeAlias

from promptkit.findings import Span

Path: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "str | int | float | bool | None | list[Plain] | dict[str, Plain]"


class Scalar:
    """A single value.

    :param value: the value by the rules of YAML 1.2 core (``None``, ``bool``, ``int``, ``float`` or ``str``).
    :param raw: the scalar as it was spelled, without quotes (``"04"`` for ``04``, ``""`` for an empty value).
    :param plain: whether it was written without quotes and not as a block.
    :param span: where it stands, quotes included.
    :param path: its YAML path in the file in which it was written.
    :param spelled: as it stands in the file, marks and indents included, where it goes over several lines.
    :param computed: whether ``{{ }}`` made it; then ``raw`` is the expression's text.
    :param params: the parameters that it was computed from, as ``(layer, parameter)``.
    """

    __slots__ = ("computed", "params", "path", "plain", "raw", "span", "spelled", "value")

    def __init__(
        self,
        value: str | int | float | bool | None,
        raw: str,
        span: Span,
        path: Path,
        *,
        plain: bool = True,
        spelled: str | None = None,
        computed: bool = False,
        params: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.value = value
        self.raw = raw
        self.span = span
        self.path = path
        self.plain = plain
        self.spelled = spelled
        self.computed = computed
        self.params = params

    def __repr__(self) -> str:
        return f"Scalar({self.value!r} at {self.span})"


class Sequence:
    """A list; ``flow`` tells ``[a, b]`` from dashes."""

    __slots__ = ("flow", "items", "path", "span")

    def __init__(self, items: list[Node], span: Span, path: Path, *, flow: bool = False) -> None:
        self.items = items
        self.span = span
        self.path = path
        self.flow = flow

    def __repr__(self) -> str:
        return f"Sequence({self.items!r})"


class Mapping:
    """A map: keys as spelled, always strings, in the order in which they were written.

    ``keys`` holds the place of each key beside ``entries``, which holds the values.
    """

    __slots__ = ("entries", "flow", "keys", "path", "span")

    def __init__(
        self, entries: dict[str, Node], keys: dict[str, Span], span: Span, path: Path, *, flow: bool = False
    ) -> None:
        self.entries = entries
        self.keys = keys
        self.span = span
        self.path = path
        self.flow = flow

    def __repr__(self) -> str:
        return f"Mapping({self.entries!r})"


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> Plain:
    """The node's value as plain data, places dropped."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}
