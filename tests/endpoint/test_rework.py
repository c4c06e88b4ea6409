"""Clips made from clips, as the real SDK asks for them."""

from __future__ import annotations

import base64
import io
import sqlite3
from pathlib import Path
from typing import Any

import av
import numpy as np
import openai
import pytest
from openai import OpenAI

from promptkit.endpoint import start
from tests.endpoint.wire import KEY, OFFERS, still, timeline, until

JSON = {"Content-Type": "application/json"}


def made(client: OpenAI, video: str) -> Any:
    done = client.videos.poll(video, poll_interval_ms=100)
    assert done.status == "completed", done.error
    return done


def frames(client: OpenAI, video: str) -> list[np.ndarray]:
    data = client.videos.download_content(video).content
    with av.open(io.BytesIO(data)) as container:
        assert container.streams.audio
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@pytest.fixture
def source(client: OpenAI) -> str:
    camera = timeline({"start": 1, "end": 3, "move": "dolly", "direction": "in"})
    first = client.videos.create(
        prompt="a door",
        seconds="4",
        size="1280x720",
        extra_body={"input_reference": {"image_url": data_url()}, "x_camera": camera},
        extra_headers=JSON,
    )
    return made(client, first.id).id


def data_url() -> str:
    return f"data:image/png;base64,{base64.b64encode(still()).decode()}"


def work(client: OpenAI, way: str, video: str, prompt: str, seconds: str = "4", **more: Any) -> Any:
    body = {"extra_body": {"video": {"id": video}, **more}, "extra_headers": JSON, "video": openai.omit}
    if way == "remix":
        return client.videos.remix(video, prompt=prompt)
    if way == "edit":
        return client.videos.edit(prompt=prompt, **body)
    return client.videos.extend(prompt=prompt, seconds=seconds, **body)


@pytest.mark.parametrize("way", ["remix", "edit"])
def test_a_remix_is_the_same_previz_in_another_grade(client: OpenAI, source: str, way: str) -> None:
    answer = work(client, way, source, "It is night.")
    assert (answer.status, answer.model, answer.seconds, answer.size) == ("queued", "sora-2", "4", "1280x720")
    done = made(client, answer.id)
    assert (done.remixed_from_video_id, done.prompt) == (source, "It is night.")
    before, after = frames(client, source), frames(client, done.id)
    assert len(before) == len(after) == 96
    assert after[50].mean() < 0.8 * before[50].mean(), "the night is darker"
    one, other = before[90].mean(axis=2), after[90].mean(axis=2)
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.99, "and shows the same picture at the same time"


def test_an_extension_goes_on_where_the_clip_ends(client: OpenAI, source: str) -> None:
    camera = timeline({"start": 0, "end": 4, "move": "tilt", "direction": "up", "degrees": 20})
    answer = work(client, "extend", source, "It turns.", x_camera=camera)
    done = made(client, answer.id)
    assert (done.seconds, done.size, done.remixed_from_video_id) == ("8", "1280x720", None)
    before, after = frames(client, source), frames(client, done.id)
    assert len(after) == 192
    assert np.abs(after[95].astype(int) - before[95]).mean() < 3, "the clip itself is as it was"
    assert np.abs(after[96].astype(int) - after[95]).mean() < 6, "no jump at the seam"
    assert np.abs(after[191].astype(int) - after[96]).mean() > 6, "the camera moves on"


def test_extensions_add_up_to_120_seconds(client: OpenAI, state: Path, source: str) -> None:
    again = work(client, "extend", made(client, work(client, "extend", source, "On.").id).id, "On.", "8")
    assert again.seconds == "16"
    with sqlite3.connect(state / "jobs.sqlite3") as database:
        database.execute("UPDATE video SET seconds = '112' WHERE id = ?", (source,))
    assert work(client, "extend", source, "On.", "8").seconds == "120"
    with pytest.raises(openai.BadRequestError, match="124 seconds; 120 is the most"):
        work(client, "extend", source, "On.", "12")


@pytest.mark.parametrize("way", ["remix", "edit", "extend"])
def test_refusals(client: OpenAI, way: str) -> None:
    with pytest.raises(openai.NotFoundError, match="not found"):
        work(client, way, "video_none", "x")
    waiting = client.videos.create(prompt="x", seconds="12")
    with pytest.raises(openai.BadRequestError, match="not completed"):
        work(client, way, waiting.id, "x")
    with pytest.raises(openai.BadRequestError, match="32000"):
        work(client, way, waiting.id, "")


def test_refusals_of_one_field(client: OpenAI, source: str) -> None:
    with pytest.raises(openai.BadRequestError, match="Supported values are: '4', '8', '12'"):
        work(client, "extend", source, "x", "16")
    with pytest.raises(openai.BadRequestError, match="Unknown parameter: 'seconds'"):
        client.videos.remix(source, prompt="x", extra_body={"seconds": "4"})
    with pytest.raises(openai.BadRequestError, match=r"send \{'id'"):
        client.videos.edit(prompt="x", video=("a.mp4", b"clip", "video/mp4"))
    with pytest.raises(openai.BadRequestError, match="exactly one key"):
        client.post("/videos/edits", body={"prompt": "x", "video": {"file": "x"}}, cast_to=object)
    with pytest.raises(openai.BadRequestError, match="'x_camera' tells 8 seconds"):
        work(client, "extend", source, "x", x_camera=timeline(seconds=8))


def test_a_form_names_the_clip_too(call: Any, source: str) -> None:
    for name, value in (("video[id]", source), ("video", f'{{"id": "{source}"}}')):
        body = (
            '--x\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nwarm\r\n'
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--x--\r\n'
        )
        answer = call("POST", "/videos/edits", body.encode(), Content_Type="multipart/form-data; boundary=x")
        assert (answer.status, answer.json["remixed_from_video_id"]) == (200, source)


def test_the_same_key_gives_the_same_remix(client: OpenAI, source: str) -> None:
    headers = {"Idempotency-Key": "k-1"}
    one = client.videos.remix(source, prompt="warm", extra_headers=headers)
    assert client.videos.remix(source, prompt="warm", extra_headers=headers).id == one.id
    with pytest.raises(openai.ConflictError):
        client.videos.remix(source, prompt="cold", extra_headers=headers)


def test_a_source_that_is_gone_fails_the_job(client: OpenAI, state: Path, source: str) -> None:
    (state / "clips" / f"{source}.mp4").unlink()
    answer = client.videos.remix(source, prompt="warm")
    until(lambda: client.videos.retrieve(answer.id).status == "failed")
    error = client.videos.retrieve(answer.id).error
    assert error is not None
    assert "gone" in error.message


def test_a_store_of_the_first_version_goes_on(
    client: OpenAI, server: Any, state: Path, source: str, connect: Any
) -> None:
    server.close()
    with sqlite3.connect(state / "jobs.sqlite3") as database:
        for column in ("made_from", "way", "added"):
            database.execute(f"ALTER TABLE video DROP COLUMN {column}")
        database.execute("DROP TABLE character")
        database.execute("PRAGMA user_version = 1")
    with start(state, key=KEY, offers=OFFERS) as again:
        later = connect(again)
        assert made(later, later.videos.remix(source, prompt="warm").id).remixed_from_video_id == source


def test_characters_and_references(client: OpenAI, source: str) -> None:
    clip = client.videos.download_content(source).content
    mara = client.videos.create_character(name="Mara", video=("mara.mp4", clip, "video/mp4"))
    assert mara.id
    assert client.videos.get_character(mara.id).name == "Mara"
    references = [{"image_url": data_url()}]
    body = {"characters": [{"id": mara.id}], "input_references": references}
    assert client.videos.create(prompt="Mara runs", extra_body=body, extra_headers=JSON).status == "queued"
    for wrong, problem in (
        ({"characters": [{"id": "char_0"}]}, "no character"),
        ({"characters": [{"id": mara.id}] * 3}, "takes 2 at most"),
        ({"characters": "Mara"}, "expected a list"),
        ({"input_references": [{"image_url": "https://example.com/a.png"}]}, "fetches nothing"),
        ({"input_references": [7]}, "Invalid type"),
    ):
        with pytest.raises(openai.BadRequestError, match=problem):
            client.videos.create(prompt="Mara runs", extra_body=wrong, extra_headers=JSON)
    with pytest.raises(openai.BadRequestError, match="no MP4"):
        client.videos.create_character(name="Bo", video=("bo.mp4", b"x", "video/mp4"))
    with pytest.raises(openai.NotFoundError):
        client.videos.get_character("char_0")
