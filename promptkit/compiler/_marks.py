"""The source map by construction: each phrase carries its YAML path through the template, and is taken off at the end.

A mark is two private-use characters around the text, which no document may contain (the loader refuses them), so that a
template can join, capitalise and lay out marked text without knowing about marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from promptkit.source import Path
from promptkit.templating import CLOSE, OPEN, SEPARATOR

_MARK = re.compile(f"{OPEN}\\d+{SEPARATOR}|{CLOSE}")
_BY_MARK = re.compile(f"({OPEN}\\d+{SEPARATOR}|{CLOSE})")
_MARKS = re.compile(f"(?:{OPEN}\\d+{SEPARATOR}|{CLOSE})*")
#: What a mark begins with.
MARKS = (OPEN, CLOSE)


@dataclass(slots=True)
class Marker:
    """Numbers the paths of one compilation.

    :param also: by number, further paths that the marked words say: one time may be the start of several beats.
    :param lines: by number, which line of a text of several lines was marked, from 0.
    """

    paths: list[Path] = field(default_factory=list)
    also: dict[int, tuple[Path, ...]] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)

    def mark(self, text: str, path: Path) -> str:
        """The text, marked as coming from ``path``; an empty text stays empty, for it says nothing."""
        if not text:
            return ""
        self.paths.append(path)
        return f"{OPEN}{len(self.paths) - 1}{SEPARATOR}{text}{CLOSE}"

    def mark_all(self, text: str, paths: list[Path]) -> str:
        """The text, marked as saying what stands at each of the paths; the first is its place."""
        if not paths:
            return text
        if len(paths) > 1:
            self.also[len(self.paths)] = tuple(paths[1:])
        return self.mark(text, paths[0])

    def mark_lines(self, lines: list[str], path: Path, joint: str = " ") -> str:
        """A text of several lines, each with a mark of its own; empty lines are left out where they join to one."""
        marked = []
        for at, line in enumerate(lines):
            if line:
                self.lines[len(self.paths)] = at
                marked.append(self.mark(line, path))
            elif "\n" in joint:
                marked.append("")
        return joint.join(marked)


class Stretch(NamedTuple):
    """Characters ``start`` to ``end`` of a text came from the path with this number."""

    start: int
    end: int
    number: int


def bare(text: str) -> str:
    """The text without marks."""
    return _MARK.sub("", text) if OPEN in text else text


def split_at_marks(text: str) -> list[str]:
    """The marks, each by itself, and what stands between them."""
    return [chunk for chunk in _BY_MARK.split(text) if chunk]


def head_of(text: str) -> int:
    """The index of the first character that is not part of a mark."""
    head = _MARKS.match(text)
    assert head is not None  # it matches nothing, too
    return head.end()


def unmarked(marked: str, marker: Marker) -> tuple[str, set[Path]]:
    """The text without its marks, and the paths of the values that it says.

    It is split at single characters, which takes a tenth of the time that a pattern does.
    """
    before, *opened = marked.split(OPEN)
    pieces = [each.partition(SEPARATOR) for each in opened]
    numbers = [int(number) for number, _, _ in pieces]
    told = {marker.paths[number] for number in numbers}
    for number in marker.also.keys() & numbers:
        told.update(marker.also[number])
    return "".join([before, *(rest for _, _, rest in pieces)]).replace(CLOSE, ""), told


#: By path, from where to where a text tells the value, what it says inside of it included; it may be told twice.
Told = dict[Path, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Untangled:
    """Where a text without its marks came from.

    :param stretches: which of its characters came from which path. Where marks stand inside one another, the innermost
        one is where the characters came from.
    """

    stretches: list[Stretch]
    told: Told


def untangled(marked: str, marker: Marker) -> Untangled:
    """Find what the marks of a text are around, counted in the text without them."""
    before, *opened = marked.split(OPEN)
    at = len(before)
    found: list[Stretch] = []
    extents: list[tuple[int, int, int]] = []
    stack: list[tuple[int, int]] = []
    end_of_last, in_last = -1, -1
    for each in opened:
        number, _, rest = each.partition(SEPARATOR)
        stack.append((int(number), at))
        is_first = True
        for chunk in rest.split(CLOSE):
            if not is_first:
                inner, since = stack.pop()
                extents.append((since, at, inner))
            is_first = False
            if not chunk:
                continue
            end = at + len(chunk)
            if stack:
                inside = stack[-1][0]
                start = found.pop().start if end_of_last == at and in_last == inside else at
                found.append(Stretch(start, end, inside))
                end_of_last, in_last = end, inside
            at = end
    return Untangled(found, told_by(extents, marker))


def told_by(extents: list[tuple[int, int, int]], marker: Marker) -> Told:
    """By path, from where to where it is told; the extents are start, end and number of a mark."""
    told: Told = {}
    for start, end, number in extents:
        for path in (marker.paths[number], *marker.also.get(number, ())):
            told.setdefault(path, []).append((start, end))
    return told
