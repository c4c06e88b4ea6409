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

_MARK = re.compile(f"{OPEN}(\\d+){SEPARATOR}|{CLOSE}")
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


#: By path, from where to where a text tells the value.
Told = dict[Path, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Untangled:
    """A text without its marks.

    :param stretches: which of its characters came from which path. Where marks stand inside one another, the innermost
        one is where the characters came from.
    :param told: by path, from where to where the text says the value, what it says inside of it included; a value may
        be told of more than once.
    """

    text: str
    stretches: list[Stretch]
    told: Told


def untangled(marked: str, marker: Marker) -> Untangled:
    """Take the marks off."""
    pieces = _MARK.split(marked)
    text, at = [pieces[0]], len(pieces[0])
    found: list[Stretch] = []
    extents: list[Stretch] = []
    stack: list[tuple[int, int]] = []
    last, inner = -1, -1  # where the last stretch ends, and the number of the mark that it is in
    for number, chunk in zip(pieces[1::2], pieces[2::2], strict=True):
        if number is None:
            opened, since = stack.pop()
            extents.append(Stretch(since, at, opened))
        else:
            stack.append((int(number), at))
        if not chunk:
            continue
        text.append(chunk)
        end = at + len(chunk)
        if stack:
            start, inside = at, stack[-1][0]
            if last == at and inner == inside:
                start = found.pop().start
            found.append(Stretch(start, end, inside))
            last, inner = end, inside
        at = end
    return Untangled("".join(text), found, told_by(extents, marker))


def told_by(extents: list[Stretch], marker: Marker) -> Told:
    """By path, from where to where it is told."""
    told: Told = {}
    paths, also = marker.paths, marker.also
    for start, end, number in extents:
        told.setdefault(paths[number], []).append((start, end))
        if number in also:
            for path in also[number]:
                told.setdefault(path, []).append((start, end))
    return told
