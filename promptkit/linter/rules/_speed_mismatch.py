"""speed-mismatch: a speed in numbers that leads elsewhere than the length and the measure."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Beat, Move, Rate, said, time_taken

from .._rule import Example, Problem, Rule, Subject

#: How far the written numbers may be apart: people round.
_TOLERATED_MS, _TOLERATED = 50, 0.03


def check(subject: Subject) -> Iterator[Problem]:
    """A move whose speed, length and measure are all told and do not agree."""
    for beat in subject.timeline.on("camera"):
        move = beat.part
        if not isinstance(move, Move) or not isinstance(move.speed, Rate):
            continue
        needed, has = time_taken(move), beat.end - beat.start
        if needed is None or abs(needed - has) <= max(_TOLERATED_MS, _TOLERATED * has):
            continue
        name = move.move.replace("_", " ")
        yield Problem(
            (*beat.path, "speed"),
            f"{_measure(move)} at {move.speed} takes {said(needed)}, and the {name} has {said(has)}",
            hint=_hint(move, beat),
        )


def _measure(move: Move) -> str:
    if move.distance is not None:
        return move.distance.words
    return f"{move.degrees:g} degrees"


def _hint(move: Move, beat: Beat) -> str:
    assert isinstance(move.speed, Rate)
    way = move.speed.per_second * (beat.end - beat.start) / 1000
    unit = "degrees" if move.speed.axis == "degrees" else "m"
    return f"in that time it goes {way:.3g} {unit}: two of speed, length and measure settle the third"


_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
RULE = Rule(
    name="speed-mismatch",
    family="time",
    severity=Severity.ERROR,
    summary="speed, length and measure of a move do not agree",
    why="Only two of the three can come true, and which two is the model's choice then.",
    valid=(
        f"{_SHOT}camera: [{{dolly: in, for: 3, distance: 30cm, speed: 10cm/s}}]\n",
        f"{_SHOT}camera: [{{pan: left, degrees: 30, speed: 15deg/s}}]\n",
    ),
    invalid=(
        Example(f"{_SHOT}camera:\n  - {{dolly: in, for: 4, distance: 20cm, speed: 10cm/s}}\n", 5, 48),
        Example(f"{_SHOT}camera:\n  - {{pan: left, for: all, degrees: 90, speed: 10 deg/s}}\n", 5, 47),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="arithmetic",
)
