"""What changed in meaning, between files and between revisions."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

import promptkit
from tests.cli.terminal import Terminal, shot, yaml

CUP = """\
shot: cup
duration: 8
scene: A red cup stands on a table.
framing: close-up
camera:
  - hold: 0.5
  - {dolly: in, for: 2, speed: slow, id: push}
  - {pan: left, for: 1.5}
action:
  - {at: push.start, who: steam, does: rises}
keep: [the saucer]
"""


def pair(cli: Terminal, *edits: tuple[str, str]) -> list[str]:
    """Lines of the report on the cup and the cup with these edits."""
    changed = CUP
    for old, new in edits:
        assert old in changed
        changed = changed.replace(old, new)
    (cli.folder / "a.yaml").write_text(CUP)
    (cli.folder / "b.yaml").write_text(changed)
    result = cli("diff", "a.yaml", "b.yaml")
    assert result.code == 0, result.err
    return result.out.splitlines()


def test_nothing(cli: Terminal) -> None:
    assert pair(cli) == ["nothing has changed"]


def test_spelling_is_no_change(cli: Terminal) -> None:
    assert pair(cli, ("close-up", "cu"), ("{pan: left, for: 1.5}", "{for: 1500ms, pan: to the left}")) == [
        "nothing has changed"
    ]


def test_a_move_that_became_another(cli: Terminal) -> None:
    lines = pair(cli, ("{pan: left, for: 1.5}", "{tilt: up, for: 1.9}"))
    assert lines[0] == "camera 3: pan left 1.5 s is now tilt up 1.9 s"
    assert any(line.startswith("- Camera: ") and "pans left" in line for line in lines)
    assert any(line.startswith("+ Camera: ") and "tilts up over 1.9 seconds" in line for line in lines)


CUTS = """\
shot: cup
duration: 8
scene: A red cup stands on a table.
cuts:
  - {for: 4, framing: {lens: 85mm}, camera: [{hold: all}], action: [steam rises]}
  - {id: wide, camera: [{dolly: out, for: 2}, {pan: left, for: 1}]}
"""


def test_cuts_are_compared_one_by_one(cli: Terminal) -> None:
    cli.write("a.yaml", CUTS)
    changed = CUTS.replace("85mm", "50mm").replace("for: 2}", "for: 2.5}").replace("[steam rises]", "[steam sinks]")
    cli.write("b.yaml", changed.replace("for: 4", "for: 3") + "  - {for: 1, scene: A hand.}\n")
    lines = cli("diff", "a.yaml", "b.yaml").out.partition("\n\n")[0].splitlines()
    assert lines == [
        "cut 1: 4 s is now 3 s",
        "cut 1, framing.lens: 85mm is now 50mm",
        "cut 1, camera 1: hold 4 s is now hold 3 s",
        "cut 1, action 1: steam rises is now steam sinks",
        "cut 2, camera 1: dolly out 2 s is now dolly out 2.5 s",
        "cut 3: A hand., 1 s is new",
    ]


def test_moves_that_came_and_went(cli: Terminal) -> None:
    assert pair(cli, ("  - hold: 0.5\n", ""))[:1] == ["camera 1: hold 0.5 s is gone"]
    assert "camera 4: zoom in 1 s is new" in pair(cli, ("for: 1.5}", "for: 1.5}\n  - {zoom: in, for: 1}"))


def test_words_and_sets(cli: Terminal) -> None:
    lines = pair(cli, ("A red cup stands", "A blue cup stands"), ("[the saucer]", "[the saucer, the spoon]"))
    assert "scene: 'A red cup stands on a table.' is now 'A blue cup stands on a table.'" in lines
    assert "keep: the spoon is new" in lines


def test_fields_of_entries(cli: Terminal) -> None:
    lines = pair(cli, ("speed: slow", "speed: fast"), ("does: rises", "does: drifts away"))
    assert "camera 2, dolly in, speed: slow is now fast" in lines
    assert "action 1: rises is now drifts away" in lines


def test_what_is_sent_and_what_it_costs(cli: Terminal) -> None:
    lines = pair(cli, ("duration: 8", "duration: 12"), ("shot: cup", "shot: cup\nmodel: sora-2-pro"))
    assert "duration: 8 is now 12" in lines
    assert "  seconds: 8 is now 12" in lines
    assert "  model: sora-2 is now sora-2-pro" in lines
    assert lines[-1] == "$0.00 a take; another request"


def test_every_change_leads_to_its_line(cli: Terminal) -> None:
    pair(cli, ("{pan: left, for: 1.5}", "{tilt: up, for: 1.9}"))
    (change,) = cli("diff", "a.yaml", "b.yaml", "--format", "json").data["changes"]
    assert (change["text"], change["line"]) == ("camera 3: pan left 1.5 s is now tilt up 1.9 s", 8)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words], cwd=folder, check=True)


@pytest.mark.require("git")
def test_since_a_revision_with_the_presets_of_that_time(cli: Terminal) -> None:
    shots = cli.folder / "shots"
    (cli.folder / "presets").mkdir()
    shots.mkdir()
    (cli.folder / "promptkit.yaml").write_text("model: sora-2\n")
    look = cli.folder / "presets" / "night-look.yaml"
    look.write_text("preset: night-look\nmood: calm\n")
    (shots / "cup.yaml").write_text(CUP.replace("duration", "extends: night-look\nduration"))
    git(cli.folder, "init", "-q")
    git(cli.folder, "add", "-A")
    git(cli.folder, "commit", "-q", "-m", "first")
    look.write_text("preset: night-look\nmood: tense\n")
    for words in (("shots/cup.yaml",), ("shots/cup.yaml@HEAD",), ("shots/cup.yaml#cup@HEAD", "shots/cup.yaml")):
        assert cli("diff", *words).out.splitlines()[0] == "mood: calm is now tense"


@pytest.mark.require("git")
def test_what_git_does_not_know(cli: Terminal) -> None:
    (cli.folder / "cup.yaml").write_text(CUP)
    assert cli("diff", "cup.yaml").code == 2
    git(cli.folder, "init", "-q")
    git(cli.folder, "commit", "-q", "--allow-empty", "-m", "nothing")
    for words, said in (("cup.yaml", "cup.yaml is not in HEAD"), ("cup.yaml@v9", "git knows no revision 'v9'")):
        result = cli("diff", words)
        assert result.code == 2
        assert said in result.err


@pytest.mark.require("git")
def test_an_error_of_a_revision_is_told_by_the_name_that_was_given(cli: Terminal) -> None:
    (cli.folder / "cup.yaml").write_text(CUP.replace("duration: 8", "duration: 9"))
    git(cli.folder, "init", "-q")
    git(cli.folder, "add", "-A")
    git(cli.folder, "commit", "-q", "-m", "first")
    (cli.folder / "cup.yaml").write_text(CUP)
    result = cli("diff", "cup.yaml")
    assert result.code == 1
    assert result.err.startswith("cup.yaml@HEAD:2:11: a clip lasts 4, 8 or 12 seconds, not 9")


@pytest.mark.require("git")
def test_what_is_staged_and_what_is_there_stay_as_they_are(cli: Terminal) -> None:
    (cli.folder / "cup.yaml").write_text(CUP)
    git(cli.folder, "init", "-q")
    git(cli.folder, "add", "-A")
    git(cli.folder, "commit", "-q", "-m", "first")
    (cli.folder / "cup.yaml").write_text(CUP.replace("red", "blue"))
    git(cli.folder, "add", "-A")
    (cli.folder / "cup.yaml").write_text(CUP.replace("red", "green"))
    assert "green" in cli("diff", "cup.yaml").out
    shown = subprocess.run(["git", "status", "--short"], cwd=cli.folder, check=True, capture_output=True)
    assert shown.stdout == b"MM cup.yaml\n"


def test_a_shot_with_an_error_is_not_compared(cli: Terminal) -> None:
    (cli.folder / "a.yaml").write_text(CUP)
    (cli.folder / "b.yaml").write_text(CUP.replace("pan", "pam"))
    result = cli("diff", "a.yaml", "b.yaml")
    assert result.code == 1
    assert "b.yaml:8:6: unknown camera move 'pam'" in result.err


def test_shots_as_values(cli: Terminal) -> None:
    (cli.folder / "a.yaml").write_text(CUP)
    shot = promptkit.load("a.yaml")
    found = promptkit.diff(shot, shot.model_copy(update={"mood": ("calm",)}))
    assert [str(change) for change in found.changes] == ["mood: calm is new"]
    assert not found.same_request


class TestTakes:
    """A take is the shot as it was when it was made."""

    @pytest.fixture
    def taken(self, cli: Terminal) -> list[str]:
        cli.write("mug.yaml", shot("mug", "camera: [{pan: left, for: 1.5}]"))
        assert cli("submit", "mug.yaml").code == 0
        cli.write("mug.yaml", shot("mug", "camera: [{tilt: up, for: 1.9}]", "mood: gentle"))
        assert cli("submit", "mug.yaml").code == 0
        return [take["take"] for take in cli("takes", "--format", "json").data["takes"]]

    def test_two_takes_by_the_shots_they_were_made_from(self, cli: Terminal, taken: list[str]) -> None:
        result = cli("diff", *taken)
        assert result.code == 0, result.err
        assert "camera 1: pan left 1.5 s is now tilt up 1.9 s" in result.out
        assert "mood: gentle is new" in result.out
        assert "another request" in result.out
        assert "nothing has changed" in cli("diff", taken[0], taken[0]).out

    def test_a_take_and_a_file(self, cli: Terminal, taken: list[str]) -> None:
        assert "nothing has changed" in cli("diff", "mug.yaml", taken[1]).out
        assert "tilt up 1.9 s is now pan left 1.5 s" in cli("diff", "mug.yaml", taken[0]).out

    def test_a_take_alone_and_the_file_as_it_is_now(self, cli: Terminal, taken: list[str]) -> None:
        assert "pan left 1.5 s is now tilt up 1.9 s" in cli("diff", taken[0]).out
        data = cli("diff", taken[0], "--format", "json").data
        assert data["same_request"] is False
        assert data["price"] == {"before": 0.0, "after": 0.0}

    def test_a_remix_and_another(self, cli: Terminal, taken: list[str]) -> None:
        for name, change in (("night", "it is night"), ("dawn", "it is dawn")):
            source = f"source: {{remix: {taken[0]}}}"
            cli.write(f"{name}.yaml", yaml(f"shot: {name}", source, f"change: [{change}]", "keep: [the mug]"))
            assert cli("submit", f"{name}.yaml").code == 0
        night, dawn = [take["take"] for take in cli("takes", "--format", "json").data["takes"]][2:]
        result = cli("diff", night, dawn)
        assert result.code == 0, result.err
        assert "it is night" in result.out
        assert "it is dawn" in result.out

    def test_a_take_from_before_the_shots_were_kept_is_told(self, cli: Terminal, taken: list[str]) -> None:
        with closing(sqlite3.connect(cli.folder / ".promptkit" / "ledger.sqlite")) as ledger:
            ledger.execute("UPDATE takes SET document = NULL")
            ledger.commit()
        result = cli("diff", *taken)
        assert result.code == 2
        assert f"take {taken[0]} is from before the ledger kept the shots of takes" in result.err

    def test_what_is_no_take_is_a_file(self, cli: Terminal, taken: list[str]) -> None:
        assert cli("diff", taken[0], "mug-0000-01").code == 2
