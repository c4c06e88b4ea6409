"""Quantities that keep the words in which they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ._units import metres

_SPOKEN = {
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "metre": "m",
    "metres": "m",
    "meter": "m",
    "meters": "m",
    "in": "inches",
    '"': "inches",
    "inch": "inches",
    "inches": "inches",
    "ft": "feet",
    "'": "feet",
    "foot": "feet",
    "feet": "feet",
}


@dataclass(frozen=True, slots=True)
class Distance:
    """A length of travel.

    :param metres: in metres.
    :param words: as people say it, in the unit in which it was written: ``30 cm``, ``6 feet``.
    """

    metres: float
    words: str

    def __str__(self) -> str:
        return self.words


def distance(value: object) -> Distance:
    """Read ``30cm``, ``2m`` or ``6 ft``.

    :raises ValueError: if it is no distance, or has no unit.
    """
    if isinstance(value, Distance):
        return value
    in_metres = metres(value)
    number, unit = re.fullmatch(r"([\d.]+)\s*(.*)", str(value).strip()).groups()  # type: ignore[union-attr]
    spoken = _SPOKEN[unit.lower()]
    if float(number) == 1:
        spoken = {"inches": "inch", "feet": "foot"}.get(spoken, spoken)
    return Distance(in_metres, f"{float(number):g} {spoken}")
