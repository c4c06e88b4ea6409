"""What Python users call: the same stages, the same findings, no exceptions but those that are promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import promptkit
from promptkit.api import FindingsError
from promptkit.findings import PromptkitError, Severity, UsageError

MUG = "shot: mug\nduration: 4\nscene: A mug steams on a table.\nmood: calm\n"


@pytest.fixture
def mug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mug.yaml"
    path.write_text(MUG)
    return path


def test_load(mug: Path) -> None:
    shot = promptkit.load(mug)
    assert (shot.name, shot.duration) == ("mug", 4)
    assert promptkit.load(str(mug)) == shot
    assert promptkit.load("mug.yaml#mug") == shot


def test_load_with_a_patch(mug: Path) -> None:
    shot = promptkit.load(mug, patch={"lighting.time_of_day": "dawn", "duration": 8})
    assert shot.duration == 8
    assert "dawn" in promptkit.compile(shot).prompt


def test_load_with_parameters(mug: Path) -> None:
    mug.write_text(
        MUG.replace("A mug", '"{{ what }} mug').replace("table.", 'table."')
        + "params: {what: {type: text, required: true}}\n"
    )
    assert "A red mug steams" in promptkit.compile(mug, params={"what": "A red"}).prompt
    with pytest.raises(FindingsError) as refused:
        promptkit.load(mug)
    assert [finding.rule for finding in refused.value.findings] == ["missing-parameter"]


@pytest.mark.parametrize("duration", [6, "8s", 8.0, "8", True, "eight"])
def test_a_patch_is_held_to_the_durations(mug: Path, duration: object) -> None:
    with pytest.raises((FindingsError, UsageError)):
        promptkit.load(mug, patch={"duration": duration})


def test_errors_bring_every_finding_with_its_place(mug: Path) -> None:
    mug.write_text(MUG.replace("duration: 4", "duration: 6") + "bogus: 1\n")
    for call in (promptkit.load, promptkit.compile):
        with pytest.raises(FindingsError) as refused:
            call(mug)
        places = [(each.rule, each.span.line) for each in refused.value.findings if each.span]
        assert places == [("duration", 2), ("unknown-key", 5)]
        assert str(refused.value) == "mug.yaml:2:11: a clip lasts 4, 8 or 12 seconds, not 6 (and 1 more)"
    assert [each.rule for each in promptkit.lint(mug)] == ["duration", "unknown-key"]


def test_lint_takes_files_and_folders(mug: Path) -> None:
    (mug.parent / "cat.yaml").write_text(MUG.replace("mug", "cat") + "camera: [{dolly: left, for: 1}]\n")
    assert promptkit.lint(mug) == ()
    (finding,) = promptkit.lint(mug.parent)
    assert (finding.rule, finding.severity, finding.document) == ("misused-move", Severity.WARNING, "cat")


def test_a_file_and_the_shot_of_it_compile_to_the_same(mug: Path) -> None:
    from_file, from_shot = promptkit.compile(mug), promptkit.compile(promptkit.load(mug))
    assert from_file.prompt == from_shot.prompt
    assert from_file.fingerprint == from_shot.fingerprint
    assert from_file.request.body()["seconds"] == "4"


def test_compile_for_another_target(mug: Path) -> None:
    assert promptkit.compile(mug, model="sora-2-pro").request.model == "sora-2-pro"
    assert promptkit.compile(mug, dialect="beats").dialect == "beats"
    for wrong in ({"model": "sora-3"}, {"endpoint": "nowhere"}, {"dialect": "verse"}):
        with pytest.raises(UsageError):
            promptkit.compile(mug, **wrong)  # type: ignore[arg-type]
    with pytest.raises(FindingsError, match="sora-2 ended at openai"):
        promptkit.compile(mug, endpoint="openai")


def test_a_file_with_several_shots_wants_a_name(mug: Path) -> None:
    mug.write_text(f"{MUG}---\n{MUG.replace('mug', 'cup')}---\npreset: p\nmood: calm\n")
    with pytest.raises(PromptkitError) as refused:
        promptkit.load(mug)
    assert refused.value.hint is not None
    assert "(mug, cup)" in refused.value.hint
    assert promptkit.load(f"{mug}#cup").name == "cup"
    with pytest.raises(UsageError):
        promptkit.load(f"{mug}#plate")
    with pytest.raises(PromptkitError, match="no shot"):
        promptkit.load(f"{mug}#p")


@pytest.mark.parametrize("name", ["gone.yaml", "gone.yaml#x", "", "pictures"])
def test_what_is_not_there(mug: Path, name: str) -> None:
    (mug.parent / "pictures").mkdir()
    (mug.parent / "mug.yaml").unlink()
    for call in (promptkit.load, promptkit.compile):
        with pytest.raises(PromptkitError):
            call(name)


def test_a_folder_is_no_single_file(mug: Path) -> None:
    (mug.parent / "cup.yaml").write_text(MUG.replace("mug", "cup"))
    with pytest.raises(PromptkitError):
        promptkit.load(mug.parent)


def test_the_public_names_are_there_and_lazy() -> None:
    code = "import promptkit, sys; print(sorted(set(sys.modules) & {'pydantic', 'yaml', 'openai', 'jinja2'}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(promptkit.__file__).parents[1],
    )
    assert done.stdout.strip() == "[]"
    for name in promptkit.__all__:
        assert getattr(promptkit, name) is not None
    assert set(promptkit.__all__) <= set(dir(promptkit))


def test_broken_settings_stop_it(mug: Path) -> None:
    (mug.parent / "promptkit.yaml").write_text("budget: {run: lots}\n")
    with pytest.raises(FindingsError, match=r"promptkit\.yaml:1:15"):
        promptkit.compile(mug)
    assert [each.rule for each in promptkit.lint(mug)] == ["bad-budget"]
