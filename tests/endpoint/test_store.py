"""What stays true when servers are stopped, killed, started twice, or share a folder."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import openai
import pytest

from promptkit.endpoint import start
from promptkit.endpoint._create import NewVideo
from promptkit.endpoint._refusal import Refusal
from promptkit.endpoint._store import MOST_ATTEMPTS, MOST_WAITING, JobStore
from promptkit.findings import PromptkitError, UsageError
from tests.endpoint.wire import KEY, OFFERS, until

SERVER = f"""
import sys, time, pathlib
from promptkit.endpoint import start
with start(pathlib.Path(sys.argv[1]), key={KEY!r}, offers={OFFERS!r}) as server:
    print(server.base_url, flush=True)
    time.sleep(60)
"""
SERVE = f"""
import sys, pathlib
from promptkit.endpoint import serve
serve(pathlib.Path(sys.argv[1]), key={KEY!r}, offers={OFFERS!r}, port=0, ready=lambda url: print(url, flush=True))
"""


@pytest.fixture
def launch(state):
    """Starts a server in a process of its own; gives the process and its URL."""
    processes = []

    def run(code: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen([sys.executable, "-c", code, str(state)], stdout=subprocess.PIPE, text=True)
        processes.append(process)
        return process, process.stdout.readline().strip()

    yield run
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def rows(state):
    with sqlite3.connect(state / "jobs.sqlite3") as database:
        found = database.execute("SELECT id, status, attempts FROM video ORDER BY number").fetchall()
    database.close()
    return found


def a_video(prompt: str = "x") -> NewVideo:
    return NewVideo(prompt, "sora-2", "4", "720x1280", None, None)


def test_the_same_key_gives_the_same_video_also_after_a_restart(state, connect):
    ask = {"prompt": "x", "extra_headers": {"Idempotency-Key": "take-1"}}
    with start(state, key=KEY, offers=OFFERS) as server:
        first = connect(server).videos.create(**ask)
        assert connect(server).videos.create(**ask).id == first.id
    with start(state, key=KEY, offers=OFFERS) as server:
        client = connect(server)
        assert client.videos.create(**ask).id == first.id
        with pytest.raises(openai.ConflictError, match="another request"):
            client.videos.create(**{**ask, "prompt": "y"})
        client.videos.delete(first.id)
        with pytest.raises(openai.ConflictError, match="deleted"):
            client.videos.create(**ask)
    assert len(rows(state)) == 1


def test_one_key_at_many_hands_makes_one_video(state, connect):
    with start(state, key=KEY, offers=OFFERS) as one, start(state, key=KEY, offers=OFFERS) as other:
        clients = [connect(one), connect(other)]

        def create(index: int) -> str:
            return clients[index % 2].videos.create(prompt="x", extra_headers={"Idempotency-Key": "k"}).id

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(create, range(24)))) == 1
    assert len(rows(state)) == 1


def test_closing_is_quick_and_the_next_server_goes_on(state, connect):
    server = start(state, key=KEY, offers=OFFERS)
    client = connect(server)
    made = client.videos.create(prompt="x", seconds="8")
    until(lambda: client.videos.retrieve(made.id).status == "in_progress")
    began = time.monotonic()
    server.close()
    server.close()
    assert time.monotonic() - began < 30
    assert rows(state) == [(made.id, "queued", 0)]
    assert list((state / "clips").iterdir()) == []
    with start(state, key=KEY, offers=OFFERS) as following:
        assert connect(following).videos.poll(made.id, poll_interval_ms=50).status == "completed"


def test_a_killed_server_loses_nothing(state, connect, launch):
    process, url = launch(SERVER)
    client = connect(url)
    made = client.videos.create(prompt="x", seconds="8")
    waiting = client.videos.create(prompt="y")
    until(lambda: client.videos.retrieve(made.id).progress > 0)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with start(state, key=KEY, offers=OFFERS, renderers=2) as server:
        client = connect(server)
        until(lambda: rows(state)[0][2] == 2, seconds=4)
        assert client.videos.poll(made.id, poll_interval_ms=50).status == "completed"
        assert client.videos.poll(waiting.id, poll_interval_ms=50).status == "completed"
        assert len(client.videos.list().data) == 2
    assert sorted(path.name for path in (state / "clips").iterdir()) == sorted(f"{v.id}.mp4" for v in (made, waiting))


def test_two_servers_on_one_folder_render_each_video_once(state, connect):
    with start(state, key=KEY, offers=OFFERS) as one, start(state, key=KEY, offers=OFFERS) as other:
        clients = [connect(one), connect(other)]
        ids = [clients[index % 2].videos.create(prompt=f"number {index}").id for index in range(4)]
        for video in ids:
            assert clients[0].videos.poll(video, poll_interval_ms=100).status == "completed"
    assert rows(state) == [(video, "completed", 1) for video in ids]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_ends_cleanly_by_a_signal(state, connect, launch, number):
    process, url = launch(SERVE)
    made = connect(url).videos.create(prompt="x", seconds="12")
    until(lambda: connect(url).videos.retrieve(made.id).status == "in_progress")
    process.send_signal(number)
    assert process.wait(5) == 0
    assert rows(state) == [(made.id, "queued", 0)]


def test_a_silent_owner_loses_its_job_and_cannot_finish_it(tmp_path):
    store = JobStore(tmp_path)
    job, _ = store.add(a_video(), None)
    assert store.claim("one")[0].id == job.id
    assert store.claim("other") is None
    store._database.execute("UPDATE video SET lease_until = 0")
    assert store.claim("other")[0].id == job.id
    assert not store.report("one", job.id, 50)
    assert not store.complete("one", job.id)
    assert store.complete("other", job.id)
    assert store.claim("one") is None
    store.close()


def test_a_job_that_ends_every_server_fails_in_the_end(tmp_path):
    store = JobStore(tmp_path)
    job, _ = store.add(a_video(), None)
    for _ in range(MOST_ATTEMPTS):
        assert store.claim("one") is not None
        store._database.execute("UPDATE video SET lease_until = 0")
    assert store.claim("one") is None
    assert store.get(job.id).resource()["error"]["code"] == "render_interrupted"
    store.close()


def test_the_queue_is_bounded(tmp_path):
    store = JobStore(tmp_path)
    for index in range(MOST_WAITING):
        store.add(a_video(str(index)), None)
    with pytest.raises(Refusal) as full:
        store.add(a_video(), None)
    assert full.value.status == 429
    store.close()


def test_many_open_a_new_store_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda index: JobStore(tmp_path), range(8)))
        list(pool.map(lambda store: store.add(a_video(), None), stores))
    assert len(rows(tmp_path)) == 8
    for store in stores:
        store.close()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    JobStore(tmp_path).close()
    with sqlite3.connect(tmp_path / "jobs.sqlite3") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(PromptkitError, match="newer promptkit"):
        JobStore(tmp_path)


def test_the_state_is_private(state):
    start(state, key=KEY, offers=OFFERS).close()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_wrong_use_is_a_message(state, tmp_path):
    for wrong in ({"key": ""}, {"offers": {}}, {"offers": {"sora-2": []}}, {"host": "203.0.113.1"}, {"port": 99_999}):
        with pytest.raises(UsageError):
            start(state, **{"key": KEY, "offers": OFFERS, **wrong})
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot keep jobs"):
        start(tmp_path / "file", key=KEY, offers=OFFERS)


def test_a_port_in_use_is_a_message(server, state):
    port = int(server.base_url.split(":")[2].removesuffix("/v1"))
    with pytest.raises(UsageError, match="cannot listen"):
        start(state, key=KEY, offers=OFFERS, port=port)


def test_nothing_heavy_is_imported_with_the_package():
    names = ("starlette", "uvicorn", "av", "numpy", "cv2", "PIL", "openai", "sqlite3")
    code = f"import sys, promptkit.endpoint; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_store_that_fails_for_a_while_is_an_answer_and_no_end(state, connect):
    with start(state, key=KEY, offers=OFFERS) as server:
        client = connect(server)
        other = sqlite3.connect(state / "jobs.sqlite3")
        other.execute("ALTER TABLE video RENAME TO away")
        other.commit()
        with pytest.raises(openai.InternalServerError, match="job store"):
            client.videos.create(prompt="x")
        time.sleep(0.6)
        other.execute("ALTER TABLE away RENAME TO video")
        other.commit()
        other.close()
        made = client.videos.create(prompt="x")
        assert client.videos.poll(made.id, poll_interval_ms=50).status == "completed"
