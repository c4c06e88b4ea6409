"""Quantities as people write them: seconds, degrees, distances, focal lengths.

Each reader takes the plain value of a scalar, gives a float in the unit of its name, and raises ``ValueError`` with a
sentence for the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_QUANTITY = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<unit>[a-zA-Z°\"']*)")
_SECONDS = {"": 1.0, "s": 1.0, "sec": 1.0, "second": 1.0, "seconds": 1.0, "ms": 0.001}
#: How far each unit of an angle turns, in degrees.
TURNED = {"": 1.0, "°": 1.0, "deg": 1.0, "degree": 1.0, "degrees": 1.0, "turn": 360.0, "turns": 360.0}
_METRES = {
    "mm": 0.001,
    "cm": 0.01,
    "m": 1.0,
    "metre": 1.0,
    "metres": 1.0,
    "meter": 1.0,
    "meters": 1.0,
    "in": 0.0254,
    '"': 0.0254,
    "inch": 0.0254,
    "inches": 0.0254,
    "ft": 0.3048,
    "'": 0.3048,
    "foot": 0.3048,
    "feet": 0.3048,
    "yd": 0.9144,
    "yard": 0.9144,
    "yards": 0.9144,
    "km": 1000.0,
    "mile": 1609.344,
    "miles": 1609.344,
}
_MILLIMETRES = {"": 1.0, "mm": 1.0}
_ANCHORED = re.compile(
    r"^(?P<anchor>end|start|[a-z0-9][a-z0-9_-]*?)(?:\.(?P<edge>start|end))?"
    r"(?:\s*(?P<sign>[+-])\s*(?P<offset>(?:\d+(?:\.\d+)?|\.\d+)\s*[a-z]*))?$",
    re.ASCII | re.IGNORECASE,
)

_A_TIME = "a time such as 2.5, end - 1 or push.start"

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time told by another: ``end - 1``, ``push.start``, ``push.end + 0.5``.

    :param anchor: a beat's ``id``, or ``None`` for the clip itself.
    :param offset: seconds after (or, negative, before) that edge.
    """

    anchor: str | None
    edge: Edge
    offset: float = 0.0

    def __str__(self) -> str:
        edge = self.edge if self.anchor is None else f"{self.anchor}.{self.edge}"
        if self.offset == 0:
            return edge
        return f"{edge} {'+' if self.offset > 0 else '-'} {abs(self.offset):.10g}"


def seconds(value: object) -> float:
    """``2``, ``0.5``, ``0.5s``, ``500ms`` as seconds."""
    return _quantity(value, _SECONDS, "a time such as 0.5, 0.5s or 500ms")


def degrees(value: object) -> float:
    """``15``, ``15deg``, ``15°`` or ``0.5 turn`` as degrees."""
    return _quantity(value, TURNED, "an angle such as 15, 15deg or 0.5 turn")


def metres(value: object) -> float:
    """``30cm``, ``2m``, ``1.5 ft`` as metres; a bare number is refused, for its unit would be a guess."""
    return _quantity(value, _METRES, "a distance with its unit, such as 30cm or 2m")


def millimetres(value: object) -> float:
    """``85mm`` or ``85`` as a focal length in millimetres (full frame)."""
    return _quantity(value, _MILLIMETRES, "a focal length such as 85mm")


def point_in_time(value: object) -> float | Anchored:
    """A start: seconds from the clip's first frame, or a time told by another.

    :raises ValueError: if it is neither.
    """
    return _point(value) if isinstance(value, str) else _quantity(value, _SECONDS, _A_TIME)


@lru_cache(maxsize=1024)  # `push.start` and `end - 1` come again and again, and the pattern takes long
def _point(value: str) -> float | Anchored:
    match = _ANCHORED.match(value.strip())
    if _QUANTITY.fullmatch(value.strip()) or match is None:
        return _quantity(value, _SECONDS, _A_TIME)
    anchor, edge = match["anchor"], match["edge"]
    if anchor.lower() in ("end", "start"):
        if edge is not None:
            raise ValueError(f"{value!r} is not {_A_TIME}")
        return Anchored(None, "end" if anchor.lower() == "end" else "start", _offset(match))
    if edge is None:
        raise ValueError(f"{value!r} does not say which edge: write {anchor}.start or {anchor}.end")
    return Anchored(anchor, "start" if edge.lower() == "start" else "end", _offset(match))


def _offset(match: re.Match[str]) -> float:
    if match["offset"] is None:
        return 0.0
    offset = seconds(match["offset"])
    return -offset if match["sign"] == "-" else offset


def _quantity(value: object, units: dict[str, float], wanted: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"expected {wanted}, not {_shown(value)}")
    if isinstance(value, int | float):
        if "" not in units:
            raise ValueError(f"{value} has no unit: expected {wanted}")
        if not 0 <= value < 1e6:
            raise ValueError(f"{value} is out of range: expected {wanted}")
        return float(value)
    match = _QUANTITY.fullmatch(value.strip())
    if match is None or match["unit"].lower() not in units:
        raise ValueError(f"expected {wanted}, not {value!r}")
    number = float(match["number"]) * units[match["unit"].lower()]
    if number >= 1e6:
        raise ValueError(f"{value} is out of range: expected {wanted}")
    return round(number, 6)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    return "a map" if isinstance(value, dict) else repr(value)
