"""What happens in the order of time: the camera and what moves in front of it, one beat after the other."""

from __future__ import annotations

from promptkit.language import CameraItem, Timeline
from promptkit.source import Path

from ._camera import Operator

_CAMERA, _ACTION = 0, 1


def starts_of(timeline: Timeline, channel: str, base: Path, count: int) -> list[int]:
    """When each entry of a list starts, in milliseconds."""
    starts = {beat.path: beat.start for beat in timeline.beats}
    inner: Path = ("moves", 0) if channel == "camera" else ()
    return [starts.get((*base, channel, at, *inner), 0) for at in range(count)]


def told_in_order(
    operator: Operator, items: tuple[CameraItem, ...], actions: list[str], timeline: Timeline
) -> list[str]:
    """A sentence for each beat; of those that start together the camera's comes first."""
    cameras = starts_of(timeline, "camera", operator.base, len(items))
    others = starts_of(timeline, "action", operator.base, len(actions))
    beats = [(start, _CAMERA, at) for at, start in enumerate(cameras)]
    beats += [(start, _ACTION, at) for at, start in enumerate(others)]
    told, before = [], _CAMERA
    for _, kind, at in sorted(beats):
        told.append(actions[at] if kind == _ACTION else operator.sentence(items, at, named=before == _ACTION))
        before = kind
    return told
