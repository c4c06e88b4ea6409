"""Moving pictures: the previz renderer, and what a clip file really holds.

A :class:`CameraPath` says how the camera moves; :func:`render_clip` draws it as a real MP4. Everything that draws or
decodes needs the extra ``[media]`` and raises ``MissingExtra`` without it; the camera's geometry is pure Python.
"""

from ._camera import CameraBeat, CameraCut, CameraPath, Direction, Ease, Move, Pose, Speed, SupportAmount
from ._clips import (
    ClipFacts,
    extend_clip,
    probe_clip,
    regrade_clip,
    render_clip,
    require_media,
    spritesheet,
    thumbnail,
)

__all__ = [
    "CameraBeat",
    "CameraCut",
    "CameraPath",
    "ClipFacts",
    "Direction",
    "Ease",
    "Move",
    "Pose",
    "Speed",
    "SupportAmount",
    "extend_clip",
    "probe_clip",
    "regrade_clip",
    "render_clip",
    "require_media",
    "spritesheet",
    "thumbnail",
]
