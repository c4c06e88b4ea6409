"""static-with-move: a hold and a move at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, said

from .._rule import Example, Problem, Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """A hold that overlaps a move in time; one after the other is fine."""
    for first, second in subject.overlaps:
        if first.is_hold == second.is_hold:
            continue
        move = second if first.is_hold else first
        assert isinstance(move.part, Move)
        yield Problem(
            second.path,
            f"the camera holds and {move.part.move} runs at the same time,"
            f" from {said(max(first.start, second.start))} to {said(min(first.end, second.end))}",
            hint="let one follow the other",
        )


RULE = Rule(
    name="static-with-move",
    family="camera",
    severity=Severity.ERROR,
    summary="the camera holds still and moves at the same time",
    why="Told both, a model does one of them, and which one is luck.",
    valid=("shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - hold: 1\n  - {dolly: in, for: 2}\n  - hold: 1\n",),
    invalid=(
        Example(
            "shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - hold: 3\n  - {dolly: in, at: 1, for: 2}\n", 6, 6
        ),
        Example("shot: a\nduration: 4\nscene: A harbour.\ncamera:\n  - {hold: 2, dolly: in}\n", 5, 6),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="conflict static_with_move",
)
