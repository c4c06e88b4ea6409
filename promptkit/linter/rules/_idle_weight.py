"""idle-weight: a share of the free time, for a beat that takes none of it."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Action, CameraItem, Timeline
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """A weight beside a length, or beside a speed and a measure that give one."""
    for path, entry in _entries(subject):
        if entry.weight is None or not (entry.length is not None or _is_told(path, subject.timeline)):
            continue
        yield Problem(
            (*path, "weight"),
            "this weight says nothing, for the length of this beat is told",
            hint="a weight divides the time among beats that have no length of their own",
        )


def _is_told(path: Path, timeline: Timeline) -> bool:
    return any(beat.written and beat.path[: len(path)] == path for beat in timeline.beats)


def _entries(subject: Subject) -> Iterator[tuple[Path, CameraItem | Action]]:
    for setup in subject.setups:
        yield from (((*setup.path, "camera", at), item) for at, item in enumerate(setup.camera))
        yield from (((*setup.path, "action", at), action) for at, action in enumerate(setup.action))


_SHOT = "shot: a\nduration: 8\nscene: A harbour.\n"
RULE = Rule(
    name="idle-weight",
    family="time",
    severity=Severity.WARNING,
    summary="a weight beside a length",
    why="Who writes both expects both to count; the length alone does.",
    valid=(
        f"{_SHOT}camera:\n  - {{pan: left, weight: 2}}\n  - {{tilt: up, weight: 1}}\n  - {{hold: 1}}\n",
        f"{_SHOT}action:\n  - {{does: a heron lands, for: 2}}\n  - {{does: it drinks, weight: 2}}\n  - it leaves\n",
    ),
    invalid=(
        Example(f"{_SHOT}camera:\n  - {{pan: left, for: 2, weight: 2}}\n  - {{tilt: up}}\n", 5, 33),
        Example(f"{_SHOT}camera: [{{pan: left, degrees: 30, speed: 15deg/s, weight: 2}}, static]\n", 4, 59),
        Example(f"{_SHOT}action:\n  - {{does: a heron lands, for: all, weight: 2}}\n", 5, 45),
    ),
    check=check,
    sections=("action", "camera", "cuts"),
    source="arithmetic",
)
