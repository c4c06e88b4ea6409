"""The beats with their times in numbers, for dialects with time codes."""

from __future__ import annotations

from dataclasses import dataclass, field

from promptkit.language import Action, Beat, CameraItem, Effect, Line, Move, Shot, Timeline
from promptkit.source import Path

from ._camera import Operator
from ._english import capital, clock, joined, optics, sentences, unstopped
from ._facts import Voice
from ._phrases import Phrases
from ._script import Cue, CutScript
from ._setup import SetupScribe
from ._sounds import SoundScribe


@dataclass(slots=True)
class _Event:
    """What begins somewhere; ``at`` and ``lasts`` are the paths of its times, where they were written."""

    end: int
    what: str
    at: list[Path]
    lasts: list[Path]
    is_camera: bool = False


@dataclass(slots=True)
class CueScribe:
    """Says each beat with its times."""

    phrases: Phrases
    setup: SetupScribe
    sounds: SoundScribe
    voice: Voice
    _operators: dict[Path, Operator] = field(default_factory=dict)

    def cues(self, shot: Shot, timeline: Timeline) -> list[Cue]:
        """Every beat by itself."""
        told = []
        for beat in timeline.beats:
            if beat.channel in ("effects", "dialogue") and self.phrases.why_silent is not None:
                continue
            if shot.reworks and not beat.path:
                continue  # the clip's own camera goes on
            at, lasts = _time_paths(shot, beat)
            start = self.phrases.marker.mark_all(clock(beat.start), at)
            end = self.phrases.marker.mark_all(clock(beat.end), lasts) if beat.end > beat.start else ""
            told.append(Cue(beat.channel, start, end, self._what(shot, beat)))
        return told

    def shot_list(self, shot: Shot, timeline: Timeline, cuts: list[CutScript]) -> list[Cue]:
        """The clip from start to end: each stretch ends where the next one begins."""
        groups: dict[int, list[_Event]] = {}
        for span, cut in zip(timeline.cuts, cuts, strict=True):
            event = _Event(0, _opening(cut), _length_of(shot, span.index - 1), [])
            groups.setdefault(_hundredths(span.start), []).append(event)
        for beat in timeline.beats:
            if beat.channel not in ("camera", "action", "text") or (shot.reworks and not beat.path):
                continue
            at, lasts = _time_paths(shot, beat)
            event = _Event(_hundredths(beat.end), self._what(shot, beat), at, lasts, beat.channel == "camera")
            groups.setdefault(_hundredths(beat.start), []).append(event)
        starts = sorted(groups)
        ends = [*starts[1:], _hundredths(timeline.length)]
        return [
            self._stretch(start, end, groups[start], _length_of(shot, len(cuts) - 1) if end == ends[-1] else [])
            for start, end in zip(starts, ends, strict=True)
            if end > start
        ]

    def _stretch(self, start: int, end: int, events: list[_Event], closing: list[Path]) -> Cue:
        mark_all = self.phrases.marker.mark_all
        begins = mark_all(clock(start * 10), [path for event in events for path in event.at])
        lasting = [path for event in events if event.end == end for path in event.lasts]
        stops = mark_all(clock(end * 10), [*lasting, *closing])
        return Cue("all", begins, stops, sentences([self._until(event, end) for event in _one_camera(events)]))

    def _until(self, event: _Event, end: int) -> str:
        """What happens, and until when, where that is not the end of the stretch."""
        if event.end in (end, 0):
            return event.what
        return f"{unstopped(event.what)} (to {self.phrases.marker.mark_all(clock(event.end * 10), event.lasts)} s)"

    def _what(self, shot: Shot, beat: Beat) -> str:
        part, path, mark = beat.part, beat.path, self.phrases.marker.mark
        if part is None:
            return mark("the camera holds still", path or ("camera",))
        if isinstance(part, Move):
            return self._move(part, path, shot)
        if isinstance(part, Action):
            return mark(self.setup.happening(part, path, behind=False), path)
        if isinstance(part, Effect):
            return mark(self.phrases.text(part.sound, *path, "sound"), path)
        if isinstance(part, Line):
            how = f" ({self.phrases.text(part.how, *path, 'how')})" if part.how else ""
            return mark(capital(f'{self.sounds.who(part, path)}{how}: "{self.sounds.words(part, path)}"'), path)
        return mark(self.sounds.title(part, path), path)

    def _move(self, move: Move, path: Path, shot: Shot) -> str:
        base = path[:-4]
        operator = self._operators.get(base)
        if operator is None:
            operator = Operator(self.phrases.marker, self.setup.when, self.voice, base)
            self._operators[base] = operator
        item = item_at(shot, path[:-2])
        shared = len(item.moves) > 1 and move.ease is not None and len({each.ease for each in item.moves}) == 1
        way = operator.way(item, path[:-2])
        said = f"the camera {operator.clause(move, path, eased=not shared, way=way)}"
        if shared and move is item.moves[-1]:
            said += f", {operator.eased(item, path[:-2])}"
        if move is item.moves[-1]:
            said += operator.picture(item, path[:-2])
        return self.phrases.marker.mark(said, path)


def _length_of(shot: Shot, cut: int) -> list[Path]:
    """Where the length of a cut was written: it is told by where it ends."""
    return [("cuts", cut, "for")] if cut >= 0 and shot.cuts and shot.cuts[cut].length is not None else []


def _opening(cut: CutScript) -> str:
    """What one sees as the cut begins."""
    lit = f"lighting: {'; '.join(cut.lighting)}" if cut.lighting else ""
    palette = f"palette: {cut.palette}" if cut.palette else ""
    setting = f"setting: {cut.setting}" if cut.setting else ""
    filmed = joined([*cut.shot_line, *optics(cut.lens)])
    seen = [filmed, cut.scene, setting, *cut.depth, cut.support, cut.motion, lit, palette]
    return sentences([f"shot {cut.number}", *seen])


def _one_camera(events: list[_Event]) -> list[_Event]:
    """A cut comes first, then the camera: moves that start and end together become one sentence."""
    heads = [event for event in events if not event.end]
    moves: dict[int, _Event] = {}
    for event in events:
        if event.is_camera and event.end in moves:
            other = moves[event.end]
            what = f"{other.what} and {event.what.replace('the camera ', '', 1)}"
            moves[event.end] = _Event(event.end, what, [], [*other.lasts, *event.lasts], is_camera=True)
        elif event.is_camera:
            moves[event.end] = event
    others = [event for event in events if event.end and not event.is_camera]
    return [*heads, *moves.values(), *others]


def item_at(shot: Shot, path: Path) -> CameraItem:
    """The camera item at a path: ``("camera", 1)`` or ``("cuts", 0, "camera", 1)``."""
    if path[0] == "cuts":
        return shot.cuts[int(path[1])].camera[int(path[3])]
    return shot.camera[int(path[1])]


def _time_paths(shot: Shot, beat: Beat) -> tuple[list[Path], list[Path]]:
    """Where the start and the length of a beat were written."""
    part, path = beat.part, beat.path
    if part is None:
        return [], []
    at: list[Path] = [(*path, "at")] if part.at is not None else []
    if isinstance(part, Effect):
        return at, []
    lasts: list[Path] = [(*path, "for")] if part.length is not None else []
    if isinstance(part, Move):
        item, outer = item_at(shot, path[:-2]), path[:-2]
        at += [(*outer, "at")] if item.at is not None else []
        lasts += [(*outer, "for")] if item.length is not None else []
    return at, lasts


def _hundredths(milliseconds: float) -> int:
    """Time codes have two decimals: what begins in the same hundredth begins at once."""
    return round(milliseconds / 10)
