"""An MP4 file that grows frame by frame and appears whole: H.264 in yuv420p, BT.709, AAC, the index in front."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from ._geometry import Floats
from ._sound import RATE

_BT709 = 1
_THREADS = 2
# A first picture of high quality is the still as the eye remembers it, and lets a held shot rest without flicker.
_H264 = {"preset": "superfast", "crf": "18", "x264-params": "ipratio=2.5"}


def write_clip(
    path: Path, frames: Iterable[NDArray[np.uint8]], sound: Floats, *, size: tuple[int, int], fps: int
) -> None:
    """Write ``frames`` (RGB) and ``sound`` to ``path``; when anything fails, nothing of it stays."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as container:
            _fill(container, frames, sound, size=size, fps=fps)
        _flush(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _flush(part: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _fill(
    container: av.container.OutputContainer,
    frames: Iterable[NDArray[np.uint8]],
    sound: Floats,
    *,
    size: tuple[int, int],
    fps: int,
) -> None:
    video = container.add_stream("libx264", rate=fps, options=_H264)
    video.width, video.height, video.pix_fmt = *size, "yuv420p"
    context = video.codec_context
    context.thread_count = _THREADS
    context.colorspace, context.color_range = _BT709, ColorRange.MPEG
    context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    audio = container.add_stream("aac", rate=RATE, layout="mono")
    audio.bit_rate = 64_000
    for index, pixels in enumerate(frames):
        picture = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        coded = picture.reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
        )  # fmt: skip
        coded.pts = index
        container.mux(video.encode(coded))
    container.mux(video.encode(None))
    samples = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="fltp", layout="mono")
    samples.sample_rate, samples.pts = RATE, 0
    container.mux(audio.encode(samples))
    container.mux(audio.encode(None))
