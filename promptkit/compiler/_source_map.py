"""Which characters of a prompt came from where; places are looked up when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import overload

from promptkit.findings import Span
from promptkit.language import Places
from promptkit.source import Scalar

from ._marks import Marker, Stretch, Told, untangled
from ._values import MapEntry


class SourceMap(Sequence[MapEntry]):
    """The entries, in the order of the prompt. Most prompts are sent without anybody asking for them.

    :param marked: the prompt with its marks.
    """

    __slots__ = ("_entries", "_marked", "_marker", "_places")

    def __init__(self, marked: str, marker: Marker, places: Places) -> None:
        self._marked, self._marker, self._places = marked, marker, places
        self._entries: tuple[MapEntry, ...] | None = None

    def told(self) -> Told:
        """By path, from where to where the prompt says the value, what it says inside of it included."""
        return untangled(self._marked, self._marker).told

    def _all(self) -> tuple[MapEntry, ...]:
        if self._entries is None:
            found = untangled(self._marked, self._marker).stretches
            self._entries = tuple(merged(entry(each, self._marker, self._places) for each in found))
        return self._entries

    @overload
    def __getitem__(self, index: int) -> MapEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[MapEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> MapEntry | tuple[MapEntry, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[MapEntry]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def merged(entries: Iterable[MapEntry]) -> Iterator[MapEntry]:
    """Neighbours that came from one place become one entry."""
    last: MapEntry | None = None
    for each in entries:
        if last is not None and last.end == each.start and (last.span, last.path) == (each.span, each.path):
            last = replace(last, end=each.end)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def entry(stretch: Stretch, marker: Marker, places: Places) -> MapEntry:
    """What came from a value, with its place."""
    start, end, number = stretch
    path = marker.paths[number]
    node = places.node(path)
    if isinstance(node, Scalar):
        return MapEntry(start, end, _line(node, marker.lines.get(number)), node.path)
    # of a list or map, the key says better where it stands
    return MapEntry(start, end, places.key(path) or node.span, node.path)


def _line(node: Scalar, line: int | None) -> Span:
    """The place of one line of a block of text, whose lines are the value's own; else the whole value."""
    span = node.span
    if line is None or node.plain or node.computed:
        return span
    lines = _lines(node.raw)
    if span.end_line - span.line != len(lines) or line >= len(lines):
        return span
    at = span.line + 1 + line
    indent = max(span.end_column - len(lines[-1]), 1)
    return Span(span.file, at, indent, at, indent + len(lines[line]))


@lru_cache(maxsize=4)
def _lines(raw: str) -> list[str]:
    """The lines of a block, which is asked for once for each of them."""
    return raw.rstrip("\n").split("\n")
