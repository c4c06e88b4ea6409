"""The entries of a shot whose times are to be found, row by row: camera and action of each set-up, sound, text."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from promptkit.source import Path

from ._models import Action, CameraItem, Cut, Effect, Line, Move, OnScreenText, Shot
from ._quantities import Rate
from ._units import Anchored

Channel = Literal["camera", "action", "effects", "dialogue", "text"]
Part: TypeAlias = CameraItem | Action | Effect | Line | OnScreenText | Cut
#: Words of dialogue a second, at a comfortable pace (general speech rate).
WORDS_PER_SECOND = 2.5


class Frame:
    """The stretch in which times count: the clip, or one of its cuts. In milliseconds of the clip."""

    __slots__ = ("begin", "end", "index", "name")

    def __init__(self, name: str, begin: int, end: int, index: int | None = None) -> None:
        self.name = name
        self.begin = begin
        self.end = end
        self.index = index


class Slot:
    """An entry whose times are to be found. Plain, because a shot has a dozen and lives as long as one call.

    :param fixed: its length in milliseconds, where it hangs on nothing else.
    :param at: where somebody wrote a start; a number counts from the frame's begin.
    :param busy: whether its time is being worked out: to come back to it means that it hangs on itself.
    """

    __slots__ = (
        "at", "busy", "channel", "fixed", "frame", "index", "length", "part", "path", "row", "start", "takes_all",
        "weight",
    )  # fmt: skip

    def __init__(
        self,
        channel: Channel | Literal["cuts"],
        path: Path,
        part: Part,
        frame: Frame,
        fixed: int | None,
        at: float | Anchored | None,
        *,
        takes_all: bool = False,
        weight: int | Fraction = 1,
    ) -> None:
        self.channel = channel
        self.path = path
        self.part = part
        self.frame = frame
        self.fixed = fixed
        self.at = at
        self.takes_all = takes_all
        self.weight = weight
        self.busy = False
        self.start: int | None = None
        self.length: int | None = None
        self.row: list[Slot] = []
        self.index = 0

    @property
    def noun(self) -> str:
        """What messages call it."""
        return "cut" if self.channel == "cuts" else "beat"


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
    return row


def stretch(slot: Slot) -> list[Slot]:
    """The slots around this one that stand between two written starts."""
    row, first, last = slot.row, slot.index, slot.index + 1
    while first > 0 and row[first].at is None:
        first -= 1
    while last < len(row) and row[last].at is None:
        last += 1
    return row[first:last]


def cut_row(shot: Shot, clip: Frame) -> list[Slot]:
    """The cuts of the clip, one after the other."""
    return linked(
        [
            Slot("cuts", ("cuts", at), cut, clip, _length(cut.length), None, takes_all=cut.length == "all")
            for at, cut in enumerate(shot.cuts)
        ]
    )


def setup_rows(part: Shot | Cut, path: Path, frame: Frame) -> list[list[Slot]]:
    """Camera and action of the whole shot, or of one of its cuts."""
    return [
        linked([_camera_slot(item, (*path, "camera", at), frame) for at, item in enumerate(part.camera)]),
        linked([_action_slot(each, (*path, "action", at), frame) for at, each in enumerate(part.action)]),
    ]


def clip_rows(shot: Shot, clip: Frame) -> list[list[Slot]]:
    """Effects, dialogue and lettering: they run on the clip's time, whatever is cut."""
    found: list[list[Slot]] = []
    sound = shot.sound
    if sound is not None:
        found.append(
            [
                Slot(
                    "effects", ("sound", "effects", at), part, clip, clip.end if part.at is None else 0, part.at or 0.0
                )
                for at, part in enumerate(sound.hits)
            ]
        )
        found.append(
            [
                Slot(
                    "dialogue",
                    ("sound", "dialogue", at),
                    part,
                    clip,
                    ms(part.length or spoken_seconds(part.line)),
                    part.at,
                )
                for at, part in enumerate(sound.lines)
            ]
        )
    found.append([_text_slot(part, ("text", at), clip) for at, part in enumerate(shot.titles)])
    return [linked(row) for row in found]


def move_length(move: Move) -> int | None:
    """How long a move lasts by itself, in milliseconds: as written, or as its speed takes for its measure."""
    if isinstance(move.length, float):
        return ms(move.length)
    if move.length is None and isinstance(move.speed, Rate):
        return time_taken(move)
    return None


def time_taken(move: Move) -> int | None:
    """What a numeric speed takes for the measure, in milliseconds; ``None`` where one of the two is not there."""
    if not isinstance(move.speed, Rate):
        return None
    far = move.degrees if move.speed.axis == "degrees" else move.distance.metres if move.distance is not None else None
    return None if far is None else ms(far / move.speed.per_second)


def _action_slot(part: Action, path: Path, frame: Frame) -> Slot:
    length, weight = part.length, part.weight
    share = 1 if weight is None else _exact(weight)
    return Slot("action", path, part, frame, _length(length), part.at, takes_all=length == "all", weight=share)


def _text_slot(part: OnScreenText, path: Path, clip: Frame) -> Slot:
    fixed = clip.end if part.at is None and part.length is None else _length(part.length)
    return Slot("text", path, part, clip, fixed, part.at or 0.0, takes_all=part.length == "all")


def _camera_slot(item: CameraItem, path: Path, frame: Frame) -> Slot:
    length, weight = item.length, item.weight
    takes_all = length == "all"
    fixed = None if takes_all or length is None else ms(length)  # type: ignore[arg-type]
    if len(item.moves) > 1 or fixed is None:
        fixed, takes_all = _by_moves(item, fixed, greedy=takes_all)
    share = 1 if weight is None else _exact(weight)
    return Slot("camera", path, item, frame, fixed, item.at, takes_all=takes_all, weight=share)


def _by_moves(item: CameraItem, fixed: int | None, *, greedy: bool) -> tuple[int | None, bool]:
    """An item lasts as long as the longest of its moves; one that takes all the time there is lets it take all."""
    if greedy or (fixed is None and any(move.length == "all" for move in item.moves)):
        return None, True
    told = fixed is not None
    ends = [
        ms(move.at or 0.0) + length
        for move in item.moves
        if (length := move_length(move)) is not None and not (told and move.length is None)
    ]
    return (max(ends if fixed is None else [*ends, fixed]) if ends else fixed), False


def _length(length: float | str | None) -> int | None:
    return ms(length) if isinstance(length, float) else None


def _exact(weight: float) -> int | Fraction:
    """A weight that adds up exactly."""
    return int(weight) if weight == int(weight) else Fraction(str(weight))
