"""The small change of a script: texts, lists and refusals, each marked with its path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from promptkit.language import normal
from promptkit.source import Path

from ._english import cleaned, listed
from ._marks import Marker
from ._memory import Notes

T = TypeVar("T")


@dataclass(slots=True)
class Phrases:
    """Makes marked phrases, and remembers why others were not made.

    :param notes: what was made before of sections that are the same.
    :param why_positive: why nothing may be said that shall not be there; ``None`` where it may.
    :param why_silent: why nothing may be said of sound; ``None`` where it may.
    :param empty: dotted paths that can be told to be none all the same, by an empty field.
    :param unsaid: by path, why the value was left out.
    """

    notes: Notes
    why_positive: str | None = None
    why_silent: str | None = None
    empty: frozenset[str] = frozenset()
    unsaid: dict[Path, str] = field(default_factory=dict)
    marker: Marker = field(init=False)

    def __post_init__(self) -> None:
        self.marker = self.notes.marker

    def recalled(self, name: str | Path, sections: tuple[object, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes of these sections, which is all that it looks at; what it leaves unsaid, too."""
        made, unsaid = self.notes.recalled(name, sections, lambda: self._noted(make))
        if unsaid:
            self.unsaid |= unsaid
        return made

    def _noted(self, make: Callable[[], T]) -> tuple[T, dict[Path, str]]:
        before, self.unsaid = self.unsaid, {}
        try:
            return make(), self.unsaid
        finally:
            self.unsaid = before

    def text(self, value: str | None, *path: str | int) -> str:
        """A user's text, marked; each line of its own where it has several."""
        if not value:
            return ""
        if "\n" not in value:
            return self.marker.mark(cleaned(value), path)  # nearly always
        lines = [" ".join(line.split()) for line in value.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return self.marker.mark_lines([*lines[:-1], cleaned(lines[-1])], path)

    def each(self, values: tuple[str, ...], *path: str | int) -> list[str]:
        """Every text of a list, marked."""
        return [self.text(value, *path, at) for at, value in enumerate(values)]

    def words(self, values: tuple[str, ...], *path: str | int, last: str = "and") -> str:
        """A list in words."""
        return listed(self.each(values, *path), last) if values else ""

    def no(self, phrase: str, *path: str | int) -> str:
        """That something shall not be there, where that may be said."""
        if self.why_positive is not None and ".".join(map(str, path)) not in self.empty:
            self.unsaid[path] = self.why_positive
            return ""
        return self.marker.mark(phrase, path)

    def none_or(self, value: str | None, phrase: str, *path: str | int) -> str:
        """The text, or the phrase that says that there shall be none of it."""
        if value is not None and normal(value) == "none":
            return self.no(phrase, *path)
        return self.text(value, *path)
