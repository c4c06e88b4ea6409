"""A draft as a document in YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ._draft import Draft, Setup
from ._values import CameraMove

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+)*")
_NOT_PLAIN = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_WIDTH = 100
_FRAMING = ("shot_size", "angle", "depth_of_field")


def written(shot: Draft, *, timed: bool = True) -> str:
    """The draft as a document.

    :param timed: whether times are written where the prompt says them.
    """
    whole = shot.whole
    lines = [f"shot: {shot.name}", f"duration: {shot.duration}"]
    if not shot.cuts:
        lines += _setup(whole, shot.duration, timed=timed)
    else:
        lines += _setup(Setup((), whole.terms, ""), shot.duration, timed=timed)
        lines.append("cuts:")
        for cut in shot.cuts:
            lines += _cut(cut, shot.duration, timed=timed)
        if whole.scene:
            lines += _text("also", whole.scene)
    return "\n".join(lines) + "\n"


def _cut(cut: Setup, duration: int, *, timed: bool) -> list[str]:
    length = [f"for: {cut.length:g}"] if timed and cut.length else []
    own = [*length, *_setup(cut, duration, timed=timed)]
    return [f"  - {own[0]}", *(f"    {line}".rstrip() for line in own[1:])]


def _setup(setup: Setup, duration: int, *, timed: bool) -> list[str]:
    terms = dict(setup.terms)
    lines = _text("scene", setup.scene) if setup.scene else []
    framing = [f"{key}: {_scalar(terms[key])}" for key in _FRAMING if key in terms]
    if framing:
        lines.append(f"framing: {{{', '.join(framing)}}}")
    if setup.camera:
        lines.append("camera:")
        lines += [f"  - {_item(beat, setup, duration, timed=timed)}" for beat in setup.camera]
    lines += [f"{key}: {_scalar(terms[key])}" for key in ("support", "time_effect") if key in terms]
    light = [
        f"{name}: {_scalar(terms[key])}"
        for key, name in (("time_of_day", "time_of_day"), ("light_style", "style"))
        if key in terms
    ]
    if light:
        lines.append(f"lighting: {{{', '.join(light)}}}")
    return lines


def _text(key: str, text: str) -> list[str]:
    escaped = text.replace("{{", '{{ "{{" }}')
    if "\n" not in escaped and len(escaped) <= _WIDTH:
        return [f"{key}: {_scalar(escaped)}"]
    return [f"{key}: |-", *(f"  {line}".rstrip() for line in escaped.split("\n"))]


def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_PLAIN:
        return value
    return json.dumps(value, ensure_ascii=False)


def _item(beat: Sequence[CameraMove], setup: Setup, duration: int, *, timed: bool) -> str:
    lead = beat[0]
    timed = timed and not (len(setup.camera) == 1 and _length(lead, duration) == setup.length)
    if lead.move == "hold":
        length = _length(lead, duration) if timed else None
        if length is not None:
            return f"hold: {length:g}"
        return "hold: all" if len(setup.camera) == 1 else "hold"
    parts = [f"{move.move}: {move.direction}" if move.direction else f"move: {move.move}" for move in beat]
    length = _length(lead, duration) if timed else None
    if length is not None:
        parts.append(f"for: {length:g}")
    if len(beat) == 1 and lead.speed:
        parts.append(f"speed: {lead.speed}")
    return parts[0] if len(parts) == 1 else f"{{{', '.join(parts)}}}"


def _length(move: CameraMove, duration: int) -> float | None:
    """How long a beat takes, where the prompt says it and the clip has room."""
    length = move.end - move.start if move.start is not None and move.end is not None else move.length
    return length if length is not None and 0 < length <= duration else None
