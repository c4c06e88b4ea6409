"""A still as a set: one picture with a guessed depth, seen from poses near the one it was taken from.

The depth is a guess that needs no model: a floor that comes nearer towards the lower edge, a distant background, and
the subject in the centre. It is smooth on purpose, so that a move bends lines a little and never tears them.
"""

from __future__ import annotations

import io
import math

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from promptkit.findings import PromptkitError

from ._camera import Pose
from ._geometry import Floats, View, view_of

Picture = NDArray[np.uint8]

_MARGIN = 0.3
_COARSE = 8
_BACKGROUND = 1.24
_NEAR_FLOOR = 0.9
_FARTHEST_ARC = 36.0
_SOFTNESS = 0.011
_DEPTH_STEPS = 3


def decode_still(data: bytes) -> Image.Image:
    """The picture in a still's bytes, in RGB.

    :raises PromptkitError: it is no picture, is broken, or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            return opened.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PromptkitError("the still cannot be decoded", hint="give a whole JPEG, PNG or WebP file") from error


class StillSet:
    """The frames that a camera sees as it moves before a still."""

    def __init__(self, data: bytes, size: tuple[int, int], focal: float) -> None:
        """Decode and prepare.

        :param size: of the frames, in pixels.
        :param focal: of the first frame, in pixels.
        """
        self._size, self._focal = size, focal
        self._frame = _cropped(decode_still(data), size)
        self._margin = (round(size[0] * _MARGIN), round(size[1] * _MARGIN))
        self._picture = _with_margins(self._frame, self._margin)
        self._subject, depth = _guessed_depth(size)
        self._depth = _coarse_margins(depth, self._margin)
        self._subject_wide = _coarse_margins(self._subject, self._margin)
        self._rays_x, self._rays_y = _coarse_rays(size)

    def frame(self, pose: Pose) -> Picture:
        """The picture at ``pose``; at the pose of the first frame the still itself, untouched."""
        across, down = self._places(view_of(pose, self._focal, farthest_arc=_FARTHEST_ARC))
        if pose == Pose(focus=pose.focus):
            seen = self._frame
        else:
            seen = _sampled(self._picture, *(self._full_size(places) for places in (across, down)))
        return self._racked(seen, pose.focus, across, down) if pose.focus else seen

    def _places(self, view: View) -> tuple[Floats, Floats]:
        """For each coarse pixel of the frame, the pixel of the picture that it shows."""
        slope_x, slope_y = self._slopes(view)
        x, y, z = (np.float32(value) for value in view.position)
        left, top = ((side - 1) / 2 + extra for side, extra in zip(self._size, self._margin, strict=True))
        depth: Floats = np.ones_like(slope_x)
        for step in range(_DEPTH_STEPS):
            reach = (depth - z) / depth * np.float32(self._focal)
            across = x / depth * np.float32(self._focal) + reach * slope_x + np.float32(left)
            down = y / depth * np.float32(self._focal) + reach * slope_y + np.float32(top)
            if step < _DEPTH_STEPS - 1:
                found = _sampled_coarse(self._depth, across, down)
                depth = found if step == 0 else (depth + found) * np.float32(0.5)
        return across, down

    def _slopes(self, view: View) -> tuple[Floats, Floats]:
        """Each coarse ray as x/z and y/z; beyond the still's edge the angle goes on evenly: any pan is finite."""
        turn = view.rotation.astype(np.float32)
        across, down = self._rays_x[None, :] / np.float32(view.focal), self._rays_y[:, None] / np.float32(view.focal)
        x, y, z = (turn[axis, 0] * across + turn[axis, 1] * down + turn[axis, 2] for axis in range(3))
        edge_x, edge_y = (math.atan(side / 2 / self._focal) for side in self._size)
        if z.min() > 0.1 and np.abs(x / z).max() < math.tan(edge_x) and np.abs(y / z).max() < math.tan(edge_y):
            return x / z, y / z
        yaw = np.arctan2(x, z)
        within = np.cos(np.minimum(np.abs(yaw), edge_x))
        pitch = np.arctan2(y / within, np.hypot(x, z))
        return _unrolled(yaw, edge_x), _unrolled(pitch, edge_y)

    def _full_size(self, places: Floats) -> Floats:
        width, height = self._size
        rows, columns = places.shape
        smooth = cv2.resize(places, (columns * _COARSE, rows * _COARSE), interpolation=cv2.INTER_LINEAR)
        return smooth[_COARSE : _COARSE + height, _COARSE : _COARSE + width].astype(np.float32, copy=False)

    def _racked(self, seen: Picture, focus: float, across: Floats, down: Floats) -> Picture:
        subject = self._full_size(_sampled_coarse(self._subject_wide, across, down))
        return racked(seen, subject, focus)


def racked(picture: Picture, subject: Floats, focus: float) -> Picture:
    """The picture with the subject (``focus`` > 0) or the background (< 0) alone in focus.

    :param subject: 1 where the subject is, 0 where it is not, of the picture's size.
    """
    sigma = max(0.3, abs(focus) * _SOFTNESS * max(picture.shape[:2]))
    soft = cv2.GaussianBlur(picture, (0, 0), sigma)
    away = 1.0 - subject if focus > 0 else subject
    weight = np.clip(away * min(1.0, abs(focus) * 4), 0, 1).astype(np.float32)
    return cv2.blendLinear(soft, picture, weight, 1 - weight).astype(np.uint8, copy=False)


def _cropped(still: Image.Image, size: tuple[int, int]) -> Picture:
    if still.size != size:
        scale = max(size[0] / still.width, size[1] / still.height)
        wide = (max(size[0], round(still.width * scale)), max(size[1], round(still.height * scale)))
        still = still.resize(wide, Image.Resampling.LANCZOS)
        left, top = (wide[0] - size[0]) // 2, (wide[1] - size[1]) // 2
        still = still.crop((left, top, left + size[0], top + size[1]))
    return np.ascontiguousarray(np.asarray(still, dtype=np.uint8))


def _with_margins(frame: Picture, margin: tuple[int, int]) -> Picture:
    """Mirror the picture around its edges, softer with distance, so that no eye stops at the mirror."""
    across, down = margin
    wide = cv2.copyMakeBorder(frame, down, down, across, across, cv2.BORDER_REFLECT_101)
    height, width = wide.shape[:2]
    columns, rows = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    beyond_x = np.maximum(across - columns, columns - (width - 1 - across)) / across
    beyond_y = np.maximum(down - rows, rows - (height - 1 - down)) / down
    beyond = np.clip(np.maximum(beyond_x[None, :], beyond_y[:, None]), 0, 1)
    softened = wide
    for start, sigma in ((0.0, 0.005), (0.2, 0.016)):
        weight = np.clip((beyond - start) / 0.3, 0, 1).astype(np.float32)
        soft = cv2.GaussianBlur(wide, (0, 0), sigma * max(frame.shape[:2]))
        softened = cv2.blendLinear(soft, softened, weight, 1 - weight)
    return softened.astype(np.uint8, copy=False)


def _guessed_depth(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Coarse maps of the frame: where the subject is (0 to 1), and the depth in subject distances."""
    columns, rows = (max(2, math.ceil(side / _COARSE)) for side in size)
    x = np.linspace(0, 1, columns, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    down = np.clip((y - 0.42) / 0.58, 0, 1)
    floor = 1 / (1 / _BACKGROUND + (1 / _NEAR_FLOOR - 1 / _BACKGROUND) * down * down * (3 - 2 * down))
    apart = np.hypot((x - 0.5) / 0.2, (y - 0.55) / 0.36)
    subject = np.clip((1.9 - apart) / 1.7, 0, 1)
    subject = (subject * subject * (3 - 2 * subject)).astype(np.float32)
    depth = 1 / ((1 - subject) / (floor + 0 * x) + subject)
    return subject, depth.astype(np.float32)


def _coarse_margins(values: Floats, margin: tuple[int, int]) -> Floats:
    across, down = (math.ceil(side / _COARSE) for side in margin)
    return cv2.copyMakeBorder(values, down, down, across, across, cv2.BORDER_REPLICATE).astype(np.float32, copy=False)


def _coarse_rays(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Centres of blocks of pixels, one block more on each side, measured from the frame's centre in pixels."""
    half = (_COARSE - 1) / 2
    columns, rows = (np.arange(-_COARSE, side + _COARSE, _COARSE) + half - (side - 1) / 2 for side in size)
    return columns.astype(np.float32), rows.astype(np.float32)


def _unrolled(angle: Floats, edge: float) -> Floats:
    beyond = np.maximum(np.abs(angle) - edge, 0)
    inside = np.tan(np.clip(angle, -edge, edge))
    return (inside + np.sign(angle) * beyond / math.cos(edge) ** 2).astype(np.float32)


def _sampled(picture: Picture, across: Floats, down: Floats) -> Picture:
    seen = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return seen.astype(np.uint8, copy=False)


def _sampled_coarse(values: Floats, across: Floats, down: Floats) -> Floats:
    columns, rows = (((side + 0.5) / _COARSE - 0.5).astype(np.float32) for side in (across, down))
    seen = cv2.remap(values, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return seen.astype(np.float32, copy=False)
