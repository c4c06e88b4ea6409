"""Reports into files beside the one on the terminal, and fixes shown before they are written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.terminal import Terminal, shot
from tests.require import require

MISUSED = "camera: [{dolly: left}]"
SAFE = "camera: [{truck: left}]"


def test_several_reports_of_one_call(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "bogus: 1"))
    result = cli("lint", "mug.yaml", "--format", "github", "--output", "sarif=a.sarif", "--output", "junit=b.xml")
    assert result.code == 1
    assert result.out.startswith("::error title=unknown-key,file=mug.yaml,line=")
    (run,) = json.loads((cli.folder / "a.sarif").read_text())["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["unknown-key"]
    assert ElementTree.parse(cli.folder / "b.xml").getroot().get("failures") == "1"


@pytest.mark.parametrize("given", ["pdf=x", "sarif", "sarif="])
def test_a_report_that_cannot_be_made_is_wrong_usage(cli: Terminal, given: str) -> None:
    cli.write("mug.yaml", shot())
    result = cli("lint", "mug.yaml", "--output", given)
    assert result.code == 2
    assert "FORMAT=FILE with a format out of full, concise, json, sarif, github, gitlab, junit" in result.err


def test_a_folder_that_is_not_there_is_said(cli: Terminal) -> None:
    cli.write("mug.yaml", shot())
    result = cli("lint", "mug.yaml", "--output", "json=gone/report.json")
    assert result.code == 2
    assert "gone/report.json cannot be written" in result.err


def test_fixes_are_shown_as_a_patch_that_applies(cli: Terminal) -> None:
    require("git")
    text = shot("mug", MISUSED)
    path = cli.write("mug.yaml", text)
    result = cli("lint", "mug.yaml", "--diff")
    assert result.code == 1
    assert path.read_text() == text
    assert "-camera: [{dolly: left}]\n+camera: [{truck: left}]\n" in result.out
    Path(cli.folder / "fix.patch").write_text(result.out)
    subprocess.run(["git", "apply", "-p0", "fix.patch"], cwd=cli.folder, check=True)
    assert path.read_text() == shot("mug", SAFE)
    assert cli("lint", "mug.yaml", "--diff").code == 0
