"""From names to documents: which are read, once, and which defects belong to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.api import Options, Reader, check_inputs, fixed_text
from promptkit.findings import UsageError

MUG = "shot: mug\nduration: 4\nscene: A mug steams.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*given: str, stdin: str | None = None) -> list[str]:
    return [document.name for each in Reader(stdin=stdin).read(given) for document, _ in each.documents]


def test_folders_are_searched_in_order_and_without_what_is_hidden(folder: Path) -> None:
    for place in (
        "b/mug.yaml",
        "a/mug.yml",
        ".git/mug.yaml",
        "venv/mug.yaml",
        "node_modules/x/mug.yaml",
        "a/.mug.yaml",
    ):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MUG.replace("mug", path.parent.name.strip(".").replace("_", "-")))
    (folder / "promptkit.yaml").write_text("size: 1280x720\n")
    assert names() == names(".") == names(str(folder)) == ["a", "b"]


def test_yaml_of_others_is_passed_over_in_a_folder_only(folder: Path) -> None:
    (folder / "compose.yaml").write_text("services: {}\n")
    assert names() == []
    (defect,) = Reader().read(["compose.yaml"])[0].defects
    assert defect.rule == "unknown-document"


def test_a_typing_error_in_the_first_key_is_guessed_but_not_from_keys_of_a_shot(folder: Path) -> None:
    for key, guess in (("shoot: mug\n", "did you mean 'shot'?"), ("", "is missing")):
        (folder / "mug.yaml").write_text(key + MUG.partition("\n")[2])
        (defect,) = Reader().read(["mug.yaml"])[0].defects
        assert defect.message.endswith((guess, f"({guess})"))


def test_defects_belong_to_their_document(folder: Path) -> None:
    (folder / "two.yaml").write_text(f"{MUG}look: [\n---\n{MUG.replace('mug', 'cup')}")
    (given,) = Reader().read(["two.yaml"])
    assert [(document.name, len(defects)) for document, defects in given.documents] == [("mug", 1), ("cup", 0)]
    assert given.defects == ()


def test_each_name_has_to_stand_for_something(folder: Path) -> None:
    (folder / "mug.yaml").write_text(MUG)
    for wrong in ("cup", "mug.yaml#cup", "cup.yaml", "*.yml", "cup/"):
        with pytest.raises(UsageError):
            Reader().read(["mug.yaml", wrong])


def test_standard_input_is_a_file_of_the_folder(folder: Path) -> None:
    (folder / "promptkit.yaml").write_text("size: 720x1280\n")
    (folder / "base.yaml").write_text(MUG)
    text = "shot: cup\nextends: base.yaml\nduration: 8\n"
    report = check_inputs(Reader(stdin=text).read(["-"]), Options())
    (checked,) = report.checked
    assert checked.compiled is not None
    assert checked.compiled.request.size == "720x1280"


def test_fixes_are_applied_until_none_is_left(folder: Path) -> None:
    (folder / "mug.yaml").write_text(MUG.replace("4", "08") + "camera: [{dolly: left, for: 1}, {pan: up, for: 1}]\n")
    reader = Reader()
    (given,) = reader.read(["mug.yaml"])
    text = fixed_text(given, Options(), unsafe=False)
    assert text == MUG.replace("4", "8") + "camera: [{truck: left, for: 1}, {tilt: up, for: 1}]\n"
