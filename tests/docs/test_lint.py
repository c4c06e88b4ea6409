"""docs/lint.md is true: its shots lint as it says, its settings are read, its table has every format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from promptkit.linter import FORMATS
from promptkit.project import FILE_NAME, find_project
from tests.cli.terminal import run

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lint.md").read_text("utf-8")
BLOCK = re.compile(r"^```yaml ?(?!recipe)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOTS = [match[2] for match in BLOCK.finditer(PAGE) if match[2].startswith("shot:")]
SETTINGS = [match[2] for match in BLOCK.finditer(PAGE) if match[1] == f"file={FILE_NAME}"]


@pytest.mark.parametrize("text", SHOTS)
def test_a_shot_lints_clean_and_its_comments_are_needed(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert run("lint", "a.yaml", folder=tmp_path).out == "no findings in 1 file\n"
    (tmp_path / "a.yaml").write_text(re.sub("# promptkit: ", "# ", text))
    assert run("lint", "a.yaml", folder=tmp_path).code == 1


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_are_read(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    project = find_project(tmp_path, current=tmp_path)
    assert not project.findings
    assert project.settings.lint.per_path


def test_every_format_is_in_the_table() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(FORMATS)
    assert len(SHOTS) == len(SETTINGS) == 1
