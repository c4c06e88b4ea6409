"""Too much for the time there is: moves of the camera, actions, lines of dialogue, moves that are over at once."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Action, Beat, Move, Rate, said
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject

#: Seconds that a beat needs to be read as one (the guide: one or two beats in 4 s).
_SECONDS_A_BEAT = 2
_SHORTEST_MOVE = 1000
_FAST = frozenset({"fast", "whip"})
_FAST_MOVES = frozenset({"whip_pan", "crash_zoom"})
_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"


def check_camera(subject: Subject) -> Iterator[Problem]:
    """More moves, one after the other, than a set-up has time for."""
    if not subject.built.sound:
        return
    entries: dict[int | None, dict[int, Beat]] = {}
    for beat in subject.timeline.on("camera"):
        if isinstance(beat.part, Move) and not beat.is_hold:
            entries.setdefault(beat.cut, {}).setdefault(beat.start, beat)
    for cut, beats in entries.items():
        time = _time(subject, cut)
        most = max(1, time // (_SECONDS_A_BEAT * 1000))
        if len(beats) > most:
            first_too_many = list(beats.values())[most]
            yield Problem(
                first_too_many.path,
                f"{len(beats)} camera moves in {said(time)}, one after the other, are more than can be read",
                hint=f"{_moves(most)} read well in that time: take some out, or make several shots",
            )


def _time(subject: Subject, cut: int | None) -> int:
    if cut is None:
        return subject.timeline.length
    found = subject.timeline.cuts[cut]
    return found.end - found.start


def _moves(most: int) -> str:
    return "one move" if most == 1 else f"{most} moves"


def check_hurried(subject: Subject) -> Iterator[Problem]:
    """A move that is over before it is seen, and is not meant as a whip."""
    if not subject.built.sound:
        return
    for beat in subject.timeline.on("camera"):
        move = beat.part
        if not isinstance(move, Move) or beat.is_hold or beat.end - beat.start >= _SHORTEST_MOVE:
            continue
        if move.move in _FAST_MOVES or move.speed in _FAST or isinstance(move.speed, Rate):
            continue
        yield Problem(
            _length_path(beat, subject),
            f"{move.words} has {said(beat.end - beat.start)}, and is over before it is seen",
            hint="give it a second or more, or say `speed: whip`",
        )


def _length_path(beat: Beat, subject: Subject) -> Path:
    """Where the length of a move is written, by itself or for its whole entry; else the move."""
    own, shared = (*beat.path, "for"), (*beat.path[:-2], "for")
    return next((each for each in (own, shared) if subject.built.places.find(each) is not None), beat.path)


def check_action(subject: Subject) -> Iterator[Problem]:
    """More actions of one person than the clip has time for."""
    beats = [beat for beat in subject.timeline.on("action") if isinstance(beat.part, Action)]
    by_person: dict[str | None, list[Beat]] = {}
    for beat in beats:
        assert isinstance(beat.part, Action)
        by_person.setdefault(beat.part.who, []).append(beat)
    most = max(1, subject.timeline.length // (_SECONDS_A_BEAT * 1000))
    for who, own in by_person.items():
        if len(own) > most:
            yield Problem(
                own[most].path,
                f"{len(own)} actions{f' of {who}' if who else ''} in {said(subject.timeline.length)}"
                " are more than can be seen",
                hint=f"{most} of them can be told; the rest belongs into another shot",
            )


def check_lines(subject: Subject) -> Iterator[Problem]:
    """More lines of dialogue than a clip of this length holds."""
    sound = subject.shot.sound
    lines = sound.lines if sound is not None else ()
    seconds = subject.timeline.length // 1000
    most = max(1, seconds // _SECONDS_A_BEAT)
    if len(lines) > most:
        yield Problem(
            ("sound", "dialogue", most),
            f"{len(lines)} lines of dialogue in {seconds} s",
            hint=f"{most} short ones are said well in that time",
        )


CAMERA = Rule(
    name="crowded-camera",
    family="camera",
    severity=Severity.WARNING,
    summary="more camera moves than the clip has time for",
    why="One clear move is followed, two are often, and of five the model makes a blur and charges for all of it.",
    valid=(
        f"{_SHOT}camera: [{{dolly: in, for: 2}}, {{tilt: up, for: 2}}]\n",
        f"{_SHOT}camera:\n  - {{hold: 1}}\n  - {{dolly: in, tilt: up, for: 2}}\n  - {{hold: 1}}\n",
    ),
    invalid=(Example(f"{_SHOT}camera:\n  - {{dolly: in}}\n  - {{pan: left}}\n  - {{tilt: up}}\n", 7, 6),),
    check=check_camera,
    sections=("camera", "cuts"),
    source="OpenAI's guide for Sora 2, Control motion and timing; conflict moves_vs_duration",
)
HURRIED = Rule(
    name="hurried-move",
    family="time",
    severity=Severity.WARNING,
    summary="a camera move is over before it is seen",
    why="Below a second a move is a jerk, unless it is a whip, and then it should say so.",
    valid=(f"{_SHOT}camera: [{{hold: 3.5}}, {{pan: left, for: 0.5, speed: whip}}]\n",),
    invalid=(Example(f"{_SHOT}camera:\n  - {{hold: 3.5}}\n  - {{pan: left, for: 0.5}}\n", 6, 22),),
    check=check_hurried,
    sections=("camera", "cuts"),
    source="conflict moves_vs_duration",
)
ACTION = Rule(
    name="crowded-action",
    family="action",
    severity=Severity.WARNING,
    summary="more actions than the clip has time for",
    why="One plausible action in each beat is acted; of many the model skips some, and which is its choice.",
    valid=(f"{_SHOT}action: [A gull lands, It looks up]\n",),
    invalid=(Example(f"{_SHOT}action:\n  - A gull lands\n  - It looks up\n  - It cries\n", 7, 5),),
    check=check_action,
    sections=("action", "cuts"),
    source="OpenAI's guide for Sora 2, Prompt anatomy that works; Control motion and timing",
)
LINES = Rule(
    name="crowded-dialogue",
    family="sound",
    severity=Severity.WARNING,
    summary="more lines of dialogue than the clip has time for",
    why="A clip of 4 s holds one or two short exchanges; beyond, voices overlap or lines are dropped.",
    valid=(f'{_SHOT}sound: {{dialogue: [{{line: "Is it warm?"}}, {{line: "Yes."}}]}}\n',),
    invalid=(
        Example(
            f'{_SHOT}sound:\n  dialogue:\n    - {{at: 0, line: "Is it?"}}\n    - {{at: 1, line: "Yes."}}\n'
            '    - {at: 2, line: "No."}\n',
            8,
            7,
        ),
    ),
    check=check_lines,
    sections=("sound",),
    source="OpenAI's guide for Sora 2, Dialogue and audio",
)
