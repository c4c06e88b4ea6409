"""Scaling times onto a grid: the same moment always lands on the same moment, so that sums and orders hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from promptkit.source import Scalar

#: Milliseconds to round to, the coarsest first; the finest is what a timeline is made of.
_GRIDS = (50, 10, 1)
#: How much of its length a beat may gain or lose by rounding.
_TOLERATED = 0.06
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


@dataclass(frozen=True, slots=True)
class Scale:
    """From moments of a clip of ``old`` milliseconds to moments of one of ``new``.

    :param grid: milliseconds that new moments are rounded to.
    """

    old: int
    new: int
    grid: int

    def at(self, moment: int) -> int:
        """Where a moment goes; the end goes to the end exactly."""
        if moment == self.old:
            return self.new
        step = self.old * self.grid
        return (2 * moment * self.new + step) // (2 * step) * self.grid

    def length(self, start: int, end: int) -> int:
        """How long a stretch is afterwards: what is between its two moments."""
        return self.at(end) - self.at(start)


def scale_of(old: int, new: int, stretches: Iterable[tuple[int, int]]) -> Scale:
    """The scale on the coarsest grid that changes no stretch by more than a little."""
    kept = [(start, end) for start, end in stretches if end > start]
    for grid in _GRIDS[:-1]:
        scale = Scale(old, new, grid)
        if all(_is_close(scale, start, end) for start, end in kept):
            return scale
    return Scale(old, new, _GRIDS[-1])


def _is_close(scale: Scale, start: int, end: int) -> bool:
    exact = (end - start) * scale.new / scale.old
    return abs(scale.length(start, end) - exact) <= exact * _TOLERATED


def in_seconds(milliseconds: int) -> str:
    """A time as people write it: ``0.75``."""
    return f"{milliseconds / 1000:.10g}"


def respelled(node: Scalar, milliseconds: int) -> str | None:
    """A time in the spelling of the old one: its unit, its anchor and its quotes stay; ``None`` for the same time."""
    numbers = list(_NUMBER.finditer(node.raw))
    if not numbers:
        return in_seconds(milliseconds)
    last = numbers[-1]
    unit = node.raw[last.end() :].strip().lower()
    number = str(milliseconds) if unit == "ms" else in_seconds(milliseconds)
    if float(number) == float(last[0]):
        return None
    text = node.raw[: last.start()] + number + node.raw[last.end() :]
    return text if node.plain else f'"{text}"'
