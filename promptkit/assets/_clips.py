"""Facts of a clip from the boxes of its MP4 file (ISO/IEC 14496-12), without any library.

The file is a stranger's: every length is checked against the bytes that are there, the walk goes down one fixed path of
boxes and never calls itself, and picture data is never read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MAX_TOP_BOXES = 4096
_MAX_INNER_BOXES = 256
_MAX_MOOV_BYTES = 16 * 2**20

# Sample entry to the name that ffprobe has for the codec; any other entry is reported as its four letters.
_CODECS = {
    b"avc1": "h264",
    b"avc3": "h264",
    b"hev1": "hevc",
    b"hvc1": "hevc",
    b"av01": "av1",
    b"vp08": "vp8",
    b"vp09": "vp9",
    b"mp4v": "mpeg4",
}


@dataclass(frozen=True, slots=True)
class ClipBoxFacts:
    """What the boxes of a clip say; nothing is decoded, so the pictures may still be broken.

    :param width: pixels as they are stored.
    :param height: pixels as they are stored.
    :param seconds: length of the video track; ``None`` where the boxes do not say it, as in some fragmented files.
    :param has_audio: whether there is a track of sound.
    :param video_codec: named as ffprobe does (``h264``, ``hevc``, ``av1``); ``None`` where no sample entry tells.
    """

    width: int
    height: int
    seconds: float | None
    has_audio: bool
    video_codec: str | None


@dataclass(frozen=True, slots=True)
class _Track:
    kind: bytes
    seconds: float | None
    size: tuple[int, int]
    codec: str | None


def clip_facts(path: Path) -> ClipBoxFacts | None:
    """The facts of an MP4 file; ``None`` if it is no whole MP4 with a video track.

    A file that was cut off is not whole: a box that reaches past the end of the file gives ``None``.

    :raises OSError: if the file cannot be read.
    """
    with path.open("rb") as stream:
        moov = _read_moov(stream)
    if moov is None:
        return None
    tracks = [_track(body) for kind, body in _boxes(moov) if kind == b"trak"]
    video = next((track for track in tracks if track.kind == b"vide"), None)
    if video is None or 0 in video.size:
        return None
    width, height = video.size
    seconds = video.seconds or _movie_seconds(moov)
    return ClipBoxFacts(width, height, seconds, any(track.kind == b"soun" for track in tracks), video.codec)


def _read_moov(stream: BinaryIO) -> memoryview | None:
    """The body of ``moov``, after all boxes at the top were checked to lie within the file."""
    end = stream.seek(0, os.SEEK_END)
    at, moov, has_type = 0, None, False
    for _ in range(_MAX_TOP_BOXES):
        if at == end:
            return moov if has_type else None
        stream.seek(at)
        header = _header(stream.read(16), end - at)
        if header is None:
            return None
        kind, skip, size = header
        has_type = has_type or kind == b"ftyp"
        if kind == b"moov" and moov is None:
            if size > _MAX_MOOV_BYTES:
                return None
            stream.seek(at + skip)
            moov = memoryview(stream.read(size - skip))
        at += size
    return None


def _header(data: bytes | memoryview, room: int) -> tuple[bytes, int, int] | None:
    """Type, bytes of the header and bytes of the whole box; ``None`` if it cannot lie within ``room`` bytes."""
    if len(data) < 8:
        return None
    size, skip = _number(data, 0, 4), 8
    if size == 1:
        if len(data) < 16:
            return None
        size, skip = _number(data, 8, 8), 16
    elif size == 0:
        size = room
    return (bytes(data[4:8]), skip, size) if skip <= size <= room else None


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes that stand one after another in ``data``, up to the first that does not fit."""
    at = 0
    for _ in range(_MAX_INNER_BOXES):
        header = _header(data[at : at + 16], len(data) - at)
        if header is None:
            return
        kind, skip, size = header
        yield kind, data[at + skip : at + size]
        at += size


def _find(data: memoryview, *kinds: bytes) -> memoryview:
    """The body of the box that a path of types leads to; empty where there is none."""
    for kind in kinds:
        data = next((body for found, body in _boxes(data) if found == kind), memoryview(b""))
    return data


def _track(trak: memoryview) -> _Track:
    media = _find(trak, b"mdia")
    entries = _find(media, b"minf", b"stbl", b"stsd")
    entry = next(_boxes(entries[8:]), None)
    return _Track(
        kind=bytes(_find(media, b"hdlr")[8:12]),
        seconds=_seconds(_find(media, b"mdhd")),
        size=_entry_size(entry) or _shown_size(_find(trak, b"tkhd")),
        codec=None if entry is None else _codec(entry[0]),
    )


def _codec(kind: bytes) -> str:
    return _CODECS.get(kind) or kind.decode("ascii", "replace").strip()


def _entry_size(entry: tuple[bytes, memoryview] | None) -> tuple[int, int] | None:
    """Width and height from a visual sample entry, in pixels."""
    if entry is None or len(entry[1]) < 28:
        return None
    width, height = _number(entry[1], 24, 2), _number(entry[1], 26, 2)
    return (width, height) if width and height else None


def _shown_size(tkhd: memoryview) -> tuple[int, int]:
    """Width and height from the track header, whose numbers are 16.16 fixed point."""
    at = 88 if _version(tkhd) == 1 else 76
    return _number(tkhd, at, 4) >> 16, _number(tkhd, at + 4, 4) >> 16


def _movie_seconds(moov: memoryview) -> float | None:
    """The length that the file claims for itself as a whole, fragments included."""
    header = _find(moov, b"mvhd")
    if seconds := _seconds(header):
        return seconds
    scale = _number(header, 20 if _version(header) == 1 else 12, 4)
    fragments = _find(moov, b"mvex", b"mehd")
    duration = _number(fragments, 4, 8 if _version(fragments) == 1 else 4)
    return duration / scale if duration and scale else None


def _seconds(header: memoryview) -> float | None:
    """Duration over time scale of ``mdhd`` or ``mvhd``, which begin alike; ``None`` where it is 0 or left open."""
    at, width = (20, 8) if _version(header) == 1 else (12, 4)
    scale, duration = _number(header, at, 4), _number(header, at + 4, width)
    left_open = duration == 2 ** (8 * width) - 1
    return duration / scale if scale and duration and not left_open else None


def _version(full_box: memoryview) -> int:
    return full_box[0] if len(full_box) else 0


def _number(data: bytes | memoryview, at: int, width: int) -> int:
    """An unsigned number, 0 where the data ends before it does."""
    part = data[at : at + width]
    return int.from_bytes(part, "big") if len(part) == width else 0
