"""SIGKILL at random moments, again and again: the server's own count shows at most one create for each take."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from promptkit.ledger import Ledger, State
from tests.runs.server import State as Server
from tests.runs.server import serving

TAKES = 6
WANTED = 2 * TAKES


def run_and_kill(server: Server, folder: Path, mode: str, after: float | None) -> None:
    """Start a worker; kill it so many seconds after it is ready, or let it end."""
    command = [sys.executable, "-m", "tests.runs.worker", str(folder), server.base_url, mode, str(TAKES), "20"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    if after is not None:
        time.sleep(after)
        process.kill()
    output, error = process.communicate(timeout=60)
    assert process.returncode in ((0,) if after is None else (0, -9)), output + error
    assert "Traceback" not in error


def kill_again_and_again(clip: bytes, folder: Path, mode: str, *, kills: int, seed: int, faults: list[str]) -> Server:
    chance = random.Random(seed)
    with serving(clip, replays=mode.startswith("replays"), latency=(0.01, 0.06)) as server:
        for _ in range(kills):
            server.faults.extend(fault for fault in faults if chance.random() < 0.3)
            run_and_kill(server, folder, mode, chance.uniform(0.0, 0.35))
        server.faults.clear()
        for _ in range(2):
            run_and_kill(server, folder, mode, None)
    return server


def check(server: Server, folder: Path, mode: str) -> None:
    with Ledger(folder) as ledger:
        takes = ledger.takes()
    by_key = {take.key: take for take in takes}
    assert set(server.creates.values()) <= {1}, "a take was paid twice"
    assert set(server.creates) <= set(by_key)
    assert {take.state for take in takes} <= {State.COMPLETED, State.UNCERTAIN, State.REJECTED}
    completed = [take for take in takes if take.state is State.COMPLETED]
    lost = set(server.jobs) - {take.video_id for take in completed}
    assert not lost, (
        f"a paid video was lost: {[(server.jobs[video], by_key[server.jobs[video].key]) for video in lost]}"
    )
    standing = [take for take in takes if take.state is not State.REJECTED]
    assert len(standing) == WANTED
    if mode.startswith("replays"):
        assert len(completed) == WANTED
    for take in completed:
        assert len(take.files) == 1
        assert (folder / take.files[0].path).read_bytes() == server.clip
    assert not list(folder.rglob("*.mp4.*"))


@pytest.mark.parametrize(("mode", "seed"), [("replays", 1), ("lists", 2), ("replays-remix", 3), ("lists-remix", 4)])
def test_no_take_is_paid_twice(clip: bytes, tmp_path: Path, mode: str, seed: int) -> None:
    server = kill_again_and_again(clip, tmp_path, mode, kills=5, seed=seed, faults=["drop", "500", "429"])
    check(server, tmp_path, mode)
    paths = {post.path for post in server.posts}
    assert paths == {"/v1/videos/video_1/remix" if mode.endswith("-remix") else "/v1/videos"}


@pytest.mark.long
@pytest.mark.parametrize("mode", ["replays", "lists", "replays-remix"])
@pytest.mark.parametrize("seed", range(12))
def test_no_take_is_paid_twice_in_hundreds_of_kills(clip: bytes, tmp_path: Path, mode: str, seed: int) -> None:
    faults = ["drop", "drop-unheard", "500", "429", "slow", "no-id"]
    server = kill_again_and_again(clip, tmp_path, mode, kills=12, seed=100 + seed, faults=faults)
    check(server, tmp_path, mode)
