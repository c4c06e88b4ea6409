"""No command pays for what it does not use: heavy libraries are imported only by those that need them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import environment, shot

LIGHT = {"pydantic", "jinja2", "yaml"}
SENDS = {"openai", "httpx"}
DRAWS = {"numpy", "av", "cv2", "PIL"}
SERVES = {"starlette", "uvicorn"}
KNOWN = LIGHT | SENDS | DRAWS | SERVES


def imported(folder: Path, *args: str) -> set[str]:
    """The libraries that a command imports, as the interpreter itself reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "promptkit.cli", *args],
        check=False,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert "click" in rows
    return KNOWN & {row.partition(".")[0] for row in rows}


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["-h"], []], ids=" ".join)
def test_help_needs_nothing(tmp_path: Path, args: list[str]) -> None:
    if not args:
        done = subprocess.run(
            [sys.executable, "-c", f"import promptkit.cli, promptkit, sys; print(set(sys.modules) & {KNOWN!r})"],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "set()"
    else:
        assert imported(tmp_path, *args) == set()


@pytest.mark.parametrize(
    "args",
    [
        *(["lint", "mug.yaml"], ["compile", "mug.yaml"], ["show", "mug.yaml"], ["plan", "mug.yaml"]),
        *(["takes"], ["models"], ["endpoints"], ["presets"], ["rules"], ["explain", "duration"], ["new", "cat"]),
    ],
    ids=" ".join,
)
def test_what_does_not_send_imports_neither_client_nor_video(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "mug.yaml").write_text(shot(scene="A {{ 'chipped' }} mug steams."))
    assert imported(tmp_path, *args) <= LIGHT
