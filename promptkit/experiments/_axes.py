"""Axes and their levels, as they stand in the file."""

from __future__ import annotations

from dataclasses import dataclass

from promptkit.findings import Span
from promptkit.source import Mapping


@dataclass(frozen=True, slots=True)
class Level:
    """One choice on an axis.

    :param patch: the keys of the shot that it sets; empty where it leaves the base as it is.
    :param key: where its name stands.
    """

    name: str
    patch: Mapping
    key: Span


@dataclass(frozen=True, slots=True)
class Axis:
    """What is varied; the first level is the reference.

    :param key: where its name stands.
    """

    name: str
    levels: tuple[Level, ...]
    key: Span

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the levels, in order."""
        return tuple(level.name for level in self.levels)

    def level(self, name: str) -> Level:
        """The level of that name."""
        return next(level for level in self.levels if level.name == name)
