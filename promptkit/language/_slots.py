"""The entries of a shot whose times are to be found, channel by channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from promptkit.source import Path

from ._models import Action, CameraItem, Effect, Line, OnScreenText, Shot
from ._units import Anchored

Channel = Literal["camera", "action", "effects", "dialogue", "text"]
#: Words of dialogue a second, at a comfortable pace (general speech rate).
WORDS_PER_SECOND = 2.5


@dataclass(slots=True, eq=False)
class Slot:
    """An entry whose times are to be found."""

    channel: Channel
    path: Path
    part: CameraItem | Action | Effect | Line | OnScreenText
    fixed: int | None
    at: float | Anchored | None
    takes_all: bool = False
    weight: Fraction = Fraction(1)
    previous: Slot | None = None
    row: Sequence[Slot] = field(default_factory=tuple)
    index: int = 0
    start: int | None = None
    length: int | None = None


def spoken_seconds(line: str, rate: float = WORDS_PER_SECOND) -> float:
    """How many seconds it takes to say a line, at ``rate`` words a second."""
    return len(line.split()) / rate


def ms(seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return round(seconds * 1000)


def linked(row: list[Slot]) -> list[Slot]:
    """The row, each slot knowing its place in it."""
    for index, slot in enumerate(row):
        slot.row, slot.index = row, index
        slot.previous = row[index - 1] if index else None
    return row


def stretch(slot: Slot) -> list[Slot]:
    """The slots around this one that stand between two written starts."""
    first = slot.index
    while slot.row[first].at is None and first > 0:
        first -= 1
    last = slot.index
    while last + 1 < len(slot.row) and slot.row[last + 1].at is None:
        last += 1
    return list(slot.row[first : last + 1])


def rows(shot: Shot, clip: int) -> Iterator[list[Slot]]:
    """The entries of each channel; ``clip`` in milliseconds."""
    yield [_camera_slot(item, ("camera", at)) for at, item in enumerate(shot.camera)]
    yield [
        Slot("action", ("action", at), part, _length(part.length), part.at, part.length == "all", _weight(part.weight))
        for at, part in enumerate(shot.action)
    ]
    sound = shot.sound
    yield [
        Slot("effects", ("sound", "effects", at), part, clip if part.at is None else 0, part.at or 0.0)
        for at, part in enumerate(sound.hits if sound else ())
    ]
    yield [
        Slot("dialogue", ("sound", "dialogue", at), part, ms(part.length or spoken_seconds(part.line)), part.at)
        for at, part in enumerate(sound.lines if sound else ())
    ]
    yield [_text_slot(part, ("text", at), clip) for at, part in enumerate(shot.titles)]


def _text_slot(part: OnScreenText, path: Path, clip: int) -> Slot:
    fixed = clip if part.at is None and part.length is None else _length(part.length)
    return Slot("text", path, part, fixed, part.at or 0.0, part.length == "all")


def _camera_slot(item: CameraItem, path: Path) -> Slot:
    ends = [ms((move.at or 0.0) + move.length) for move in item.moves if isinstance(move.length, float)]
    fixed = _length(item.length)
    if ends:
        fixed = max([*ends, fixed or 0])
    return Slot("camera", path, item, fixed, item.at, item.length == "all", _weight(item.weight))


def _length(length: float | str | None) -> int | None:
    return ms(length) if isinstance(length, float) else None


def _weight(weight: float | None) -> Fraction:
    return Fraction(1) if weight is None else Fraction(str(weight))
