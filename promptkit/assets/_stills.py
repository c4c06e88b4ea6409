"""Type and size of a still by its header: JPEG (ITU-T T.81), PNG (W3C PNG 3rd edition), WebP (RFC 9649)."""

from __future__ import annotations

from dataclasses import dataclass

from ._orientation import exif_orientation

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"

# T.81 table B.1: C4, C8 and CC lie in the range of the frame headers and are none.
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# TEM, the restart markers and SOI have no length field.
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})
_END_OF_HEADERS = frozenset({0xD9, 0xDA})
_APP1 = 0xE1


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What the header of a still says.

    :param mime: ``image/jpeg``, ``image/png`` or ``image/webp``.
    :param width: pixels as they are stored, before any turn.
    :param height: pixels as they are stored, before any turn.
    :param orientation: the EXIF orientation of a JPEG, 1 to 8; 1 is upright, 5 to 8 lie on their side.
    """

    mime: str
    width: int
    height: int
    orientation: int = 1

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height in pixels as a viewer shows them that heeds the orientation."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


def still_facts(data: bytes) -> ImageFacts | None:
    """What ``data`` is, by its first bytes; ``None`` if it is no JPEG, PNG or WebP with a size in its header.

    Never raises, whatever the bytes are. A file that breaks off after its header still has its facts.
    """
    if data.startswith(_JPEG):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _facts(mime: str, width: int, height: int, orientation: int = 1) -> ImageFacts | None:
    return ImageFacts(mime, width, height, orientation) if width > 0 and height > 0 else None


def _png(data: bytes) -> ImageFacts | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return _facts("image/png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _jpeg(data: bytes) -> ImageFacts | None:
    orientation, at = 1, 2
    while (at := _next_marker(data, at)) < len(data):
        marker = data[at]
        if marker in _END_OF_HEADERS:
            return None
        if marker in _BARE_MARKERS:
            at += 1
            continue
        length = int.from_bytes(data[at + 1 : at + 3], "big")
        segment = data[at + 3 : at + 1 + length]
        if length < 2 or len(segment) < length - 2:
            return None
        if marker in _FRAME_HEADERS:
            return _jpeg_frame(segment, orientation)
        if marker == _APP1 and segment.startswith(b"Exif\0\0"):
            orientation = exif_orientation(segment[6:]) or orientation
        at += 1 + length
    return None


def _next_marker(data: bytes, at: int) -> int:
    """The offset of the next marker's second byte, or the end; any number of FF may stand before it."""
    if data[at : at + 1] != b"\xff":
        return len(data)
    while at < len(data) and data[at] == 0xFF:
        at += 1
    return at


def _jpeg_frame(segment: bytes, orientation: int) -> ImageFacts | None:
    if len(segment) < 6:
        return None
    height, width = int.from_bytes(segment[1:3], "big"), int.from_bytes(segment[3:5], "big")
    return _facts("image/jpeg", width, height, orientation)


def _webp(data: bytes) -> ImageFacts | None:
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8 " and len(body) == 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return _facts("image/webp", width, height)
    if kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return _facts("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X" and len(body) == 10:
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return _facts("image/webp", width, height)
    return None
