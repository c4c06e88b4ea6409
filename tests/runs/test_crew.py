"""Ctrl-C, twice, and listeners that break."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from promptkit.findings import PromptkitError
from promptkit.ledger import Ledger, State
from promptkit.runs import Event, RunInterrupted
from tests.runs.conftest import Studio
from tests.runs.server import State as Server
from tests.runs.shots import endpoint, quick, shot


def interrupt_at(name: str) -> Callable[[Event], None]:
    """A listener in whose place a user presses Ctrl-C, once."""
    pressed = []

    def listen(event: Event) -> None:
        if event.name == name and not pressed:
            pressed.append(event)
            signal.raise_signal(signal.SIGINT)

    return listen


class TestInterrupt:
    def test_leaves_everything_resumable(self, studio: Studio) -> None:
        studio.limits = quick(slots=2, grace=60.0)
        studio.server.looks = 10**6
        studio.listen = interrupt_at("take.accepted")
        begin = time.monotonic()
        with pytest.raises(RunInterrupted) as interrupted:
            studio.submit(shot(takes=5))
        assert time.monotonic() - begin < studio.limits.grace / 2  # jobs that can wait are not waited for
        assert interrupted.value.exit_code == 130
        assert studio.said()[-1] == "run.interrupted"
        takes = studio.ledger.takes()
        assert {take.state for take in takes} == {State.ACCEPTED}
        assert len(takes) == len(studio.server.jobs) <= 3
        studio.server.looks = 1
        studio.listen = lambda event: None
        assert studio.resume().ok
        assert studio.submit(shot(takes=5)).ok
        assert len(studio.server.jobs) == 5

    def test_lets_a_post_in_flight_come_to_its_answer(self, studio: Studio) -> None:
        studio.facts = endpoint(lists_prompts=False)
        studio.server.faults.append("slow")
        studio.listen = interrupt_at("take.posting")
        with pytest.raises(RunInterrupted):
            studio.submit(shot(takes=9))
        assert [take.state for take in studio.ledger.takes() if take.video_id] != []
        assert State.POSTING not in {take.state for take in studio.ledger.takes()}
        assert "take.accepted" in studio.said()
        assert {take.video_id for take in studio.ledger.takes()} == set(studio.server.jobs)

    def test_does_not_wait_for_ever_for_a_post_in_flight(self, studio: Studio) -> None:
        studio.limits = quick(grace=0.2, create=60.0)
        studio.server.faults.append("hang")
        studio.listen = interrupt_at("take.posting")
        begin = time.monotonic()
        with pytest.raises(RunInterrupted):
            studio.submit(shot())
        assert time.monotonic() - begin < 30
        assert studio.only().state is State.POSTING

    def test_twice_ends_at_once(self, studio: Studio) -> None:
        studio.limits = quick(grace=60.0, create=60.0)
        studio.server.faults.append("hang")
        studio.listen = interrupt_at("take.posting")
        second = threading.Timer(0.3, signal.pthread_kill, (threading.main_thread().ident, signal.SIGINT))
        begin = time.monotonic()
        second.start()
        with pytest.raises(RunInterrupted):
            studio.submit(shot())
        assert time.monotonic() - begin < 30

    def test_while_a_clip_is_fetched_keeps_no_half_of_it(self, studio: Studio) -> None:
        studio.listen = lambda event: None
        started = threading.Event()

        def content(job: object, count: int) -> tuple[int, dict[str, str], bytes]:
            started.set()
            time.sleep(0.3)
            return 200, {"Content-Type": "video/mp4"}, studio.server.clip

        studio.server.content = content
        main = threading.main_thread().ident
        threading.Thread(target=lambda: (started.wait(5), signal.pthread_kill(main, signal.SIGINT))).start()
        with pytest.raises(RunInterrupted):
            studio.submit(shot())
        assert studio.only().state in {State.ACCEPTED, State.COMPLETED}
        assert not list(studio.folder.rglob("*.part"))
        assert studio.resume().ok


class Broken(Exception):
    pass


def test_a_listener_that_breaks_ends_the_run_and_loses_nothing(studio: Studio) -> None:
    def listen(event: Event) -> None:
        if event.name == "take.posting":
            raise Broken

    studio.listen = listen
    studio.server.faults.extend(["slow"] * 4)
    with pytest.raises(Broken):
        studio.submit(shot(takes=9))
    takes = studio.ledger.takes()
    assert 1 <= len(takes) <= 4
    assert {take.video_id for take in takes} == set(studio.server.jobs)
    studio.listen = lambda event: None
    assert studio.resume().ok


def test_a_disk_that_refuses_ends_the_run_and_loses_nothing(studio: Studio) -> None:
    studio.folder.joinpath("takes").write_text("in the way")
    with pytest.raises(PromptkitError, match="cannot make the folder"):
        studio.submit(shot())
    assert studio.only().state is State.ACCEPTED
    studio.folder.joinpath("takes").unlink()
    assert studio.resume().ok


def test_events_come_in_the_thread_that_asked_for_them(studio: Studio) -> None:
    threads = set()
    studio.listen = lambda event: threads.add(threading.current_thread())
    studio.submit(shot(takes=4))
    assert threads == {threading.current_thread()}


def test_several_takes_at_once_but_no_more_than_there_are_slots(studio: Studio, server: Server) -> None:
    studio.limits = quick(slots=3)
    under_way, most = 0, 0

    def listen(event: Event) -> None:
        nonlocal under_way, most
        under_way += {"take.posting": 1, "take.completed": -1}.get(event.name, 0)
        most = max(most, under_way)

    studio.listen = listen
    server.looks = 3
    assert studio.submit(shot(takes=9)).ok
    assert most == 3


def test_ctrl_c_in_a_process_of_its_own(server: Server, tmp_path: Path) -> None:
    server.looks = 10**6
    command = [sys.executable, "-m", "tests.runs.worker", str(tmp_path), server.base_url, "lists", "2", "60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "take.accepted" in line:
            process.send_signal(signal.SIGINT)
            break
    rest, error = process.communicate(timeout=20)
    assert (process.returncode, error) == (130, "")
    assert "run.interrupted" in rest
    with Ledger(tmp_path) as ledger:
        assert {take.state for take in ledger.takes()} <= {State.ACCEPTED}
        assert os.getpid() not in {(ledger.holder(take.id) or process).pid for take in ledger.takes()}
        assert {take.video_id for take in ledger.takes()} == set(server.jobs)
