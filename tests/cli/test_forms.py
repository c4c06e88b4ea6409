"""Requests to the servers that there are, each as that server documents it; those here are ours, and as strict.

What is sent has to be what ``compile`` shows, to the field.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from tests.cli.terminal import Terminal, yaml
from tests.linter.checking import png
from tests.runs.conftest import make_clip
from tests.runs.server import Post, State, serving

URL = "https://example.com/harbour.png"
_TEXT = {"model", "prompt", "seconds", "size"}


def vllm(post: Post) -> str | None:
    """vLLM-Omni: a form and nothing else; a still elsewhere as JSON text in a field of its own."""
    if not post.headers["content-type"].startswith("multipart/form-data"):
        return "only multipart/form-data"
    if "image_reference" in post.fields and set(json.loads(post.fields["image_reference"])) != {"image_url"}:
        return "image_reference is {image_url} or {file_id} as JSON"
    known = {*_TEXT, "image_reference", "negative_prompt", "seed"}
    return _strange(set(post.fields) - known, set(post.files) - {"input_reference", "input_references"})


def sglang(post: Post) -> str | None:
    """SGLang: a form needs its picture; JSON has the seconds as a number, and an address in a field of its own."""
    if post.headers["content-type"].startswith("multipart/form-data"):
        return _strange(set(post.fields) - _TEXT, {"input_reference"} ^ set(post.files))
    if not isinstance(post.fields["seconds"], int):
        return "seconds is a whole number"
    return _strange(set(post.fields) - {*_TEXT, "reference_url"}, set())


def trtllm(post: Post) -> str | None:
    """TensorRT-LLM: an unknown field is refused, and a still elsewhere says how it is to be read."""
    reference = post.fields.get("image_reference")
    if reference is not None and (not isinstance(reference, dict) or set(reference) != {"content", "format"}):
        return "image_reference is {content, format}"
    return _strange(set(post.fields) - {*_TEXT, "image_reference"}, set(post.files) - {"image_reference"})


def cometapi(post: Post) -> str | None:
    """CometAPI: a form, and a ratio for the size."""
    if post.fields.get("size") not in ("16x9", "9x16"):
        return "size is 16x9 or 9x16"
    return _strange(set(post.fields) - _TEXT, set(post.files) - {"input_reference"})


def _strange(*names: set[str]) -> str | None:
    strange = set().union(*names)
    return f"unknown or missing: {', '.join(sorted(strange))}" if strange else None


@pytest.fixture(scope="module")
def server() -> Iterator[State]:
    with serving(make_clip(8.0, (1280, 720))) as state:
        yield state


@pytest.fixture
def studio(cli: Terminal, server: State) -> Terminal:
    server.posts.clear()
    cli.write("still.png", png(1280, 720))
    cli.write("coat.png", png(64, 48))
    cli.write("still.webp", webp(1280, 720))
    return cli


def webp(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height)).save(target, "WEBP")
    return target.getvalue()


def settle(cli: Terminal, server: State, like: str, model: str) -> None:
    own = f"{{base_url: '{server.base_url}', like: {like}, offers: {{{model}: {{usd_per_second: 0}}}}}}"
    head = (f"model: {model}", "size: 1280x720", "endpoint: studio")
    cli.write("promptkit.yaml", yaml(*head, "endpoints:", f"  studio: {own}"))


def shown(cli: Terminal) -> dict[str, Any]:
    (shot,) = cli("compile", "boat.yaml", "--format", "json").data["shots"]
    return shot  # type: ignore[no-any-return]


def received(post: Post) -> dict[str, Any]:
    """The request as ``compile`` shows one: text that is JSON read, a file by its type."""
    fields = {
        name: json.loads(value) if isinstance(value, str) and value.startswith(("{", "[")) else value
        for name, value in post.fields.items()
    }
    files = {
        name: [each[1] for each in parts] if isinstance(parts, list) else parts[1] for name, parts in post.files.items()
    }
    return {**fields, **files}


def told(request: dict[str, Any]) -> dict[str, Any]:
    """What ``compile`` showed, a local image by its type."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value["mime"] if isinstance(value, dict) and "sha256" in value else value

    return {name: plain(value) for name, value in request.items()}


@pytest.mark.parametrize(
    ("like", "model", "refuses", "still", "content_type", "more"),
    [
        ("vllm-omni", "wan-2.2", vllm, None, "multipart/form-data", {}),
        ("vllm-omni", "wan-2.2", vllm, "still.png", "multipart/form-data", {"input_reference": "image/png"}),
        ("vllm-omni", "wan-2.2", vllm, URL, "multipart/form-data", {"image_reference": {"image_url": URL}}),
        ("sglang", "wan-2.2", sglang, None, "application/json", {"seconds": 8}),
        ("sglang", "wan-2.2", sglang, "still.png", "multipart/form-data", {"input_reference": "image/png"}),
        ("sglang", "wan-2.2", sglang, URL, "application/json", {"seconds": 8, "reference_url": URL}),
        ("trtllm", "wan-2.2", trtllm, None, "multipart/form-data", {}),
        ("trtllm", "wan-2.2", trtllm, "still.png", "multipart/form-data", {"image_reference": "image/png"}),
        ("trtllm", "wan-2.2", trtllm, URL, "application/json", {"image_reference": {"content": URL, "format": "url"}}),
        ("cometapi", "veo-3.1", cometapi, None, "multipart/form-data", {"size": "16x9"}),
        ("cometapi", "veo-3.1", cometapi, "still.png", "multipart/form-data", {"size": "16x9"}),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_what_compile_shows_is_what_such_a_server_takes(
    studio: Terminal, server: State, like: str, model: str, refuses: Any, still: str | None, content_type: str,
    more: dict[str, Any],
) -> None:  # fmt: skip
    settle(studio, server, like, model)
    server.refuses = refuses
    lines = ["shot: boat", "duration: 8", "scene: A boat leaves the pier."]
    studio.write("boat.yaml", yaml(*lines, *([f"still: {still}"] if still else [])))
    shot = shown(studio)
    assert shot["content_type"] == content_type
    made = studio("submit", "boat.yaml", "--format", "json")
    assert made.code == 0, made.err + made.out
    (post,) = server.posts
    assert post.headers["content-type"].startswith(content_type)
    assert received(post) == told(shot["request"])
    assert {name: received(post)[name] for name in more} == more
    (done,) = [event for event in made.events if event["event"] == "take.completed"]
    assert [note for note in done["notes"] if "sound" not in note] == []


def test_images_beside_the_still_are_files_of_one_field(studio: Terminal, server: State) -> None:
    settle(studio, server, "vllm-omni", "minimax-h3")
    server.refuses = vllm
    references = "references: [coat.png, {image: coat.png, role: the lining}]"
    studio.write("boat.yaml", yaml("shot: boat", "duration: 8", "scene: A coat.", "still: still.png", references))
    shot = shown(studio)
    assert studio("submit", "boat.yaml").code == 0
    (post,) = server.posts
    assert received(post) == told(shot["request"])
    assert received(post)["input_references"] == ["image/png", "image/png"]
    assert post.headers["idempotency-key"]


@pytest.mark.parametrize(
    ("like", "key", "rule"),
    [
        ("cometapi", f"still: {URL}", "still-not-taken"),
        ("litellm", f"still: {URL}", "still-not-taken"),
        ("sglang", "still: file-abc123", "still-not-taken"),
        ("vllm-omni", f"references: [{URL}]", "references-not-taken"),
        ("sglang", "references: [coat.png]", "references-not-taken"),
        ("trtllm", "still: still.webp", "still-not-an-image"),
    ],
)
def test_an_image_for_which_there_is_no_place_is_an_error(
    studio: Terminal, server: State, like: str, key: str, rule: str
) -> None:
    settle(studio, server, like, "minimax-h3")
    studio.write("boat.yaml", yaml("shot: boat", "duration: 8", "scene: A boat.", key))
    result = studio("lint", "boat.yaml", "--format", "json")
    assert result.rules() == [rule]
    assert studio("submit", "boat.yaml").code == 1
    assert server.posts == []
