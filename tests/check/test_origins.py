"""What findings say of the way of a value, and where a still is looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from promptkit.api import Options, Reader, Report, check_inputs
from promptkit.api import patches as settings

ROOT = Path(__file__).resolve().parents[2]
SLOW = (
    "preset: slow\nparams:\n  push: {type: seconds, default: 2}\n  word: {type: text, default: cu}\n"
    "camera: [{dolly: in, for: '{{ push }}'}]\nframing: {shot_size: '{{ word }}'}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    (tmp_path / "promptkit.yaml").write_text("size: 1280x720\n")
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "slow.yaml").write_text(SLOW)
    return tmp_path


def _checked(folder: Path, text: str, *changes: str) -> Report:
    (folder / "shot.yaml").write_text(f"shot: a\nduration: 8\nscene: A mug stands there.\n{text}")
    return check_inputs(Reader().read(["shot.yaml"]), Options(patches=settings(changes)))


def test_a_finding_says_where_the_value_came_from(folder: Path) -> None:
    (finding,) = _checked(folder, "extends: slow\nwith: {push: 30}\n").findings
    assert finding.rule == "timeline-overflow"
    assert finding.message.endswith("(from `push: 30` at shot.yaml:5:14)")
    assert finding.span is not None
    assert finding.span.file == "presets/slow.yaml"


def test_every_hop_is_told(folder: Path) -> None:
    (folder / "presets" / "outer.yaml").write_text(
        "preset: outer\nparams: {w: text}\nextends: slow\nwith: {word: '{{ w }} shot'}\n"
    )
    (finding,) = _checked(folder, "extends: outer\nwith: {w: clse}\n").findings
    assert finding.rule == "unknown-term"
    assert "from `word: {{ w }} shot` at presets/outer.yaml:4:14, from `w: clse` at shot.yaml:5:11" in finding.message


def test_of_a_parameter_that_does_not_fit_every_hop_is_told_too(folder: Path) -> None:
    (folder / "presets" / "slow.yaml").write_text(SLOW.replace("default: 2}", "max: 3}"))
    (folder / "presets" / "outer.yaml").write_text(
        "preset: outer\nparams: {len: seconds}\nextends: slow\nwith: {push: '{{ len + 1 }}'}\n"
    )
    (finding,) = _checked(folder, "extends: outer\nwith: {len: 3}\n").findings
    assert finding.rule == "parameter-type"
    assert finding.message.endswith("4 s is above its maximum of 3 (from `len: 3` at shot.yaml:5:13)")
    assert finding.span is not None
    assert finding.span.file == "presets/outer.yaml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: [slow, next]\nwith: {word: cu}\n", "'framing.shot_size' is written anew at presets/next.yaml:2:11"),
        ("extends: slow\nwith: {word: cu}\nframing: {shot_size: wide}\n", "written anew at shot.yaml:6:11"),
        ("extends: slow\nwith: {word: cu}\nframing: {shot_size: null}\n", "'framing.shot_size' is removed"),
        ("extends: slow\nwith: {word: cu}\nframing: null\n", "'framing' is removed"),
    ],
)
def test_what_hides_a_parameter(text: str, message: str, folder: Path) -> None:
    (folder / "presets" / "next.yaml").write_text("preset: next\nframing: {shot_size: wide shot, angle: low}\n")
    (finding,) = _checked(folder, text).findings
    assert finding.rule == "unused-parameter"
    assert message in finding.message


def test_nobody_misses_what_a_parent_may_say_that_is_not_there(folder: Path) -> None:
    (folder / "shot.yaml").write_text("shot: a\nextends: slwo\n")
    (finding,) = check_inputs(Reader().read(["shot.yaml"]), Options()).findings
    assert finding.rule == "unknown-preset"
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["slow"]


def test_what_the_command_line_says_is_a_hop(folder: Path) -> None:
    (finding,) = _checked(folder, "extends: slow\n", "with.push=30").findings
    assert "from `--set with.push=30`" in finding.message


def test_a_finding_about_anything_else_says_nothing_of_it(folder: Path) -> None:
    (finding,) = _checked(folder, "extends: slow\nwith: {push: 3}\nangle: high\n").findings
    assert "from" not in finding.message


def test_a_fix_goes_where_the_value_was_given(folder: Path) -> None:
    text = "extends: slow\nwith: {word: clse-up}\n"
    (finding,) = _checked(folder, text).findings
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"
    (edit,) = finding.fix.edits
    assert (edit.span.file, edit.span.line, edit.span.column, edit.text) == ("shot.yaml", 5, 14, "close-up")


def test_no_fix_touches_an_expression(folder: Path) -> None:
    (folder / "presets" / "p.yaml").write_text(
        "preset: p\nparams: {way: text, size: text}\ncamera: [{dolly: '{{ way }}', for: 2}]\n"
        "framing: {shot_size: 'clse-{{ size }}'}\n"
    )
    findings = _checked(folder, "extends: p\nwith: {way: left, size: up}\n").findings
    assert [each.rule for each in findings] == ["misused-move", "unknown-term"]
    assert all(each.fix is None for each in findings)


def test_a_preset_may_change_what_others_write(folder: Path) -> None:
    (folder / "presets" / "longer.yaml").write_text("preset: longer\ncamera: {edit: {push: {for: 3}}}\n")
    assert not check_inputs(Reader().read(["presets"]), Options()).findings
    found = _checked(folder, "extends: longer\n").findings
    assert [each.rule for each in found] == ["unknown-entry"]


# --- stills


@pytest.mark.parametrize(
    ("preset", "own", "beside"),
    [
        ("still: cup.jpg", "", "presets"),
        ("params: {pic: text}\nstill: '{{ pic }}'", "with: {pic: cup.jpg}\n", "."),
        ("params: {pic: {type: text, default: cup.jpg}}\nstill: '{{ pic }}'", "", "presets"),
        ("params: {name: text}\nstill: '{{ name }}.jpg'", "with: {name: cup}\n", "presets"),
        ("params: {pic: {type: text, required: false}}\nstill: \"{{ pic | default('cup.jpg') }}\"", "", "presets"),
    ],
)
def test_a_still_is_looked_for_where_its_path_was_written(preset: str, own: str, beside: str, folder: Path) -> None:
    (folder / "presets" / "p.yaml").write_text(f"preset: p\n{preset}\n")
    shutil.copy(ROOT / "examples" / "images" / "cup.jpg", folder / beside / "cup.jpg")
    report = _checked(folder, f"extends: p\n{own}")
    assert not report.findings, [each.message for each in report.findings]
    (folder / beside / "cup.jpg").unlink()
    assert [each.rule for each in _checked(folder, f"extends: p\n{own}").findings] == ["still-missing"]
