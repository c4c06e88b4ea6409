from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from promptkit.ledger import State
from tests.runs.conftest import Studio
from tests.runs.server import Job
from tests.runs.shots import quick, shot

Content = tuple[int, dict[str, str], bytes]
MP4 = {"Content-Type": "video/mp4"}


def first(times: int, odd: Content, clip: bytes) -> Callable[[Job, int], Content]:
    """A server that sends something odd for some times, and then the clip."""
    return lambda job, count: odd if count <= times else (200, MP4, clip)


def leftovers(studio: Studio) -> list[str]:
    return sorted(path.name for path in (studio.folder / "takes").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "odd",
    [
        (404, MP4, b""),
        (503, {"Content-Type": "application/json"}, b'{"error": "not yet"}'),
        (200, {"Content-Type": "application/json"}, b'{"path": "/outputs/1.mp4"}'),
        (200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>"),
        (200, MP4, b""),
        (200, {**MP4, "Content-Length": "999999"}, b"cut off"),
    ],
    ids=["404", "503", "json", "html", "empty", "cut-off"],
)
def test_a_fetch_that_goes_wrong_is_repeated(studio: Studio, odd: Content) -> None:
    studio.limits = quick(look=0.5)
    studio.server.content = first(1, odd, studio.server.clip)
    take = studio.submit(shot()).takes[0]
    assert take.state is State.COMPLETED
    assert take.files[0].sha256 == hashlib.sha256(studio.server.clip).hexdigest()
    assert leftovers(studio) == [f"{take.id}.mp4"]


def test_a_clip_that_cannot_be_had_waits_and_is_never_made_again(studio: Studio) -> None:
    studio.server.content = lambda job, count: (503, MP4, b"")
    take = studio.submit(shot()).takes[0]
    assert (take.state, leftovers(studio)) == (State.ACCEPTED, [])
    assert take.error == "the clip could not be fetched: the endpoint answered 503"
    studio.server.content = None
    assert studio.submit(shot()).ok
    assert len(studio.server.posts) == 1


def test_a_clip_may_only_be_so_large(studio: Studio) -> None:
    studio.limits = quick(clip_bytes=1000, fetches=1)
    take = studio.submit(shot()).takes[0]
    assert take.error == "the clip could not be fetched: the clip is larger than 1000 bytes"
    assert leftovers(studio) == []


def test_a_clip_from_another_address_is_not_followed(studio: Studio) -> None:
    moved = {"Location": "http://127.0.0.1:9/clip.mp4"}
    studio.server.content = lambda job, count: (302, moved, b"")
    take = studio.submit(shot()).takes[0]
    assert take.state is State.ACCEPTED
    assert take.error is not None
    assert "another address" in take.error


def test_a_clip_takes_the_place_of_one_that_a_dead_process_left(studio: Studio) -> None:
    studio.server.content = lambda job, count: (503, MP4, b"")
    take = studio.submit(shot()).takes[0]
    (studio.folder / "takes/steaming-cup" / f"{take.id}.mp4").write_bytes(b"half of a clip")
    studio.server.content = None
    studio.resume()
    (file,) = studio.only().files
    assert (studio.folder / file.path).read_bytes() == studio.server.clip
