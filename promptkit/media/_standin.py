"""The stand-in set: a quiet place of blocks and a figure, drawn in three dimensions for a shot that has no still.

Everything is geometry, so the camera may go and look anywhere. The figure stands at the subject's distance.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ._camera import Pose
from ._geometry import Floats, View, view_of
from ._still import Picture, racked

Points = NDArray[np.float64]
Colour = NDArray[np.float64]

_FLOOR = 0.68
_NEAR = 0.06
_FOG_DISTANCE = 14.0
_TILE = 0.5
_PIECE = 1.5
_FARTHEST_LINE = 7.5
_LIGHT = np.array([-0.5, -0.75, -0.43])
_SUBPIXEL = 4
_COARSE = 8
_FARTHEST_ARC = 100_000.0
_PALETTES: Sequence[tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]] = (
    ((166, 184, 201), (226, 221, 212), (142, 136, 127)),
    ((178, 176, 190), (233, 218, 200), (150, 138, 124)),
    ((150, 178, 180), (222, 226, 214), (128, 134, 126)),
    ((190, 180, 170), (238, 228, 214), (138, 130, 124)),
)
_BLOCK_COLOURS = ((186, 146, 118), (122, 140, 152), (168, 166, 150), (140, 122, 128), (196, 180, 150), (112, 128, 116))


@dataclass(frozen=True, slots=True)
class _Face:
    """A flat polygon with its unit normal, its colour, and whether it belongs to the figure."""

    corners: Points
    normal: NDArray[np.float64]
    colour: Colour
    figure: bool = False


class StandIn:
    """The frames that a camera sees in the stand-in set."""

    def __init__(self, seed: int, size: tuple[int, int], focal: float) -> None:
        """Build the set.

        :param seed: chooses colours and blocks.
        :param size: of the frames, in pixels.
        :param focal: of the first frame, in pixels.
        """
        dice = np.random.default_rng(seed % 2**32)
        self._size, self._focal = size, focal
        sky, horizon, floor = _PALETTES[int(dice.integers(len(_PALETTES)))]
        self._sky, self._horizon, self._floor = (np.array(colour, float) for colour in (sky, horizon, floor))
        self._blocks = [face for box in _blocks(dice) for face in box]
        self._figure = _figure()
        self._lines = _floor_lines()

    def frame(self, pose: Pose) -> Picture:
        """The picture at ``pose``."""
        view = view_of(pose, self._focal, farthest_arc=_FARTHEST_ARC)
        picture = self._background(view)
        self._draw_lines(picture, view)
        self._draw_shadow(picture, view)
        for face in sorted(self._blocks + self._figure, key=lambda face: -_distance(face, view)):
            self._draw_face(picture, face, view)
        return racked(picture, self._figure_mask(view), pose.focus) if pose.focus else picture

    def _background(self, view: View) -> Picture:
        """Sky and floor by the height of each ray; both meet in the colour of the horizon."""
        width, height = self._size
        columns = np.arange(0, width + _COARSE, _COARSE) - width / 2
        rows = np.arange(0, height + _COARSE, _COARSE) - height / 2
        x, y = np.meshgrid(columns / view.focal, rows / view.focal)
        rays = np.stack([x, y, np.ones_like(x)], axis=-1) @ view.rotation.T
        fall = rays[..., 1] / np.linalg.norm(rays, axis=-1)
        up = np.clip(-fall / 0.55, 0, 1)[..., None] ** 0.8
        above = self._horizon + (self._sky - self._horizon) * up
        drop = max(0.05, _FLOOR - float(view.position[1]))
        fog = np.exp(-drop / np.maximum(fall, 1e-4) / _FOG_DISTANCE * 2.2)[..., None]
        below = self._horizon + (self._floor - self._horizon) * fog
        wide = np.where(fall[..., None] > 0, below, above).astype(np.float32)
        grown = cv2.resize(wide, (wide.shape[1] * _COARSE, wide.shape[0] * _COARSE), interpolation=cv2.INTER_LINEAR)
        return np.ascontiguousarray(grown[_COARSE // 2 :, _COARSE // 2 :][:height, :width].astype(np.uint8))

    def _draw_lines(self, picture: Picture, view: View) -> None:
        middles = self._lines.mean(axis=1) - view.position
        fades = np.exp(-np.linalg.norm(middles, axis=1) / 3.2)
        ahead = ((self._lines - view.position) @ view.rotation[:, 2]).max(axis=1) > _NEAR
        for index in np.flatnonzero(ahead & (fades > 0.1)):
            ends = self._pixels(_clipped(_to_camera(self._lines[index], view)), view)
            colour = self._floor * (1 - 0.28 * fades[index])
            cv2.polylines(picture, [ends], False, colour.tolist(), 1, cv2.LINE_AA, _SUBPIXEL)

    def _draw_shadow(self, picture: Picture, view: View) -> None:
        turns = np.linspace(0, 2 * math.pi, 28, endpoint=False)
        for grow, shade in ((1.0, 0.86), (0.6, 0.72)):
            rim = [[0.05 + 0.24 * grow * math.cos(t), _FLOOR, 1.03 + 0.17 * grow * math.sin(t)] for t in turns]
            self._fill(picture, np.array(rim), self._floor * shade, view)

    def _draw_face(self, picture: Picture, face: _Face, view: View) -> None:
        if float(face.normal @ (view.position - face.corners[0])) <= 0:
            return
        away = float(np.linalg.norm(face.corners.mean(axis=0) - view.position))
        clear = math.exp(-away / _FOG_DISTANCE * 1.6)
        light = 0.72 + 0.33 * max(-0.6, float(face.normal @ _LIGHT))
        self._fill(picture, face.corners, self._horizon + (face.colour * light - self._horizon) * clear, view)

    def _figure_mask(self, view: View) -> Floats:
        mask = np.zeros(self._size[::-1], np.uint8)
        for face in self._figure:
            near = _clipped(_to_camera(face.corners, view))
            if len(near) >= 3:
                cv2.fillPoly(mask, [self._pixels(near, view)], [255], cv2.LINE_AA, _SUBPIXEL)
        return (mask / 255).astype(np.float32)

    def _fill(self, picture: Picture, corners: Points, colour: Colour, view: View) -> None:
        near = _clipped(_to_camera(corners, view))
        if len(near) >= 3:
            cv2.fillPoly(picture, [self._pixels(near, view)], np.clip(colour, 0, 255).tolist(), cv2.LINE_AA, _SUBPIXEL)

    def _pixels(self, points: Points, view: View) -> NDArray[np.int32]:
        centre = np.array(self._size) / 2
        places = points[:, :2] / points[:, 2:] * view.focal + centre
        limit = 8 * max(self._size)
        whole: NDArray[np.int32] = np.round(np.clip(places, -limit, limit) * 2**_SUBPIXEL).astype(np.int32)
        return whole


def _to_camera(points: Points, view: View) -> Points:
    moved: Points = (points - view.position) @ view.rotation
    return moved


def _clipped(points: Points) -> Points:
    """What of a polygon (or a line of two points) stands before the lens."""
    inside = points[:, 2] > _NEAR
    if inside.all():
        return points
    if not inside.any():
        return points[:0]
    kept: list[Points] = []
    for index in range(len(points)):
        here, there = points[index], points[(index + 1) % len(points)]
        if here[2] > _NEAR:
            kept.append(here)
        if (here[2] > _NEAR) != (there[2] > _NEAR) and not (len(points) == 2 and index == 1):
            part = (_NEAR - here[2]) / (there[2] - here[2])
            kept.append(here + part * (there - here))
    return np.array(kept)


def _distance(face: _Face, view: View) -> float:
    middle = np.linalg.norm(face.corners.mean(axis=0) - view.position)
    return float(middle) - (0.02 if face.figure else 0.0)


def _blocks(dice: np.random.Generator) -> list[list[_Face]]:
    """Blocks all around, none between the camera and the figure, and a far row that stands for a town."""
    boxes = []
    for index in range(22):
        turn = math.radians(index * 360 / 22 + float(dice.uniform(-5, 5)))
        away = float(dice.uniform(1.1, 4.5)) + (0.9 if abs(math.sin(turn)) < 0.25 and math.cos(turn) > 0 else 0.0)
        x, z = away * math.sin(turn), 1.0 + away * math.cos(turn)
        if z < 0.9 and abs(x) < 0.9:
            continue
        width, height = float(dice.uniform(0.16, 0.5)), float(dice.uniform(0.35, 1.7))
        colour = _BLOCK_COLOURS[int(dice.integers(len(_BLOCK_COLOURS)))]
        shape = (width, height, width * float(dice.uniform(0.6, 1.4)))
        boxes.append(_box(x, z, shape, float(dice.uniform(0, 90)), colour))
    for index in range(30):
        turn = math.radians(index * 12 + float(dice.uniform(-4, 4)))
        away = float(dice.uniform(8, 12))
        shape = (float(dice.uniform(0.8, 2.2)), float(dice.uniform(0.8, 3.2)), 1.2)
        colour = _BLOCK_COLOURS[int(dice.integers(len(_BLOCK_COLOURS)))]
        boxes.append(_box(away * math.sin(turn), 1 + away * math.cos(turn), shape, math.degrees(turn), colour))
    return boxes


def _box(
    x: float, z: float, shape: tuple[float, float, float], turn: float, colour: tuple[int, int, int]
) -> list[_Face]:
    """The four sides and the top of a block that stands on the floor at ``x``, ``z``."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    width, height, depth = shape
    plan = [(-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2)]
    foot = [(x + a * cos + b * sin, z - a * sin + b * cos) for a, b in plan]
    middle = np.array([x, _FLOOR - height / 2, z])
    faces = []
    for (x0, z0), (x1, z1) in zip(foot, foot[1:] + foot[:1], strict=True):
        corners = np.array([[x0, _FLOOR, z0], [x1, _FLOOR, z1], [x1, _FLOOR - height, z1], [x0, _FLOOR - height, z0]])
        out = (corners[0] + corners[1]) / 2 - middle
        out[1] = 0
        faces.append(_Face(corners, out / np.linalg.norm(out), np.array(colour, float)))
    top = np.array([[a, _FLOOR - height, b] for a, b in foot])
    faces.append(_Face(top, np.array([0.0, -1.0, 0.0]), np.array(colour, float)))
    return faces


def _figure() -> list[_Face]:
    """A mannequin of stacked rings, 1.75 m tall where the subject stands at 2 m."""
    rings = (
        (0.0, 0.075), (0.24, 0.07), (0.42, 0.085), (0.50, 0.078), (0.62, 0.1), (0.70, 0.105), (0.735, 0.06),
        (0.755, 0.03), (0.775, 0.032), (0.80, 0.05), (0.84, 0.056), (0.87, 0.045), (0.885, 0.02),
    )  # fmt: skip
    sides = 18
    turns = np.linspace(0, 2 * math.pi, sides, endpoint=False)
    faces = []
    for (low, wide_low), (high, wide_high) in itertools.pairwise(rings):
        colour = np.array((206, 170, 142) if low > 0.75 else (92, 104, 122), float)
        for turn, following in zip(turns, np.roll(turns, -1), strict=True):
            corners = np.array(
                [_on_ring(turn, low, wide_low), _on_ring(following, low, wide_low),
                 _on_ring(following, high, wide_high), _on_ring(turn, high, wide_high)]
            )  # fmt: skip
            out = np.array([math.cos(turn), 0.0, math.sin(turn)])
            faces.append(_Face(corners, out, colour, figure=True))
    return faces


def _on_ring(turn: float, height: float, radius: float) -> tuple[float, float, float]:
    deep = 0.62 if height < 0.74 else 1.0
    return radius * math.cos(turn), _FLOOR - height, 1.0 + radius * deep * math.sin(turn)


def _floor_lines() -> Points:
    """The joints of the floor as pairs of points, in pieces, so that each fades with its own distance."""
    lines = []
    for at in np.arange(-_FARTHEST_LINE, _FARTHEST_LINE + _TILE / 2, _TILE):
        for start in np.arange(-_FARTHEST_LINE, _FARTHEST_LINE, _PIECE):
            if math.hypot(at, start + _PIECE / 2) < _FARTHEST_LINE:
                lines.append([(at, _FLOOR, 1 + start), (at, _FLOOR, 1 + start + _PIECE)])
                lines.append([(start, _FLOOR, 1 + at), (start + _PIECE, _FLOOR, 1 + at)])
    return np.array(lines)
