"""What was made of the sections of a shot, for its variants: these share most of them as the same objects."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from ._marks import Marker

T = TypeVar("T")


class Notes:
    """What was made of sections for one dialect and target.

    Values are frozen, so what is the same object is the same value; what was made of it must not be changed.

    :param marker: marks all that is made, so that what is remembered keeps its numbers.
    """

    __slots__ = ("_known", "marker")

    def __init__(self) -> None:
        self.marker = Marker()
        self._known: dict[tuple[Hashable, ...], tuple[tuple[object, ...], Any]] = {}

    def recalled(self, name: Hashable, sections: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made of these very sections under this name; made now where nothing was."""
        key = (name, *map(id, sections))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (sections, make())  # the sections, so that their ids stay their own
        made: T = known[1]
        return made


class Memory:
    """The notes on one shot and its variants."""

    __slots__ = ("_notes",)

    def __init__(self) -> None:
        self._notes: dict[tuple[Hashable, ...], Notes] = {}

    def notes(self, *key: Hashable) -> Notes:
        """The notes for a dialect and a target."""
        if key not in self._notes:
            self._notes[key] = Notes()
        return self._notes[key]
