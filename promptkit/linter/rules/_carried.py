"""How the camera is carried and led: supports that cannot do it, moves that follow nothing."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Cut, Shot
from promptkit.source import Path

from .._prose import prose
from .._rule import Example, Problem, Rule, Subject
from .._words import words

_STEADY = frozenset({"tripod", "steadicam", "gimbal", "dolly", "slider", "crane", "robot arm"})
_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"


def setups(shot: Shot) -> Iterator[tuple[Shot | Cut, Path]]:
    """The shot itself and each of its cuts, with their paths."""
    yield shot, ()
    for at, cut in enumerate(shot.cuts):
        yield cut, ("cuts", at)


def check_support(subject: Subject) -> Iterator[Problem]:
    """A support beside words for another one."""
    for part, _ in setups(subject.shot):
        kind = part.support.kind if part.support is not None else ""
        against = "shaky" if kind in _STEADY else "steady" if kind == "handheld" else None
        for path, text in prose(subject.shot) if against else ():
            for match in words(against or "").finditer(text):
                yield Problem(path, f"{match[0]!r} is not how a camera on {kind!r} looks", part=match.span())


def check_follow(subject: Subject) -> Iterator[Problem]:
    """A camera that follows, where nothing is said to move."""
    shot = subject.shot
    for part, path in setups(shot):
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


SUPPORT = Rule(
    name="conflicting-support",
    family="camera",
    severity=Severity.WARNING,
    summary="the words of the shot name another support than the shot has",
    why="The model keeps one of the two, and nobody knows which.",
    valid=(
        f"{_SHOT}support: handheld\ncamera: [{{dolly: in, for: 4}}]\n",
        f"{_SHOT}support: tripod\ncamera: [{{dolly: in, for: 4}}]\n",
    ),
    invalid=(
        Example("shot: a\nduration: 4\nscene: A harbour, on a tripod.\nsupport: handheld\n", 3, 19),
        Example("shot: a\nduration: 4\nscene: A shaky view of a harbour.\nsupport: gimbal\n", 3, 10),
    ),
    check=check_support,
    source="conflict support_conflict",
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
    source="conflict tracking_without_motion",
)
