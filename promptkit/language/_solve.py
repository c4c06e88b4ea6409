"""Finding the times: each start and length worked out where it is asked for, once.

Shares of free time are cut by cumulated weight and rounded at the cuts, never one by one: the parts always sum to the
whole. Weights are whole numbers or fractions, so that no rounding comes in before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from operator import itemgetter

from ._models import CameraItem, Move, Shot
from ._overflow import row_overflow
from ._slots import Frame, Slot, clip_rows, cut_row, move_length, ms, setup_rows, stretch
from ._timeline import LONGEST_CLIP, Beat, CutSpan, Timeline, TimeProblem, said
from ._units import Anchored

#: Times that may hang on one another in a row; a clip of seconds needs few.
_DEEPEST = 100
#: Rows stand in the order of the channels, and sorting keeps it where two beats run at the same time.
_by_time = itemgetter(1, 2)


class _Cycle(Exception):
    """A time that hangs on itself."""


def timeline(shot: Shot, seconds: float | None = None) -> Timeline:
    """Lay the shot's entries out in time.

    :param seconds: the clip's length where the shot's own is not to be taken.
    """
    return _Solver(shot, ms(seconds or shot.duration or LONGEST_CLIP)).solve()


class _Solver:
    __slots__ = ("clip", "cut_row", "cuts", "depth", "frames", "ids", "problems", "shot")

    def __init__(self, shot: Shot, clip: int) -> None:
        self.shot = shot
        self.clip = Frame("clip", 0, clip)
        self.problems: list[TimeProblem] = []
        self.depth = 0
        self.ids: dict[str, tuple[Slot, Move | None]] = {}
        self.cuts: list[CutSpan] = []
        self.cut_row: list[Slot] = []
        self.frames: list[Frame] = [self.clip]

    def solve(self) -> Timeline:
        shot = self.shot
        if shot.cuts:
            rows = self._cut()
        else:
            rows = setup_rows(shot, (), self.clip)
        rows += clip_rows(shot, self.clip)
        for row in rows:
            for slot in row:
                self._register(slot)
        by_channel: dict[str, list[Beat]] = {"camera": [], "action": [], "effects": [], "dialogue": [], "text": []}
        for row in rows:
            if row:
                self._lay_out(row, by_channel[row[0].channel])
        self._hold_between(by_channel["camera"])
        beats: list[Beat] = []
        for found in by_channel.values():
            found.sort(key=_by_time)
            beats += found
        for row in (*rows, self.cut_row):
            row.clear()  # its slots name it: taken apart, all that a shot leaves goes at once, without the collector
        return Timeline(self.clip.end, tuple(beats), tuple(self.problems), tuple(self.cuts))

    def _cut(self) -> list[list[Slot]]:
        """Give each cut its place in the clip; the camera and the actions inside count from there."""
        self.cut_row = row = cut_row(self.shot, self.clip)
        rows: list[list[Slot]] = []
        self.frames = []
        for index, (slot, cut) in enumerate(zip(row, self.shot.cuts, strict=True)):
            start, end = self.start(slot), self.end(slot)
            self.cuts.append(CutSpan(index, start, end, slot.path, slot.fixed is not None, cut.id))
            frame = Frame("cut", start, end, index)
            self.frames.append(frame)
            self._register(slot)
            rows += setup_rows(cut, slot.path, frame)
        self._fill()
        # All cameras come before all actions, as in a clip of one set-up.
        return [*rows[::2], *rows[1::2]]

    def _fill(self) -> None:
        """Cuts fill the clip: more or less than it holds is a mistake."""
        total, clip = self.cuts[-1].end, self.clip.end
        if total == clip:
            return
        last = next((each for each in self.cuts if each.end > clip), self.cuts[-1])
        lengths = [each.end - each.start for each in self.cuts]
        summed = f"the cuts add up to {' + '.join(f'{each / 1000:g}' for each in lengths)} = {said(total)}"
        if len(lengths) == 1:
            summed = f"the cut lasts {said(total)}"
        side = "more" if total > clip else "less"
        message = f"{summed}, {said(abs(total - clip))} {side} than the clip's {said(clip)}"
        self.problems.append(TimeProblem("cuts-do-not-fill", (*last.path, "for"), message))

    def _lay_out(self, row: list[Slot], beats: list[Beat]) -> None:
        for slot in row:
            try:
                start = self.start(slot) if slot.start is None else slot.start
                end = self.end(slot)
            except _Cycle:
                self._hangs_on_itself(slot)
                continue
            begin = slot.frame.begin
            if start < begin:
                message = f"this starts {said(begin - start)} before the {slot.frame.name} does"
                self._problem("time-before-start", slot, message, "at")
                start, end = begin, max(end, begin)
            part = slot.part
            if isinstance(part, CameraItem):
                if len(part.moves) > 1:
                    own = list(_beats_of(part, slot, start, end))
                    self._check_moves(own, slot, end)
                    beats += own
                else:
                    (move,) = part.moves
                    path = (*slot.path, "moves", 0)
                    beats.append(Beat("camera", start, end, path, move, slot.fixed is not None, move.id or part.id))
            else:
                told = slot.fixed is not None and slot.channel != "dialogue"
                beats.append(Beat(slot.channel, start, end, slot.path, part, told, part.id))  # type: ignore[arg-type]
        overflow = row_overflow(row)
        if overflow is not None:
            self.problems.append(overflow)

    def _hangs_on_itself(self, slot: Slot) -> None:
        if slot.at is not None:
            self._problem("time-cycle", slot, "this time hangs on itself", "at")
        else:
            message = "this lasts until the next one starts, and that starts when this ends"
            self._problem("time-cycle", slot, message)
        slot.start, slot.length = slot.frame.begin, 0

    # --- times

    def start(self, slot: Slot) -> int:
        """When the slot starts, in milliseconds of the clip."""
        if slot.start is None:
            self._enter(slot)
            try:
                slot.start = self._end_before(slot) if slot.at is None else self._point(slot.at, slot)
            finally:
                self._leave(slot)
        return slot.start

    def end(self, slot: Slot) -> int:
        """When the slot ends."""
        start = self.start(slot)
        length = slot.length
        if length is None:
            if slot.fixed is not None:
                length = slot.length = slot.fixed
            else:
                self._share(slot)
                length = slot.length
                assert length is not None
        return start + length

    def _end_before(self, slot: Slot) -> int:
        """Where the slot before this one ends; from the front, so that a long row is not a deep recursion."""
        if slot.index == 0:
            return slot.frame.begin
        row, first = slot.row, slot.index - 1
        while first > 0 and row[first].at is None and (row[first].start is None or row[first].length is None):
            first -= 1
        for at in range(first, slot.index - 1):
            self.end(row[at])
        return self.end(row[slot.index - 1])

    def _point(self, at: float | Anchored, slot: Slot) -> int:
        frame = slot.frame
        if not isinstance(at, Anchored):
            return frame.begin + ms(at)
        offset = ms(at.offset)
        if at.anchor is None:
            return (frame.end if at.edge == "end" else frame.begin) + offset
        if at.anchor not in self.ids:
            known = ", ".join(self.ids) or "there is none"
            message = f"no beat has the id {at.anchor!r} (ids: {known})"
            self.problems.append(TimeProblem("unknown-id", (*slot.path, "at"), message, about=at.anchor))
            return frame.begin
        target, member = self.ids[at.anchor]
        start, end = self.start(target), self.end(target) if at.edge == "end" or member is not None else 0
        if member is not None and isinstance(target.part, CameraItem):
            start, end = _member_times(member, target.part, start, end)
        return (start if at.edge == "start" else end) + offset

    def _share(self, slot: Slot) -> None:
        """Give the free time of the slot's stretch to all its flexible slots."""
        between = stretch(slot)
        first = between[0]
        begin = self.start(first)
        self._enter(first)
        try:
            until = self._until(between[-1], begin)
        finally:
            self._leave(first)
        flexible = [each for each in between if each.fixed is None]
        if len(flexible) > 1:
            self._check_greedy(flexible)
        free = until - begin - sum(each.fixed for each in between if each.fixed is not None)
        if free <= 0:
            # More than the clip holds is told once, as an overflow.
            told = free < 0 and until == slot.frame.end
            for each in () if told else flexible:
                self._problem("no-time-left", each, f"no time is left for this {each.noun}")
            free = 0
        total, done, given = sum(each.weight for each in flexible), 0, 0
        for each in flexible:
            done += each.weight  # type: ignore[assignment]
            upto = _share_of(free, done, total)
            each.length, given = upto - given, upto
            if each.length == 0 and free > 0:
                self._problem("no-time-left", each, f"no time is left for this {each.noun}")

    def _check_greedy(self, flexible: list[Slot]) -> None:
        greedy = next((each for each in flexible if each.takes_all), None)
        if greedy is not None:
            message = f"'all' takes the time that another {greedy.noun} without a length needs"
            self._problem("all-beside-flexible", greedy, message)

    def _until(self, last: Slot, begin: int) -> int:
        """Where a stretch ends: the next written start on its row that lies later, else the frame's end."""
        for later in last.row[last.index + 1 :]:
            if later.at is not None:
                start = self.start(later)
                if start > begin:
                    return start
        return last.frame.end

    def _enter(self, slot: Slot) -> None:
        if slot.busy or self.depth >= _DEEPEST:
            raise _Cycle
        slot.busy = True
        self.depth += 1

    def _leave(self, slot: Slot) -> None:
        slot.busy = False
        self.depth -= 1

    # --- problems

    def _register(self, slot: Slot) -> None:
        part = slot.part
        if part.id is not None:
            self._name(part.id, slot, None)
        if isinstance(part, CameraItem):
            for move in part.moves:
                if move.id is not None:
                    self._name(move.id, slot, move)

    def _name(self, name: str, slot: Slot, member: Move | None) -> None:
        if name in ("start", "end"):
            self._problem("duplicate-id", slot, f"{name!r} means the clip's own {name}: choose another id", "id")
        elif name in self.ids:
            self._problem("duplicate-id", slot, f"the id {name!r} is taken by another {self.ids[name][0].noun}", "id")
        else:
            self.ids[name] = (slot, member)

    def _check_moves(self, beats: list[Beat], slot: Slot, end: int) -> None:
        """A move that starts inside its item when that is over, or that lasts longer than the item."""
        for beat in beats if slot.length else ():
            if beat.end <= beat.start:
                message = "no time is left for this move: the others end first"
                self.problems.append(TimeProblem("no-time-left", beat.path, message))
            elif beat.end > end:
                message = f"this move ends {said(beat.end - end)} after the time of its item"
                self.problems.append(TimeProblem("timeline-overflow", beat.path, message))

    def _problem(self, rule: str, slot: Slot, message: str, key: str | None = None) -> None:
        path = slot.path if key is None else (*slot.path, key)
        problem = TimeProblem(rule, path, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def _hold_between(self, beats: list[Beat]) -> None:
        """What the camera leaves uncovered in the clip, or in one of its cuts, is a hold."""
        spans = [(beat.start, beat.end, beat.cut) for beat in beats]
        for frame in self.frames:
            path = () if frame.index is None else ("cuts", frame.index)
            own: Iterable[tuple[int, int]] = sorted((start, end) for start, end, cut in spans if cut == frame.index)
            reached = frame.begin
            for start, end in own:
                if reached < start and reached < frame.end:
                    beats.append(Beat("camera", reached, min(start, frame.end), path, None, False))
                reached = max(reached, end)
            if reached < frame.end:
                beats.append(Beat("camera", reached, frame.end, path, None, False))


def _share_of(free: int, done: int | Fraction, total: int | Fraction) -> int:
    """``free * done / total`` as a whole number, halves to the even one."""
    if type(done) is int and type(total) is int:
        whole, rest = divmod(free * done, total)
        return whole + (2 * rest > total or (2 * rest == total and whole % 2))
    return round(Fraction(free) * done / total)


def _beats_of(item: CameraItem, slot: Slot, start: int, end: int) -> Iterator[Beat]:
    for at, move in enumerate(item.moves):
        begins, stops = _member_times(move, item, start, end)
        told = slot.fixed is not None and (move.length is None or isinstance(move.length, float))
        yield Beat("camera", begins, stops, (*slot.path, "moves", at), move, told, move.id or item.id)


def _member_times(move: Move, item: CameraItem, start: int, end: int) -> tuple[int, int]:
    """When one move of an item runs; inside an item ``at`` counts from the item's start."""
    begins = start if move.at is None else start + ms(move.at)
    shared = item.length if isinstance(item.length, float) else None
    own = move_length(move) if shared is None or move.length is not None else None
    if own is not None:
        return begins, begins + own
    if shared is not None and move.at is None:
        return begins, min(begins + ms(shared), end)
    return begins, max(begins, end)
