from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.findings import UsageError
from promptkit.resolve import Library, documents, kind_of, preset_files
from promptkit.source import parse_text


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_the_first_folder_takes_precedence(tmp_path: Path) -> None:
    _write(tmp_path, {"own/p.yaml": "preset: p\nmood: own\n", "shipped/p.yaml": "preset: p\nmood: shipped\n"})
    library = Library(((tmp_path / "own", tmp_path), (tmp_path / "shipped", tmp_path)))
    found = library.preset("p")
    assert found is not None
    assert found.path == tmp_path / "own" / "p.yaml"
    assert [each.path for each in library.presets()] == [tmp_path / "own" / "p.yaml"]


def test_a_preset_is_found_by_its_name_whatever_its_file_is_called(tmp_path: Path) -> None:
    _write(
        tmp_path, {"looks.yaml": "preset: grey\nmood: grey\n---\npreset: gold\nmood: gold\n", "x.yml": "preset: y\n"}
    )
    library = Library(((tmp_path, tmp_path),))
    assert [each.name for each in library.presets()] == ["gold", "grey", "y"]
    for name in ("grey", "gold", "y"):
        assert library.preset(name) is not None
    assert library.preset("looks") is None
    assert library.preset("x") is None


@pytest.mark.parametrize("name", ["", "../p", "P", "\0", "x" * 1000, "p.yaml"])
def test_what_is_no_name_finds_nothing(name: str, tmp_path: Path) -> None:
    assert Library(((tmp_path, tmp_path),)).preset(name) is None


def test_an_unreadable_file_hides_no_other(tmp_path: Path) -> None:
    _write(tmp_path, {"p.yaml": "preset: p\nmood: x\n"})
    (tmp_path / "broken.yaml").write_bytes(b"\xff\xfe\0")
    library = Library(((tmp_path, tmp_path), (tmp_path / "nowhere", tmp_path)))
    assert [each.name for each in library.presets()] == ["p"]
    with pytest.raises(UsageError):
        library.preset("broken")


def test_files_are_read_once_and_their_texts_kept(tmp_path: Path) -> None:
    _write(tmp_path, {"p.yaml": "preset: p\n"})
    library = Library(((tmp_path, tmp_path),))
    assert library.parsed(tmp_path / "p.yaml") is library.parsed(tmp_path / "p.yaml")
    assert list(library.texts().values()) == ["preset: p\n"]


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    _write(tmp_path, {"b.yaml": "", "a.yml": "", "c.txt": "", "d/e.yaml": ""})
    assert [path.name for path in preset_files(tmp_path)] == ["a.yml", "b.yaml"]
    assert preset_files(tmp_path / "nowhere") == []


def test_documents_that_say_what_they_are(tmp_path: Path) -> None:
    parsed = parse_text("shot: a\n---\nmood: x\n---\npreset: b\n---\nshot: c\npreset: d\n---\n[x]\n---\nshot:\n", "f")
    found = documents(parsed, None, tmp_path)
    assert [(each.kind, each.name) for each in found] == [("shot", "a"), ("preset", "b"), ("shot", "")]
    assert [kind_of(node) for node in parsed.documents] == ["shot", None, "preset", None, None, "shot"]


def test_what_a_preset_hides(tmp_path: Path) -> None:
    folders = tuple((tmp_path / name, tmp_path) for name in ("own", "yours", "shipped"))
    _write(tmp_path, {"own/p.yaml": "preset: p\n", "shipped/any.yaml": "preset: p\n---\npreset: q\n"})
    library = Library(folders)
    first, other = library.preset("p"), library.preset("q")
    assert first is not None
    assert other is not None
    hidden = library.behind(first)
    assert hidden is not None
    assert hidden.path == tmp_path / "shipped" / "any.yaml"
    assert library.behind(hidden) is None
    assert library.behind(other) is None
