from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.assets import ImageFacts, still_facts

Image = pytest.importorskip("PIL.Image")

SIZES = [(1280, 720), (720, 1280), (1, 1), (17, 4001)]


def picture(format_: str, size: tuple[int, int] = (48, 27), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, format_, **options)
    return out.getvalue()


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "a camera"
    return bytes(tags.tobytes())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("format_", "options", "mime"),
    [
        ("JPEG", {}, "image/jpeg"),
        ("JPEG", {"progressive": True}, "image/jpeg"),
        ("PNG", {}, "image/png"),
        ("WEBP", {"quality": 60}, "image/webp"),
        ("WEBP", {"lossless": True}, "image/webp"),
        ("WEBP", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}, "image/webp"),
    ],
)
def test_pictures_of_a_real_encoder(format_: str, options: dict[str, object], mime: str, size: tuple[int, int]) -> None:
    assert still_facts(picture(format_, size, **options)) == ImageFacts(mime, *size)


def test_all_three_forms_of_webp_are_covered() -> None:
    forms = {
        picture("WEBP", quality=60)[12:16],
        picture("WEBP", lossless=True)[12:16],
        picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")[12:16],
    }
    assert forms == {b"VP8 ", b"VP8L", b"VP8X"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_jpeg_keeps_its_stored_size_and_tells_its_orientation(orientation: int) -> None:
    facts = still_facts(picture("JPEG", (64, 32), exif=exif(orientation)))
    assert facts is not None
    assert (facts.width, facts.height, facts.orientation) == (64, 32, orientation)
    assert facts.upright_size == ((32, 64) if orientation >= 5 else (64, 32))


def big_endian_exif(orientation: int, count: int = 1) -> bytes:
    return b"MM\0*" + struct.pack(">IH", 8, count) + struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)


@pytest.mark.parametrize(("tiff", "orientation"), [(big_endian_exif(6), 6), (big_endian_exif(9), 1), (b"MM\0*", 1)])
def test_big_endian_and_senseless_exif(tiff: bytes, orientation: int) -> None:
    facts = still_facts(picture("JPEG", exif=b"Exif\0\0" + tiff))
    assert facts is not None
    assert facts.orientation == orientation


def jpeg_with(marker: int, before: bytes = b"") -> bytes:
    frame = bytes([8]) + struct.pack(">HHB", 720, 1280, 3) + bytes(9)
    return b"\xff\xd8" + before + b"\xff" + bytes([marker]) + struct.pack(">H", len(frame) + 2) + frame


@pytest.mark.parametrize("marker", [m for m in range(0xC0, 0xD0) if m not in (0xC4, 0xC8, 0xCC)])
def test_every_frame_header_of_jpeg_gives_the_size(marker: int) -> None:
    assert still_facts(jpeg_with(marker)) == ImageFacts("image/jpeg", 1280, 720)


@pytest.mark.parametrize("marker", [0xC4, 0xC8, 0xCC, 0xDA, 0xD9])
def test_other_markers_of_jpeg_are_no_frame_headers(marker: int) -> None:
    assert still_facts(jpeg_with(marker)) is None


def test_fill_bytes_and_bare_markers_may_stand_between_segments() -> None:
    before = b"\xff\xff\xff\xe0\x00\x04ab" + b"\xff\x01" + b"\xff\xd0"
    assert still_facts(jpeg_with(0xC0, before)) == ImageFacts("image/jpeg", 1280, 720)


def test_a_thumbnail_inside_exif_is_not_taken_for_the_picture() -> None:
    segment = b"Exif\0\0" + big_endian_exif(3) + jpeg_with(0xC0).replace(b"\x02\xd0\x05\x00", b"\x00\x78\x00\xa0")
    before = b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment
    assert still_facts(jpeg_with(0xC2, before)) == ImageFacts("image/jpeg", 1280, 720, 3)


@pytest.mark.parametrize("format_", ["GIF", "BMP", "TIFF"])
def test_other_pictures_are_none(format_: str) -> None:
    assert still_facts(picture(format_)) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBP",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(8),
    ],
)
def test_headers_without_a_size_are_none(data: bytes) -> None:
    assert still_facts(data) is None


REAL = [picture("JPEG", exif=exif(6)), picture("PNG"), picture("WEBP"), picture("WEBP", lossless=True)]


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    still_facts(data)


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBPVP8X", b"RIFF....WEBPVP8 "]), st.binary())
def test_arbitrary_bytes_after_a_signature_never_raise(signature: bytes, data: bytes) -> None:
    facts = still_facts(signature + data)
    assert facts is None or (facts.width > 0 and facts.height > 0)


@given(st.sampled_from(REAL), st.data())
def test_a_cut_or_altered_picture_never_raises(data: bytes, draw: st.DataObject) -> None:
    cut = draw.draw(st.integers(0, len(data)))
    at, value = draw.draw(st.integers(0, len(data) - 1)), draw.draw(st.integers(0, 255))
    whole, part = still_facts(data), still_facts(data[:cut])
    assert part in (None, whole)
    altered = still_facts(data[:at] + bytes([value]) + data[at + 1 :])
    assert altered is None or (altered.width > 0 and altered.height > 0)
