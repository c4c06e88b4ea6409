"""Ways to call the command line: in this process for what it says, as a program for what a system sees of it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from promptkit.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "promptkit.cli")
ESCAPE = "\x1b"


@dataclass(frozen=True)
class Result:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Standard output as lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    def rules(self) -> list[str]:
        """The rules of ``lint --format json``."""
        return [finding["rule"] for finding in self.data["findings"]]


@dataclass
class Terminal:
    """A folder to stand in, and the command line."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def __call__(self, *args: str, stdin: str | bytes | None = None) -> Result:
        """Call it in this process. What it says must never be a traceback."""
        if stdin is not None:
            data = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
            self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(args)
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        assert ESCAPE not in said.out + said.err
        return Result(ended.value.code or 0, said.out, said.err)  # type: ignore[arg-type]


def environment(**more: str) -> dict[str, str]:
    """The environment of a program: ours, with the checkout to import from and no keys or settings of the user's."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI", "FORCE_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": os.devnull, **more}


def run(*args: str, folder: Path, stdin: str = "", timeout: float = 60, **env: str) -> Result:
    """Call it as a program."""
    done = subprocess.run(
        [*PROGRAM, *args],
        check=False,
        cwd=folder,
        env=environment(**env),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def started(*args: str, folder: Path, **env: str) -> Iterator[subprocess.Popen[str]]:
    """A program that is running; it is killed at the end if it still is."""
    process = subprocess.Popen(
        [*PROGRAM, *args],
        cwd=folder,
        env=environment(PYTHONUNBUFFERED="1", **env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def serving(folder: Path, key: str) -> Iterator[str]:
    """``promptkit serve`` in a folder; its address."""
    with started("serve", "--port", "0", "--format", "json", folder=folder, PROMPTKIT_SERVE_KEY=key) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"]
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def until(true: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen in {seconds:g} s"
        time.sleep(0.02)


def lines_of(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """The events of a running ``submit --format json``."""
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def yaml(*lines: str) -> str:
    """Lines as a file."""
    return "".join(f"{line}\n" for line in lines)


def shot(name: str = "mug", *lines: str, duration: str = "4", scene: str = "A mug steams on a table.") -> str:
    """A small shot."""
    return yaml(f"shot: {name}", f"duration: {duration}", f"scene: {scene}", *lines)
