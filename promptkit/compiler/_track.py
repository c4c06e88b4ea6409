"""The camera timeline as JSON: the extra ``x_camera`` of endpoints that move a picture as the shot's camera does."""

from __future__ import annotations

import re
from typing import Any

from promptkit.language import Beat, Move, Shot, Timeline

_LENS = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*mm\b")


def camera_track(shot: Shot, timeline: Timeline) -> dict[str, Any]:
    """Beats with start and end in seconds, angles in degrees, distances in metres, focal lengths in millimetres."""
    track: dict[str, Any] = {"version": 1, "seconds": shot.duration}
    if (lens := _focal_length(shot)) is not None:
        track["lens_mm"] = lens
    if shot.support is not None:
        support = {"kind": shot.support.kind}
        if shot.support.amount is not None:
            support["amount"] = shot.support.amount
        track["support"] = support
    track["beats"] = [_beat(beat) for beat in timeline.on("camera") if beat.end > beat.start]
    return track


def _beat(beat: Beat) -> dict[str, Any]:
    row: dict[str, Any] = {"start": beat.start / 1000, "end": beat.end / 1000}
    if not isinstance(beat.part, Move):
        return {**row, "move": "hold"}
    move = beat.part
    row["move"] = "zoom" if move.move == "crash_zoom" else move.move
    facts = {
        "direction": move.direction,
        "speed": "whip" if move.move == "crash_zoom" and move.speed is None else move.speed,
        "ease": move.ease,
        "degrees": move.degrees,
        "distance_m": move.distance.metres if move.distance else None,
        "factor": move.factor,
        "to_mm": move.focal_length,
        "subject": move.subject,
    }
    return row | {key: value for key, value in facts.items() if value is not None}


def _focal_length(shot: Shot) -> float | None:
    match = _LENS.match(shot.framing.lens) if shot.framing and shot.framing.lens else None
    return float(match[1]) if match else None
