"""prose-measure-unit: a text measures a turn in metres, or a way in degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_TURNS = frozenset({"pan", "tilt", "roll", "whip_pan"})
_WAYS = frozenset({"dolly", "truck", "pedestal"})
_ABOUT = r"(?:\s+(?:by|about|approximately|approx\.?|around|roughly|some|exactly|a|full))*\s+"
_NUMBER = r"(?:\d{1,4}(?:\.\d{1,2})?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty-five|sixty|ninety)"
_METRES = re.compile(
    rf"{_ABOUT}(?P<said>{_NUMBER}[\s-]?(?:m|cm|meters?|metres?|centimet(?:er|re)s?|feet|foot|ft|inch(?:es)?))\b(?!\s+of\b)",
    re.IGNORECASE,
)
_DEGREES = re.compile(rf"{_ABOUT}(?P<said>{_NUMBER}[\s-]?(?:degrees?|°))", re.IGNORECASE)


def measure_unit(prose: Prose) -> Iterator[Complaint]:
    """A measure right behind a move that is not measured so."""
    for move in prose.reading.moves:
        if move.move not in _TURNS | _WAYS or move.direction is None:
            continue
        turns = move.move in _TURNS
        match = (_METRES if turns else _DEGREES).match(prose.text, move.span[1])
        if match is not None:
            name = move.move.replace("_", " ")
            yield Complaint(
                f"a {name} is measured {'in degrees' if turns else 'as a length'}, and here by {match['said']!r}",
                match.span("said"),
                hint=f"write {'degrees, or name a move that goes somewhere' if turns else 'metres, or name a turn'}",
            )


def _shot(scene: str) -> str:
    return f"shot: a\nduration: 4\nscene: {scene}\n"


RULE = Rule(
    name="prose-measure-unit",
    family="prose",
    severity=Severity.WARNING,
    summary="a text measures a turn in metres, or a way in degrees",
    why="The unit says what is meant, and here it says another move than the word does.",
    valid=(
        _shot("The camera pans left 30 degrees and pushes in 2 metres."),
        _shot("The camera pans left across 3 metres of shelves."),
    ),
    invalid=(
        Example(_shot("The camera pushes forward approximately 6 degrees to a door."), 3, 48),
        Example(_shot("The camera tilts up two meters along a tower."), 3, 28),
    ),
    reads=measure_unit,
    source="conflict unit_mismatch",
)
