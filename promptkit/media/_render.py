"""From a camera's path to the frames of a clip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ._camera import CameraPath, Pose
from ._geometry import focal_pixels
from ._sound import hum
from ._standin import StandIn
from ._still import StillSet
from ._testcard import TestCard
from ._writer import write_clip

Picture = NDArray[np.uint8]

_VISIBLE_SMEAR = 0.015
_SHUTTER = 0.5


class _Set(Protocol):
    def frame(self, pose: Pose) -> Picture: ...


def render(
    path: Path,
    *,
    size: tuple[int, int],
    seconds: float,
    camera: CameraPath | None,
    still: bytes | None,
    label: str | None,
    seed: int,
    fps: int,
    progress: Callable[[float], None],
) -> None:
    """Draw and write the clip; see :func:`promptkit.media.render_clip`."""
    count = round(seconds * fps)
    if count < 1 or size[0] % 2 or size[1] % 2 or min(size) < 16:
        raise ValueError(f"a clip of {size[0]}x{size[1]} pixels and {count} frames cannot be made")
    if camera is None:
        frames = iter(TestCard(size, seconds, label, fps).frames(count))
        ticks: list[float] = [float(second) for second in range(1, int(seconds))]
    else:
        frames = filmed(set_for(camera, size, still, seed), camera, size, count, fps)
        ticks = [beat.start for beat in camera.beats]
    write_clip(path, watched(frames, count, progress), hum(count / fps, ticks), size=size, fps=fps)


def set_for(camera: CameraPath, size: tuple[int, int], still: bytes | None, seed: int) -> _Set:
    """What stands before the camera: the still, or a stand-in set."""
    focal = focal_pixels(size, camera.first_lens_mm)
    return StandIn(seed, size, focal) if still is None else StillSet(still, size, focal)


def filmed(scene: _Set, camera: CameraPath, size: tuple[int, int], count: int, fps: int) -> Iterator[Picture]:
    """What the camera sees, frame by frame."""
    focal = focal_pixels(size, camera.first_lens_mm)
    before, pose = camera.pose_at(0), camera.pose_at(0)
    drawn: tuple[Pose, Picture] | None = None
    for index in range(count):
        before, pose = pose, camera.pose_at(index / fps)
        if index and camera.setup_at(index / fps) != camera.setup_at((index - 1) / fps):
            before = pose  # a cut is no move that would smear
        if drawn is None or drawn[0] != pose:
            drawn = (pose, scene.frame(pose))
        yield _smeared(drawn[1], before, pose, focal)


def _smeared(picture: Picture, before: Pose, pose: Pose, focal: float) -> Picture:
    """A fast pan or tilt smears the frame, as a half-open shutter does."""
    scale = focal * pose.zoom * _SHUTTER * np.pi / 180
    across, down = abs(pose.yaw - before.yaw) * scale, abs(pose.pitch - before.pitch) * scale
    if max(across, down) < _VISIBLE_SMEAR * max(picture.shape[:2]) * _SHUTTER:
        return picture
    kernel = (max(1, round(across)), max(1, round(down)))
    return cv2.blur(picture, kernel, borderType=cv2.BORDER_REFLECT_101).astype(np.uint8, copy=False)


def watched(frames: Iterator[Picture], count: int, progress: Callable[[float], None]) -> Iterator[Picture]:
    """The frames, telling after each which part of ``count`` is done."""
    for index, frame in enumerate(frames):
        yield frame
        progress((index + 1) / count)
