"""Remixes, edits and extensions, as the real SDK sends them to a real server."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from promptkit.catalog import Endpoint, Form
from promptkit.compiler import Origin, Request, StillFile, StillReference
from promptkit.findings import SpendRefused, UsageError
from promptkit.ledger import State
from promptkit.runs._wire import rebuild
from tests.linter.checking import png
from tests.runs.conftest import Studio
from tests.runs.shots import SIZE, endpoint, shot

TAKES_MORE = Form(references="input_references")
ALL = ("remix", "edits", "extensions", "characters")
REMIX = Origin("remix", "video_1", "cup-3f9a-01", 4)
EDIT = Origin("edits", "video_1", seconds=4)
EXTENSION = Origin("extensions", "video_1", seconds=8)


@pytest.fixture
def studio(studio: Studio) -> Studio:
    studio.facts = endpoint(routes=ALL, form=TAKES_MORE)
    return studio


def sent(studio: Studio) -> tuple[str, dict[str, Any]]:
    (post,) = studio.server.posts
    assert post.key
    return post.path, post.fields


@pytest.mark.parametrize(
    ("origin", "path", "body"),
    [
        (REMIX, "/v1/videos/video_1/remix", {"prompt": "It snows."}),
        (EDIT, "/v1/videos/edits", {"prompt": "It snows.", "video": {"id": "video_1"}}),
        (EXTENSION, "/v1/videos/extensions", {"prompt": "It snows.", "seconds": "4", "video": {"id": "video_1"}}),
    ],
    ids=lambda value: value.route if isinstance(value, Origin) else "",
)
def test_what_is_sent_is_what_was_compiled(studio: Studio, origin: Origin, path: str, body: dict[str, Any]) -> None:
    asked = shot(prompt="It snows.", origin=origin)
    assert asked.request.body() == body
    assert f"/v1{asked.request.path}" == path
    assert studio.submit(asked).ok
    assert sent(studio) == (path, body)


@pytest.mark.parametrize("origin", [REMIX, EDIT, EXTENSION], ids=lambda each: each.route)
def test_the_ledger_remembers_what_it_was_made_from(studio: Studio, origin: Origin) -> None:
    studio.submit(shot(origin=origin))
    take = studio.only()
    assert take.to_json()["made_from"] == "video_1"
    assert take.intent.seconds == ("12" if origin is EXTENSION else "4")
    again = rebuild(take.intent, Form())
    assert again is not None
    assert again.path == shot(origin=origin).request.path
    assert again.fingerprint == take.intent.fingerprint


def test_the_same_words_of_another_clip_are_another_request() -> None:
    one = shot(origin=REMIX).request
    assert one.fingerprint != shot(origin=replace(REMIX, video="video_2")).request.fingerprint
    assert one.fingerprint != shot(origin=EDIT).request.fingerprint
    assert one.fingerprint != shot().request.fingerprint
    assert one.fingerprint == shot(origin=replace(REMIX, take=None, seconds=None)).request.fingerprint


def test_a_route_that_the_endpoint_does_not_have_is_refused_before_money(studio: Studio) -> None:
    studio.facts = endpoint(routes=("remix",))
    with pytest.raises(UsageError, match="POST /videos/extensions"):
        studio.submit(shot(origin=EXTENSION))
    assert studio.ledger.takes() == ()
    assert studio.server.posts == []


def test_the_same_remix_is_made_once(studio: Studio) -> None:
    studio.submit(shot(origin=REMIX))
    assert studio.submit(shot(origin=REMIX)).reused
    assert len(studio.server.posts) == 1


@pytest.mark.parametrize("replays", [True, False])
def test_a_lost_answer_is_found_again(studio: Studio, replays: bool) -> None:
    studio.facts = endpoint(routes=ALL, replays_key=replays)
    studio.server.replays = replays
    studio.server.faults.append("drop")
    assert studio.submit(shot(origin=REMIX)).ok
    assert len(studio.server.jobs) == 1
    assert {post.path for post in studio.server.posts} == {"/v1/videos/video_1/remix"}


def test_a_video_that_was_made_from_another_clip_is_not_adopted(studio: Studio) -> None:
    studio.server.lists = lambda page: (200, {"data": [{**each, "remixed_from_video_id": "video_2"} for each in page]})
    studio.server.faults.append("drop")
    studio.submit(shot(origin=REMIX))
    assert studio.only().state is State.UNCERTAIN


def test_a_strangers_clip_has_no_price_until_somebody_states_one(studio: Studio) -> None:
    unknown = shot(origin=Origin("remix", "video_9"), model="", size="", seconds="", usd=None)
    with pytest.raises(SpendRefused, match="remix of video video_9"):
        studio.submit(unknown)
    studio.submit(unknown, usd_per_take=shot().price.usd)  # type: ignore[union-attr]
    assert studio.only().state is State.COMPLETED
    assert studio.only().notes == ()


def image(folder: Path, name: str, size: tuple[int, int] = (40, 20)) -> StillFile:
    path = folder / name
    path.write_bytes(png(*size))
    return StillFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), "image/png", *size)


def test_references_go_as_data_urls_in_one_json_body(studio: Studio, tmp_path: Path) -> None:
    still, coat = image(tmp_path, "still.png", (160, 90)), image(tmp_path, "coat.png")
    elsewhere = StillReference(image_url="https://example.com/a.png")
    references = (coat, elsewhere)
    studio.submit(shot(still=still, references=references, characters=("char_1",), form=TAKES_MORE))
    _, body = sent(studio)
    assert base64.b64decode(body["input_references"][0]["image_url"].partition(",")[2]) == coat.path.read_bytes()
    assert body["input_references"][1] == {"image_url": "https://example.com/a.png"}
    assert base64.b64decode(body["input_reference"]["image_url"].partition(",")[2]) == still.path.read_bytes()
    assert body["characters"] == [{"id": "char_1"}]
    assert (body["seconds"], body["size"]) == ("4", SIZE)
    assert rebuild(studio.only().intent, TAKES_MORE) is None, "the ledger has no place for the path of the coat"


def test_a_changed_reference_is_not_sent(studio: Studio, tmp_path: Path) -> None:
    coat = image(tmp_path, "coat.png")
    coat.path.write_bytes(png(4, 4))
    with pytest.raises(UsageError, match="changed since"):
        studio.submit(shot(references=(coat,), form=TAKES_MORE))
    assert studio.server.posts == []


def test_references_elsewhere_can_be_had_again() -> None:
    request = Request(
        "sora-2", "p", "4", SIZE,
        references=(StillReference(file_id="file-1"),), characters=("a", "b"), form=TAKES_MORE,
    )  # fmt: skip
    intent = _intent(request)
    assert rebuild(intent, TAKES_MORE) == request


def _intent(request: Request) -> Any:
    from decimal import Decimal

    from promptkit.ledger import Intent

    return Intent(
        "a", "a.yaml", "studio", "http://x", request.model, request.size, request.length, request.prompt,
        request.fingerprint, request.canonical(), None, Decimal(0), "run",
    )  # fmt: skip


def test_characters_go_as_json_and_as_json_text_where_only_a_form_is_taken(studio: Studio, tmp_path: Path) -> None:
    still = image(tmp_path, "still.png", (160, 90))
    studio.submit(shot(still=still, characters=("char_1",)))
    assert sent(studio)[1]["characters"] == [{"id": "char_1"}]
    studio.submit(shot(still=still, characters=("char_2",), form=Form(body="multipart")))
    assert studio.server.posts[-1].fields["characters"] == '[{"id": "char_2"}]'


def test_each_way_takes_its_own_route_first() -> None:
    def routes(*there: str) -> list[str | None]:
        facts: Endpoint = endpoint(routes=there)
        return [facts.route(way) for way in ("remix", "edit", "extend")]

    assert routes(*ALL) == ["remix", "edits", "extensions"]
    assert routes("edits") == ["edits", "edits", None]
    assert routes("remix") == ["remix", "remix", None]
    assert routes() == [None, None, None]


def test_of_a_strangers_clip_too_little_is_known_to_adopt_by_words_alone(studio: Studio) -> None:
    stranger = {"model": "", "size": "", "seconds": "", "usd": None}
    studio.server.faults.extend(["drop", "drop"])
    studio.submit(shot(origin=Origin("edits", "video_9"), **stranger), usd_per_take=shot().price.usd)  # type: ignore[union-attr]
    assert studio.only().state is State.UNCERTAIN


def test_a_lost_answer_is_found_in_the_list_where_the_request_cannot_be_made_again(
    studio: Studio, tmp_path: Path
) -> None:
    studio.facts = endpoint(routes=ALL, form=TAKES_MORE, replays_key=True)
    studio.server.replays = True
    studio.server.faults.append("drop")
    assert studio.submit(shot(references=(image(tmp_path, "coat.png"),), form=TAKES_MORE)).ok
    assert len(studio.server.posts) == 1
