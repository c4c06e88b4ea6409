from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.findings import SpendRefused, UsageError
from promptkit.ledger import (
    FILE_NAME,
    LEASE_SECONDS,
    IllegalTransition,
    Intent,
    Ledger,
    State,
    Take,
    TakeFile,
    UnknownTake,
    Verified,
    VideoTaken,
)
from promptkit.project import Budget

Intents = Callable[..., Intent]


def begun(ledger: Ledger, intent: Intent, **options: object) -> Take:
    take = ledger.begin(intent, ledger.enter(), **options)  # type: ignore[arg-type]
    assert take is not None
    return take


def test_nobody_else_may_read_the_ledger(tmp_path: Path, intent: Intents) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    with Ledger(folder) as ledger:
        begun(ledger, intent())
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes.pop("state") == 0o700
    assert FILE_NAME in modes
    assert set(modes.values()) == {0o600}


def test_every_commit_is_on_the_disk(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_an_intent_comes_back_as_it_was_written(tmp_path: Path, intent: Intents) -> None:
    written = intent(still=tmp_path / "cup.png", body={"prompt": "–", "x_camera": [{"z": 1, "a": [True, None]}]})
    with Ledger(tmp_path, clock=lambda: 1_800_000_000.25) as ledger:
        take = begun(ledger, written)
    with Ledger(tmp_path) as ledger:
        assert ledger.take(take.id) == take
    assert take.intent == written
    assert take.state is State.POSTING
    assert take.created == take.posted == datetime.fromtimestamp(1_800_000_000.25, UTC)


def test_takes_are_named_by_shot_fingerprint_and_number(ledger: Ledger, intent: Intents) -> None:
    first, second = begun(ledger, intent()), begun(ledger, intent())
    other = begun(ledger, intent(fingerprint="aa55" + "0" * 60))
    odd = begun(ledger, intent(shot="../Étude: Nr. 7/x"))
    assert [first.id, second.id] == ["steaming-cup-3f9a-01", "steaming-cup-3f9a-02"]
    assert other.id == "steaming-cup-aa55-01"
    assert odd.id == "tude-nr-7-x-3f9a-01"
    assert len({take.key for take in (first, second, other, odd)}) == 4


def test_two_shots_whose_names_run_together_keep_their_takes_apart(ledger: Ledger, intent: Intents) -> None:
    assert begun(ledger, intent(shot="A b")).id == "a-b-3f9a-01"
    assert begun(ledger, intent(shot="a-b")).id == "a-b-3f9a-02"


def test_a_take_that_completes_tells_everything(ledger: Ledger, intent: Intents) -> None:
    take = begun(ledger, intent())
    accepted = ledger.accept(take.id, "video_1")
    assert (accepted.state, accepted.video_id) == (State.ACCEPTED, "video_1")
    assert accepted.accepted is not None
    clip = TakeFile("takes/steaming-cup/a.mp4", "ab" * 32, 12345)
    facts = Verified(1280, 720, 7.96, "h264", audio=True)
    done = ledger.complete(take.id, [clip], facts, ["the clip has no sound"])
    assert (done.state, done.files, done.verified, done.notes) == (
        State.COMPLETED,
        (clip,),
        facts,
        ("the clip has no sound",),
    )
    assert done.to_json()["files"] == [{"path": clip.path, "sha256": clip.sha256, "bytes": 12345}]
    assert done.to_json()["usd"] == 0.8


def test_a_take_has_one_video_and_a_video_one_take(ledger: Ledger, intent: Intents) -> None:
    first, twin, elsewhere = (begun(ledger, intent()) for _ in range(3))
    elsewhere = begun(ledger, intent(endpoint="other"))
    ledger.accept(first.id, "video_1")
    with pytest.raises(VideoTaken) as taken:
        ledger.accept(twin.id, "video_1")
    assert taken.value.owner == first.id
    assert ledger.take(twin.id).state is State.POSTING
    ledger.accept(elsewhere.id, "video_1")  # ids are an endpoint's own
    assert ledger.owned("studio", ["video_1", "video_2"]) == {"video_1"}


def test_a_change_that_is_not_allowed_changes_nothing(ledger: Ledger, intent: Intents) -> None:
    take = begun(ledger, intent())
    rejected = ledger.reject(take.id, "refused")
    with pytest.raises(IllegalTransition) as illegal:
        ledger.accept(take.id, "video_1")
    assert (illegal.value.current, illegal.value.target) == (State.REJECTED, State.ACCEPTED)
    assert ledger.take(take.id) == rejected


def test_an_unknown_take_is_a_usage_error(ledger: Ledger) -> None:
    with pytest.raises(UnknownTake, match="no take 'nope'"):
        ledger.take("nope")
    with pytest.raises(UnknownTake):
        ledger.accept("nope", "video_1")


def test_only_uncertain_takes_are_posted_again(tmp_path: Path, intent: Intents) -> None:
    now = [1000.0]
    with Ledger(tmp_path, clock=lambda: now[0]) as ledger:
        take = begun(ledger, intent())
        with pytest.raises(IllegalTransition):
            ledger.post_again(take.id)
        ledger.lose(take.id, "reset")
        now[0] = 1060.0
        again = ledger.post_again(take.id)
    assert (again.key, again.created) == (take.key, take.created)
    assert (again.posted - again.created).total_seconds() == 60


class TestBudget:
    def test_of_a_run_is_a_hard_stop(self, ledger: Ledger, intent: Intents) -> None:
        budget = Budget(run=Decimal("2.00"))
        for _ in range(2):
            begun(ledger, intent(), budget=budget)
        with pytest.raises(SpendRefused, match="budget of the run") as refused:
            begun(ledger, intent(), budget=budget)
        assert refused.value.exit_code == 3
        assert len(ledger.takes()) == 2
        begun(ledger, intent(run="run-2"), budget=budget)
        assert ledger.spent_in_run("run-1") == Decimal("1.6")

    def test_is_free_again_when_nothing_was_bought(self, ledger: Ledger, intent: Intents) -> None:
        budget = Budget(run=Decimal("0.80"), day=Decimal("0.80"))
        take = begun(ledger, intent(), budget=budget)
        assert (take.reserved, take.spent) == (Decimal("0.8"), 0)
        rejected = ledger.reject(take.id, "429")
        assert (rejected.reserved, rejected.spent) == (0, 0)
        begun(ledger, intent(), budget=budget)

    @pytest.mark.parametrize("end", ["lose", "fail", "give_up", "accept"])
    def test_stays_used_where_something_may_have_been_bought(self, ledger: Ledger, intent: Intents, end: str) -> None:
        take = begun(ledger, intent())
        if end == "accept" or end == "fail":
            ledger.accept(take.id, "video_1")
        if end == "fail":
            ledger.fail(take.id, "moderation")
        if end == "lose" or end == "give_up":
            ledger.lose(take.id, "reset")
        if end == "give_up":
            ledger.give_up(take.id)
        assert ledger.spent_in_run("run-1") == ledger.spent_today() == Decimal("0.8")

    def test_of_a_day_ends_with_the_day(self, tmp_path: Path, intent: Intents) -> None:
        now = [datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC).timestamp()]
        budget = Budget(day=Decimal("1.00"))
        with Ledger(tmp_path, clock=lambda: now[0]) as ledger:
            begun(ledger, intent(), budget=budget)
            with pytest.raises(SpendRefused, match="budget of the day"):
                begun(ledger, intent(run="run-2"), budget=budget)
            now[0] += 1
            assert ledger.spent_today() == 0
            begun(ledger, intent(run="run-2"), budget=budget)

    def test_of_zero_lets_free_takes_pass(self, ledger: Ledger, intent: Intents) -> None:
        begun(ledger, intent(usd=Decimal(0)), budget=Budget(run=Decimal(0), day=Decimal(0)))

    def test_is_rounded_against_the_spender(self, ledger: Ledger, intent: Intents) -> None:
        third = intent(usd=Decimal(1) / 3)
        begun(ledger, third, budget=Budget(run=Decimal(1)))
        begun(ledger, third, budget=Budget(run=Decimal(1)))
        with pytest.raises(SpendRefused):
            begun(ledger, third, budget=Budget(run=Decimal(1)))

    def test_is_shared_by_threads(self, ledger: Ledger, intent: Intents) -> None:
        owner = ledger.enter()

        def spend(_: int) -> bool:
            try:
                return ledger.begin(intent(), owner, budget=Budget(run=Decimal("8.00"))) is not None
            except SpendRefused:
                return False

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(spend, range(40))) == 10
        assert len({take.id for take in ledger.takes()}) == 10


SPENDER = """
import sys
from decimal import Decimal
from pathlib import Path
from promptkit.findings import SpendRefused
from promptkit.ledger import Ledger
from promptkit.project import Budget
from tests.ledger.conftest import make_intent

with Ledger(Path(sys.argv[1])) as ledger:
    owner = ledger.enter()
    made = 0
    for _ in range(20):
        try:
            made += ledger.begin(make_intent(), owner, budget=Budget(day=Decimal("24"))) is not None
        except SpendRefused:
            pass
print(made)
"""


def test_several_processes_share_one_budget_and_one_row_of_numbers(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPENDER, str(tmp_path / "state")]
    spenders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    made = [int(spender.communicate(timeout=60)[0]) for spender in spenders]
    assert sum(made) == 30
    with Ledger(tmp_path / "state") as ledger:
        assert sorted(take.id for take in ledger.takes()) == [f"steaming-cup-3f9a-{n:02d}" for n in range(1, 31)]


class TestCeiling:
    def test_stops_a_second_process_that_planned_the_same(self, ledger: Ledger, intent: Intents) -> None:
        begun(ledger, intent(), ceiling=1)
        assert ledger.begin(intent(), ledger.enter(), ceiling=1) is None
        assert ledger.begin(intent(endpoint="other"), ledger.enter(), ceiling=1) is not None

    def test_counts_nothing_that_came_to_nothing(self, ledger: Ledger, intent: Intents) -> None:
        ledger.reject(begun(ledger, intent(), ceiling=1).id, "refused")
        lost = begun(ledger, intent(), ceiling=1)
        ledger.lose(lost.id, "reset")
        assert ledger.begin(intent(), ledger.enter(), ceiling=1) is None
        ledger.give_up(lost.id)
        begun(ledger, intent(), ceiling=1)


class TestLease:
    def test_keeps_a_take_from_others_while_its_process_lives(self, tmp_path: Path, intent: Intents) -> None:
        now = [1000.0]
        with Ledger(tmp_path, clock=lambda: now[0]) as ledger:
            owner, other = ledger.enter(), ledger.enter()
            take = ledger.begin(intent(), owner)
            assert take is not None
            assert ledger.claim(take.id, other) is None
            holder = ledger.holder(take.id)
            assert holder is not None
            assert holder.pid == os.getpid()
            now[0] += LEASE_SECONDS - 1
            ledger.beat(owner)
            now[0] += LEASE_SECONDS - 1
            assert ledger.claim(take.id, other) is None
            now[0] += 2
            claimed = ledger.claim(take.id, other)
            assert claimed is not None
            assert claimed.owner == other.id

    def test_given_back_frees_its_takes(self, ledger: Ledger, intent: Intents) -> None:
        owner = ledger.enter()
        take = ledger.begin(intent(), owner)
        assert take is not None
        ledger.leave(owner)
        assert ledger.holder(take.id) is None
        assert ledger.claim(take.id, ledger.enter()) is not None

    def test_of_a_dead_process_frees_its_takes_at_once(self, tmp_path: Path) -> None:
        code = (
            "import os, signal, sys; from pathlib import Path; from promptkit.ledger import Ledger;"
            "from tests.ledger.conftest import make_intent; ledger = Ledger(Path(sys.argv[1]));"
            "ledger.begin(make_intent(), ledger.enter()); os.kill(os.getpid(), signal.SIGKILL)"
        )
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=30)
        with Ledger(tmp_path) as ledger:
            (take,) = ledger.takes()
            assert ledger.holder(take.id) is None
            assert ledger.claim(take.id, ledger.enter()) is not None


def test_takes_are_found_by_what_they_are(ledger: Ledger, intent: Intents) -> None:
    one = begun(ledger, intent())
    two = begun(ledger, intent(shot="b", endpoint="other", fingerprint="b" * 64, run="run-2"))
    ledger.reject(two.id, "no")
    found = {
        "shot": ledger.takes(shot="b"),
        "endpoint": ledger.takes(endpoint="other"),
        "fingerprint": ledger.takes(fingerprint="b" * 64),
        "run": ledger.takes(run="run-2"),
        "states": ledger.takes(states={State.REJECTED}),
    }
    assert {name: [take.id for take in takes] for name, takes in found.items()} == {name: [two.id] for name in found}
    assert [take.id for take in ledger.takes()] == [one.id, two.id]
    assert ledger.takes(states=set()) == ()


class TestFile:
    def test_of_a_newer_version_is_left_alone(self, tmp_path: Path) -> None:
        Ledger(tmp_path).close()
        connection = sqlite3.connect(tmp_path / FILE_NAME)
        connection.execute("PRAGMA user_version=99")
        connection.close()
        with pytest.raises(UsageError, match="newer promptkit"):
            Ledger(tmp_path)

    def test_that_is_none_is_a_usage_error(self, tmp_path: Path) -> None:
        (tmp_path / FILE_NAME).write_bytes(b"no database, " * 100)
        with pytest.raises(UsageError, match="cannot open the ledger"):
            Ledger(tmp_path)

    def test_in_a_place_that_is_no_folder_is_a_usage_error(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_text("")
        with pytest.raises(UsageError, match="cannot open the ledger"):
            Ledger(tmp_path / "state")

    def test_of_the_first_version_gets_what_it_lacks(self, tmp_path: Path, intent: Intents) -> None:
        with Ledger(tmp_path) as ledger:
            begun(ledger, intent())
            kept = ledger.takes()
        connection = sqlite3.connect(tmp_path / FILE_NAME)
        connection.execute("ALTER TABLE takes DROP COLUMN document")
        connection.execute("PRAGMA user_version=1")
        connection.close()
        with Ledger(tmp_path) as ledger:
            assert ledger.takes() == kept
