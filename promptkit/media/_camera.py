"""The camera's path in time, without any picture: beats in, a pose out. Pure, and needs no library.

Directions name what the camera does, seen from behind it. Distances are in *subject distances*:
the subject stands at 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ._shake import shake_at

Move = Literal[
    "hold", "pan", "tilt", "roll", "dolly", "truck", "pedestal", "crane", "arc", "zoom", "dolly_zoom", "rack_focus",
    "whip_pan", "track",
]  # fmt: skip
Direction = Literal["in", "out", "left", "right", "up", "down", "clockwise", "counterclockwise"]
Speed = Literal["imperceptible", "slow", "normal", "fast", "whip"]
Ease = Literal["linear", "in", "out", "in-out"]
SupportAmount = Literal["subtle", "normal", "strong"]

SUBJECT_DISTANCE_M = 2.0
"""Metres from the camera to the subject at the first frame, where nobody has said otherwise."""

NEAREST = 0.65
FARTHEST = -1.5
"""The camera stays between these places on its axis, in subject distances: never past the subject, never lost."""

TILT_PER_RISE = 14.0
"""Degrees that a crane tilts back towards its subject, for each subject distance that it rises."""

# What a move does in about three seconds at normal speed where no measure is given: degrees, subject distances, factor.
_USUAL: Mapping[Move, float] = {
    "pan": 12.0,
    "tilt": 8.0,
    "roll": 10.0,
    "dolly": 0.24,
    "truck": 0.15,
    "pedestal": 0.12,
    "crane": 0.18,
    "arc": 16.0,
    "zoom": 1.35,
    "dolly_zoom": 0.3,
    "whip_pan": 60.0,
    "track": 0.24,
}
_DEFAULT_DIRECTION: Mapping[Move, Direction] = {
    "pan": "right",
    "tilt": "up",
    "roll": "clockwise",
    "dolly": "in",
    "truck": "right",
    "pedestal": "up",
    "crane": "up",
    "arc": "right",
    "zoom": "in",
    "dolly_zoom": "in",
    "rack_focus": "in",
    "whip_pan": "right",
    "track": "in",
}
_SPEED: Mapping[Speed, float] = {"imperceptible": 0.15, "slow": 0.55, "normal": 1.0, "fast": 1.6, "whip": 2.2}
_TURN_SIGNS: Mapping[Direction, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}
_TRAVEL_SIGNS: Mapping[Direction, tuple[int, int, int]] = {
    "left": (-1, 0, 0),
    "right": (1, 0, 0),
    "up": (0, 1, 0),
    "down": (0, -1, 0),
    "in": (0, 0, 1),
    "out": (0, 0, -1),
}
_ROLL_SIGNS: Mapping[Direction, int] = {"clockwise": 1, "right": 1, "counterclockwise": -1, "left": -1}
# Seen from above, a camera that circles its subject clockwise goes to its own left.
_ARC_SIGNS: Mapping[Direction, int] = {"right": 1, "counterclockwise": 1, "left": -1, "clockwise": -1}
_DEPTH_SIGNS: Mapping[Direction, int] = {"in": 1, "out": -1}


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the camera is at one moment, relative to the first frame.

    :param yaw: degrees, positive to the right.
    :param pitch: degrees, positive upwards.
    :param roll: degrees, positive clockwise, seen from behind the camera.
    :param x: subject distances to the right.
    :param y: subject distances upwards.
    :param z: subject distances towards the subject.
    :param arc: degrees that the whole camera has circled around the subject, positive to the camera's right; this comes
        after all the others and is not part of ``x``, ``z`` and ``yaw``.
    :param zoom: focal length as a multiple of that of the first frame.
    :param focus: 0 is all sharp, 1 only the subject, -1 only the background.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    arc: float = 0.0
    zoom: float = 1.0
    focus: float = 0.0


@dataclass(frozen=True, slots=True)
class CameraBeat:
    """One move of the camera.

    :param start: seconds from the first frame.
    :param end: seconds; the camera keeps the place that it has reached.
    :param direction: ``None`` is the usual one of the move, as in *in* for a dolly.
    :param speed: scales what has no measure.
    :param degrees: measure of a pan, tilt, roll, arc or whip pan.
    :param distance_m: measure in metres of a dolly, truck, pedestal, crane or track; the subject stands at 2 m.
    :param factor: magnification of a zoom, as in 2 for twice as large.
    :param to_mm: focal length that a zoom or dolly zoom ends at, in full-frame millimetres.
    :param subject: who the move is about, in the user's words.
    :raises ValueError: the beat ends before it starts, a measure is not above zero, or the move has no such direction.
    """

    start: float
    end: float
    move: Move
    direction: Direction | None = None
    speed: Speed | None = None
    ease: Ease = "in-out"
    degrees: float | None = None
    distance_m: float | None = None
    factor: float | None = None
    to_mm: float | None = None
    subject: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end < math.inf:
            raise ValueError(f"beat {self.move} from {self.start} to {self.end} s is no stretch of time")
        for name in ("degrees", "distance_m", "factor", "to_mm"):
            value = getattr(self, name)
            if value is not None and not 0 < value < math.inf:
                raise ValueError(f"{name} {value} of {self.move} must be above zero")
        if self.direction is not None and self.direction not in _directions(self.move):
            raise ValueError(f"{self.move} has no direction '{self.direction}'")

    def progress(self, seconds: float) -> float:
        """How much of the move is done at ``seconds``, from 0 to 1, eased."""
        if seconds <= self.start:
            return 0.0
        if seconds >= self.end:
            return 1.0
        return _eased((seconds - self.start) / (self.end - self.start), self.ease)

    @property
    def towards(self) -> Direction:
        """The direction, or the usual one of the move."""
        return self.direction or _DEFAULT_DIRECTION[self.move]

    @property
    def usual(self) -> float:
        """The amount of a move without a measure: longer and faster beats go farther."""
        pace = _SPEED[self.speed or "normal"]
        if self.move == "whip_pan":
            return _USUAL[self.move]
        stretch = math.sqrt((self.end - self.start) / 3.0)
        return _USUAL[self.move] * pace * min(1.5, max(0.6, stretch))


@dataclass(frozen=True, slots=True)
class CameraCut:
    """A hard cut: from ``start`` on the camera stands where it stood in the first frame, with its own lens and support.

    :param start: seconds from the first frame of the clip.
    """

    start: float
    support: str | None = None
    amount: SupportAmount | None = None
    lens_mm: float = 35.0


@dataclass(frozen=True, slots=True)
class CameraPath:
    """The camera of one clip.

    :param beats: in any order; beats may overlap.
    :param support: what holds the camera; ``handheld``, ``steadicam``, ``gimbal``, ``drone``, ``fpv drone``,
        ``car mount`` and ``body cam`` add a small, always equal unrest, all other names none.
    :param amount: how much unrest; ``None`` is normal.
    :param lens_mm: focal length of the first frame in full-frame millimetres.
    :param cuts: where a set-up starts, the first at 0; a beat belongs to the set-up in which it starts.
    """

    beats: tuple[CameraBeat, ...] = ()
    support: str | None = None
    amount: SupportAmount | None = None
    lens_mm: float = 35.0
    cuts: tuple[CameraCut, ...] = ()

    @property
    def first_lens_mm(self) -> float:
        """The focal length of the first frame."""
        return self.cuts[0].lens_mm if self.cuts else self.lens_mm

    def pose_at(self, seconds: float) -> Pose:
        """The pose at ``seconds``; at 0 it is the pose of the still, whatever holds the camera."""
        if not self.cuts:
            return self._pose_since(seconds, 0.0)
        at = self.setup_at(seconds)
        cut = self.cuts[at]
        end = self.cuts[at + 1].start if at + 1 < len(self.cuts) else math.inf
        beats = tuple(beat for beat in self.beats if cut.start <= beat.start < end)
        pose = CameraPath(beats, cut.support, cut.amount, cut.lens_mm)._pose_since(seconds, cut.start)
        return replace(pose, zoom=pose.zoom * cut.lens_mm / self.first_lens_mm)

    def setup_at(self, seconds: float) -> int:
        """The number of the set-up that is seen at ``seconds``, from 0."""
        return max((at for at, cut in enumerate(self.cuts) if cut.start <= seconds), default=0)

    def _pose_since(self, seconds: float, begin: float) -> Pose:
        """The pose at ``seconds`` of a set-up that begins at ``begin``."""
        pose = Pose()
        for beat in sorted(self.beats, key=lambda beat: (beat.start, beat.end)):
            done = beat.progress(seconds)
            if done > 0 and beat.move != "hold":
                pose = _ADVANCE[beat.move](pose, beat, done, self)
        unrest = shake_at(seconds - begin, self.support, self.amount)
        return replace(
            pose,
            yaw=pose.yaw + unrest.yaw,
            pitch=pose.pitch + unrest.pitch,
            roll=pose.roll + unrest.roll,
            x=pose.x + unrest.x,
            y=pose.y + unrest.y,
        )

    def heading_at(self, seconds: float) -> float:
        """Where the lens points at ``seconds`` by its pans alone, in degrees to the right."""
        turns = [beat for beat in self.beats if beat.move in ("pan", "tilt", "whip_pan")]
        return sum(_turn_of(beat)[0] * beat.progress(seconds) for beat in turns)


def _directions(move: Move) -> frozenset[Direction]:
    if move in ("pan", "tilt", "whip_pan"):
        return frozenset(_TURN_SIGNS)
    if move == "roll":
        return frozenset(_ROLL_SIGNS)
    if move == "arc":
        return frozenset(_ARC_SIGNS)
    if move in ("zoom", "dolly_zoom", "rack_focus"):
        return frozenset(_DEPTH_SIGNS)
    return frozenset(_TRAVEL_SIGNS)


def _eased(part: float, ease: Ease) -> float:
    if ease == "linear":
        return part
    if ease == "in":
        return part * part
    if ease == "out":
        return part * (2.0 - part)
    return part * part * (3.0 - 2.0 * part)


def _turn_of(beat: CameraBeat) -> tuple[float, float]:
    degrees = beat.degrees or beat.usual
    across, upwards = _TURN_SIGNS[beat.towards]
    return across * degrees, upwards * degrees


def _turn(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    yaw, pitch = _turn_of(beat)
    return replace(pose, yaw=pose.yaw + yaw * done, pitch=pose.pitch + pitch * done)


def _roll(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    return replace(pose, roll=pose.roll + _ROLL_SIGNS[beat.towards] * (beat.degrees or beat.usual) * done)


def _arc(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    return replace(pose, arc=pose.arc + _ARC_SIGNS[beat.towards] * (beat.degrees or beat.usual) * done)


def _distance(beat: CameraBeat) -> float:
    return beat.usual if beat.distance_m is None else beat.distance_m / SUBJECT_DISTANCE_M


def _travel(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    """Move along or across the axis that the lens has when the beat starts."""
    right, upwards, forward = (sign * _distance(beat) for sign in _TRAVEL_SIGNS[beat.towards])
    heading = math.radians(path.heading_at(beat.start))
    x = right * math.cos(heading) + forward * math.sin(heading)
    z = _within_reach(pose.z, forward * math.cos(heading) - right * math.sin(heading))
    return replace(pose, x=pose.x + x * done, y=pose.y + upwards * done, z=pose.z + z * done)


def _within_reach(place: float, step: float) -> float:
    return min(NEAREST, max(FARTHEST, place + step)) - place


def _crane(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    moved = _travel(pose, beat, done, path)
    return replace(moved, pitch=moved.pitch - (moved.y - pose.y) * TILT_PER_RISE)


def _zoom(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    return replace(pose, zoom=pose.zoom * _magnification(pose, beat, path) ** done)


def _magnification(pose: Pose, beat: CameraBeat, path: CameraPath) -> float:
    if beat.to_mm is not None:
        return beat.to_mm / (path.lens_mm * pose.zoom)
    if beat.factor is not None and beat.direction is None:
        return beat.factor
    size = beat.factor or 1.0 + (_USUAL["zoom"] - 1.0) * beat.usual / _USUAL["zoom"]
    return float(max(size, 1 / size) ** _DEPTH_SIGNS[beat.towards])


def _dolly_zoom(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    """Travel on the axis, and let the lens undo it for whatever stands at the subject's distance."""
    if beat.to_mm is not None:
        step = (1.0 - pose.z) * (1.0 - beat.to_mm / (path.lens_mm * pose.zoom))
    else:
        step = _distance(beat) * _DEPTH_SIGNS[beat.towards]
    z = pose.z + _within_reach(pose.z, step) * done
    return replace(pose, z=z, zoom=pose.zoom * (1.0 - z) / (1.0 - pose.z))


def _rack(pose: Pose, beat: CameraBeat, done: float, path: CameraPath) -> Pose:
    return replace(pose, focus=pose.focus + (_DEPTH_SIGNS[beat.towards] - pose.focus) * done)


_ADVANCE: Mapping[Move, Callable[[Pose, CameraBeat, float, CameraPath], Pose]] = {
    "pan": _turn,
    "tilt": _turn,
    "whip_pan": _turn,
    "roll": _roll,
    "arc": _arc,
    "dolly": _travel,
    "truck": _travel,
    "pedestal": _travel,
    "track": _travel,
    "crane": _crane,
    "zoom": _zoom,
    "dolly_zoom": _dolly_zoom,
    "rack_focus": _rack,
}
