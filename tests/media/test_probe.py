from __future__ import annotations

import json
import subprocess

import pytest

from promptkit.findings import PromptkitError
from promptkit.media import CameraPath, ClipFacts, probe_clip, render_clip
from tests.require import require


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    render_clip(path, size=(320, 180), seconds=2, camera=CameraPath())
    return path


def test_a_clip_has_its_facts(clip):
    assert probe_clip(clip) == ClipFacts(320, 180, 2.0, "h264", "aac", 24.0, 48)


def test_ffprobe_agrees(clip):
    require("ffprobe")
    call = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-count_frames", "-of", "json", str(clip)]
    told = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    video, audio = told["streams"]
    assert (video["codec_name"], video["pix_fmt"], video["nb_read_frames"]) == ("h264", "yuv420p", "48")
    assert (video["color_space"], video["color_range"]) == ("bt709", "tv")
    assert (audio["codec_name"], audio["sample_rate"]) == ("aac", "48000")
    assert float(audio["duration"]) == pytest.approx(2, abs=0.03)
    assert float(told["format"]["duration"]) == pytest.approx(2, abs=0.03)


def test_the_index_stands_in_front(clip):
    data = clip.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_what_is_no_clip_is_a_message(tmp_path):
    junk = tmp_path / "junk.mp4"
    for data in (b"", b"no clip at all" * 100):
        junk.write_bytes(data)
        with pytest.raises(PromptkitError, match=r"junk\.mp4 is no clip"):
            probe_clip(junk)


def test_a_clip_that_breaks_off_is_a_message(clip):
    data = clip.read_bytes()
    clip.write_bytes(data[: data.index(b"moov")])
    with pytest.raises(PromptkitError):
        probe_clip(clip)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        probe_clip(tmp_path / "none.mp4")
