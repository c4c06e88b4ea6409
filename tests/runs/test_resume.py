"""After whatever ended a process: go on, find lost answers, and never pay again without a person's word."""

from __future__ import annotations

import hashlib
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from promptkit.compiler import CompiledShot, StillFile
from promptkit.findings import UsageError
from promptkit.ledger import IllegalTransition, Intent, Ledger, State, Take, VideoTaken
from promptkit.runs import adopt, resubmit
from tests.runs.conftest import Studio
from tests.runs.server import Job, Post
from tests.runs.shots import endpoint, quick, shot

MUTE = endpoint(lists_prompts=False)
REPLAYING = endpoint(replays_key=True, lists_prompts=True)


def intent(studio: Studio, asked: CompiledShot, **changes: Any) -> Intent:
    request = asked.request
    still = request.still.path if isinstance(request.still, StillFile) else None
    fields: dict[str, Any] = {
        "shot": asked.name,
        "file": asked.file,
        "endpoint": "studio",
        "origin": studio.connection.origin,
        "model": request.model,
        "size": request.size,
        "seconds": request.seconds,
        "prompt": request.prompt,
        "fingerprint": request.fingerprint,
        "body": request.body(),
        "still": still,
        "usd": asked.price.usd if asked.price else 0,
        "run": "run-of-a-dead-process",
    }
    return Intent(**{**fields, **changes})


def orphan(studio: Studio, asked: CompiledShot, *, heard: bool, ago: float = 0.0) -> Take:
    """A take whose process died with the POST under way, and the video that the endpoint made, where it heard it."""
    with Ledger(studio.folder, clock=lambda: time.time() - ago) as dead:
        owner = dead.enter()
        take = dead.begin(intent(studio, asked), owner)
        dead.leave(owner)
    assert take is not None
    if heard:
        job = studio.server.charge(Post(take.key, {}, asked.request.body(), {}))
        job.created -= ago
    return take


class TestAccepted:
    def test_is_waited_for_and_fetched(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        (video,) = studio.server.jobs
        studio.ledger.accept(take.id, video)
        result = studio.resume()
        assert result.ok
        assert studio.server.posts == []
        assert studio.said() == ["run.started", "take.completed", "run.finished"]

    def test_is_not_looked_for_where_its_endpoint_no_longer_stands(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        studio.ledger.accept(take.id, next(iter(studio.server.jobs)))
        studio.server.port, port = 1, studio.server.port
        studio.resume()
        assert studio.only().state is State.ACCEPTED
        assert studio.only().error == f"it was sent to http://127.0.0.1:{port}, and its endpoint stands elsewhere now"

    def test_is_found_on_another_port_of_the_embedded_endpoint(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        studio.ledger.accept(take.id, next(iter(studio.server.jobs)))
        with studio.ledger._database.writing() as connection:
            connection.execute("UPDATE takes SET origin = 'http://127.0.0.1:4711'")
        studio.facts = endpoint(base_url=None, embedded=True)
        assert studio.resume().ok


class TestListing:
    def test_finds_the_video_of_a_lost_answer(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        result = studio.resume()
        assert result.ok
        assert studio.only().video_id in studio.server.jobs
        assert (studio.server.posts, studio.only().id) == ([], take.id)
        assert result.usd == 0  # another run's money

    def test_finds_it_at_once_when_the_answer_is_lost_in_a_submit(self, studio: Studio) -> None:
        studio.server.faults.extend(["drop", "500", "no-id", "broken-json"])
        assert studio.submit(shot(takes=4)).ok
        assert len(studio.server.posts) == len(studio.server.jobs) == 4

    def test_finds_it_behind_many_others(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        for number in range(230):
            studio.server.charge(Post(f"other-{number}", {}, shot("other").request.body(), {}))
        assert studio.resume().ok
        assert studio.server.jobs[studio.only().video_id or ""].key == take.key
        assert studio.server.gets["list"] == 3

    @pytest.mark.parametrize("odd", ["no-more", "small-pages", "same-page"])
    def test_finds_it_in_odd_lists(self, studio: Studio, odd: str) -> None:
        take = orphan(studio, shot(), heard=True)
        for number in range(30):
            studio.server.charge(Post(f"other-{number}", {}, shot("other").request.body(), {}))

        def lists(page: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
            return 200, {"data": page if odd == "no-more" else page[:10]}

        def same(page: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
            return 200, {"data": [studio.server.describe(job) for job in studio.server.jobs.values()], "has_more": True}

        studio.server.lists = same if odd == "same-page" else lists
        assert studio.resume().ok
        assert studio.server.jobs[studio.only().video_id or ""].key == take.key

    def test_gives_twins_one_video_each(self, studio: Studio) -> None:
        for _ in range(3):
            orphan(studio, shot(), heard=True)
        assert studio.resume().ok
        assert {take.video_id for take in studio.ledger.takes()} == set(studio.server.jobs)

    @pytest.mark.parametrize(
        "difference",
        [
            {"prompt": "A steaming-cup – wide. "},
            {"model": "sora-2-pro"},
            {"seconds": "8"},
            {"size": "90x160"},
            {"prompt": None},
            {"model": None},
        ],
    )
    def test_takes_nothing_that_is_not_exactly_it(self, studio: Studio, difference: dict[str, Any]) -> None:
        take = orphan(studio, shot(), heard=False)
        studio.server.charge(Post("other", {}, {**shot().request.body(), **difference}, {}))
        studio.resume()
        assert studio.only().state is State.UNCERTAIN
        assert studio.last("take.uncertain")["advice"][1] == f"promptkit take adopt {take.id} VIDEO_ID"
        assert studio.last("take.uncertain")["error"] == "the endpoint lists no video that could be it"

    @pytest.mark.parametrize("hours", [-2, 2])
    def test_takes_nothing_from_another_time(self, studio: Studio, hours: float) -> None:
        take = orphan(studio, shot(), heard=False)
        job = studio.server.charge(Post("other", {}, shot().request.body(), {}))
        job.created = (take.created + timedelta(hours=hours)).timestamp()
        studio.resume()
        assert studio.only().state is State.UNCERTAIN

    def test_allows_for_a_clock_that_differs(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=False)
        job = studio.server.charge(Post(take.key, {}, shot().request.body(), {}))
        job.created = take.created.timestamp() - studio.limits.skew / 2
        assert studio.resume().ok

    def test_takes_nothing_that_another_take_owns(self, studio: Studio) -> None:
        studio.submit(shot())
        orphan(studio, shot(), heard=False)
        studio.resume()
        assert [take.state for take in studio.ledger.takes()] == [State.COMPLETED, State.UNCERTAIN]

    def test_does_not_guess_between_takes_that_a_list_cannot_tell_apart(self, studio: Studio) -> None:
        orphan(studio, shot(extras={"seed": 1}), heard=True)
        orphan(studio, shot(extras={"seed": 2}), heard=True)
        studio.resume()
        assert [take.state for take in studio.ledger.takes()] == [State.UNCERTAIN, State.UNCERTAIN]
        assert studio.last("take.uncertain")["error"] == "another lost take differs only in what a list does not show"

    def test_waits_where_the_list_cannot_be_had(self, studio: Studio) -> None:
        orphan(studio, shot(), heard=True)
        studio.server.lists = lambda page: (503, {"error": "later"})
        studio.resume()
        assert studio.only().error == "the endpoint answered 503: later"
        studio.server.lists = None
        assert studio.resume().ok


class TestReplaying:
    @pytest.fixture(autouse=True)
    def facts(self, studio: Studio) -> None:
        studio.facts, studio.server.replays = REPLAYING, True

    @pytest.mark.parametrize("heard", [True, False])
    def test_makes_the_one_video_whether_it_was_heard_or_not(self, studio: Studio, heard: bool) -> None:
        take = orphan(studio, shot(extras={"x_camera": {"pan": [1]}, "seed": 7}), heard=heard)
        assert studio.resume().ok
        assert studio.server.creates == {take.key: 1}
        (post,) = studio.server.posts
        assert post.key == take.key

    @pytest.mark.parametrize("fault", ["drop", "drop-unheard", "500", "no-id"])
    def test_finds_it_at_once_when_the_answer_is_lost_in_a_submit(self, studio: Studio, fault: str) -> None:
        studio.server.faults.append(fault)
        assert studio.submit(shot()).ok
        assert list(studio.server.creates.values()) == [1]

    def test_sends_the_still_again_as_it_was(self, studio: Studio, tmp_path: Path) -> None:
        asked = self._with_still(tmp_path)
        orphan(studio, asked, heard=False)
        assert studio.resume().ok
        assert studio.server.posts[0].files["input_reference"][2] == b"a still"

    def test_sends_nothing_when_the_still_is_another(self, studio: Studio, tmp_path: Path) -> None:
        orphan(studio, self._with_still(tmp_path), heard=False)
        (tmp_path / "cup.png").write_bytes(b"another")
        studio.resume()
        assert studio.server.posts == []
        assert studio.only().state is State.UNCERTAIN

    def test_sends_nothing_when_the_key_may_be_forgotten(self, studio: Studio) -> None:
        orphan(studio, shot(), heard=False, ago=25 * 3600)
        studio.resume()
        assert studio.server.posts == []
        assert studio.only().error == "its key is too old to be sent again safely"

    @pytest.mark.parametrize("fault", ["429", "400", "401", "422", "500", "drop-unheard"])
    def test_does_not_take_a_refusal_now_for_a_refusal_then(self, studio: Studio, fault: str) -> None:
        orphan(studio, shot(), heard=True)
        studio.server.faults.append(fault)
        studio.resume()
        assert studio.only().state is State.UNCERTAIN
        assert studio.resume().ok
        assert list(studio.server.creates.values()) == [1]

    def _with_still(self, folder: Path) -> CompiledShot:
        picture = folder / "cup.png"
        picture.write_bytes(b"a still")
        return shot(still=StillFile(picture, hashlib.sha256(b"a still").hexdigest(), "image/png", 160, 90))


class TestMute:
    """An endpoint that can tell nothing: a person decides."""

    @pytest.fixture(autouse=True)
    def facts(self, studio: Studio) -> None:
        studio.facts = MUTE

    def test_a_lost_take_stays_uncertain_and_is_not_made_again(self, studio: Studio) -> None:
        orphan(studio, shot(), heard=True)
        for _ in range(2):
            assert not studio.resume().ok
            studio.submit(shot())
        assert studio.only().state is State.UNCERTAIN
        assert studio.server.posts == []

    def test_adopted_it_is_fetched(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        (video,) = studio.server.jobs
        assert adopt(studio.ledger, take.id, video).state is State.ACCEPTED
        assert studio.resume().ok

    def test_resubmitted_another_is_made(self, studio: Studio) -> None:
        take = orphan(studio, shot(), heard=True)
        given_up = resubmit(studio.ledger, take.id)
        assert given_up.spent == given_up.intent.usd
        assert studio.submit(shot()).ok
        assert [take.state for take in studio.ledger.takes()] == [State.GIVEN_UP, State.COMPLETED]
        video = next(job.id for job in studio.server.jobs.values() if job.key == take.key)
        adopt(studio.ledger, take.id, video)  # found after all
        assert studio.resume().ok

    def test_what_another_take_owns_is_not_adopted(self, studio: Studio) -> None:
        done = studio.submit(shot()).takes[0]
        take = orphan(studio, shot(), heard=False)
        with pytest.raises(VideoTaken):
            adopt(studio.ledger, take.id, done.video_id or "")
        with pytest.raises(UsageError, match="no id of a video"):
            adopt(studio.ledger, take.id, "../videos")

    def test_what_is_certain_is_not_decided_again(self, studio: Studio) -> None:
        done = studio.submit(shot()).takes[0]
        with pytest.raises(IllegalTransition):
            resubmit(studio.ledger, done.id)
        with pytest.raises(IllegalTransition):
            adopt(studio.ledger, done.id, "video_other")


class TestOthersTakes:
    def test_are_left_to_the_process_that_lives(self, studio: Studio) -> None:
        with Ledger(studio.folder) as alive:
            take = alive.begin(intent(studio, shot()), alive.enter())
            assert take is not None
            studio.resume()
            assert studio.said() == ["run.started", "take.waiting", "run.finished"]
            with pytest.raises(UsageError, match="works on take"):
                resubmit(studio.ledger, take.id)
            with pytest.raises(UsageError, match="works on take"):
                adopt(studio.ledger, take.id, "video_1")
        assert studio.only().state is State.POSTING

    def test_of_an_endpoint_without_a_key_are_left_and_the_others_go_on(self, studio: Studio) -> None:
        orphan(studio, shot(), heard=True)
        with Ledger(studio.folder) as dead:
            owner = dead.enter()
            dead.begin(intent(studio, shot("other"), endpoint="keyless"), owner)
            dead.leave(owner)

        def connection_for(name: str) -> Any:
            if name == "keyless":
                raise UsageError("the environment variable KEYLESS_KEY is empty")
            return studio.connection

        from promptkit.runs import resume

        resume(
            connection_for,
            studio.ledger,
            folder=studio.folder,
            on_event=studio.hear,
            checker=studio.checker,
            limits=studio.limits,
        )
        assert {take.endpoint: take.state for take in studio.ledger.takes()} == {
            "studio": State.COMPLETED,
            "keyless": State.POSTING,
        }
        assert studio.said()[0] == "run.started"
        assert studio.last("take.waiting")["error"] == "the environment variable KEYLESS_KEY is empty"


def test_resume_takes_only_what_it_is_told(studio: Studio) -> None:
    first, second = (orphan(studio, shot(name), heard=True) for name in ("one", "two"))
    studio.resume(takes=[second.id])
    assert studio.ledger.take(first.id).state is State.POSTING
    assert studio.ledger.take(second.id).state is State.COMPLETED


def test_resume_with_nothing_to_do_says_so(studio: Studio) -> None:
    result = studio.resume()
    assert (result.ok, result.takes) == (True, ())
    assert studio.said() == ["run.started", "run.finished"]


def test_submit_goes_on_with_what_it_finds(studio: Studio) -> None:
    take = orphan(studio, shot(), heard=True)
    result = studio.submit(shot(takes=2))
    assert result.ok
    assert take.id in {made.id for made in result.takes}
    assert len(studio.server.jobs) == 2
    assert len(studio.server.posts) == 1


def test_a_twin_that_finds_its_own_video_adopted_looks_for_the_others(studio: Studio) -> None:
    """Identical takes are interchangeable: who loses the race for a video takes the one that is left."""
    other = orphan(studio, shot(), heard=True)

    def steal(job: Job) -> None:
        studio.ledger.lose(other.id, "lost")
        studio.ledger.accept(other.id, job.id)

    real = studio.server.charge

    def charge(post: Post) -> Job:
        job = real(post)
        steal(job)
        return job

    studio.server.charge = charge  # type: ignore[method-assign]
    studio.limits = quick(slots=1)
    studio.submit(shot(), new=True)
    takes = studio.ledger.takes()
    assert {take.video_id for take in takes} == set(studio.server.jobs)
    assert all(take.created <= datetime.now(take.created.tzinfo) for take in takes)
    assert studio.resume().ok


def test_a_take_that_was_given_up_long_ago_is_no_rival(studio: Studio) -> None:
    old = orphan(studio, shot(extras={"seed": 1}), heard=False, ago=3600)
    resubmit(studio.ledger, old.id)
    orphan(studio, shot(extras={"seed": 2}), heard=True)
    assert studio.resume().ok
