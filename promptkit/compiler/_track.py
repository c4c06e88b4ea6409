"""The camera timeline as JSON: the extra ``x_camera`` of endpoints that move a picture as the shot's camera does."""

from __future__ import annotations

import re
from typing import Any

from promptkit.language import Beat, Framing, Move, Rate, Shot, Support, Timeline, setups

#: What an endpoint draws at the most; a faster move has left the picture long before.
_FARTHEST = {"degrees": 3600.0, "distance": 1000.0}
_LENS = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*mm\b")


def camera_track(shot: Shot, timeline: Timeline) -> dict[str, Any]:
    """Beats with start and end in seconds, angles in degrees, distances in metres, focal lengths in millimetres."""
    track: dict[str, Any] = {"version": 1, "seconds": shot.duration, **_rig(shot.framing, shot.support)}
    if shot.cuts:
        # Each cut starts from a fresh pose, with its own lens and support.
        track["cuts"] = [
            {"start": span.start / 1000, **_rig(setup.framing, setup.support)}
            for span, setup in zip(timeline.cuts, setups(shot), strict=True)
        ]
    track["beats"] = [_beat(beat) for beat in timeline.on("camera") if beat.end > beat.start]
    return track


def _rig(framing: Framing | None, support: Support | None) -> dict[str, Any]:
    rig: dict[str, Any] = {}
    if (lens := _focal_length(framing)) is not None:
        rig["lens_mm"] = lens
    if support is not None:
        rig["support"] = {"kind": support.kind}
        if support.amount is not None:
            rig["support"]["amount"] = support.amount
    return rig


def _beat(beat: Beat) -> dict[str, Any]:
    row: dict[str, Any] = {"start": beat.start / 1000, "end": beat.end / 1000}
    if not isinstance(beat.part, Move):
        return {**row, "move": "hold"}
    move = beat.part
    row["move"] = "zoom" if move.move == "crash_zoom" else move.move
    facts = {
        "direction": move.direction,
        "speed": _word(move),
        "ease": move.ease,
        "degrees": move.degrees or _travelled(beat, move, "degrees"),
        "distance_m": move.distance.metres if move.distance else _travelled(beat, move, "distance"),
        "factor": move.factor,
        "to_mm": move.focal_length,
        "subject": move.subject,
    }
    return row | {key: value for key, value in facts.items() if value is not None}


def _word(move: Move) -> str | None:
    if isinstance(move.speed, Rate):
        return None
    return "whip" if move.move == "crash_zoom" and move.speed is None else move.speed


def _travelled(beat: Beat, move: Move, axis: str) -> float | None:
    """How far a speed in numbers leads in the time of the beat; degrees or metres."""
    if not isinstance(move.speed, Rate) or move.speed.axis != axis:
        return None
    return min(round(move.speed.per_second * (beat.end - beat.start) / 1000, 6), _FARTHEST[axis])


def _focal_length(framing: Framing | None) -> float | None:
    match = _LENS.match(framing.lens) if framing and framing.lens else None
    return float(match[1]) if match else None
