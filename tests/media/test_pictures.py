from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from promptkit.findings import PromptkitError
from promptkit.media import CameraBeat, CameraPath, render_clip, spritesheet, thumbnail
from tests.media.motion import frames_of, textured_still


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    camera = CameraPath((CameraBeat(0, 1, "pan", "left", degrees=20),))
    render_clip(path, size=(640, 360), seconds=1, camera=camera, still=textured_still((640, 360)))
    return path


def test_a_thumbnail_is_a_small_webp_of_the_middle(clip):
    picture = Image.open(io.BytesIO(thumbnail(clip)))
    assert (picture.format, picture.size) == ("WEBP", (480, 270))
    assert np.asarray(picture).std() > 20


def test_a_spritesheet_has_sixteen_frames_in_their_order(clip):
    picture = Image.open(io.BytesIO(spritesheet(clip)))
    assert (picture.format, picture.size) == ("JPEG", (1280, 720))
    sheet = np.asarray(picture).astype(int)
    frames = frames_of(clip)
    for index in range(16):
        top, left = index // 4 * 180, index % 4 * 320
        wanted = cv2.resize(frames[23 * index // 15], (320, 180), interpolation=cv2.INTER_AREA)
        assert np.abs(sheet[top : top + 180, left : left + 320] - wanted.astype(int)).mean() < 6


def test_a_clip_of_few_frames_fills_the_sheet(tmp_path):
    clip = tmp_path / "short.mp4"
    render_clip(clip, size=(180, 320), seconds=0.125, camera=None)
    assert Image.open(io.BytesIO(spritesheet(clip))).size == (720, 1280)


def test_a_broken_clip_is_a_message(tmp_path):
    clip = tmp_path / "junk.mp4"
    clip.write_bytes(b"junk" * 100)
    for make in (thumbnail, spritesheet):
        with pytest.raises(PromptkitError):
            make(clip)
