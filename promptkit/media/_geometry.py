"""Where the pixels of a pose look: rotation, position and focal length as numpy values.

Axes of the first frame: x to the right, y downwards, z forwards; the subject stands at z = 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._camera import Pose

Floats = NDArray[np.float32]

FULL_FRAME_MM = 36.0


@dataclass(frozen=True, slots=True)
class View:
    """A pose, ready to project.

    :param rotation: 3 x 3, from the camera's axes to those of the first frame.
    :param position: of the lens, in subject distances.
    :param focal: pixels.
    """

    rotation: NDArray[np.float64]
    position: NDArray[np.float64]
    focal: float


def focal_pixels(size: tuple[int, int], lens_mm: float) -> float:
    """Focal length in pixels; the long side of the picture stands for the 36 mm of full frame."""
    return lens_mm / FULL_FRAME_MM * max(size)


def view_of(pose: Pose, focal: float, *, farthest_arc: float) -> View:
    """The view of a pose.

    :param focal: focal length of the first frame in pixels.
    :param farthest_arc: degrees that an orbit comes near to and never passes.
    """
    around = _turn_y(-_eased_limit(pose.arc, farthest_arc))
    subject = np.array([0.0, 0.0, 1.0])
    position = subject + around @ (np.array([pose.x, -pose.y, pose.z]) - subject)
    rotation = around @ _turn_y(pose.yaw) @ _turn_x(pose.pitch) @ _turn_z(pose.roll)
    return View(rotation, position, focal * pose.zoom)


def _eased_limit(degrees: float, limit: float) -> float:
    """Exact up to two thirds of the limit, then slower and slower."""
    free = limit * 2 / 3
    beyond = abs(degrees) - free
    if beyond <= 0:
        return degrees
    return math.copysign(free + (limit - free) * math.tanh(beyond / (limit - free)), degrees)


def _turn_y(degrees: float) -> NDArray[np.float64]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])


def _turn_x(degrees: float) -> NDArray[np.float64]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])


def _turn_z(degrees: float) -> NDArray[np.float64]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
