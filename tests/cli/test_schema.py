from __future__ import annotations

import json

import pytest

from promptkit.editor import SCHEMAS, written
from tests.cli.terminal import Terminal


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_prints_a_schema_or_writes_it(cli: Terminal, name: str) -> None:
    assert cli("schema", name).out == written(name)
    result = cli("schema", name, "--output", "made.json")
    assert (result.code, result.out) == (0, "")
    assert (cli.folder / "made.json").read_text("utf-8") == written(name)
    assert json.loads(written(name))["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_a_file_that_cannot_be_written_is_told(cli: Terminal) -> None:
    result = cli("schema", "--output", "missing/made.json")
    assert result.code == 2
    assert "missing/made.json cannot be written: no such file or directory" in result.err


def test_new_files_name_a_schema_that_is_there(cli: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("new", "--project", "mug").code == 0
    (cli.folder / "shots").mkdir()
    monkeypatch.chdir(cli.folder / "shots")
    assert cli("new", "deep", "--format", "json").data["files"] == ["deep.yaml"]
    for name in ("promptkit.yaml", "mug.yaml", "shots/deep.yaml"):
        file = cli.folder / name
        line, schema = file.read_text("utf-8").splitlines()[0].split("=")
        assert line == "# yaml-language-server: $schema"
        assert (file.parent / schema).resolve().parent == cli.folder.resolve()
        assert (file.parent / schema).read_text("utf-8") in (written("documents"), written("settings"))


def test_a_schema_that_is_there_stays(cli: Terminal) -> None:
    path = cli.write("promptkit.schema.json", "mine")
    assert cli("new", "mug", "--format", "json").data["files"] == ["mug.yaml"]
    assert path.read_text("utf-8") == "mine"
