"""Quantities that keep the words in which they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

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
_ONE_WORD = {"kmh": ("km", "h"), "kph": ("km", "h"), "mph": ("mile", "h"), "fps": ("ft", "s"), "mps": ("m", "s")}
_SHORT_RATE = re.compile(rf"(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<word>{'|'.join(_ONE_WORD)})", re.IGNORECASE)
_EVERY = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), (1.0, "second")),
    **dict.fromkeys(("min", "minute", "minutes"), (60.0, "minute")),
    **dict.fromkeys(("h", "hr", "hour", "hours"), (3600.0, "hour")),
}
_TURNED = {
    **dict.fromkeys(("°", "deg", "degree", "degrees"), 1.0),
    **dict.fromkeys(("turn", "turns", "revolution", "revolutions"), 360.0),
}
_FAR = {**dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), (1000.0, "km"))} | {
    **dict.fromkeys(("mi", "mile", "miles"), (1609.344, "miles"))
}
_RATE_WANTED = "a speed with its units, such as 10cm/s or 15deg/s"


def rate(value: str) -> Rate | None:
    """Read ``10cm/s``, ``0.5 m/s``, ``15 degrees per second``, ``30 km/h``; ``None`` if it is no speed in numbers.

    :raises ValueError: if it is one, in units that are none, or zero.
    """
    text = value.strip()
    short = _SHORT_RATE.fullmatch(text)
    if short is not None:
        number, (unit, time) = float(short["number"]), _ONE_WORD[short["word"].lower()]
    else:
        match = _RATE.fullmatch(text)
        if match is None:
            _refuse_bare(text)
            return None
        number, unit, time = float(match["number"]), match["unit"].lower(), match["time"].lower()
    if time not in _EVERY or number <= 0:
        raise ValueError(f"expected {_RATE_WANTED}, not {value!r}")
    seconds, spoken_time = _EVERY[time]
    if unit in _TURNED:
        noun = "turn" if _TURNED[unit] > 1 else "degree"
        said = f"{number:g} {noun}{'' if number == 1 else 's'} per {spoken_time}"
        return Rate("degrees", number * _TURNED[unit] / seconds, said)
    far, said = _travelled(number, unit, value)
    return Rate("distance", far / seconds, f"{said} per {spoken_time}")


def _refuse_bare(text: str) -> None:
    """A number without the units of a speed is a mistake, and no word of speed that nobody knows."""
    if re.match(r"[\d.]", text):
        raise ValueError(f"expected {_RATE_WANTED}, or a word of speed, not {text!r}")


def _travelled(number: float, unit: str, written: str) -> tuple[float, str]:
    if unit in _FAR:
        factor, spoken = _FAR[unit]
        return number * factor, f"{number:g} {'mile' if number == 1 and spoken == 'miles' else spoken}"
    if unit not in _SPOKEN:
        raise ValueError(f"expected {_RATE_WANTED}, not {written!r}")
    read = distance(f"{number:g}{unit}")
    return read.metres, read.words
