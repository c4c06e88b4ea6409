"""The timeline: when each beat of a shot starts and ends.

Times are whole milliseconds inside, so that they add up exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from promptkit.source import Path

from ._models import Action, Effect, Line, Move, OnScreenText
from ._slots import Channel


class Beat(NamedTuple):
    """One stretch of the timeline. A tuple and no dataclass, because making one takes a fifth of the time.

    :param start: milliseconds from the clip's first frame.
    :param end: milliseconds; an instant ends where it starts.
    :param path: the canonical path of the entry; of a hold that fills what the camera leaves uncovered, its cut's
        (``("cuts", 1)``), and empty where the clip has no cuts.
    :param part: the entry itself; for the camera, the single move.
    :param written: whether the user wrote how long it lasts.
    """

    channel: Channel
    start: int
    end: int
    path: Path
    part: Move | Action | Effect | Line | OnScreenText | None
    written: bool
    id: str | None = None

    @property
    def is_hold(self) -> bool:
        """Whether the camera rests."""
        if self.channel != "camera":
            return False
        return self.part is None or (isinstance(self.part, Move) and self.part.move == "hold")

    @property
    def cut(self) -> int | None:
        """The number of the cut in which it stands, from 0; ``None`` outside of cuts."""
        path = self.path
        return path[1] if path and path[0] == "cuts" else None  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class TimeProblem:
    """What is wrong with the times at ``path``.

    :param rule: the name of the finding that it becomes.
    :param about: the id that is unknown, where one is.
    """

    rule: str
    path: Path
    message: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class CutSpan:
    """When one cut of the clip runs.

    :param start: milliseconds from the clip's first frame.
    :param path: ``("cuts", index)``.
    :param written: whether the user wrote how long it lasts.
    """

    index: int
    start: int
    end: int
    path: Path
    written: bool
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All beats, by channel and start; ``length`` in milliseconds; ``cuts`` is empty for a clip of one set-up."""

    length: int
    beats: tuple[Beat, ...]
    problems: tuple[TimeProblem, ...]
    cuts: tuple[CutSpan, ...] = ()

    def on(self, channel: Channel) -> tuple[Beat, ...]:
        """The beats of one channel, in order of their start."""
        return tuple(beat for beat in self.beats if beat.channel == channel)


#: Seconds that a clip may have after all its extensions; it stands in where nobody knows how long a clip is.
LONGEST_CLIP = 120


def said(milliseconds: int) -> str:
    """Milliseconds as seconds with their unit: ``2.5 s``."""
    return f"{round(milliseconds / 1000, 3):g} s"
