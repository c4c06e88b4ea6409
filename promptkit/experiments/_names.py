"""The names of variants: ``mug-light[light=dawn,push=slow]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from promptkit.findings import UsageError
from promptkit.language import nearest

from ._axes import Axis

#: An experiment's name with some of its axes settled.
SELECTION = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]{0,99})\[(?P<levels>[^\[\]]*)\]")
#: What the name of an axis or a level is made of: all that cannot be taken for a part of a variant's name.
PART = re.compile(r"(?!\s)[^\[\],=#\"'{}\x00-\x1f\x7f]{1,80}(?<!\s)")


@dataclass(frozen=True, slots=True)
class Variant:
    """One level of each axis.

    :param levels: pairs of an axis and its level, in the order of the axes.
    """

    experiment: str
    levels: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """``mug-light[light=dawn,push=slow]``."""
        return f"{self.experiment}[{','.join(f'{axis}={level}' for axis, level in self.levels)}]"

    def has(self, levels: dict[str, str]) -> bool:
        """Whether it has each of these levels, by axis."""
        own = dict(self.levels)
        return all(own.get(axis) == level for axis, level in levels.items())


def pairs_of(text: str) -> list[tuple[str, str]]:
    """``light=dawn,push=slow`` as pairs.

    :raises ValueError: if a part of it is no ``axis=level``.
    """
    pairs = []
    for part in text.split(","):
        axis, equals, level = part.partition("=")
        if not equals or not axis.strip() or not level.strip():
            raise ValueError(f"expected axis=level, as in light=dawn, not {part.strip()!r}")
        pairs.append((axis.strip(), level.strip()))
    return pairs


def known(pairs: list[tuple[str, str]], axes: tuple[Axis, ...]) -> dict[str, str]:
    """The pairs by axis.

    :raises ValueError: if there is no such axis or level, or an axis is named twice.
    """
    levels = {axis.name: axis.names for axis in axes}
    found: dict[str, str] = {}
    for axis, level in pairs:
        if axis not in levels:
            raise ValueError(f"there is no axis {axis!r}{_meant(axis, tuple(levels))}")
        if level not in levels[axis]:
            raise ValueError(f"the axis {axis!r} has no level {level!r}{_meant(level, levels[axis])}")
        if found.setdefault(axis, level) != level:
            raise ValueError(f"no variant has {axis}={found[axis]} and {axis}={level}")
    return found


def selection(text: str, axes: tuple[Axis, ...]) -> dict[str, str]:
    """What a caller chose between the brackets; empty chooses every variant.

    :raises UsageError: if there is no such axis or level.
    """
    if not text.strip():
        return {}
    try:
        return known(pairs_of(text), axes)
    except ValueError as error:
        raise UsageError(f"[{text}]: {error}") from None


def _meant(name: str, names: tuple[str, ...]) -> str:
    guess = nearest(name, names)
    return f" (did you mean {guess!r}?)" if guess else f" (there are: {', '.join(names)})"
