"""contradicting-zoom: a zoom whose direction and measure say opposite things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, Setup

from .._rule import Example, Problem, Rule, Subject

_ZOOMS = ("zoom", "crash_zoom")
_LENS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*mm\b")


def check(subject: Subject) -> Iterator[Problem]:
    """A zoom in to a shorter focal length than it starts from, out to a longer one, or by a factor below 1."""
    for setup in subject.setups:
        focal = _first(setup)
        for at, item in enumerate(setup.camera):
            for index, move in enumerate(item.moves):
                path = (*setup.path, "camera", at, "moves", index)
                if move.move in _ZOOMS:
                    yield from ((Problem((*path, key), said)) for key, said in _contradictions(move, focal))
                    focal = move.focal_length
                elif move.move == "dolly_zoom":
                    focal = None


def _first(setup: Setup) -> float | None:
    """The focal length of the set-up's first frame, where one is told."""
    match = _LENS.match(setup.framing.lens) if setup.framing is not None and setup.framing.lens else None
    return float(match[1]) if match else None


def _contradictions(move: Move, focal: float | None) -> Iterator[tuple[str, str]]:
    name, target = f"{move.move.replace('_', ' ')} {move.direction or 'in'}", move.focal_length
    if move.factor is not None and move.factor < 1:
        yield "factor", f"a factor of {move.factor:g} is the opposite of {name}: write {1 / move.factor:g}, or turn it"
    if target is None or focal is None:
        return
    shorter = move.direction == "out"
    if target != focal and (target < focal) is not shorter:
        yield "to", f"from {focal:g} mm to {target:g} mm is a zoom {'in' if shorter else 'out'}, not {name}"


_SHOT = "shot: a\nduration: 8\nscene: A harbour.\n"
RULE = Rule(
    name="contradicting-zoom",
    family="camera",
    severity=Severity.ERROR,
    summary="a zoom's measure goes the other way than the zoom",
    why="One of the two is a slip, and the model takes either.",
    valid=(
        f"{_SHOT}framing: {{lens: 35mm}}\ncamera: [{{zoom: in, to: 85mm}}, {{zoom: out, to: 50mm}}]\n",
        f"{_SHOT}camera: [{{zoom: out, factor: 2}}]\n",
    ),
    invalid=(
        Example(f"{_SHOT}framing: {{lens: 85mm}}\ncamera: [{{zoom: in, to: 35mm}}]\n", 5, 25),
        Example(f"{_SHOT}camera: [{{zoom: in, to: 85mm}}, {{zoom: out, to: 100mm}}]\n", 4, 48),
        Example(f"{_SHOT}camera: [{{zoom: out, factor: 0.5}}]\n", 4, 30),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="optics: a longer focal length has the narrower view",
)
