"""Ctrl-C and SIGKILL in the middle of a submit: everything is gone on with, and nothing is made twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import lines_of, run, serving, shot, started, until, yaml

KEY = "sk-marker-7f3a"
TAKES = 2
SUBMIT = ("submit", "mug.yaml", "--takes", str(TAKES), "--format", "json")


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    """A project that uses the endpoint inside promptkit."""
    (tmp_path / "mug.yaml").write_text(shot())
    return tmp_path


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project whose endpoint is another program, with a folder of its own; and its address."""
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    with serving(there, KEY) as url:
        (here / "mug.yaml").write_text(shot())
        (here / "promptkit.yaml").write_text(
            yaml(
                "endpoint: studio",
                f"endpoints: {{studio: {{base_url: '{url}', key_env: STUDIO_KEY, like: local}}}}",
            )
        )
        yield here, url


def videos(url: str) -> list[dict[str, Any]]:
    """What the endpoint itself says that it was asked for."""
    request = urllib.request.Request(f"{url}/videos?limit=100", headers={"Authorization": f"Bearer {KEY}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return list(json.load(answer)["data"])


def end_after(process: subprocess.Popen[str], event: str, how: signal.Signals) -> list[dict[str, Any]]:
    """Read events until one of that name, then send the signal; all that was said."""
    said = []
    for each in lines_of(process):
        said.append(each)
        if each["event"] == event:
            os.kill(process.pid, how)
            event = ""
    process.wait(timeout=30)
    return said


def check_all_are_here(folder: Path, **env: str) -> list[dict[str, Any]]:
    """Resume, and then there are all takes, whole; a second resume and a second submit make nothing."""
    resumed = run("resume", "--format", "json", folder=folder, **env)
    assert resumed.code == 0, resumed.err
    again = run(*SUBMIT, folder=folder, **env)
    assert again.code == 0, again.err
    takes = run("takes", "--format", "json", folder=folder).data["takes"]
    assert [take["state"] for take in takes] == ["completed"] * TAKES
    assert len({take["video_id"] for take in takes}) == TAKES
    for take in takes:
        (file,) = take["files"]
        assert take["verified"]["seconds"] == pytest.approx(4, abs=0.1)
        assert Path(file).stat().st_size == take["clips"][0]["bytes"]
    last = run(*SUBMIT, folder=folder, **env).events
    assert [each["event"] for each in last] == ["run.started", "take.reused", "take.reused", "run.finished"]
    return list(takes)


@pytest.mark.parametrize("event", ["take.posting", "take.accepted"])
def test_killed_with_the_embedded_endpoint(embedded: Path, event: str) -> None:
    with started(*SUBMIT, folder=embedded) as process:
        end_after(process, event, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
    check_all_are_here(embedded)
    with serving(embedded, KEY) as url:  # the same state, so that the endpoint itself can be asked
        assert len(videos(url)) == TAKES


@pytest.mark.parametrize("event", ["take.posting", "take.accepted", "take.progress"])
def test_killed_with_an_endpoint_of_ones_own(studio: tuple[Path, str], event: str) -> None:
    folder, url = studio
    with started(*SUBMIT, folder=folder, STUDIO_KEY=KEY) as process:
        end_after(process, event, signal.SIGKILL)
    takes = check_all_are_here(folder, STUDIO_KEY=KEY)
    assert {take["video_id"] for take in takes} == {video["id"] for video in videos(url)}
    assert len(videos(url)) == TAKES


def test_control_c(studio: tuple[Path, str]) -> None:
    folder, url = studio
    with started(*SUBMIT, folder=folder, STUDIO_KEY=KEY) as process:
        said = end_after(process, "take.accepted", signal.SIGINT)
        assert process.returncode == 130
        assert process.stderr is not None
        message = process.stderr.read()
    assert said[-1]["event"] in ("run.interrupted", "run.finished")
    assert "resume" in message
    assert "Traceback" not in message
    check_all_are_here(folder, STUDIO_KEY=KEY)
    assert len(videos(url)) == TAKES


def test_no_key_is_written_anywhere(studio: tuple[Path, str]) -> None:
    folder, _ = studio
    result = run(*SUBMIT, folder=folder, STUDIO_KEY=KEY)
    assert result.code == 0, result.err
    listed = run("takes", "--format", "json", folder=folder, STUDIO_KEY=KEY)
    endpoints = run("endpoints", "--format", "json", folder=folder, STUDIO_KEY=KEY)
    wrong = run("submit", "mug.yaml", "--new", folder=folder, STUDIO_KEY=f"{KEY}-wrong")
    assert wrong.code == 1
    for each in (result, listed, endpoints, wrong):
        assert KEY not in each.out + each.err
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


def test_serve_says_where_it_is_and_stops_at_control_c(tmp_path: Path) -> None:
    with started("serve", "--port", "0", folder=tmp_path, PROMPTKIT_SERVE_KEY=KEY) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        line = server.stdout.readline()
        assert line.startswith("http://127.0.0.1:")
        assert videos(line.split()[0]) == []
        server.send_signal(signal.SIGINT)
        until(lambda: server.poll() is not None, "the end of the server")
        assert server.returncode == 0
        assert "Traceback" not in (said := server.stderr.read())
        assert KEY not in said
