"""What is refused, with which status, and which field is named."""

from __future__ import annotations

import base64
import http.client
import json
from urllib.parse import urlsplit

import openai
import pytest

from tests.endpoint.wire import KEY, still, timeline

PNG_URL = f"data:image/png;base64,{base64.b64encode(still((64, 64))).decode()}"
BEAT = {"start": 0, "end": 1, "move": "pan"}


@pytest.mark.parametrize(
    ("change", "param", "words"),
    [
        ({"prompt": None}, "prompt", "Missing"),
        ({"prompt": ""}, "prompt", "1 to 32000"),
        ({"prompt": "x" * 32_001}, "prompt", "32001"),
        ({"prompt": 5}, "prompt", "expected a string, but got an integer"),
        ({"prompt": "\ud800"}, "prompt", "surrogate"),
        ({"model": "sora-3"}, "model", "'sora-2'"),
        ({"model": "sora-2-2030-01-01"}, "model", "Invalid value"),
        ({"seconds": 8}, "seconds", "expected a string, but got an integer"),
        ({"seconds": "5"}, "seconds", "'4', '8', '12'"),
        ({"seconds": ["4"]}, "seconds", "an array"),
        ({"size": "1920x1080"}, "size", "'1280x720', '720x1280'"),
        ({"size": "huge"}, "size", "'huge'"),
        ({"fps": 24}, "fps", "Unknown parameter: 'fps'"),
        ({"seed": None}, "seed", "Unknown"),
        ({"input_reference": "x.png"}, "input_reference", "expected a file part"),
        ({"input_reference": {"file_id": "file-1"}}, "input_reference.file_id", "keeps no files"),
        (
            {"input_reference": {"image_url": "https://example.com/a.png"}},
            "input_reference.image_url",
            "fetches",
        ),
        ({"input_reference": {"image_url": "file:///etc/passwd"}}, "input_reference.image_url", "only 'data:'"),
        ({"input_reference": {"image_url": "data:image/png;base64,***"}}, "input_reference.image_url", "broken"),
        ({"input_reference": {"image_url": "data:image/png,abc"}}, "input_reference.image_url", "base64"),
        ({"input_reference": {}}, "input_reference", "exactly one key"),
        ({"input_reference": {"image_url": PNG_URL, "more": 1}}, "input_reference", "exactly one key"),
        (
            {"input_reference": {"image_url": PNG_URL}},
            "input_reference",
            "Inpaint image must match the",
        ),
        (
            {"input_reference": {"image_url": "data:image/png;base64,R0lGODlh"}},
            "input_reference",
            "no JPEG, PNG or WebP",
        ),
        ({"x_camera": "not json"}, "x_camera", "JSON"),
        ({"x_camera": 5}, "x_camera", "timeline"),
        ({"x_camera": timeline(seconds=8)}, "x_camera", "8 seconds"),
        ({"x_camera": timeline() | {"version": 2}}, "x_camera", "version"),
        ({"x_camera": timeline() | {"extra": 2}}, "x_camera", "extra"),
        ({"x_camera": timeline(BEAT | {"end": 4.5})}, "x_camera", "beat 0 ends at 4.5 s"),
        ({"x_camera": timeline(BEAT | {"start": 2})}, "x_camera", "beats.0"),
        ({"x_camera": timeline(BEAT | {"move": "fly"})}, "x_camera", "beats.0.move"),
        ({"x_camera": timeline(BEAT | {"direction": "in"})}, "x_camera", "no direction 'in'"),
        ({"x_camera": timeline(BEAT | {"degrees": float("nan")})}, "x_camera", "degrees"),
        ({"x_camera": timeline(BEAT | {"degrees": "9"})}, "x_camera", "degrees"),
        ({"x_camera": timeline(*[BEAT] * 65)}, "x_camera", "64"),
        ({"x_camera": timeline(lens_mm=0)}, "x_camera", "lens_mm"),
        ({"x_camera": timeline(support={"kind": "handheld", "amount": "wild"})}, "x_camera", "support.amount"),
    ],
)
def test_a_bad_field_is_named(call, change, param, words):
    answer = call("POST", "/videos", {"prompt": "x", **change})
    assert (answer.status, answer.error["param"]) == (400, param)
    assert words in answer.error["message"]
    assert answer.error["type"] == "invalid_request_error"
    assert call("GET", "/videos").json["data"] == []


@pytest.mark.parametrize(
    "model", ["sora-2", "sora-2-2025-10-06", "sora-2-2025-12-08", "sora-2-pro", "sora-2-pro-2025-10-06"]
)
def test_the_known_models_are_taken(call, model):
    made = call("POST", "/videos", {"prompt": "x" * 32_000, "model": model, "seconds": "12"}).json
    assert (made["model"], made["seconds"]) == (model, "12")


def test_the_sdk_raises_its_own_errors(client, connect, server):
    with pytest.raises(openai.BadRequestError) as bad:
        client.videos.create(prompt="x", seconds="5")
    assert (bad.value.param, bad.value.code) == ("seconds", "invalid_value")
    with pytest.raises(openai.BadRequestError, match="Inpaint image must match the requested width and height"):
        client.videos.create(prompt="x", input_reference=("a.png", still(), "image/png"))
    with pytest.raises(openai.BadRequestError, match="Unknown parameter: 'metadata"):
        client.videos.create(prompt="x", extra_body={"metadata": {"a": "b"}})
    with pytest.raises(openai.BadRequestError, match="'after'"):
        client.videos.list(after="video_none")
    with pytest.raises(openai.NotFoundError, match="not found"):
        client.videos.retrieve("video_none")
    with pytest.raises(openai.APIStatusError, match="Missing required parameter: 'video'"):
        client.post("/videos/edits", body={}, cast_to=object)
    made = client.videos.create(prompt="x", seconds="12")
    with pytest.raises(openai.NotFoundError, match="not ready"):
        client.videos.download_content(made.id)
    with pytest.raises(openai.BadRequestError, match="variant"):
        client.videos.download_content(made.id, variant="gif")
    with pytest.raises(openai.AuthenticationError):
        connect(server, api_key="wrong").videos.create(prompt="x", input_reference=still())


def test_a_file_is_judged_by_its_bytes(client):
    made = client.videos.create(
        prompt="x", size="1280x720", input_reference=("a.txt", still(kind="WEBP"), "text/plain")
    )
    assert made.status == "queued"
    with pytest.raises(openai.BadRequestError, match="no JPEG, PNG or WebP"):
        client.videos.create(prompt="x", input_reference=("a.png", b"GIF89a" + bytes(90), "image/png"))


@pytest.mark.parametrize("key", ["", "wrong", KEY + "x", KEY.upper()])
@pytest.mark.parametrize("path", ["/videos", "/videos/video_1", "/videos/video_1/content", "/nothing"])
def test_nothing_is_told_without_the_key(call, key, path):
    answer = call("GET", path, Authorization=f"Bearer {key}")
    assert (answer.status, answer.error["code"]) == (401, "invalid_api_key")
    assert KEY not in answer.content.decode()


def test_a_foreign_host_is_refused(call, server):
    for host in ("evil.example", "evil.example:80", "", "127.0.0.1.evil.example"):
        assert call("GET", "/videos", Host=host).error["code"] == "invalid_host"
    port = urlsplit(server.base_url).port
    for host in ("localhost", f"LOCALHOST:{port}", f"[::1]:{port}", f"127.0.0.1:{port}"):
        assert call("GET", "/videos", Host=host).status == 200


def test_no_page_of_another_origin_may_read(call):
    answer = call("GET", "/videos", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("query", ["limit=101", "limit=-1", "limit=x", "limit=", "order=up"])
def test_a_bad_page_is_refused(call, query):
    answer = call("GET", f"/videos?{query}")
    assert (answer.status, answer.error["param"]) == (400, query.partition("=")[0])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"prompt=x&prompt=y", "application/x-www-form-urlencoded"),
        (b"junk", "multipart/form-data; boundary=x"),
        (b"junk", "multipart/form-data"),
        (b"x", "text/plain"),
        (b"x", ""),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(call, body, kind):
    answer = call("POST", "/videos", body, Content_Type=kind)
    assert answer.status == 400
    assert answer.error["type"] == "invalid_request_error"


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_without_bound_is_refused(server, kind):
    address = urlsplit(server.base_url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    head = b'--x\r\nContent-Disposition: form-data; name="input_reference"; filename="a"\r\n\r\n'
    chunks = (head if index == 0 else bytes(2**20) for index in range(40))
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": kind, "Transfer-Encoding": "chunked"}
    connection.request("POST", "/v1/videos", chunks, headers, encode_chunked=True)
    reply = connection.getresponse()
    assert (reply.status, json.loads(reply.read())["error"]["code"]) == (413, "body_too_large")
    connection.close()


def test_other_methods_and_paths_have_the_envelope(call):
    assert call("PUT", "/videos", {}).error["code"] == "unknown_url"
    assert call("POST", "/videos/video_1/remix", {"prompt": "x"}).status == 404
    assert call("GET", "/videos/..%2f..%2fjobs.sqlite3/content").status == 404
