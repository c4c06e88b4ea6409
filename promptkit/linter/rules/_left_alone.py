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
    """More than a second between two moves in which nobody says what the camera does. After the last one it rests."""
    if not subject.built.sound:
        return
    beats = subject.timeline.on("camera")
    for before, gap, after in zip(beats, beats[1:], beats[2:], strict=False):
        if gap.part is None and before.cut == gap.cut == after.cut and gap.end - gap.start > _PAUSE:
            yield Problem(
                before.path,
                f"nobody says what the camera does from {said(gap.start)} to {said(gap.end)}",
                hint=f"it holds there: write `- hold: {(gap.end - gap.start) / 1000:g}`, so that the prompt says it",
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
    summary="more than a second between two moves in which nobody says what the camera does",
    why="The timeline holds there, but the prompt does not say it: a model goes on with the move, or makes one up.",
    valid=(
        f"{_SHOT}camera: [{{dolly: in, for: 2}}, {{hold: 3}}, {{pan: left, for: 3}}]\n",
        f"{_SHOT}camera: [{{dolly: in, for: 2}}]\n",
        f"{_SHOT}camera: [{{dolly: in}}]\n",
    ),
    invalid=(Example(f"{_SHOT}camera:\n  - {{dolly: in, at: 0, for: 2}}\n  - {{pan: left, at: 5, for: 3}}\n", 5, 6),),
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
