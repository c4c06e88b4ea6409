from __future__ import annotations

import hashlib
import json
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.compiler import StillFile, StillReference
from promptkit.findings import SpendRefused, UsageError
from promptkit.ledger import Ledger, State
from promptkit.project import Budget
from promptkit.runs import Connection, plan, submit
from tests.runs.conftest import Studio, make_clip
from tests.runs.shots import KEY, SIZE, endpoint, quick, shot


def test_a_take_comes_home_whole_and_checked(studio: Studio) -> None:
    result = studio.submit(shot())
    (take,) = result.takes
    assert result.ok
    assert (take.state, take.notes, take.error) == (State.COMPLETED, (), None)
    (file,) = take.files
    data = (studio.folder / file.path).read_bytes()
    assert data == studio.server.clip
    assert (file.sha256, file.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert file.path == f"takes/steaming-cup/{take.id}.mp4"
    assert take.verified is not None
    assert (take.verified.width, take.verified.height, take.verified.codec) == (160, 90, "h264")
    assert take.verified.seconds == pytest.approx(4.0, abs=0.1)
    assert take.verified.audio
    assert studio.said() == ["run.started", "take.posting", "take.accepted", "take.completed", "run.finished"]
    assert studio.last("take.completed")["files"] == [file.to_json()]
    assert studio.last("run.finished")["completed"] == 1
    assert studio.last("run.finished")["usd"] == 0.8
    assert stat.S_IMODE((studio.folder / "takes/steaming-cup").stat().st_mode) == 0o700


def test_the_request_goes_out_as_the_protocol_wants_it(studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "my cup.png"
    picture.write_bytes(b"\x89PNG not really")
    still = StillFile(picture, hashlib.sha256(picture.read_bytes()).hexdigest(), "image/png", 160, 90)
    extras = {"x_camera": {"pan": [1, 2.5, {"é": None}]}, "seed": 7, "loop": True, "style": "noir", "steps": []}
    studio.submit(shot(still=still, extras=extras))
    (post,) = studio.server.posts
    assert post.headers["content-type"].startswith("multipart/form-data")
    assert post.headers["authorization"] == f"Bearer {KEY}"
    assert post.key == studio.only().key
    assert post.files == {"input_reference": ("still.png", "image/png", picture.read_bytes())}
    sent = {name: post.fields.pop(name) for name in ("x_camera", "seed", "loop", "steps")}
    assert {name: json.loads(text) for name, text in sent.items()} == {
        name: extras[name] for name in ("x_camera", "seed", "loop", "steps")
    }
    assert post.fields == {
        "model": "sora-2",
        "prompt": "A steaming-cup – wide.",
        "seconds": "4",
        "size": SIZE,
        "style": "noir",
    }


@pytest.mark.parametrize("reference", [{"image_url": "https://example.com/cup.png"}, {"file_id": "file_1"}])
def test_a_still_that_stands_elsewhere_goes_as_json(studio: Studio, reference: dict[str, str]) -> None:
    asked = shot(still=StillReference(**reference), extras={"seed": 7, "x_camera": {"pan": [1]}})
    studio.submit(asked)
    (post,) = studio.server.posts
    assert post.headers["content-type"] == "application/json"
    assert post.fields == asked.request.body()


def test_nothing_of_the_users_other_settings_goes_along(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-other")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer sk-other")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    studio.submit(shot())
    (post,) = studio.server.posts
    assert "other" not in json.dumps(post.headers)


def test_the_key_is_nowhere_but_in_the_header(studio: Studio, capfd: pytest.CaptureFixture[str]) -> None:
    studio.server.faults.extend(["echo-key", "ok"])
    studio.submit(shot(takes=2))
    said = json.dumps([event.to_json() for event in studio.events])
    stored = b"".join(path.read_bytes() for path in studio.folder.rglob("*") if path.is_file())
    assert KEY not in said + repr(studio.connection) + "".join(capfd.readouterr())
    assert KEY.encode() not in stored
    assert "bad key" in said


class TestReuse:
    def test_makes_nothing_twice(self, studio: Studio) -> None:
        first = studio.submit(shot(takes=2))
        again = studio.submit(shot(takes=2))
        assert len(studio.server.posts) == 2
        assert again.takes == ()
        assert {take.id for take in again.reused} == {take.id for take in first.takes}
        assert again.usd == 0
        assert studio.said()[-4:] == ["run.started", "take.reused", "take.reused", "run.finished"]
        assert studio.last("take.reused")["missing"] == []

    def test_makes_only_what_is_missing(self, studio: Studio) -> None:
        studio.submit(shot(takes=1))
        result = studio.submit(shot(takes=3))
        assert len(result.takes) == 2
        assert len(studio.server.posts) == 3

    def test_is_not_for_another_request(self, studio: Studio) -> None:
        studio.submit(shot())
        studio.submit(shot(prompt="A cup, but narrower."))
        assert len(studio.server.posts) == 2

    def test_ends_where_more_are_asked_for(self, studio: Studio) -> None:
        studio.submit(shot())
        result = studio.submit(shot(), new=True)
        assert [take.id[-2:] for take in result.takes] == ["02"]
        assert len(studio.server.posts) == 2

    def test_counts_failed_takes_as_none(self, studio: Studio) -> None:
        studio.server.faults.append("422")
        assert not studio.submit(shot()).ok
        assert studio.submit(shot()).ok
        assert len(studio.server.posts) == 2

    def test_of_a_request_that_two_shots_share(self, studio: Studio) -> None:
        studio.submit(shot("one", prompt="the same"), shot("two", prompt="the same"))
        assert len(studio.server.posts) == 1

    def test_says_which_files_are_gone(self, studio: Studio) -> None:
        (file,) = studio.submit(shot()).takes[0].files
        (studio.folder / file.path).unlink()
        studio.submit(shot())
        assert studio.last("take.reused")["missing"] == [file.path]

    def test_holds_between_two_processes_with_the_same_plan(self, studio: Studio) -> None:
        planned = plan([shot()], studio.facts, studio.ledger)
        with Ledger(studio.folder) as other:
            for ledger in (studio.ledger, other):
                submit(
                    planned,
                    studio.connection,
                    ledger,
                    folder=studio.folder,
                    on_event=studio.hear,
                    checker=studio.checker,
                    limits=studio.limits,
                )
        assert len(studio.server.posts) == 1
        assert studio.said()[-3:] == ["run.started", "take.reused", "run.finished"]


class TestGuard:
    def test_refuses_a_price_that_nobody_stated(self, studio: Studio) -> None:
        with pytest.raises(SpendRefused, match="nobody has stated what sora-2 costs") as refused:
            studio.submit(shot(usd=None))
        assert refused.value.exit_code == 3
        assert studio.server.posts == []
        assert studio.ledger.takes() == ()

    def test_takes_a_price_that_the_user_states(self, studio: Studio) -> None:
        result = studio.submit(shot(usd=None), usd_per_take=Decimal("0.25"))
        assert result.usd == Decimal("0.25")

    def test_needs_no_price_where_nothing_is_made(self, studio: Studio) -> None:
        studio.submit(shot())
        assert studio.submit(shot(usd=None)).ok

    @pytest.mark.parametrize("budget", [Budget(run=Decimal("1.59")), Budget(day=Decimal("1.59"))])
    def test_refuses_the_whole_before_the_first(self, studio: Studio, budget: Budget) -> None:
        with pytest.raises(SpendRefused, match=r"cost 1\.60 USD"):
            studio.submit(shot(takes=2), budget=budget)
        assert studio.server.posts == []

    def test_counts_what_was_spent_today(self, studio: Studio) -> None:
        budget = Budget(run=Decimal(1), day=Decimal(1))
        studio.submit(shot("one"), budget=budget)
        with pytest.raises(SpendRefused, match="a day is 1 USD"):
            studio.submit(shot("two"), budget=budget)

    def test_stops_on_the_way_when_another_process_spends(self, studio: Studio) -> None:
        studio.limits = quick(slots=1)
        budget = Budget(day=Decimal("2.40"))
        planned = plan([shot(takes=3)], studio.facts, studio.ledger, budget=budget)
        studio.submit(shot("another"))
        with pytest.raises(SpendRefused, match="budget of the day"):
            submit(
                planned,
                studio.connection,
                studio.ledger,
                folder=studio.folder,
                on_event=studio.hear,
                checker=studio.checker,
                limits=studio.limits,
            )
        assert len(studio.server.posts) == 3
        assert studio.ledger.spent_today() == Decimal("2.4")
        finished = studio.last("run.finished")
        assert finished["completed"] == 2
        assert "budget of the day" in finished["refused"]

    def test_lets_free_takes_pass_any_budget(self, studio: Studio) -> None:
        assert studio.submit(shot(usd="0"), budget=Budget(run=Decimal(0), day=Decimal(0))).ok


class TestBeforeAnythingIsSent:
    def test_a_still_that_changed(self, studio: Studio, tmp_path: Path) -> None:
        picture = tmp_path / "cup.png"
        picture.write_bytes(b"new")
        still = StillFile(picture, hashlib.sha256(b"old").hexdigest(), "image/png", 160, 90)
        with pytest.raises(UsageError, match="changed since it was compiled"):
            studio.submit(shot("one"), shot("two", still=still))
        picture.unlink()
        with pytest.raises(UsageError, match="cannot read the still"):
            studio.submit(shot("two", still=still))
        assert studio.ledger.takes() == ()

    def test_an_extra_in_the_place_of_a_field(self, studio: Studio) -> None:
        with pytest.raises(UsageError, match="'seconds' is a field of the protocol"):
            studio.submit(shot(extras={"seconds": "12"}))
        assert studio.ledger.takes() == ()

    def test_a_shot_for_another_endpoint(self, studio: Studio) -> None:
        with pytest.raises(UsageError, match="compiled for endpoint 'studio', not 'elsewhere'"):
            plan([shot()], endpoint(name="elsewhere"), studio.ledger)

    def test_a_connection_to_another_endpoint(self, studio: Studio) -> None:
        planned = plan([shot()], studio.facts, studio.ledger)
        studio.facts = endpoint(name="elsewhere")
        with pytest.raises(UsageError, match="plan is for endpoint 'studio'"):
            submit(
                planned,
                studio.connection,
                studio.ledger,
                folder=studio.folder,
                on_event=studio.hear,
                checker=studio.checker,
            )

    @pytest.mark.parametrize("url", ["ftp://host/v1", "gpu-box:8000/v1", "http://me:secret@host/v1", ""])
    def test_an_address_that_is_none(self, url: str) -> None:
        with pytest.raises(UsageError, match="base_url of endpoint 'studio'") as wrong:
            Connection(endpoint(), url, KEY)
        assert "secret" not in str(wrong.value)


def test_a_plan_says_what_would_be(studio: Studio) -> None:
    studio.submit(shot("one"))
    studio.server.faults.append("drop-unheard")
    studio.submit(shot("two"))
    planned = plan(
        [shot("one", takes=3), shot("two"), shot("three", usd=None)],
        studio.facts,
        studio.ledger,
        budget=Budget(run=Decimal(10)),
    ).to_json()
    one, two, three = planned["shots"]
    assert (one["reuse"], one["make"], one["usd"]) == ([f"one-{shot('one').fingerprint[:4]}-01"], 2, 1.6)
    assert (two["make"], [take["state"] for take in two["resume"]], two["usd"]) == (0, ["uncertain"], 0.0)
    assert (three["make"], three["usd_each"], three["usd"]) == (1, None, None)
    assert planned["usd"] is None
    assert "nobody has stated" in planned["refusal"]
    assert planned["budget"] == {"run": 10.0, "day": None, "spent_today": 1.6}
    assert json.loads(json.dumps(planned)) == planned


class TestWhatCameBack:
    def test_is_noted_where_the_file_differs(self, studio: Studio) -> None:
        studio.server.clip = make_clip(3.0, (90, 160), sound=False)
        (take,) = studio.submit(shot()).takes
        assert take.state is State.COMPLETED
        assert take.notes == (
            "the clip has 90x160; 160x90 was asked for",
            "the clip has 3 s; 4 s were asked for",
            "the clip has no sound",
        )
        assert studio.last("take.completed")["notes"] == list(take.notes)

    def test_is_noted_where_the_endpoint_says_so(self, studio: Studio) -> None:
        def view(job: object) -> tuple[int, dict[str, object]]:
            return 200, {"id": "x", "status": "completed", "model": "cheap-1", "seconds": 10, "size": "16x9"}

        studio.server.view = view
        (take,) = studio.submit(shot()).takes
        assert [note.split(";")[0] for note in take.notes] == [
            "the endpoint says that cheap-1 made it",
            "the endpoint says that it has 10 s",
            "the endpoint says that it has 16x9",
        ]

    def test_may_be_a_dated_version_of_the_model(self, studio: Studio) -> None:
        studio.server.view = lambda job: (200, {"status": "completed", "model": "sora-2-2025-12-08", "seconds": 4.0})
        assert studio.submit(shot()).takes[0].notes == ()

    def test_is_failed_where_it_is_no_video(self, studio: Studio) -> None:
        studio.server.clip = b"this is no clip " * 100
        (take,) = studio.submit(shot()).takes
        assert (take.state, take.error) == (State.FAILED, "what the endpoint sent is no video")
        (kept,) = take.files
        assert kept.path.endswith(".unreadable")
        assert (studio.folder / kept.path).read_bytes() == studio.server.clip


def test_the_names_of_a_stranger_stay_in_the_folder(studio: Studio) -> None:
    (take,) = studio.submit(shot("../../../etc/Cup & Saucer")).takes
    (file,) = take.files
    assert file.path == f"takes/etc-cup-saucer/{take.id}.mp4"
    assert (studio.folder / file.path).resolve().is_relative_to(studio.folder.resolve())
