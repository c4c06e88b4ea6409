"""Designs that choose by rule: one at a time, and the regular fraction."""

from __future__ import annotations

from collections.abc import Iterator

from ._axes import Axis
from ._effort import DesignError
from ._filters import Filter, Levels, combinations

#: From how many axes on the reference design of each fraction still tells the axes apart.
_FEWEST = {"half": 3, "quarter": 5}


def one_at_a_time(axes: tuple[Axis, ...], allowed: Filter) -> Iterator[Levels]:
    """The reference, and each other level with all else as in the reference."""
    reference = {axis.name: axis.names[0] for axis in axes}
    changes = [{axis.name: name} for axis in axes for name in axis.names[1:]]
    for change in ({}, *changes):
        levels = {**reference, **change}
        if allowed.may(levels):
            yield levels


def fraction(axes: tuple[Axis, ...], allowed: Filter, part: int) -> Iterator[Levels]:
    """One in ``part`` of all combinations, the reference among them.

    The levels of an axis count from 0. Over the axes with ``part`` levels the numbers of a chosen combination add up to
    a multiple of ``part``: whoever knows all but one of them knows the last, so that every level, and every pair of
    levels of two axes, stands equally often. A quarter of axes with two levels takes two such sums over groups that
    share a third of the axes, which keeps the sums, and the sum of the two, as long as they can be.

    :raises DesignError: if there are too few axes for it.
    """
    sums = _sums(axes, part)
    numbers = {axis.name: {name: at for at, name in enumerate(axis.names)} for axis in axes}
    base = 2 if len(sums) > 1 else part
    for levels in combinations(axes, allowed):
        if all(sum(numbers[name][levels[name]] for name in group) % base == 0 for group in sums):
            yield levels


def _sums(axes: tuple[Axis, ...], part: int) -> list[tuple[str, ...]]:
    """The groups of axes over which the numbers of the levels add up."""
    two = [axis.name for axis in axes if len(axis.levels) == 2]
    same = [axis.name for axis in axes if len(axis.levels) == part]
    if len(same) >= _FEWEST["half"]:
        return [tuple(same)]
    if part == 4 and len(two) >= _FEWEST["quarter"]:
        first, middle, last = two[0::3], two[1::3], two[2::3]
        return [(*first, *middle), (*middle, *last)]
    what = f"at least {_FEWEST['half']} axes with {part} levels each"
    if part == 4:
        what += f", or {_FEWEST['quarter']} with 2"
    found = ", ".join(f"{axis.name} has {len(axis.levels)}" for axis in axes)
    raise DesignError(
        f"a fraction of 1/{part} needs {what} ({found})",
        "write `design: pairs`: few variants in which every pair of levels is met",
    )
