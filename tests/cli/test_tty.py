"""On a terminal: a question before money is spent, progress that writes over itself; elsewhere neither."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.terminal import ESCAPE, PROGRAM, environment, run, serving, shot, yaml

CONTROL_C = "\x03"
KEY = "sk-marker-7f3a"


def on_a_terminal(*args: str, folder: Path, types: str = "", **env: str) -> tuple[int, str]:
    """Call it on a terminal, type something when it asks; the exit code and all that the terminal showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *args], cwd=folder, env=environment(TERM="xterm", **env), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = ""
    while True:
        ready, _, _ = select.select([ours], [], [], 30)
        assert ready, f"nothing more was said after {shown!r}"
        try:
            data = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side has closed
            break
        if not data:
            break
        shown += data.decode("utf-8", errors="replace")
        if types and "[y/N]" in shown:
            if types == CONTROL_C:
                _waits(process.pid)
                process.send_signal(signal.SIGINT)
            else:
                os.write(ours, types.encode())
            types = ""
    os.close(ours)
    assert "Traceback" not in shown
    return process.wait(timeout=30), shown


def _waits(pid: int) -> None:
    """Come back once a process sleeps: CPython notes a signal between its prompt and its read, but then reads on."""
    until = time.monotonic() + 30
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "S":
        assert time.monotonic() < until, "it never waited for an answer"
        time.sleep(0.01)


@pytest.fixture
def priced(tmp_path: Path) -> Path:
    (tmp_path / "promptkit.yaml").write_text(
        yaml(
            "budget: {run: 5, day: 20}",
            "endpoints:",
            "  studio:",
            "    base_url: http://127.0.0.1:9/v1",
            "    key_env: STUDIO_KEY",
            "    like: custom",
            "    offers: {wan: {usd_per_second: 0.10, seconds: [4, 8]}}",
        )
    )
    (tmp_path / "mug.yaml").write_text(shot())
    return tmp_path


PAID = ("submit", "mug.yaml", "--endpoint", "studio", "--model", "wan")


@pytest.mark.parametrize(("types", "code"), [("n\n", 3), ("\n", 3), (CONTROL_C, 130)])
def test_no_is_no(priced: Path, types: str, code: int) -> None:
    ended, shown = on_a_terminal(*PAID, folder=priced, types=types, STUDIO_KEY=KEY)
    assert "Spend $0.40? [y/N]" in shown
    assert ended == code
    assert run("takes", "--format", "json", folder=priced).data["takes"] == []


def test_yes_sends(priced: Path) -> None:
    ended, shown = on_a_terminal(*PAID, folder=priced, types="y\n", STUDIO_KEY=KEY)
    assert ended == 1  # nobody is there, but it was tried
    assert "refused by the endpoint, nothing bought" in shown
    assert len(run("takes", "--format", "json", folder=priced).data["takes"]) == 1


def test_yes_as_a_flag_does_not_ask(priced: Path) -> None:
    _, shown = on_a_terminal(*PAID, "--yes", folder=priced, STUDIO_KEY=KEY)
    assert "[y/N]" not in shown


def test_what_costs_nothing_is_not_asked_about_and_shows_its_progress(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot())
    ended, shown = on_a_terminal("submit", "mug.yaml", folder=tmp_path)
    assert ended == 0
    assert "[y/N]" not in shown
    assert re.search(r"(?m)mug-\w+-01  [\w ]+ \d+ %\r +\rmug-", shown)
    assert ".promptkit/takes/mug/" in shown


@pytest.mark.parametrize("env", [{"CI": "1"}, {"NO_COLOR": "1"}])
def test_ci_and_no_color(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "mug.yaml").write_text(shot("mug", "bogus: 1"))
    for args in (["compile", "mug.yaml"], ["show", "mug.yaml"], ["models"], ["lint", "gone.yaml"]):
        _, shown = on_a_terminal(*args, folder=tmp_path, **env)
        assert ESCAPE not in shown


def test_colour_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot())
    _, shown = on_a_terminal("show", "mug.yaml", folder=tmp_path)
    assert ESCAPE in shown
    assert ESCAPE not in run("show", "mug.yaml", folder=tmp_path).out


def test_progress_of_a_run_in_ci_is_lines(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    with serving(there, KEY) as url:
        endpoints = f"endpoints: {{studio: {{base_url: '{url}', key_env: STUDIO_KEY, like: local}}}}"
        (here / "promptkit.yaml").write_text(yaml("endpoint: studio", endpoints))
        (here / "mug.yaml").write_text(shot())
        ended, shown = on_a_terminal("submit", "mug.yaml", folder=here, STUDIO_KEY=KEY, CI="1")
    assert ended == 0
    assert ESCAPE not in shown
    assert " %" not in shown
    assert KEY not in shown
