"""Comments that leave findings out: where they hold, what they cannot hide, and those that hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.findings import Finding
from promptkit.source import apply_edits
from tests.linter.checking import checked, of

HEAD = "shot: a\nduration: 8\nscene: A harbour at dawn.\ncast: {Mara: in a coat}\n"
FIRST = "  - {pan: left, at: 0, for: 4}\n"
OPPOSING = f"{HEAD}camera:\n{FIRST}  - {{pan: right, at: 1, for: 4}}\n"


def rules(text: str, folder: Path) -> list[str]:
    return [each.rule for each in checked(text, folder).findings]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}camera:\n{FIRST}  - {{pan: right, at: 1, for: 4}}  # promptkit: ignore[opposing-moves] a joke\n",
        f"{HEAD}camera:\n{FIRST}  # promptkit: ignore[opposing-moves]\n  - {{pan: right, at: 1, for: 4}}\n",
        f"{HEAD}camera:\n{FIRST}  # promptkit: ignore[opposing-moves]\n\n  # more\n  - pan: right\n    at: 1\n",
        f"{HEAD}# promptkit: ignore[opposing-moves]\ncamera:\n{FIRST}  - {{pan: right, at: 1, for: 4}}\n",
        f"{HEAD}#promptkit:ignore[ opposing-moves , ]\ncamera: [{{pan: left, at: 0, for: 4}},\n {{pan: right, at: 1}}]",
        OPPOSING.replace("\n", "\r\n").replace(
            "for: 4}\r\n  -", "for: 4}\r\n  # promptkit: ignore[opposing-moves]\r\n  -"
        ),
    ],
)
def test_a_finding_is_left_out_and_the_shot_compiles(text: str, tmp_path: Path) -> None:
    report = checked(text, tmp_path)
    assert not report.findings
    (shot,) = report.checked
    assert [each.rule for each in shot.suppressed] == ["opposing-moves"]
    assert shot.compiled is not None


@pytest.mark.parametrize(
    "text",
    [
        OPPOSING.replace("camera:\n", "camera:  # promptkit: ignore[opposing-moves]\n"),
        OPPOSING.replace(FIRST, f"  # promptkit: ignore[opposing-moves]\n{FIRST}"),
        OPPOSING + "# promptkit: ignore[opposing-moves]\n",
        OPPOSING + 'action: "# promptkit: ignore[opposing-moves]"\n',
    ],
)
def test_it_holds_at_its_place_alone(text: str, tmp_path: Path) -> None:
    assert "opposing-moves" in rules(text, tmp_path)


def test_text_over_several_lines_takes_it_behind_its_end(tmp_path: Path) -> None:
    text = f"{HEAD}action: She stops, and the boat moves\n  and moves quickly.  # promptkit: ignore[vague-motion]\n"
    assert rules(text, tmp_path) == []


def test_what_does_not_load_cannot_be_hidden(tmp_path: Path) -> None:
    text = f"{HEAD}bogus: 1  # promptkit: ignore[unknown-key]\n"
    assert rules(text, tmp_path) == ["unknown-key"]


def test_where_something_does_not_load_nobody_knows_what_is_unused(tmp_path: Path) -> None:
    text = f"{HEAD}bogus: 1\ncamera: [{{hold: 8}}]  # promptkit: ignore[opposing-moves]\n"
    assert rules(text, tmp_path) == ["unknown-key"]


def test_a_preset_may_be_about_the_shots_that_use_it(tmp_path: Path) -> None:
    preset = f"preset: left\nabout: One way.\ncamera:\n{FIRST}"
    shot = f"{HEAD}extends: left\ncamera:\n  append:\n    - {{pan: right, at: 1, for: 4}}\n"
    files = {"presets/left.yaml": preset}
    report = checked(shot, tmp_path, files)
    assert [each.rule for each in report.findings] == ["opposing-moves"]
    quiet = shot.replace("    - {pan", "    # promptkit: ignore[opposing-moves]\n    - {pan")
    assert not checked(quiet, tmp_path, files).findings


def fixed(text: str, findings: list[Finding]) -> str:
    edits = [edit for each in findings if each.fix for edit in each.fix.edits]
    after, skipped = apply_edits(text, edits)
    assert not skipped
    return after


@pytest.mark.parametrize(
    ("with_it", "without"),
    [
        (f"{HEAD}camera: [{{hold: 8}}]   # promptkit: ignore[opposing-moves] why\n", f"{HEAD}camera: [{{hold: 8}}]\n"),
        (f"{HEAD}  # promptkit: ignore[opposing-moves]\ncamera: [{{hold: 8}}]", f"{HEAD}camera: [{{hold: 8}}]"),
        (f"{HEAD}camera: [{{hold: 8}}] # promptkit: ignore[opposing-moves]", f"{HEAD}camera: [{{hold: 8}}]"),
        (
            f"{HEAD}action: The boat moves quickly.  # promptkit: ignore[opposing-moves, vague-motion] said so\n",
            f"{HEAD}action: The boat moves quickly.  # promptkit: ignore[vague-motion] said so\n",
        ),
    ],
)
def test_an_idle_one_is_taken_away(with_it: str, without: str, tmp_path: Path) -> None:
    found = of("unused-suppression", checked(with_it, tmp_path))
    assert fixed(with_it, found) == without
    assert not checked(without, tmp_path).findings


@pytest.mark.parametrize(
    "comment",
    ["# a note", "# promptkit is fine", "# promptkit: see the wiki", "# see promptkit: ignore[x]", "#: promptkit"],
)
def test_other_comments_are_for_people(comment: str, tmp_path: Path) -> None:
    assert rules(f"{HEAD}camera: [{{hold: 8}}] {comment}\n", tmp_path) == []


def test_more_suppressions_than_are_read_are_told_once(tmp_path: Path) -> None:
    report = checked(HEAD + "# promptkit: ignore[opposing-moves]\n" * 1002, tmp_path)
    (found,) = of("bad-suppression", report)
    assert (found.span.line if found.span else 0) == 1005
    assert len(of("unused-suppression", report)) == 1000
