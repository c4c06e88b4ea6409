"""Drawing variants so that a change to one axis moves no draw on another."""

from __future__ import annotations

import hashlib
from itertools import islice

from ._axes import Axis
from ._effort import DesignError
from ._filters import Filter, Levels, combinations

#: How many draws are made for each variant that is wanted before the rest is taken in order of its hash.
_DRAWS = 40
_LOOKED_THROUGH = 100_000


def draw(seed: str, number: int, axis: Axis) -> str:
    """The level that draw ``number`` takes on an axis: the one whose hash with seed, axis and number is highest.

    It hangs on nothing else: neither on other axes nor on the order of the levels; a further level takes over only the
    draws that it wins.
    """
    return max(axis.names, key=lambda name: (_hash(seed, axis.name, str(number), name), name))


def sample(axes: tuple[Axis, ...], allowed: Filter, size: int, seed: str) -> list[Levels]:
    """So many different combinations, in the order in which they were drawn.

    :raises DesignError: if there are not as many.
    """
    there = sum(1 for _ in islice(combinations(axes, allowed), size))
    if there < size:
        message = f"there are {there} variants, and {size} are to be drawn"
        raise DesignError(message, "write `design: full` for all of them")
    found: dict[tuple[str, ...], Levels] = {}
    for number in range(_DRAWS * size):
        levels = {axis.name: draw(seed, number, axis) for axis in axes}
        if allowed.may(levels):
            found.setdefault(tuple(levels.values()), levels)
        if len(found) == size:
            return list(found.values())
    return [*found.values(), *_rest(axes, allowed, seed, set(found))[: size - len(found)]]


def _rest(axes: tuple[Axis, ...], allowed: Filter, seed: str, drawn: set[tuple[str, ...]]) -> list[Levels]:
    """What chance has not met in a long while, in the order of its hash."""
    left = [
        levels for levels in islice(combinations(axes, allowed), _LOOKED_THROUGH) if tuple(levels.values()) not in drawn
    ]
    return sorted(left, key=lambda levels: _hash(seed, *(f"{axis}={name}" for axis, name in sorted(levels.items()))))


def _hash(*parts: str) -> bytes:
    # The length before each part: ("a", "bc") and ("ab", "c") are not the same.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
