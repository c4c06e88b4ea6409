"""Servers report a job's end in many ways."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest

from promptkit.ledger import State
from promptkit.runs._replies import STATUSES
from tests.runs.conftest import Studio
from tests.runs.server import Answer, Job
from tests.runs.shots import endpoint, quick, shot


def after(looks: int, last: Answer, *, before: Answer | None = None) -> Any:
    """A server that says the one for some looks, and then the other."""
    return lambda job: last if job.looks > looks else before or (200, {"id": job.id, "status": "queued"})


@pytest.mark.parametrize("word", sorted(word for word, means in STATUSES.items() if means != "failed"))
def test_words_for_a_job_that_goes_on_or_is_done(studio: Studio, word: str) -> None:
    studio.server.view = after(1, (200, {"status": "completed"}), before=(200, {"status": word}))
    assert studio.submit(shot()).ok
    assert not [event for event in studio.events if "note" in event.data]


@pytest.mark.parametrize("word", sorted(word for word, means in STATUSES.items() if means == "failed"))
def test_words_for_a_job_that_failed(studio: Studio, word: str) -> None:
    studio.server.view = after(1, (200, {"status": word.upper() if word == "failed" else word}))
    take = studio.submit(shot()).takes[0]
    assert take.state is State.FAILED
    assert studio.said()[-2:] == ["take.failed", "run.finished"]


def test_the_endpoints_own_words_come_first(studio: Studio) -> None:
    studio.facts = endpoint(status_map={"running": "completed", "GREAT": "completed"})
    studio.server.view = lambda job: (200, {"status": "GREAT"})
    assert studio.submit(shot()).ok


def test_an_unknown_word_goes_on_and_is_said_once(studio: Studio) -> None:
    studio.server.view = after(3, (200, {"status": "completed"}), before=(200, {"status": "dreaming"}))
    assert studio.submit(shot(takes=2)).ok
    notes = [event.data["note"] for event in studio.events if "note" in event.data]
    assert notes == ["the endpoint's status 'dreaming' is not known and counts as in progress"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("out of memory", "out of memory"),
        ({"code": 500, "message": "out of memory"}, "out of memory"),
        ({"message": "out of memory"}, "out of memory"),
        ({"code": 17}, "17"),
        ({"error": {"message": "out  of\nmemory"}}, "out of memory"),
        ([{"msg": "bad size"}], "bad size"),
        (None, "failed"),
        ("", "failed"),
    ],
)
def test_errors_of_every_shape_are_read(studio: Studio, error: Any, said: str) -> None:
    studio.server.view = lambda job: (200, {"id": job.id, "status": "failed", "error": error})
    take = studio.submit(shot()).takes[0]
    assert (take.state, take.error) == (State.FAILED, f"the endpoint says: {said}")
    assert take.spent == take.intent.usd


@pytest.mark.parametrize("status", [400, 409, 410, 422])
def test_a_failed_job_may_be_reported_by_an_http_status(studio: Studio, status: int) -> None:
    studio.server.view = after(1, (status, {"error": {"code": status, "message": "moderation"}}))
    take = studio.submit(shot()).takes[0]
    assert (take.state, take.error) == (State.FAILED, f"the endpoint answered {status}: moderation")


def test_a_failed_job_may_be_reported_as_a_broken_server(studio: Studio) -> None:
    studio.server.view = lambda job: (
        500,
        {"id": job.id, "status": "failed", "error": {"message": "boom", "code": 500}},
    )
    assert studio.submit(shot()).takes[0].error == "the endpoint answered 500: boom"
    assert studio.server.gets["look"] == 1


def test_a_job_whose_page_stays_broken_is_looked_up_in_the_list(studio: Studio) -> None:
    studio.server.view = lambda job: (500, {"error": {"message": "boom"}})
    studio.server.lists = lambda page: (
        200,
        {"data": [{**entry, "status": "failed", "error": "boom"} for entry in page]},
    )
    take = studio.submit(shot()).takes[0]
    assert (take.state, take.error) == (State.FAILED, "the endpoint says: boom")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503])
def test_a_look_that_goes_wrong_is_repeated(studio: Studio, status: int) -> None:
    studio.server.view = after(2, (200, {"status": "completed"}), before=(status, {"error": "busy"}))
    assert studio.submit(shot()).ok


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((503, {"error": "down for today"}), "the endpoint answered 503: down for today"),
        ((401, {"error": "key expired"}), "the endpoint answered 401: key expired"),
        ((403, {"error": "no"}), "the endpoint answered 403: no"),
    ],
)
def test_a_take_that_cannot_be_looked_at_waits(studio: Studio, answer: Answer, why: str) -> None:
    studio.server.view = lambda job: answer
    result = studio.submit(shot())
    take = result.takes[0]
    assert not result.ok
    assert (take.state, take.error) == (State.ACCEPTED, why)
    assert studio.said()[-2:] == ["take.waiting", "run.finished"]
    studio.server.view = None
    assert studio.resume().ok
    assert studio.only().error is None


def test_a_job_that_the_endpoint_forgot_has_failed(studio: Studio) -> None:
    studio.server.view = after(2, (404, {"error": "gone"}))
    take = studio.submit(shot()).takes[0]
    assert take.state is State.FAILED
    assert take.error is not None
    assert "does not know video" in take.error


def test_a_job_that_is_not_known_yet_is_waited_for(studio: Studio) -> None:
    studio.server.view = after(2, (200, {"status": "completed"}), before=(404, {"error": "not yet"}))
    assert studio.submit(shot()).ok


def test_troubles_count_only_in_a_row(studio: Studio) -> None:
    def view(job: Job) -> Answer:
        if job.looks > 9:
            return 200, {"status": "completed"}
        return (200, {"status": "queued"}) if job.looks % 3 == 0 else (404 if job.looks % 2 else 503, {})

    studio.server.view = view
    assert studio.submit(shot()).ok


def test_a_job_that_does_not_end_waits(studio: Studio) -> None:
    studio.limits = quick(deadline=0.2)
    studio.server.looks = 10**9
    take = studio.submit(shot()).takes[0]
    assert (take.state, take.error) == (State.ACCEPTED, "the job did not end within 0.2 s")


def test_a_reply_with_hardly_anything_in_it_is_enough(studio: Studio) -> None:
    odd = {"status": "completed", "progress": "half", "seconds": None, "size": 7, "created_at": "now", "prompt": [1]}
    studio.server.view = after(1, (200, odd), before=(200, {}))
    assert studio.submit(shot()).takes[0].state is State.COMPLETED


def test_the_id_of_the_create_is_kept_when_later_replies_have_another(studio: Studio) -> None:
    studio.server.view = after(1, (200, {"id": "video_changed", "status": "completed"}))
    take = studio.submit(shot()).takes[0]
    assert take.video_id in studio.server.jobs


def test_progress_is_said_when_it_changes(studio: Studio) -> None:
    studio.server.view = lambda job: (
        200,
        {"status": "completed" if job.looks > 6 else "in_progress", "progress": job.looks // 3},
    )
    studio.submit(shot())
    said = [event.data["progress"] for event in studio.events if event.name == "take.progress"]
    assert said == [0.0, 1.0, 2.0]
    assert studio.server.gets["look"] == 7


def test_never_looks_faster_than_the_endpoint_likes(studio: Studio) -> None:
    studio.facts = endpoint(poll_seconds=0.3)
    seen: list[float] = []

    def view(job: Job) -> Answer:
        seen.append(time.monotonic())
        return 200, {"status": "completed" if job.looks > 2 else "queued"}

    studio.server.view = view
    studio.submit(shot())
    assert min(later - sooner for sooner, later in pairwise(seen)) >= 0.29
