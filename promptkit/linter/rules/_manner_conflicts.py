"""Moves that leave open what makes them, or are told in a manner that they cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, Setup
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject

_FAST = ("whip_pan", "crash_zoom")
_SLOW = ("imperceptible", "slow", "normal")


def _moves(subject: Subject) -> Iterator[tuple[Setup, Path, Move]]:
    for setup in subject.setups:
        for at, item in enumerate(setup.camera):
            for index, move in enumerate(item.moves):
                yield setup, (*setup.path, "camera", at, "moves", index), move


def _slow_whip(subject: Subject) -> Iterator[Problem]:
    """A move that is fast by its name, told to be slow."""
    for _, path, move in _moves(subject):
        if move.move in _FAST and move.speed in _SLOW:
            plain = move.move.split("_")[1]
            yield Problem(
                (*path, "speed"),
                f"a {move.move.replace('_', ' ')} is fast by its name, and here it is {move.speed}",
                hint=f"write `{plain}` for a move of another speed, or leave the speed out",
            )


_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
WHIP = Rule(
    name="slow-whip",
    family="camera",
    severity=Severity.WARNING,
    summary="a whip pan or crash zoom that is told to be slow",
    why="One of the two words is a slip, and the model takes either.",
    valid=(f"{_SHOT}camera: [{{whip_pan: left, speed: fast}}]\n", f"{_SHOT}camera: [{{pan: left, speed: slow}}]\n"),
    invalid=(Example(f"{_SHOT}camera: [{{whip_pan: left, speed: slow}}]\n", 4, 34),),
    check=_slow_whip,
    sections=("camera", "cuts"),
    source="conflict whip_with_slow",
)


def _bare_arc(subject: Subject) -> Iterator[Problem]:
    """An arc of which nobody knows how far it goes."""
    for _, path, move in _moves(subject):
        if move.move == "arc" and move.degrees is None:
            message = "how far around the subject does the camera go?"
            yield Problem(
                path, message, hint="write `degrees: 30`, or another angle: an orbit alone may be a full circle"
            )


ARC = Rule(
    name="bare-arc",
    family="camera",
    severity=Severity.INFO,
    summary="an arc without its angle",
    why="An orbit may be 30 degrees or a full circle, and each take has another one.",
    valid=(f"{_SHOT}camera: [{{arc: left, degrees: 30}}]\n",),
    invalid=(Example(f"{_SHOT}camera: [{{arc: left}}]\n", 4, 11),),
    check=_bare_arc,
    sections=("camera", "cuts"),
    source="conflict bare_orbit; OpenAI skills, sora: arcs of 15 to 45 degrees",
)


def _bare_rack(subject: Subject) -> Iterator[Problem]:
    """A rack focus that does not name both of its planes."""
    for _, path, move in _moves(subject):
        if move.move == "rack_focus" and not (move.side and move.to):
            missing = "to what" if move.side else "from what" if move.to else "from what to what"
            hint = "write `rack_focus: {from: leaf edge, to: drop}`"
            yield Problem(path, f"{missing} does the focus move?", hint=hint)


BARE_RACK = Rule(
    name="bare-rack-focus",
    family="camera",
    severity=Severity.INFO,
    summary="a rack focus without its two planes",
    why="A focus that moves from nowhere is a blur that comes and goes.",
    valid=(f"{_SHOT}camera: [{{rack_focus: {{from: rope, to: boat}}}}]\n",),
    invalid=(Example(f"{_SHOT}camera: [{{rack_focus: the boat}}]\n", 4, 11),),
    check=_bare_rack,
    sections=("camera", "cuts"),
    source="conflict rack_without_planes",
)

RULES = (WHIP, ARC, BARE_RACK)
