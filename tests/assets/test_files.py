from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from promptkit.assets import (
    MAX_STILL_BYTES,
    ImageFacts,
    StillProblem,
    StillUnreadable,
    read_still,
    sha256_file,
)
from promptkit.findings import UsageError

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1280).to_bytes(4, "big") + (720).to_bytes(4, "big") + b"\x08\x02\0\0\0"


def test_facts_and_checksum_are_of_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "named-wrongly.jpg"
    path.write_bytes(PNG)
    still = read_still(path)
    assert still.facts == ImageFacts("image/png", 1280, 720)
    assert still.sha256 == hashlib.sha256(PNG).hexdigest() == sha256_file(path)
    assert still.bytes_count == len(PNG)


def test_a_file_that_is_no_picture_is_read_and_has_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("not a picture")
    assert read_still(path).facts is None


def problem(path: Path) -> StillProblem:
    with pytest.raises(StillUnreadable) as caught:
        read_still(path)
    assert isinstance(caught.value, UsageError)
    assert str(path) in str(caught.value)
    return caught.value.problem


def test_each_reason_is_told_apart(tmp_path: Path) -> None:
    empty, large, folder = tmp_path / "empty.png", tmp_path / "large.png", tmp_path / "folder.png"
    empty.touch()
    folder.mkdir()
    with large.open("wb") as stream:
        stream.truncate(MAX_STILL_BYTES + 1)
    assert problem(tmp_path / "none.png") is StillProblem.MISSING
    assert problem(empty / "below-a-file.png") is StillProblem.MISSING
    assert problem(folder) is StillProblem.FOLDER
    assert problem(empty) is StillProblem.EMPTY
    assert problem(large) is StillProblem.TOO_LARGE
    assert problem(tmp_path / "a\0b.png") is StillProblem.UNREADABLE


def test_the_largest_still_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(PNG)
    os.truncate(path, MAX_STILL_BYTES)
    assert read_still(path).bytes_count == MAX_STILL_BYTES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    assert problem(path) is StillProblem.UNREADABLE


def test_a_loop_of_links_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "loop.png"
    path.symlink_to(path)
    assert problem(path) is StillProblem.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(PNG)
    path.chmod(0)
    assert problem(path) is StillProblem.UNREADABLE


def test_the_checksum_of_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    data = os.urandom(3_000_001)
    path.write_bytes(data)
    assert sha256_file(path) == hashlib.sha256(data).hexdigest()
