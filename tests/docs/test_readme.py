"""The README is true: its shot is the example, and what it prints is what promptkit prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(heading: str) -> list[tuple[str, str]]:
    """The fenced blocks below a heading, as language and text."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return BLOCK.findall(section)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the examples and the README's mistaken shot."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "broken.yaml").write_text(blocks("Its findings")[0][1], "utf-8")
    return tmp_path


def promptkit(*args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command, as in a terminal without colours."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "promptkit.cli", *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def shown(heading: str, command: str) -> str:
    """What the README shows behind ``$ command``."""
    text = next(text for language, text in blocks(heading) if language == "console" and f"$ {command}\n" in text)
    return text.split(f"$ {command}\n", 1)[1].split("\n$ ", 1)[0].strip()


def test_the_shot_is_the_example() -> None:
    for_editors, shot = (ROOT / "examples" / "coffee.yaml").read_text("utf-8").split("\n", 1)
    assert for_editors.startswith("# yaml-language-server:")
    assert blocks("A shot")[0][1] == shot


def test_the_prompt_is_what_compile_prints(folder: Path) -> None:
    result = promptkit("compile", "examples/coffee.yaml", folder=folder)
    assert shown("Its prompt", "promptkit compile examples/coffee.yaml") == result.stdout.strip()


def test_the_findings_are_what_lint_prints(folder: Path) -> None:
    result = promptkit("lint", "broken.yaml", folder=folder)
    assert result.returncode == 1
    assert shown("Its findings", "promptkit lint broken.yaml") == result.stdout.strip()


def test_the_plan_is_what_plan_prints(folder: Path) -> None:
    result = promptkit("plan", "examples/coffee.yaml", folder=folder)
    assert shown("What it costs, and making it", "promptkit plan examples/coffee.yaml") == result.stdout.strip()


def test_every_command_that_is_named_exists() -> None:
    known = promptkit("--help", folder=ROOT).stdout
    for verb in set(re.findall(r"promptkit ([a-z]+)\b(?=[ `\n])", "".join(text for _, text in BLOCK.findall(README)))):
        assert re.search(rf"^  {verb} ", known, re.MULTILINE), verb


def test_the_preset_example_lints(folder: Path) -> None:
    (folder / "cup-at-dawn.yaml").write_text(
        next(text for language, text in blocks("Presets") if language == "yaml"), "utf-8"
    )
    result = promptkit("lint", "cup-at-dawn.yaml", folder=folder)
    assert result.returncode == 0, result.stdout


def test_the_project_file_is_good(folder: Path) -> None:
    (folder / "promptkit.yaml").write_text(blocks("Your own endpoint")[0][1], "utf-8")
    result = promptkit("lint", "examples/coffee.yaml", "--pedantic", folder=folder)
    assert result.returncode == 0, result.stdout
    assert "no findings" in result.stdout


def test_the_count_of_presets() -> None:
    count = int(re.search(r"# (\d+) ship", README)[1])  # type: ignore[index]
    assert count == len(list((ROOT / "presets").glob("*.yaml")))


def test_the_python_example_runs(folder: Path) -> None:
    (code,) = [text for language, text in blocks("From Python")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    assert "Camera: The camera holds still" in result.stdout


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target
