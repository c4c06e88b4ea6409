"""overlapping-beats: two moves at the same time on one axis."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, said, vocabulary

from .._rule import Example, Problem, Rule, Subject
from ._opposing_moves import opposed

#: What a move changes, as people on set would say it.
_CHANGED = {
    "yaw": "where the lens points sideways",
    "pitch": "where the lens points up and down",
    "roll": "the tilt of the horizon",
    "depth": "the distance to the subject",
    "lateral": "the camera's place from left to right",
    "vertical": "the camera's height",
    "orbit": "the camera's place around the subject",
    "focal length": "the focal length",
    "focus": "the focus",
    "follow": "whom the camera follows",
}


def check(subject: Subject) -> Iterator[Problem]:
    """Two beats that overlap in time and change the same thing, in the same direction or in kindred ones."""
    moves = vocabulary().moves
    for first, second in subject.overlaps:
        one, other = first.part, second.part
        if not (isinstance(one, Move) and isinstance(other, Move)) or opposed(one, other):
            continue
        shared = moves[one.move].axes & moves[other.move].axes
        if shared:
            yield Problem(
                second.path,
                f"{other.move} starts at {said(second.start)}, while {one.move} still runs until {said(first.end)}:"
                f" both change {_CHANGED[min(shared)]}",
                hint="moves on different axes may overlap; these have to follow each other",
            )


RULE = Rule(
    name="overlapping-beats",
    family="time",
    severity=Severity.ERROR,
    summary="two beats change the same thing at the same time",
    why="Two lengths for one movement cannot both come true, so the timing that was paid for is lost.",
    valid=(
        "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - {dolly: in, for: 4}\n  - {pan: left, at: 1, for: 2}\n",
    ),
    invalid=(
        Example(
            "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n"
            "  - {pan: left, for: 3}\n  - {whip_pan: left, at: 1, for: 1}\n",
            6,
            6,
        ),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="conflict timeline_overlap",
)
