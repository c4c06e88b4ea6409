"""What a clip's pixels do: decoding, a textured still, and a fit of the motion between two frames."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image

from promptkit.media import CameraBeat, CameraPath, render_clip

SIZE = (320, 180)


@dataclass(frozen=True)
class Motion:
    """How the picture moved on screen: pixels to the right and down, growth, degrees clockwise."""

    right: float
    down: float
    growth: float
    clockwise: float


def textured_still(size: tuple[int, int] = SIZE, seed: int = 1) -> bytes:
    """A picture with soft blobs of all sizes, so that motion can be measured everywhere."""
    dice = np.random.default_rng(seed)
    width, height = size
    picture = np.full((height, width, 3), 128, np.float32)
    for scale, weight, channels in ((40, 50, 3), (12, 35, 1), (4, 25, 1)):
        noise = dice.normal(0, 1, (height // scale + 2, width // scale + 2, channels)).astype(np.float32)
        grown = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
        picture += weight * grown.reshape(height, width, channels)
    return png(np.clip(picture, 0, 255).astype(np.uint8))


def png(picture: np.ndarray) -> bytes:
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "PNG")
    return data.getvalue()


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def filmed(
    folder: Path,
    *beats: CameraBeat,
    still: bytes | None = None,
    seconds: float = 1.0,
    size: tuple[int, int] = SIZE,
    path: CameraPath | None = None,
) -> list[np.ndarray]:
    """The decoded frames of a clip with this camera."""
    clip = folder / "clip.mp4"
    render_clip(clip, size=size, seconds=seconds, camera=path or CameraPath(tuple(beats)), still=still)
    return frames_of(clip)


def measured(before: np.ndarray, after: np.ndarray, *, part: float = 1.0) -> Motion:
    """The similarity that the middle ``part`` of the frame follows."""
    gray = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in (before, after)]
    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(gray[0], gray[1], None)
    height, width = gray[0].shape
    y, x = np.mgrid[4 : height - 4 : 4, 4 : width - 4 : 4]
    inside = (abs(x / width - 0.5) < part / 2) & (abs(y / height - 0.5) < part / 2)
    moved = flow[y[inside], x[inside]]
    start = np.stack([x[inside] - width / 2, y[inside] - height / 2], axis=1).astype(np.float32)
    fit, _ = cv2.estimateAffinePartial2D(start, start + moved, ransacReprojThreshold=1.5)
    return Motion(
        float(np.median(moved[:, 0])),
        float(np.median(moved[:, 1])),
        math.hypot(fit[0, 0], fit[1, 0]),
        math.degrees(math.atan2(fit[1, 0], fit[0, 0])),
    )


def shifted(before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """How many pixels the picture went to the right and down, by phase correlation; needs edges, not texture."""
    gray = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32) for frame in (before, after)]
    window = cv2.createHanningWindow(gray[0].shape[::-1], cv2.CV_32F)
    return cv2.phaseCorrelate(gray[0], gray[1], window)[0]


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    error = float(np.mean((one.astype(np.float64) - other) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def sharpness(picture: np.ndarray, box: Sequence[slice]) -> float:
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[tuple(box)]
    return float(cv2.Laplacian(gray, cv2.CV_64F).var())
