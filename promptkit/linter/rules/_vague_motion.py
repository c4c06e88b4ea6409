"""vague-motion: words of motion that leave the move to the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Rule
from .._texts import Complaint, Prose
from .._words import telling

_VAGUE = re.compile(
    r"\b(?:"
    r"(?:animate|bring\s+to\s+life)(?:\s+(?:it|this|the\s+(?:image|photo|picture|still|scene|portrait|shot)))?"
    r"|make\s+(?:it|the\s+(?:image|photo|picture|still))\s+move"
    r"|(?:dynamic|epic|cool|cinematic|smooth)\s+camera(?:\s+(?:move(?:ment)?s?|work|motion))?"
    r"|camera\s+moves(?=\s*(?:[.,;!]|$|around\s*(?:[.,;!]|$)))"
    r"|epic\s+zoom"
    r"|moves?\s+(?:quickly|dynamically|around\s+a\s+bit)"
    r"|add\s+(?:some\s+)?(?:motion|movement)"
    r")\b",
    re.IGNORECASE,
)


def check(prose: Prose) -> Iterator[Complaint]:
    """Vague words of motion in a text."""
    for match in _VAGUE.finditer(prose.text):
        yield Complaint(
            f"{match[0]!r} does not say what moves, or how",
            match.span(),
            hint="name the camera's move under `camera`, and what the subject does under `action`",
        )


RULE = Rule(
    name="vague-motion",
    family="prose",
    severity=Severity.WARNING,
    summary="words of motion that leave the move to the model",
    why="'Animate the photo' buys a different move with every take; a named move with a length can be repeated.",
    valid=("shot: a\nduration: 4\nscene: An animated film poster on a wall.\ncamera: [{dolly: in, for: 4}]\n",),
    invalid=(
        Example("shot: a\nduration: 4\nscene: Animate the photo with a dynamic camera.\n", 3, 8),
        Example("shot: a\nduration: 4\nscene: A dog.\naction: [The dog moves quickly]\n", 4, 18),
    ),
    reads=check,
    only_with=telling("animate", "life", "move", "moves", "camera", "zoom", "motion", "movement"),
    source="OpenAI's guide for Sora 2, Control motion and timing; conflict vague_motion_verb",
)
