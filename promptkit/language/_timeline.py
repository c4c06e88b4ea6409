"""The timeline: when each beat of a shot starts and ends.

Times are whole milliseconds inside, so that they add up exactly. Shares of free time are cut by cumulated weight and
rounded at the cuts, never one by one: the parts always sum to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from promptkit.source import Path

from ._models import Action, CameraItem, Effect, Line, Move, OnScreenText, Shot
from ._slots import Channel, Slot, linked, ms, rows, stretch
from ._units import Anchored


@dataclass(frozen=True, slots=True)
class Beat:
    """One stretch of the timeline.

    :param start: milliseconds from the clip's first frame.
    :param end: milliseconds; an instant ends where it starts.
    :param path: the canonical path of the entry; empty for the hold that fills up the end.
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
class Timeline:
    """All beats, by channel and start; ``length`` in milliseconds."""

    length: int
    beats: tuple[Beat, ...]
    problems: tuple[TimeProblem, ...]

    def on(self, channel: Channel) -> tuple[Beat, ...]:
        """The beats of one channel, in order of their start."""
        return tuple(beat for beat in self.beats if beat.channel == channel)


class _Cycle(Exception):
    """A time that hangs on itself."""


def timeline(shot: Shot, seconds: float | None = None) -> Timeline:
    """Lay the shot's entries out in time.

    :param seconds: the clip's length where the shot's own is not to be taken.
    """
    return _Solver(shot, seconds if seconds is not None else shot.duration).solve()


class _Solver:
    def __init__(self, shot: Shot, seconds: float) -> None:
        self.clip = ms(seconds)
        self.problems: list[TimeProblem] = []
        self.busy: set[Slot] = set()
        self.ids: dict[str, tuple[Slot, Move | None]] = {}
        self.rows = [linked(row) for row in rows(shot, self.clip)]
        for row in self.rows:
            for slot in row:
                self._register(slot)

    def solve(self) -> Timeline:
        beats: list[Beat] = []
        for row in self.rows:
            for slot in row:
                try:
                    start, end = self.start(slot), self.end(slot)
                except _Cycle:
                    if slot.at is not None:
                        self._problem("time-cycle", slot, "this time hangs on itself", "at")
                    else:
                        message = "this lasts until the next one starts, and that starts when this ends"
                        self._problem("time-cycle", slot, message)
                    slot.start, slot.length = 0, 0
                    continue
                if start < 0:
                    self._problem("time-before-start", slot, f"this starts {said(-start)} before the clip does", "at")
                own = list(_beats(slot, max(start, 0), max(end, 0)))
                self._starved(slot, own)
                beats.extend(own)
            self._overflow(row)
        beats.extend(self._holds_between(beats))
        beats.sort(key=lambda beat: (_ORDER[beat.channel], beat.start, beat.end))
        return Timeline(self.clip, tuple(beats), tuple(self.problems))

    # --- times

    def start(self, slot: Slot) -> int:
        if slot.start is None:
            with self._visit(slot):
                if slot.at is not None:
                    slot.start = self._point(slot.at, slot)
                else:
                    slot.start = self._end_before(slot)
        return slot.start

    def _end_before(self, slot: Slot) -> int:
        """Where the slot before this one ends; from the front, so that a long row is not a deep recursion."""
        waiting: list[Slot] = []
        before = slot.previous
        while before is not None and (before.start is None or before.length is None):
            waiting.append(before)
            before = before.previous if before.at is None else None
        for each in reversed(waiting):
            self.end(each)
        return self.end(slot.previous) if slot.previous is not None else 0

    def end(self, slot: Slot) -> int:
        start = self.start(slot)
        if slot.length is None:
            if slot.fixed is not None:
                slot.length = slot.fixed
            else:
                self._share(slot)
        assert slot.length is not None
        return start + slot.length

    def _point(self, at: float | Anchored, slot: Slot) -> int:
        if not isinstance(at, Anchored):
            return ms(at)
        offset = ms(at.offset)
        if at.anchor is None:
            return (self.clip if at.edge == "end" else 0) + offset
        if at.anchor not in self.ids:
            known = ", ".join(self.ids) or "there is none"
            message = f"no beat has the id {at.anchor!r} (ids: {known})"
            self.problems.append(TimeProblem("unknown-id", (*slot.path, "at"), message, about=at.anchor))
            return 0
        target, member = self.ids[at.anchor]
        if member is not None:
            start, end = _member_times(member, target.part, self.start(target), self.end(target))
            return (start if at.edge == "start" else end) + offset
        return (self.start(target) if at.edge == "start" else self.end(target)) + offset

    def _share(self, slot: Slot) -> None:
        """Give the free time of the slot's stretch to all its flexible slots."""
        between = stretch(slot)
        begin = self.start(between[0])
        with self._visit(between[0]):
            until = self._until(between, begin)
        flexible = [each for each in between if each.fixed is None]
        greedy = [each for each in flexible if each.takes_all]
        if greedy and len(flexible) > 1:
            message = "'all' takes the time that another beat without a length needs"
            self._problem("all-beside-flexible", greedy[0], message)
        free = until - begin - sum(each.fixed or 0 for each in between)
        if free <= 0:
            # More than the clip holds is told once, as an overflow.
            told = free < 0 and until == self.clip
            for each in () if told else flexible:
                self._problem("no-time-left", each, "no time is left for this beat")
            free = 0
        total, done, given = sum((each.weight for each in flexible), Fraction(0)), Fraction(0), 0
        for each in flexible:
            done += each.weight
            upto = round(free * done / total)
            each.length, given = upto - given, upto
            if each.length == 0 and free > 0:
                self._problem("no-time-left", each, "no time is left for this beat")

    def _until(self, between: list[Slot], begin: int) -> int:
        """Where the stretch ends: the next written start on its channel that lies later, else the clip's end."""
        last = between[-1]
        for later in last.row[last.index + 1 :]:
            if later.at is not None:
                start = self.start(later)
                if start > begin:
                    return start
        return self.clip

    def _visit(self, slot: Slot) -> _Visit:
        return _Visit(self.busy, slot)

    # --- problems

    def _register(self, slot: Slot) -> None:
        named: list[tuple[str | None, Move | None]] = [(slot.part.id, None)]
        if isinstance(slot.part, CameraItem):
            named.extend((move.id, move) for move in slot.part.moves)
        for name, member in named:
            if name is None:
                continue
            if name in ("start", "end"):
                self._problem("duplicate-id", slot, f"{name!r} means the clip's own {name}: choose another id", "id")
            elif name in self.ids:
                self._problem("duplicate-id", slot, f"the id {name!r} is taken by another beat", "id")
            else:
                self.ids[name] = (slot, member)

    def _overflow(self, row: Sequence[Slot]) -> None:
        """Report the first beat of a channel that ends past the clip's end; dialogue has a rule of its own."""
        for slot in row:
            if slot.start is None or slot.length is None or slot.channel == "dialogue":
                continue
            end = slot.start + slot.length
            if slot.start > self.clip or (slot.channel != "effects" and end > self.clip):
                self.problems.append(TimeProblem("timeline-overflow", slot.path, self._too_long(slot, row)))
                return

    def _too_long(self, slot: Slot, row: Sequence[Slot]) -> str:
        clip = f"the clip's {said(self.clip)}"
        assert slot.start is not None
        assert slot.length is not None
        if slot.start > self.clip:
            return f"this starts at {said(slot.start)}, after the end of {clip}"
        last = max((each.start or 0) + (each.length or 0) for each in row)
        if all(each.at is None for each in row) and len(row) <= _MOST_SHOWN:
            terms = " + ".join(f"{each.length / 1000:g}" for each in row if each.length)
            several = f"the {slot.channel} beats add up to {terms} = {said(last)}"
            summed = several if "+" in terms else f"this beat lasts {said(last)}"
        else:
            summed = f"this beat ends at {said(slot.start + slot.length)}"
            last = slot.start + slot.length
        return f"{summed}, {said(last - self.clip)} more than {clip}"

    def _starved(self, slot: Slot, beats: list[Beat]) -> None:
        """A move that starts inside its item when that is over."""
        for beat in beats if len(beats) > 1 and slot.length else ():
            if beat.end <= beat.start:
                problem = TimeProblem("no-time-left", beat.path, "no time is left for this move: the others end first")
                self.problems.append(problem)

    def _problem(self, rule: str, slot: Slot, message: str, key: str | None = None) -> None:
        path = slot.path if key is None else (*slot.path, key)
        problem = TimeProblem(rule, path, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def _holds_between(self, beats: list[Beat]) -> Iterator[Beat]:
        """What the camera leaves uncovered, between its beats and at the end, is a hold."""
        reached = 0
        camera = sorted((beat.start, beat.end) for beat in beats if beat.channel == "camera")
        for start, end in [*camera, (self.clip, self.clip)]:
            if reached < min(start, self.clip):
                yield Beat("camera", reached, min(start, self.clip), (), None, written=False)
            reached = max(reached, end)


class _Visit:
    """Marks a slot as being worked out; coming back to it means that its time hangs on itself."""

    def __init__(self, busy: set[Slot], slot: Slot) -> None:
        self.busy, self.slot = busy, slot

    def __enter__(self) -> None:
        if self.slot in self.busy or len(self.busy) >= _DEEPEST:
            raise _Cycle
        self.busy.add(self.slot)

    def __exit__(self, *_: object) -> None:
        self.busy.discard(self.slot)


def said(milliseconds: int) -> str:
    """Milliseconds as seconds with their unit: ``2.5 s``."""
    return f"{round(milliseconds / 1000, 3):g} s"


#: Terms of a sum that still fit a message.
_MOST_SHOWN = 12
#: Times that may hang on one another in a row; a clip of seconds needs few.
_DEEPEST = 100
_ORDER = {"camera": 0, "action": 1, "effects": 2, "dialogue": 3, "text": 4}


def _beats(slot: Slot, start: int, end: int) -> Iterator[Beat]:
    written = slot.fixed is not None and slot.channel != "dialogue"
    if not isinstance(slot.part, CameraItem):
        yield Beat(slot.channel, start, end, slot.path, slot.part, written, slot.part.id)
        return
    for at, move in enumerate(slot.part.moves):
        begins, stops = _member_times(move, slot.part, start, end)
        own = written and (move.length is None or isinstance(move.length, float))
        yield Beat("camera", begins, stops, (*slot.path, "moves", at), move, own, move.id or slot.part.id)


def _member_times(move: Move, part: object, start: int, end: int) -> tuple[int, int]:
    """When one move of an item runs; inside an item ``at`` counts from the item's start."""
    begins = start + ms(move.at or 0.0)
    if isinstance(move.length, float):
        return begins, begins + ms(move.length)
    own = part.length if isinstance(part, CameraItem) else None
    if isinstance(own, float) and move.at is None:
        return begins, min(begins + ms(own), end)
    return begins, max(begins, end)
