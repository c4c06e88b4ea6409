"""opposing-moves: two moves that undo each other at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, said, vocabulary

from .._rule import Example, Problem, Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Two beats of one axis that overlap in time and go opposite ways."""
    for first, second in subject.overlaps:
        one, other = first.part, second.part
        if isinstance(one, Move) and isinstance(other, Move) and opposed(one, other):
            window = f"{said(max(first.start, second.start))} to {said(min(first.end, second.end))}"
            yield Problem(
                second.path,
                f"{other.move} {other.direction} undoes {one.move} {one.direction} from {window}",
                hint="let one follow the other, or take one out",
            )


def opposed(one: Move, other: Move) -> bool:
    """Whether the two cancel: the same kind of move in opposite directions, on one axis."""
    moves = vocabulary().moves
    if "dolly_zoom" in (one.move, other.move) or not moves[one.move].axes & moves[other.move].axes:
        return False
    return one.direction is not None and moves[other.move].opposite(one.direction) == other.direction


RULE = Rule(
    name="opposing-moves",
    family="camera",
    severity=Severity.ERROR,
    summary="two camera moves undo each other at the same time",
    why="A model that is told to pan left and right at once stands still, jitters, or picks one; the take is lost.",
    valid=(
        "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - {pan: left, for: 2}\n  - {pan: right, for: 2}\n",
        "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - {dolly_zoom: in, for: 4}\n",
    ),
    invalid=(
        Example(
            "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n"
            "  - {pan: left, for: 3}\n  - {pan: right, at: 1, for: 3}\n",
            6,
            6,
        ),
        Example("shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - {pan: left, whip_pan: right}\n", 5, 17),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="conflict opposite_moves",
)
