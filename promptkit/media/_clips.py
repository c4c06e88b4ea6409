"""The front of the renderer: checks that the libraries are there, then hands over to the modules that import them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from promptkit.findings import MissingExtra

from ._camera import CameraPath

_LIBRARIES = ("av", "numpy", "cv2", "PIL")


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What a clip file holds, by decoding its headers and counting its packets.

    :param width: pixels.
    :param height: pixels.
    :param seconds: length of the picture.
    :param video_codec: as FFmpeg names it, as in ``h264``.
    :param audio_codec: ``None`` where there is no sound.
    :param fps: frames per second, on average.
    :param frames: how many pictures there are.
    """

    width: int
    height: int
    seconds: float
    video_codec: str
    audio_codec: str | None
    fps: float
    frames: int


def require_media(what: str) -> None:
    """Say early that the libraries of the renderer are missing, without importing them.

    :param what: what the user wants to do, as in ``"rendering a clip"``.
    :raises MissingExtra: at least one of them is not installed.
    """
    if any(importlib.util.find_spec(name) is None for name in _LIBRARIES):
        raise MissingExtra(what, "local")


def render_clip(
    path: Path,
    *,
    size: tuple[int, int],
    seconds: float,
    camera: CameraPath | None,
    still: bytes | None = None,
    label: str | None = None,
    seed: int = 0,
    fps: int = 24,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Draw a clip as MP4: H.264 in yuv420p with the index in front, and an AAC track of the same length.

    With a still, that is the first frame and the camera moves over it; without one, over a drawn stand-in set. Without
    a camera, the clip is a test card. The file appears at ``path`` whole or not at all.

    :param size: width and height in pixels, both even.
    :param seconds: length; the clip has ``round(seconds * fps)`` frames.
    :param still: a JPEG, PNG or WebP file's bytes; another shape than ``size`` is cropped around its centre.
    :param label: a line on the test card; a clip with a camera carries no text.
    :param seed: chooses the stand-in set.
    :param progress: called after each frame with the part done, 0 to 1; what it raises ends the render.
    :raises MissingExtra: the extra [media] is not installed.
    :raises PromptkitError: the still cannot be decoded.
    :raises ValueError: the size is odd or the clip is empty.
    :raises OSError: the file cannot be written.
    """
    require_media("rendering a clip")
    from ._render import render

    render(
        path, size=size, seconds=seconds, camera=camera, still=still, label=label, seed=seed, fps=fps,
        progress=progress or (lambda part: None),
    )  # fmt: skip


def regrade_clip(
    source: Path, path: Path, *, words: str, fps: int = 24, progress: Callable[[float], None] | None = None
) -> None:
    """Write the clip at ``source`` to ``path`` once more: the same pictures and sound in another grade.

    :param words: choose the grade (``warm``, ``night``, ``black and white``); any others choose one as well, always the
        same. The grade is never none, so that the two clips can be told apart.
    :param progress: as of :func:`render_clip`, and so are the errors.
    """
    require_media("rendering a clip")
    from ._rework import regrade

    regrade(source, path, words=words, fps=fps, progress=progress or (lambda part: None))


def extend_clip(
    source: Path,
    path: Path,
    *,
    seconds: float,
    camera: CameraPath | None,
    fps: int = 24,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write the clip at ``source`` to ``path`` with more behind it: the camera moves on from the last picture.

    :param seconds: how much is added.
    :param camera: of what is added, its times from where that starts; without one the last picture stands.
    :param progress: as of :func:`render_clip`, and so are the errors.
    """
    require_media("rendering a clip")
    from ._rework import extend

    extend(
        source, path, seconds=seconds, camera=camera or CameraPath(), fps=fps, progress=progress or (lambda part: None)
    )


def probe_clip(path: Path) -> ClipFacts:
    """What the clip at ``path`` really is.

    :raises MissingExtra: the extra [media] is not installed.
    :raises PromptkitError: it is no clip, or has no picture.
    :raises OSError: it cannot be opened.
    """
    require_media("probing a clip")
    from ._probe import probe

    return probe(path)


def thumbnail(path: Path) -> bytes:
    """A WebP picture from the middle of the clip at ``path``, 480 pixels on its long side; errors as ``probe_clip``."""
    require_media("a thumbnail")
    from ._pictures import thumbnail_of

    return thumbnail_of(path)


def spritesheet(path: Path) -> bytes:
    """A JPEG of 4 x 4 frames, evenly spaced, left to right and top to bottom; errors as of ``probe_clip``."""
    require_media("a spritesheet")
    from ._pictures import spritesheet_of

    return spritesheet_of(path)
