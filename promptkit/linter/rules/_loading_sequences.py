"""Shots of a sequence that do not go together."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_ONE = "shot: one\nduration: 4\nsize: 1280x720\nscene: Mara walks.\ncast: {Mara: woman in a red coat}\n---\n"
_TWO = "shot: two\nduration: 4\nsize: 1280x720\nscene: Mara turns.\ncast: {Mara: woman in a red coat}\n---\n"
_BOTH = 'sequence: s\nshots: ["#one", "#two"]\n'

RULES = (
    Rule(
        name="uneven-sequence",
        family="sequence",
        severity=Severity.WARNING,
        summary="the shots of a sequence differ in size or model",
        why="Clips of two sizes, or by two models, do not cut together.",
        valid=(f"{_ONE}{_TWO}{_BOTH}",),
        invalid=(
            Example(f"{_ONE}{_TWO.replace('1280x720', '720x1280')}{_BOTH}", 14, 17),
            Example(f"{_ONE}{_TWO.replace('1280x720', '720x1280')}{_BOTH}size: 1280x720\n", 9, 7),
        ),
    ),
    Rule(
        name="cast-wording",
        family="sequence",
        severity=Severity.WARNING,
        summary="one member of the cast is described in two ways",
        why="One wording everywhere keeps one face: a model knows nobody but by the words.",
        valid=(f"{_ONE}{_TWO}{_BOTH}",),
        invalid=(Example(f"{_ONE}{_TWO.replace('in a red coat', 'with red hair')}{_BOTH}", 11, 14),),
    ),
)
