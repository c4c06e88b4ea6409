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
    """The libraries that a command imports."""
    return KNOWN & {name.partition(".")[0] for name in modules(folder, *args)}


def modules(folder: Path, *args: str) -> set[str]:
    """The modules that are there when a command has ended."""
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *args],
        check=False,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = set(done.stderr.splitlines()[-1].split())
    assert "click" in found
    return found


_CALL = """\
import sys
from promptkit.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


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


def test_a_shot_does_not_pay_for_what_other_documents_need(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot(scene="A chipped mug steams."))
    found = modules(tmp_path, "lint", "mug.yaml")
    assert "promptkit.check._check" in found
    unused = {"promptkit.check._experiments", "promptkit.check._sequences", "promptkit.check._diff"}
    unused |= {"promptkit.compiler._own", "promptkit.prose._draft", "promptkit.prose._reader", "xml.etree.ElementTree"}
    assert not found & unused
