"""idle-follow: a camera that follows, and nothing is said to move."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"


def check_follow(subject: Subject) -> Iterator[Problem]:
    """A camera that follows, where nothing is said to move."""
    shot = subject.shot
    for part, path in subject.parts:
        if part.action or shot.action or part.motion or shot.motion:
            continue
        for at, item in enumerate(part.camera):
            for move in item.moves:
                if move.move == "track":
                    yield Problem(
                        (*path, "camera", at),
                        f"the camera follows {move.subject}, and nothing is said to move",
                        hint="say under `action` where it goes",
                    )


FOLLOW = Rule(
    name="idle-follow",
    family="camera",
    severity=Severity.INFO,
    summary="the camera follows, and nothing is said to move",
    why="What a tracking camera follows sets its pace; a subject that stands still leaves the camera without a move.",
    valid=(f"{_SHOT}camera: [{{track: the boat, for: 4}}]\naction: The boat leaves the harbour.\n",),
    invalid=(Example(f"{_SHOT}camera:\n  - {{track: the boat, for: 4}}\n", 5, 5),),
    check=check_follow,
    sections=("camera", "cuts"),
    source="conflict tracking_without_motion",
)
