"""Pairwise covering: few variants in which each two levels of two axes meet at least once."""

from __future__ import annotations

from itertools import combinations as two_of
from itertools import islice

from ._axes import Axis
from ._filters import Filter, Levels

_Pair = tuple[str, str, str, str]
#: How many rows are tried for the one that covers the most.
_TRIES = 12


def pairs(axes: tuple[Axis, ...], allowed: Filter) -> list[Levels]:
    """A small set of combinations that covers every pair that is possible; the reference first, where it is looked at.

    Greedy, and the same on every machine: a row starts from a pair that is still missing and takes on each further
    axis the level that meets most of what is missing.
    """
    if len(axes) == 1:
        return [levels for name in axes[0].names if allowed.may(levels := {axes[0].name: name})]
    if allowed.effort is not None:
        allowed.effort.spend(6 * _rough(axes))
    missing = dict.fromkeys(
        (one.name, a, other.name, b) for one, other in two_of(axes, 2) for a in one.names for b in other.names
    )
    rows: list[Levels] = []
    reference = {axis.name: axis.names[0] for axis in axes}
    if allowed.may(reference):
        _take(reference, axes, missing, rows)
    while missing:
        row = _best_row(axes, allowed, missing)
        if row is not None:
            _take(row, axes, missing, rows)
    return _without_surplus(rows, axes)


def _rough(axes: tuple[Axis, ...]) -> int:
    """How much there is to look at: all levels of all axes in each row, and a row for each pair of the longest two."""
    counts = sorted(len(axis.levels) for axis in axes)
    return counts[-1] * counts[-2] * sum(counts) * len(counts)


def _best_row(axes: tuple[Axis, ...], allowed: Filter, missing: dict[_Pair, None]) -> Levels | None:
    """The best of the rows that start from the first pairs that are missing; a pair that cannot be goes."""
    best: Levels | None = None
    most = 0
    for one, a, other, b in list(islice(missing, _TRIES)):
        start = {one: a, other: b}
        row = _completed(start, axes, allowed, missing) if allowed.may(start) else None
        if row is None:
            del missing[one, a, other, b]
            continue
        met = sum(pair in missing for pair in _met(row, axes))
        if met > most:
            best, most = row, met
    return best


def _completed(levels: Levels, axes: tuple[Axis, ...], allowed: Filter, missing: dict[_Pair, None]) -> Levels | None:
    """The combination with its open axes settled; ``None`` where the filter lets none through."""
    axis = next((each for each in axes if each.name not in levels), None)
    if axis is None:
        return levels
    for name in sorted(axis.names, key=lambda name: -_gain(axis.name, name, levels, axes, missing)):
        further = {**levels, axis.name: name}
        if allowed.may(further):
            whole = _completed(further, axes, allowed, missing)
            if whole is not None:
                return whole
    return None


def _gain(axis: str, name: str, levels: Levels, axes: tuple[Axis, ...], missing: dict[_Pair, None]) -> int:
    """How many missing pairs a level meets among those that are settled."""
    gain, before = 0, True
    for other in axes:
        if other.name == axis:
            before = False
        elif other.name in levels:
            level = levels[other.name]
            gain += ((other.name, level, axis, name) if before else (axis, name, other.name, level)) in missing
    return gain


def _met(row: Levels, axes: tuple[Axis, ...]) -> list[_Pair]:
    return [(one.name, row[one.name], other.name, row[other.name]) for one, other in two_of(axes, 2)]


def _take(row: Levels, axes: tuple[Axis, ...], missing: dict[_Pair, None], rows: list[Levels]) -> None:
    rows.append({axis.name: row[axis.name] for axis in axes})
    for pair in _met(row, axes):
        missing.pop(pair, None)


def _without_surplus(rows: list[Levels], axes: tuple[Axis, ...]) -> list[Levels]:
    """Leave out rows, the last first, of which every pair stands in another, too."""
    count: dict[_Pair, int] = {}
    for row in rows:
        for pair in _met(row, axes):
            count[pair] = count.get(pair, 0) + 1
    kept = []
    for row in reversed(rows[1:]):
        met = _met(row, axes)
        if all(count[pair] > 1 for pair in met):
            for pair in met:
                count[pair] -= 1
        else:
            kept.append(row)
    return [*rows[:1], *reversed(kept)]
