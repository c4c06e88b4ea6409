"""What a clip really holds, read with FFmpeg's own demuxer."""

from __future__ import annotations

from pathlib import Path

import av

from promptkit.findings import PromptkitError

from ._clips import ClipFacts


def probe(path: Path) -> ClipFacts:
    """The facts of the clip at ``path``; see :func:`promptkit.media.probe_clip`."""
    try:
        with av.open(str(path)) as container:
            return _facts(container, path)
    except (av.InvalidDataError, av.EOFError) as error:
        raise PromptkitError(f"{path.name} is no clip that can be read") from error


def _facts(container: av.container.InputContainer, path: Path) -> ClipFacts:
    if not container.streams.video:
        raise PromptkitError(f"{path.name} has no picture")
    video = container.streams.video[0]
    frames = sum(1 for packet in container.demux(video) if packet.size)
    rate = float(video.average_rate or 0)
    length = float(video.duration * video.time_base) if video.duration and video.time_base else frames / (rate or 1)
    return ClipFacts(
        width=video.codec_context.width,
        height=video.codec_context.height,
        seconds=length,
        video_codec=video.codec_context.name,
        audio_codec=container.streams.audio[0].codec_context.name if container.streams.audio else None,
        fps=rate,
        frames=frames,
    )
