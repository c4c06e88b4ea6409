"""Camera moves that are none, or that are not told as they are made."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
_BENCH = "CameraBench, arXiv 2504.15376"

RULES = (
    Rule(
        name="unknown-move",
        family="camera",
        severity=Severity.ERROR,
        summary="a camera move that does not exist",
        why="A model makes of an unknown word whatever it likes.",
        valid=(f"{_SHOT}camera: [{{dolly: in}}]\n", f"{_SHOT}camera: [push in]\n"),
        invalid=(
            Example(f"{_SHOT}camera: [{{doly: in}}]\n", 4, 11, f"{_SHOT}camera: [{{dolly: in}}]\n"),
            Example(f"{_SHOT}camera: [levitte]\n", 4, 10, f"{_SHOT}camera: [levitate]\n"),
        ),
        source=_BENCH,
    ),
    Rule(
        name="not-a-move",
        family="camera",
        severity=Severity.ERROR,
        summary="a support, time effect or viewpoint among the camera moves",
        why="`handheld` says what carries the camera, not where it goes; it has a key of its own.",
        valid=(f"{_SHOT}support: handheld\ncamera: [{{dolly: in}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [handheld]\n", 4, 10),
            Example(f"{_SHOT}camera: [{{slow motion: 2}}]\n", 4, 11),
        ),
        source=_BENCH,
    ),
    Rule(
        name="several-moves",
        family="camera",
        severity=Severity.ERROR,
        summary="a text of the camera list names several moves",
        why="One after the other, or together? They make two different clips, and only one of them was meant.",
        valid=(f"{_SHOT}camera: [push in, tilt up]\n", f"{_SHOT}camera: [{{dolly: in, tilt: up}}]\n"),
        invalid=(Example(f"{_SHOT}camera: [push in and tilt up]\n", 4, 10),),
    ),
    Rule(
        name="misused-move",
        family="camera",
        severity=Severity.WARNING,
        summary="a direction that belongs to another move",
        why="`dolly: left` is a truck: a dolly moves along the lens axis. It is read as what it means.",
        valid=(f"{_SHOT}camera: [{{truck: left}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [{{dolly: left}}]\n", 4, 11, f"{_SHOT}camera: [{{truck: left}}]\n"),
            Example(f"{_SHOT}camera: [pan up]\n", 4, 10, f"{_SHOT}camera: [tilt up]\n"),
            Example(f"{_SHOT}camera: [{{track: left}}]\n", 4, 11, f"{_SHOT}camera: [{{truck: left}}]\n"),
            Example(f"{_SHOT}camera: [{{roll: left}}]\n", 4, 17, f"{_SHOT}camera: [{{roll: counterclockwise}}]\n"),
            Example(f"{_SHOT}camera: [pan left to right]\n", 4, 10, f"{_SHOT}camera: [pan right]\n"),
        ),
        source=_BENCH,
    ),
    Rule(
        name="unknown-direction",
        family="camera",
        severity=Severity.ERROR,
        summary="a direction that the move does not have",
        why="Directions name what the camera does, seen from behind it; each move has a few.",
        valid=(f"{_SHOT}camera: [{{pan: to the left}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [{{pan: lefft}}]\n", 4, 16, f"{_SHOT}camera: [{{pan: left}}]\n"),
            Example(f"{_SHOT}camera: [{{zoom: sideways}}]\n", 4, 17),
        ),
        source=_BENCH,
    ),
    Rule(
        name="missing-direction",
        family="camera",
        severity=Severity.ERROR,
        summary="a move does not say where it goes, or whom it follows",
        why="Left or right would be the model's choice, another with every take.",
        valid=(f"{_SHOT}camera: [{{pan: left}}]\n", f"{_SHOT}camera: [{{track: Mara, from: behind}}]\n"),
        invalid=(Example(f"{_SHOT}camera: [pan]\n", 4, 10), Example(f"{_SHOT}camera: [{{move: track}}]\n", 4, 17)),
    ),
    Rule(
        name="missing-move",
        family="camera",
        severity=Severity.ERROR,
        summary="a camera item names no move",
        why="A speed or a length alone says nothing that the camera could do.",
        valid=(f"{_SHOT}camera: [{{dolly: in, speed: slow}}]\n",),
        invalid=(Example(f"{_SHOT}camera: [{{speed: slow, for: 2}}]\n", 4, 10),),
    ),
    Rule(
        name="measure-unit",
        family="camera",
        severity=Severity.ERROR,
        summary="a measure that the move does not have",
        why="A pan turns by degrees, a dolly goes a distance, a zoom ends at a focal length.",
        valid=(f"{_SHOT}camera: [{{pan: left, degrees: 15}}, {{dolly: in, distance: 30cm}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [{{pan: left, distance: 2m}}]\n", 4, 32),
            Example(f"{_SHOT}camera: [{{dolly: in, to: 85mm}}]\n", 4, 26),
        ),
    ),
    Rule(
        name="ambiguous-measure",
        family="camera",
        severity=Severity.ERROR,
        summary="a measure that fits two moves, or a move with two measures",
        why="15 degrees of which of the two? Nothing is guessed.",
        valid=(f"{_SHOT}camera: [{{pan: {{go: left, degrees: 15}}, tilt: up}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [{{pan: left, tilt: up, degrees: 15}}]\n", 4, 41),
            Example(f"{_SHOT}camera: [{{zoom: in, factor: 2, to: 85mm}}]\n", 4, 36),
        ),
    ),
)
