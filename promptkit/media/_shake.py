"""The unrest of a camera that nothing holds still: a few slow sines, always the same, zero at the first frame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

# Degrees of yaw at normal amount, and how fast it sways (1 is a human hand).
_SWAY: Mapping[str, tuple[float, float]] = {
    "handheld": (0.55, 1.0),
    "body cam": (0.7, 1.2),
    "car mount": (0.3, 1.8),
    "fpv drone": (0.3, 0.6),
    "drone": (0.16, 0.35),
    "steadicam": (0.14, 0.3),
    "gimbal": (0.1, 0.35),
}
_AMOUNT: Mapping[str, float] = {"subtle": 0.45, "normal": 1.0, "strong": 2.2}
# For yaw, pitch, roll, x, y: share of the degrees (metres count as subject distances), then three frequencies in hertz.
_WAVES = (
    (1.0, (0.43, 1.07, 2.9)),
    (0.8, (0.53, 1.31, 3.3)),
    (0.35, (0.37, 0.91, 2.3)),
    (0.006, (0.31, 0.83, 1.9)),
    (0.005, (0.41, 0.97, 2.1)),
)
_SETTLE_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Shake:
    """Unrest at one moment: degrees for the angles, subject distances for ``x`` and ``y``."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0


def shake_at(seconds: float, support: str | None, amount: str | None) -> Shake:
    """The unrest of ``support`` at ``seconds``; none for a support that stands still."""
    degrees, tempo = _SWAY.get(support or "", (0.0, 0.0))
    if not degrees:
        return Shake()
    strength = degrees * _AMOUNT[amount or "normal"] * min(1.0, seconds / _SETTLE_SECONDS)
    return Shake(*(share * strength * _wave(seconds * tempo, hertz) for share, hertz in _WAVES))


def _wave(seconds: float, hertz: tuple[float, float, float]) -> float:
    slow, middle, quick = (math.sin(2 * math.pi * rate * seconds) for rate in hertz)
    return 0.6 * slow + 0.3 * middle + 0.1 * quick
