"""The sound of a previz: a quiet hum, and a soft tick where a beat starts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ._geometry import Floats

RATE = 48_000
"""Samples per second."""

_HUM = 0.012
_TICK = 0.07


def hum(seconds: float, ticks: Sequence[float]) -> Floats:
    """One channel of samples between -1 and 1, exactly ``seconds`` long, with a tick at each of ``ticks`` seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = _HUM * (np.sin(2 * np.pi * 110 * time) + 0.5 * np.sin(2 * np.pi * 165 * time))
    wave *= np.clip(np.minimum(time, seconds - time) / 0.25, 0, 1)
    for tick in sorted(set(ticks)):
        start = round(tick * RATE)
        length = min(RATE // 20, len(wave) - start)
        if length > 0:
            wave[start : start + length] += _tick(length)
    return wave.astype(np.float32)


def _tick(length: int) -> Floats:
    time = np.arange(length) / RATE
    sound: Floats = (_TICK * np.sin(2 * np.pi * 880 * time) * np.exp(-time * 90)).astype(np.float32)
    return sound
