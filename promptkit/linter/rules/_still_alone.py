"""still-without-motion: a first frame, and no word on what follows."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject

_SHOT = "shot: a\nduration: 4\nsize: 1280x720\nstill: images/harbour.png\nscene: A harbour.\n"


def check(subject: Subject) -> Iterator[Problem]:
    """A still without a word on what happens next."""
    shot = subject.shot
    told = shot.camera or shot.action or shot.motion or shot.prompt or shot.change or shot.cuts or shot.also
    if shot.still is not None and not told:
        yield Problem(
            ("still",),
            "the still shows how the shot begins, and nothing says what happens then",
            hint="say it under `camera` and `action`; what the picture shows need not be told again",
        )


RULE = Rule(
    name="still-without-motion",
    family="still",
    severity=Severity.INFO,
    summary="a still, and no word on what happens next",
    why="The picture anchors the first frame; the words are for what comes after it.",
    valid=(f"{_SHOT}action: A gull lands on the mast.\n",),
    invalid=(Example(_SHOT, 4, 8),),
    check=check,
    sections=("still",),
    source="OpenAI's guide for Sora 2, Image input; conflict i2v_redescribes_image",
)
