"""Time that nobody speaks of, and clips that would be followed more closely in two."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Action, Beat, Move, said

from .._rule import Example, Problem, Rule, Subject

#: Milliseconds without a move that may pass unsaid.
_PAUSE = 1000
#: From this length on, in milliseconds, a clip is long enough to be made in two.
_LONG = 8000
_SHOT = "shot: a\nduration: 8\nscene: A harbour.\n"


def check_gap(subject: Subject) -> Iterator[Problem]:
    """A camera that is given moves, and more than a second in which nobody says what it does."""
    if not subject.built.sound:
        return
    before: Beat | None = None
    for beat in subject.timeline.on("camera"):
        if before is not None and before.cut != beat.cut:
            before = None
        if beat.part is not None:
            before = beat
        elif before is not None and beat.end - beat.start > _PAUSE:
            yield Problem(
                before.path,
                f"nobody says what the camera does from {said(beat.start)} to {said(beat.end)}",
                hint="it holds there: write `- hold: all`, so that the prompt says it",
            )


def check_long(subject: Subject) -> Iterator[Problem]:
    """Two moves and two actions, each after the other, in a clip that could be two."""
    timeline = subject.timeline
    if not subject.built.sound or timeline.length < _LONG or subject.shot.cuts:
        return
    moves = [each for each in timeline.on("camera") if isinstance(each.part, Move) and not each.is_hold]
    acts = [each for each in timeline.on("action") if isinstance(each.part, Action)]
    second = next((each for each in _later(acts) if _later(moves)), None)
    if second is not None:
        yield Problem(
            second.path,
            f"a second action and a second move in one clip of {said(timeline.length)}",
            hint="two clips of 4 s follow what they are told more closely than one of 8 s: make this a shot of its own,"
            " and join the two in a `sequence`",
        )


def _later(beats: list[Beat]) -> list[Beat]:
    """Those that start when an earlier one has ended."""
    return [each for at, each in enumerate(beats) if any(one.end <= each.start for one in beats[:at])]


GAP = Rule(
    name="unsaid-hold",
    family="time",
    severity=Severity.INFO,
    summary="more than a second in which nobody says what the camera does",
    why="The timeline holds there, but the prompt does not say it: a model goes on with the move, or makes one up.",
    valid=(
        f"{_SHOT}camera: [{{dolly: in, for: 2}}, {{hold: all}}]\n",
        f"{_SHOT}camera: [{{dolly: in}}]\n",
        f"{_SHOT}camera: [{{dolly: in, for: 7}}]\n",
    ),
    invalid=(
        Example(f"{_SHOT}camera: [{{dolly: in, for: 2}}]\n", 4, 11),
        Example(f"{_SHOT}camera:\n  - {{dolly: in, at: 0, for: 2}}\n  - {{pan: left, at: 5, for: 3}}\n", 5, 6),
    ),
    check=check_gap,
    source="conflict timeline_gap",
)
LONG = Rule(
    name="long-clip",
    family="time",
    severity=Severity.INFO,
    summary="a clip that could be two, each with one move and one action",
    why="The shorter the clip, the closer it follows: two of 4 s are often better than one of 8 s, and cost the same.",
    valid=(
        f"{_SHOT}camera: [{{dolly: in}}, {{pan: left}}]\naction: A gull lands.\n",
        f"{_SHOT.replace('8', '4')}camera: [{{dolly: in}}, {{pan: left}}]\naction: [A gull lands, It cries]\n",
    ),
    invalid=(Example(f"{_SHOT}camera: [{{dolly: in}}, {{pan: left}}]\naction: [A gull lands, It cries]\n", 5, 24),),
    check=check_long,
    source="OpenAI's guide for Sora 2, Video length",
)

RULES = (GAP, LONG)
