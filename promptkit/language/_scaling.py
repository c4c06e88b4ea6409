"""Edits that scale written times, where they are written; what stands elsewhere is an obstacle with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from promptkit.findings import Edit, Span
from promptkit.source import Path, Scalar

from ._models import Action, CameraItem, Effect, Line, Move, OnScreenText
from ._places import Places
from ._quantities import Rate
from ._scale import Scale, in_seconds, respelled
from ._slots import ms, spoken_seconds
from ._timeline import Timeline
from ._units import Anchored

_PARAMETER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A time that cannot be scaled where it is written."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Given:
    """A time that is the value of a parameter: where it is used, and what the parameter has to be."""

    name: str
    node: Scalar
    path: Path
    text: str


@dataclass(slots=True)
class Scaling:
    """Collects the edits.

    :param origin: the moment from which the scale counts, in milliseconds of the clip.
    :param given: the times that are the value of one parameter each.
    """

    places: Places
    laid_out: Timeline
    scale: Scale
    origin: int = 0
    edits: list[Edit] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)

    def entry(self, path: Path, part: CameraItem | Action | Effect | Line | OnScreenText, begin: int) -> None:
        """Scale what an entry says of its time; ``begin`` is where its clip or cut starts."""
        found = stretches_of(path, self.laid_out)
        if not found:
            return
        start = found[0][0]
        if isinstance(part, CameraItem):
            start = min(each - ms(move.at or 0.0) for (each, _), move in zip(found, part.moves, strict=False))
        if isinstance(part.at, Anchored):
            self._offset((*path, "at"), part.at, start)
        elif isinstance(part.at, float):
            self.time((*path, "at"), self._length(begin, start))
        if isinstance(part, Line):
            self._spoken(path, part, start)
        elif not isinstance(part, Effect) and isinstance(part.length, float):
            self.time((*path, "for"), self._length(start, start + ms(part.length)))
        if isinstance(part, CameraItem):
            for at, move in enumerate(part.moves):
                self._move((*path, "moves", at), move, start)

    def _move(self, path: Path, move: Move, start: int) -> None:
        begins = start + ms(move.at or 0.0)
        if move.at:
            self.time((*path, "at"), self._length(start, begins))
        if isinstance(move.length, float):
            self.time((*path, "for"), self._length(begins, begins + ms(move.length)))
        if isinstance(move.speed, Rate) and (move.degrees or move.distance) is not None:
            # The way stays as it is, so a longer time is a slower move.
            self._rate((*path, "speed"))

    def _spoken(self, path: Path, line: Line, start: int) -> None:
        """A line takes the time that its words take; only room beyond that gives way."""
        if line.length is None:
            return
        old, words = ms(line.length), ms(spoken_seconds(line.line))
        self.time((*path, "for"), min(old, max(self._length(start, start + old), words)))

    def _length(self, start: int, end: int) -> int:
        return self.scale.length(start - self.origin, end - self.origin)

    def _offset(self, path: Path, at: Anchored, start: int) -> None:
        """Scale how long before or after another time this one is."""
        if at.offset == 0:
            return
        offset = ms(at.offset)
        length = self._length(start - offset, start) or offset * self.scale.new // self.scale.old
        self.time(path, abs(length))

    def _rate(self, path: Path) -> None:
        node = self.places.find(path)
        if not isinstance(node, Scalar) or self._is_elsewhere(path, node):
            return
        if node.computed:
            self.obstacles.append(Obstacle(node.span, f"the speed is worked out by {node.raw}"))
            return
        number = _NUMBER.search(node.raw)
        if number is not None:
            slower = f"{float(number[0]) * self.scale.old / self.scale.new:.4g}"
            text = node.raw[: number.start()] + slower + node.raw[number.end() :]
            self.edit(node.span, text if node.plain else f'"{text}"')

    # --- places

    def time(self, path: Path, milliseconds: int) -> None:
        """Write a time anew in its place."""
        node = self.places.find(path)
        if not isinstance(node, Scalar):
            return
        if node.computed:
            self._parameter(node, path, milliseconds)
        elif not self._is_elsewhere(path, node):
            text = respelled(node, milliseconds)
            if text is not None:
                self.edit(node.span, text)

    def edit(self, span: Span, text: str) -> None:
        """Note an edit; a value that is used twice by an alias is written once."""
        if all(each.span != span for each in self.edits):
            self.edits.append(Edit(span, text))

    def _parameter(self, node: Scalar, path: Path, milliseconds: int) -> None:
        match = _PARAMETER.fullmatch(node.raw.strip())
        if match is None:
            message = f"{spoken_path(path)} is worked out by {node.raw.strip()}: scale the numbers in it by hand"
            self.obstacles.append(Obstacle(node.span, message))
        elif isinstance(node.value, str) and not node.value.strip().replace(".", "").isdigit():
            message = f"{spoken_path(path)} is the text {node.value!r}, from the parameter {match[1]!r}"
            self.obstacles.append(Obstacle(node.span, message))
        else:
            self.given.append(Given(match[1], node, path, in_seconds(milliseconds)))

    def _is_elsewhere(self, path: Path, node: Scalar) -> bool:
        if self.is_here(node):
            return False
        self.obstacles.append(Obstacle(node.span, f"{spoken_path(path)} ({node.raw}) stands in another document"))
        return True

    def is_here(self, node: Scalar) -> bool:
        """Whether the value is written in the document itself, and not in what it extends."""
        root, span = self.places.root.span, node.span
        return (
            span.file == root.file
            and (root.line, root.column) <= (span.line, span.column)
            and (span.end_line, span.end_column) <= (root.end_line, root.end_column)
        )


def stretches_of(path: Path, laid_out: Timeline) -> list[tuple[int, int]]:
    """When the beats of an entry run; a camera item has one for each of its moves."""
    depth = len(path)
    return [(beat.start, beat.end) for beat in laid_out.beats if beat.path[:depth] == path]


def spoken_path(path: Path) -> str:
    """A time for a message: ``'for' of camera entry 2``."""
    text = f"{str(path[-1])!r}"
    for at, part in enumerate(path):
        if isinstance(part, int) and path[at - 1] != "moves":
            kind = str(path[at - 1])
            text += f" of cut {part + 1}" if kind == "cuts" else f" of {kind} entry {part + 1}"
    return text
