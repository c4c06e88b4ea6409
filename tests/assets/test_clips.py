from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.assets import ClipBoxFacts, clip_facts
from tests.require import require

PICTURE = ("-f", "lavfi", "-i", "testsrc=size=320x180:rate=24:duration=4")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=220:duration=4")


def made(path: Path, *arguments: str) -> Path:
    require("ffmpeg")
    command = ["ffmpeg", "-v", "error", "-y", *arguments, str(path)]
    subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return path


H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


@pytest.mark.parametrize(
    ("arguments", "audio", "codec"),
    [
        ((*PICTURE, *SOUND, *H264, "-c:a", "aac", "-movflags", "+faststart"), True, "h264"),
        ((*PICTURE, *H264), False, "h264"),
        ((*PICTURE, "-c:v", "mpeg4"), False, "mpeg4"),
        ((*SOUND, *PICTURE, "-map", "0", "-map", "1", *H264), True, "h264"),
    ],
)
def test_clips_of_a_real_encoder(tmp_path: Path, arguments: tuple[str, ...], audio: bool, codec: str) -> None:
    facts = clip_facts(made(tmp_path / "clip.mp4", *arguments))
    assert facts == ClipBoxFacts(320, 180, pytest.approx(4.0, abs=0.001), audio, codec)


def test_sound_longer_than_the_picture_does_not_make_the_clip_longer(tmp_path: Path) -> None:
    long_sound = ("-f", "lavfi", "-i", "sine=duration=7")
    facts = clip_facts(made(tmp_path / "clip.mp4", *PICTURE, *long_sound, *H264, "-c:a", "aac"))
    assert facts is not None
    assert facts.seconds == pytest.approx(4.0, abs=0.001)


def test_a_fragmented_file_has_all_but_its_length(tmp_path: Path) -> None:
    path = made(tmp_path / "clip.mp4", *PICTURE, *H264, "-movflags", "frag_keyframe+empty_moov")
    assert clip_facts(path) == ClipBoxFacts(320, 180, None, False, "h264")


def test_other_containers_are_none(tmp_path: Path) -> None:
    assert clip_facts(made(tmp_path / "clip.mkv", *PICTURE, *H264)) is None
    assert clip_facts(made(tmp_path / "sound.m4a", *SOUND, "-c:a", "aac")) is None


@pytest.mark.parametrize("flags", ["+faststart", "0"])
def test_a_file_that_was_cut_off_is_none(tmp_path: Path, flags: str) -> None:
    path = made(tmp_path / "clip.mp4", *PICTURE, *H264, "-movflags", flags)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 9 // 10])
    assert clip_facts(path) is None


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        clip_facts(tmp_path / "none.mp4")


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def wide_box(kind: bytes, body: bytes) -> bytes:
    return b"\0\0\0\1" + kind + struct.pack(">Q", 16 + len(body)) + body


def header(version: int, scale: int, duration: int) -> bytes:
    form = ">B3xQQIQ" if version else ">B3xIIII"
    return struct.pack(form, version, 0, 0, scale, duration) + bytes(80)


def track(
    *, version: int = 0, duration: int = 8000, entry: bytes = b"av01", size: tuple[int, int] = (1280, 720)
) -> bytes:
    sample = box(entry, bytes(24), struct.pack(">HH", *size), bytes(50))
    shown = bytes([version]) + bytes(87 if version else 75) + struct.pack(">II", 640 << 16, 360 << 16)
    return box(
        b"trak",
        box(b"tkhd", shown),
        box(
            b"mdia",
            box(b"mdhd", header(version, 1000, duration)),
            box(b"hdlr", bytes(8), b"vide", bytes(13)),
            box(b"minf", box(b"stbl", box(b"stsd", bytes(4), b"\0\0\0\1", sample))),
        ),
    )


TYPE = box(b"ftyp", b"isom\0\0\0\0")
MOVIE = box(b"mvhd", header(0, 600, 2400))


def facts_of(folder: Path, *boxes: bytes) -> ClipBoxFacts | None:
    path = folder / "clip.mp4"
    path.write_bytes(b"".join(boxes))
    return clip_facts(path)


@pytest.mark.parametrize("version", [0, 1])
def test_both_versions_of_the_headers(tmp_path: Path, version: int) -> None:
    movie = box(b"moov", MOVIE, track(version=version))
    assert facts_of(tmp_path, TYPE, movie) == ClipBoxFacts(1280, 720, 8.0, False, "av1")
    shown = box(b"moov", MOVIE, track(version=version, size=(0, 0)))
    assert facts_of(tmp_path, TYPE, shown) == ClipBoxFacts(640, 360, 8.0, False, "av1")


def test_the_length_of_the_movie_stands_in_for_that_of_the_track(tmp_path: Path) -> None:
    for duration in (0, 2**32 - 1):
        facts = facts_of(tmp_path, TYPE, box(b"moov", MOVIE, track(duration=duration)))
        assert facts is not None
        assert facts.seconds == 4.0
    empty = box(b"mvhd", header(0, 600, 0))
    extends = box(b"mvex", box(b"mehd", bytes(4), struct.pack(">I", 7200)))
    facts = facts_of(tmp_path, TYPE, box(b"moov", empty, track(duration=0), extends))
    assert facts is not None
    assert facts.seconds == 12.0


def test_wide_and_open_ended_boxes(tmp_path: Path) -> None:
    movie = MOVIE + track()
    expected = ClipBoxFacts(1280, 720, 8.0, False, "av1")
    assert facts_of(tmp_path, TYPE, wide_box(b"moov", movie), b"\0\0\0\0mdat", bytes(99)) == expected
    assert facts_of(tmp_path, wide_box(b"free", b""), TYPE, b"\0\0\0\0moov" + movie) == expected


def test_an_unknown_codec_is_named_by_its_letters(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, TYPE, box(b"moov", MOVIE, track(entry=b"xyz1")))
    assert facts is not None
    assert facts.video_codec == "xyz1"


@pytest.mark.parametrize(
    "boxes",
    [
        (),
        (TYPE,),
        (box(b"moov", MOVIE, track()),),
        (TYPE, box(b"moov")),
        (TYPE, box(b"moov", MOVIE, box(b"trak"))),
        (TYPE, b"\0\0\0\4moov"),
        (TYPE, b"\xff\xff\xff\xffmoov"),
        (TYPE, b"\0\0\0\1moov" + b"\xff" * 8),
        (TYPE, b"\0\0\0\1moov" + bytes(7) + b"\x08"),
        (TYPE, box(b"moov", MOVIE, track())[:-1]),
    ],
)
def test_hostile_boxes_are_none(tmp_path: Path, boxes: tuple[bytes, ...]) -> None:
    assert facts_of(tmp_path, *boxes) is None


def test_millions_of_boxes_end_soon(tmp_path: Path) -> None:
    empty = box(b"free")
    started = time.process_time()
    assert facts_of(tmp_path, TYPE, empty * 1_000_000) is None
    assert facts_of(tmp_path, TYPE, box(b"moov", empty * 1_000_000)) is None
    deep = b""
    for _ in range(20_000):
        deep = box(b"trak", deep) if len(deep) < 100_000 else deep
    assert facts_of(tmp_path, TYPE, box(b"moov", deep)) is None
    with (tmp_path / "huge.mp4").open("wb") as stream:
        stream.write(TYPE + struct.pack(">I", 3 * 2**30) + b"moov")
        stream.truncate(len(TYPE) + 3 * 2**30)
    assert clip_facts(tmp_path / "huge.mp4") is None
    assert time.process_time() - started < 30  # of the processor; reading what they claim to hold would take far longer


@given(st.data())
@settings(deadline=None)
def test_altered_files_never_raise(draw: st.DataObject) -> None:
    data = bytearray(TYPE + box(b"moov", MOVIE, track(), track(version=1)) + box(b"mdat", bytes(8)))
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, len(data)))
    folder = Path(tempfile.mkdtemp())
    try:
        facts_of(folder, bytes(data))
        facts_of(folder, bytes(data[:cut]))
    finally:
        shutil.rmtree(folder)
