"""The operations, as the real SDK uses them."""

from __future__ import annotations

import base64
import io
import json
import logging

import av
import openai
import pytest
from PIL import Image

from tests.endpoint.wire import still, timeline, until

THIRTEEN = {
    "id", "object", "model", "status", "progress", "created_at", "completed_at", "expires_at", "prompt", "size",
    "seconds", "remixed_from_video_id", "error",
}  # fmt: skip


def test_a_still_and_a_camera_become_a_clip(client, tmp_path):
    camera = timeline({"start": 0.5, "end": 2, "move": "dolly", "direction": "in"})
    made = client.videos.create(
        prompt="a red door",
        seconds="4",
        size="1280x720",
        input_reference=("door.png", still(), "image/png"),
        extra_body={"x_camera": json.dumps(camera)},
    )
    assert (made.status, made.progress, made.model, made.seconds) == ("queued", 0, "sora-2", "4")
    seen = set()

    def done():
        now = client.videos.retrieve(made.id)
        seen.add(now.progress)
        return now.status == "completed"

    until(done)
    assert len(seen) > 2, "the progress moves"
    clip = tmp_path / "clip.mp4"
    client.videos.download_content(made.id).write_to_file(clip)
    with av.open(str(clip)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
        assert container.streams.audio[0].codec_context.name == "aac"
    assert (len(frames), frames[0].shape) == (96, (720, 1280, 3))
    assert abs(frames[0][700].mean() - 248) < 6, "the first frame is the still"


def test_create_and_poll_and_three_variants(client):
    made = client.videos.create_and_poll(prompt="a test card", poll_interval_ms=100)
    assert (made.status, made.progress, made.size) == ("completed", 100, "720x1280")
    assert made.completed_at >= made.created_at
    video = client.videos.download_content(made.id, variant="video")
    assert video.response.headers["content-type"] == "video/mp4"
    assert video.content[4:8] == b"ftyp"
    small = Image.open(io.BytesIO(client.videos.download_content(made.id, variant="thumbnail").content))
    assert (small.format, small.size) == ("WEBP", (270, 480))
    sheet = Image.open(io.BytesIO(client.videos.download_content(made.id, variant="spritesheet").content))
    assert (sheet.format, sheet.size) == ("JPEG", (720, 1280))


def test_json_with_a_data_url(client):
    url = f"data:image/jpeg;base64,{base64.b64encode(still((720, 1280), 'JPEG')).decode()}"
    made = client.videos.create(
        prompt="a door",
        extra_body={"input_reference": {"image_url": url}, "x_camera": timeline()},
        extra_headers={"Content-Type": "application/json"},
    )
    assert client.videos.poll(made.id, poll_interval_ms=100).status == "completed"


def test_a_form_may_name_a_data_url_too(call):
    url = f"data:image/png;base64,{base64.b64encode(still((720, 1280))).decode()}"
    body = (
        '--x\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na door\r\n'
        f'--x\r\nContent-Disposition: form-data; name="input_reference[image_url]"\r\n\r\n{url}\r\n--x--\r\n'
    )
    made = call("POST", "/videos", body.encode(), Content_Type="multipart/form-data; boundary=x")
    assert made.status == 200


def test_all_thirteen_fields_are_there_from_the_start(call):
    made = call("POST", "/videos", {"prompt": "x"}).json
    assert set(made) == THIRTEEN
    assert set(call("GET", f"/videos/{made['id']}").json) == THIRTEEN
    assert made["object"] == "video"
    empty = [name for name in THIRTEEN if made[name] is None]
    assert sorted(empty) == ["completed_at", "error", "expires_at", "remixed_from_video_id"]


def test_pages_in_both_directions(client):
    ids = [client.videos.create(prompt=f"number {index}").id for index in range(5)]
    assert [video.id for video in client.videos.list()] == ids[::-1]
    assert [video.id for video in client.videos.list(limit=2)] == ids[::-1], "the SDK turns the pages"
    page = client.videos.list(limit=2, order="asc")
    assert ([video.id for video in page.data], page.has_more) == (ids[:2], True)
    rest = client.videos.list(limit=3, order="asc", after=ids[1])
    assert ([video.id for video in rest.data], rest.has_more) == (ids[2:], False)
    assert client.videos.list(limit=0).data == []


def test_a_page_goes_on_after_a_video_that_was_deleted(client):
    ids = [client.videos.create(prompt=f"number {index}").id for index in range(3)]
    client.videos.delete(ids[1])
    assert [video.id for video in client.videos.list(after=ids[1], order="asc").data] == ids[2:]


def test_a_deleted_video_is_gone_with_its_files(client, state):
    made = client.videos.create_and_poll(prompt="x", poll_interval_ms=100)
    gone = client.videos.delete(made.id)
    assert (gone.id, gone.deleted, gone.object) == (made.id, True, "video.deleted")
    for look in (client.videos.retrieve, client.videos.delete, client.videos.download_content):
        with pytest.raises(openai.NotFoundError):
            look(made.id)
    assert list((state / "clips").iterdir()) == []


def test_deleting_a_running_video_ends_its_render(client, state):
    made = client.videos.create(prompt="x", seconds="12", model="sora-2-pro", size="1920x1080")
    until(lambda: client.videos.retrieve(made.id).status == "in_progress")
    following = client.videos.create(prompt="y")
    client.videos.delete(made.id)
    assert client.videos.poll(following.id, poll_interval_ms=50).status == "completed"
    assert [path.name for path in (state / "clips").iterdir()] == [f"{following.id}.mp4"]


def test_a_part_of_the_content(client, call):
    made = client.videos.create_and_poll(prompt="x", poll_interval_ms=100)
    whole = call("GET", f"/videos/{made.id}/content")
    part = call("GET", f"/videos/{made.id}/content", Range="bytes=4-7")
    assert (part.status, part.content) == (206, b"ftyp")
    assert part.headers["content-range"] == f"bytes 4-7/{len(whole.content)}"


def test_a_broken_still_fails_the_job_and_not_the_server(client):
    broken = still()[:4000]
    made = client.videos.create(prompt="x", size="1280x720", input_reference=("a.png", broken, "image/png"),
                                extra_body={"x_camera": json.dumps(timeline())})  # fmt: skip
    failed = client.videos.poll(made.id, poll_interval_ms=50)
    assert failed.status == "failed"
    assert (failed.error.code, failed.error.message) == ("render_failed", "the still cannot be decoded")
    with pytest.raises(openai.NotFoundError, match="has failed"):
        client.videos.download_content(made.id)
    assert client.videos.create(prompt="y").status == "queued"


def test_each_create_is_one_line_in_the_log_without_its_prompt(client, caplog):
    with caplog.at_level(logging.DEBUG, "promptkit.endpoint"):
        made = client.videos.create(prompt="a secret garden", extra_headers={"Idempotency-Key": "k"})
        client.videos.create(prompt="a secret garden", extra_headers={"Idempotency-Key": "k"})
    lines = [record.getMessage() for record in caplog.records if record.name == "promptkit.endpoint"]
    assert lines == [f"created {made.id} model=sora-2 seconds=4 size=720x1280"]
