"""What is told: chosen rules and families, paths, what is new since a baseline, what changed since a revision."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.terminal import Terminal, shot
from tests.require import require

VAGUE = "action: The boat moves quickly."
OPPOSING = "camera: [{pan: left, at: 0, for: 2}, {pan: right, at: 1, for: 2}]"


def rules(cli: Terminal, *args: str) -> list[str]:
    return [each["rule"] for each in cli("lint", *args, "--format", "json").data["findings"]]


@pytest.fixture
def both(cli: Terminal) -> Terminal:
    cli.write("mug.yaml", shot("mug", VAGUE, OPPOSING))
    return cli


def test_rules_and_families_are_chosen(both: Terminal) -> None:
    assert sorted(rules(both)) == ["opposing-moves", "vague-motion"]
    assert rules(both, "--select", "camera") == ["opposing-moves"]
    assert rules(both, "--select", "vague-motion,time", "--select", "sound") == ["vague-motion"]
    assert rules(both, "--ignore", "camera") == ["vague-motion"]
    assert both("lint", "--ignore", "opposing-moves").code == 0


def test_what_does_not_load_is_told_whatever_is_chosen(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "bogus: 1"))
    assert rules(cli, "--select", "camera", "--ignore", "unknown-key") == ["unknown-key"]


def test_a_name_that_no_rule_has_is_wrong_usage(both: Terminal) -> None:
    result = both("lint", "--ignore", "opposing-move")
    assert result.code == 2
    assert "did you mean 'opposing-moves'?" in result.err


def test_settings_choose_by_path(both: Terminal) -> None:
    both.write("old/mug.yaml", shot("old-mug", VAGUE, OPPOSING))
    both.write("promptkit.yaml", "lint: {select: [camera], per_path: {'old/*': [opposing-moves]}}\n")
    result = both("lint", "--format", "json")
    assert [(each["rule"], each["file"]) for each in result.data["findings"]] == [("opposing-moves", "mug.yaml")]
    both.write("promptkit.yaml", "lint: {per_path: {'*': [camrea]}}\n")
    (told,) = [each for each in both("lint", "--format", "json").data["findings"] if each["rule"] == "unknown-rule"]
    assert told["path"] == ["lint", "per_path", "*"]
    assert "did you mean 'camera'?" in told["message"]


def test_settings_show_what_is_worth_knowing(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "model: gen-4.5").replace("model: sora-2\n", ""))
    assert "stale-fact" not in rules(cli)
    assert "stale-fact" in rules(cli, "--pedantic")
    cli.write("promptkit.yaml", "lint: {pedantic: true}\n")
    assert "stale-fact" in rules(cli)


def test_a_project_that_fails_on_what_is_worth_knowing_shows_it(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "model: gen-4.5").replace("model: sora-2\n", ""))
    cli.write("promptkit.yaml", "lint: {fail_on: info}\n")
    result = cli("lint", "mug.yaml")
    assert result.code == 1
    assert "info[stale-fact]" in result.out


def test_an_idle_suppression_of_what_is_worth_knowing_is_told_where_that_is_looked_for(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "mood: calm  # promptkit: ignore[stale-fact]"))
    assert rules(cli) == []
    cli.write("promptkit.yaml", "lint: {pedantic: true}\n")
    assert "unused-suppression" in rules(cli)


def test_a_baseline_tells_what_is_new_and_what_is_gone(both: Terminal) -> None:
    assert both("lint", "--write-baseline").code == 0
    assert json.loads((both.folder / "lint-baseline.json").read_text())["findings"][0]["file"] == "mug.yaml"
    both.write("promptkit.yaml", "lint: {baseline: lint-baseline.json}\n")
    assert both("lint").code == 0
    moved = "# a line above\n" + shot("mug", VAGUE, OPPOSING)
    both.write("mug.yaml", moved)
    assert rules(both) == []
    both.write("mug.yaml", moved.replace("pan: right", "tilt: up") + f"---\n{shot('mug-2', VAGUE)}")
    (new, stale) = sorted(both("lint", "--format", "json").data["findings"], key=lambda each: each["line"] < 9)
    assert (new["rule"], new["document"]) == ("vague-motion", "mug-2")
    assert (stale["rule"], stale["file"], stale["line"]) == ("stale-baseline", "lint-baseline.json", 2)


def test_of_two_equal_findings_a_baseline_knows_one(both: Terminal) -> None:
    both("lint", "--write-baseline", "--baseline", "known.json")
    both.write("mug.yaml", shot("mug", VAGUE, OPPOSING) + f"---\n{shot('mug-2', VAGUE, OPPOSING)}")
    assert sorted(rules(both, "--baseline", "known.json")) == ["opposing-moves", "vague-motion"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_file_that_is_no_baseline_is_said(both: Terminal, text: str) -> None:
    both.write("known.json", text)
    result = both("lint", "--baseline", "known.json")
    assert result.code == 2
    assert "known.json" in result.err


def test_a_baseline_that_is_not_there_is_said(both: Terminal) -> None:
    result = both("lint", "--baseline", "gone.json")
    assert result.code == 2
    assert "--write-baseline` writes one" in result.err


def git(cli: Terminal, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=cli.folder, check=True, capture_output=True)


def test_since_a_revision_what_changed_is_looked_at(cli: Terminal) -> None:
    require("git")
    cli.write("presets/soft.yaml", "preset: soft\nabout: Soft light.\nlighting: {key: soft light}\n")
    for name, extra in {"plain": VAGUE, "lit": f"extends: soft\n{VAGUE}"}.items():
        cli.write(f"{name}.yaml", shot(name, extra))
    cli.write("promptkit.yaml", "")
    git(cli, "init", "-q")
    git(cli, "add", ".")
    git(cli, "commit", "-q", "-m", "all")
    assert rules(cli, "--since", "HEAD") == []
    cli.write("new.yaml", shot("new", VAGUE))
    cli.write("presets/soft.yaml", "preset: soft\nabout: Soft light.\nlighting: {key: soft light from the left}\n")
    result = cli("lint", "--since", "HEAD", "--format", "json")
    assert [each["file"] for each in result.data["findings"]] == ["lit.yaml", "new.yaml"]
    assert result.data["summary"]["files"] == 3
    cli.write("promptkit.yaml", "size: 720x1280\n")
    assert len(rules(cli, "--since", "HEAD")) == 3
    wrong = cli("lint", "--since", "nowhere")
    assert wrong.code == 2
    assert "git knows no revision 'nowhere'" in wrong.err


def test_since_a_revision_an_experiment_stands_on_its_base(cli: Terminal) -> None:
    require("git")
    cli.write("mug.yaml", shot("mug"))
    cli.write("ab.yaml", "experiment: ab\nbase: mug.yaml\nvary: {mood: {as-is: {}, calm: {mood: calm}}}\n")
    cli.write("promptkit.yaml", "")
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        git(cli, *words)
    cli.write("mug.yaml", shot("mug", VAGUE))
    result = cli("lint", "ab.yaml", "--since", "HEAD", "--format", "json")
    assert result.data["summary"]["files"] == 1
    assert [each["rule"] for each in result.data["findings"]] == ["vague-motion"]


def test_fixes_of_a_prompt_in_markdown_leave_its_code_alone(cli: Terminal) -> None:
    text = "# Prompt\n```yaml\ncamera: The camera pans up.\n```\n\nThe camera pans up.\n"
    path = cli.write("prompt.md", text)
    cli("lint", "prompt.md", "--unsafe-fixes")
    assert path.read_text() == text.replace("\n\nThe camera pans", "\n\nThe camera tilts")
