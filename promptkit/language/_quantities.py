"""Quantities that keep the words in which they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ._units import TURNED, metres

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
    "yd": "yards",
    "yard": "yards",
    "yards": "yards",
    "km": "km",
    "mile": "miles",
    "miles": "miles",
}
_ONE = {"inches": "inch", "feet": "foot", "yards": "yard", "miles": "mile"}


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
        spoken = _ONE.get(spoken, spoken)
    return Distance(in_metres, f"{float(number):g} {spoken}")


@dataclass(frozen=True, slots=True)
class Rate:
    """A speed in numbers.

    :param axis: the measure that it goes with.
    :param per_second: metres or degrees a second.
    :param words: as people say it, in the units in which it was written: ``10 cm per second``.
    """

    axis: Literal["distance", "degrees"]
    per_second: float
    words: str

    def __str__(self) -> str:
        return self.words


_RATE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>[a-z°\"']+)\s*(?:/|\bper\b|\ban?\b)\s*(?P<time>[a-z]+)", re.IGNORECASE
)
_ONE_WORD = {
    "kmh": ("km", "h"),
    "kph": ("km", "h"),
    "mph": ("miles", "h"),
    "fps": ("ft", "s"),
    "mps": ("m", "s"),
    "rpm": ("turns", "min"),
}
_SHORT_RATE = re.compile(rf"(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<word>{'|'.join(_ONE_WORD)})", re.IGNORECASE)
_EVERY = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), (1.0, "second")),
    **dict.fromkeys(("min", "minute", "minutes"), (60.0, "minute")),
    **dict.fromkeys(("h", "hr", "hour", "hours"), (3600.0, "hour")),
}
#: Metres or degrees a second; what is slower is no move.
_SLOWEST = 1e-6
_RATE_WANTED = "a speed with its units, such as 10cm/s or 15deg/s"


def rate(value: str) -> Rate | None:
    """Read ``10cm/s``, ``0.5 m/s``, ``15 degrees per second``, ``30 km/h``; ``None`` if it is no speed in numbers.

    :raises ValueError: if it is one, in units that are none, or zero.
    """
    text = value.strip()
    short = _SHORT_RATE.fullmatch(text)
    if short is not None:
        number, (unit, time) = short["number"], _ONE_WORD[short["word"].lower()]
    else:
        match = _RATE.fullmatch(text)
        if match is None:
            _refuse_bare(text)
            return None
        number, unit, time = match["number"], match["unit"].lower(), match["time"].lower()
    found = _rate(number, unit, time)
    if found is None or found.per_second < _SLOWEST:
        raise ValueError(f"expected {_RATE_WANTED}, not {value!r}")
    return found


def _rate(number: str, unit: str, time: str) -> Rate | None:
    if time not in _EVERY or not (unit in TURNED or unit in _SPOKEN):
        return None
    seconds, spoken_time = _EVERY[time]
    if unit in _SPOKEN:
        far = distance(f"{number}{unit}")
        return Rate("distance", far.metres / seconds, f"{far.words} per {spoken_time}")
    turned, noun = TURNED[unit] * float(number), "turn" if TURNED[unit] > 1 else "degree"
    said = f"{float(number):g} {noun}{'' if float(number) == 1 else 's'}"
    return Rate("degrees", turned / seconds, f"{said} per {spoken_time}")


def _refuse_bare(text: str) -> None:
    """A number without the units of a speed is a mistake, and no word of speed that nobody knows."""
    if re.match(r"[\d.]", text):
        raise ValueError(f"expected {_RATE_WANTED}, or a word of speed, not {text!r}")
