"""Free text as the rules see it: a field of a shot, or a prompt that stands in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from promptkit.findings import Severity
from promptkit.prose import Reading, skim


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a check found in a text.

    :param span: start and end of the words, in characters.
    :param replacement: what to write in their place, where that is the fix.
    """

    message: str
    span: tuple[int, int]
    hint: str | None = None
    severity: Severity | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and what was read in it.

    :param duration: the length of the clip in seconds, where it is settled outside of the text.
    """

    reading: Reading
    duration: float | None

    @property
    def text(self) -> str:
        """What was read of it."""
        return self.reading.text[: self.reading.read]


TextCheck = Callable[[Prose], Iterator[Complaint]]


@lru_cache(maxsize=1024)
def reading(text: str, *, acted: bool = False) -> Reading:
    """The reading of a text, made once however many rules ask; an empty one where no word speaks of a camera.

    :param acted: whether it tells what somebody in the picture does.
    """
    return skim(text, acted=acted)
