"""Every answer against the text of OpenAI's own OpenAPI description, where that is at hand."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.endpoint.wire import OFFERS

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
SIZES_OF_THE_TEXT = ["720x1280", "1280x720", "1024x1792", "1792x1024"]


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    from tests.require import SHARED, require

    require("shared")
    return yaml.safe_load((SHARED / "protocol" / "videos-openapi.yaml").read_text())["components"]["schemas"]


def problems(value: Any, schema: dict[str, Any], schemas: dict[str, Any], place: str = "$") -> list[str]:
    """What of ``value`` does not follow ``schema``; the part of JSON Schema that the text uses."""
    if "$ref" in schema:
        return problems(value, schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, place)
    if "anyOf" in schema:
        each = [problems(value, choice, schemas, place) for choice in schema["anyOf"]]
        return [] if [] in each else each[0]
    kind = TYPES[schema["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{place} is no {schema['type']}"]
    if value not in schema.get("enum", [value]):
        return [f"{place} is none of {schema['enum']}"]
    found = [f"{place}.{name} is missing" for name in schema.get("required", ()) if name not in value]
    if kind is dict:
        for name, item in value.items():
            part = schema["properties"].get(name)
            found += problems(item, part, schemas, f"{place}.{name}") if part else [f"{place}.{name} is unknown"]
    if kind is list:
        for index, item in enumerate(value):
            found += problems(item, schema["items"], schemas, f"{place}[{index}]")
    return found


def test_the_checker_sees_what_is_wrong(schemas):
    assert problems({"object": "video"}, schemas["VideoResource"], schemas)
    assert problems({"id": 1, "object": "video.deleted", "deleted": True}, schemas["DeletedVideoResource"], schemas)


def test_every_answer_follows_the_text(call, client, schemas):
    def follows(answer: Any, name: str) -> None:
        assert answer.status == 200
        assert problems(answer.json, schemas[name], schemas) == []

    follows(call("GET", "/videos"), "VideoListResource")
    for size in SIZES_OF_THE_TEXT:
        assert size in OFFERS["sora-2-pro"]
    made = call("POST", "/videos", {"prompt": "x", "model": "sora-2-pro", "size": "1280x720"})
    follows(made, "VideoResource")
    client.videos.poll(made.json["id"], poll_interval_ms=100)
    follows(call("GET", f"/videos/{made.json['id']}"), "VideoResource")
    broken = {"image_url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAtAAAAUACAIAAAA="}
    failing = call("POST", "/videos", {"prompt": "x", "input_reference": broken, "x_camera": EMPTY})
    follows(failing, "VideoResource")
    assert client.videos.poll(failing.json["id"], poll_interval_ms=50).status == "failed"
    follows(call("GET", f"/videos/{failing.json['id']}"), "VideoResource")
    follows(call("GET", "/videos?limit=1&order=asc"), "VideoListResource")
    follows(call("DELETE", f"/videos/{made.json['id']}"), "DeletedVideoResource")


EMPTY = {"version": 1, "seconds": 4, "beats": []}
