"""The page on Python, run line by line."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

import promptkit

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "python.md"
_FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the examples and nothing made yet."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns(".promptkit"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    return tmp_path


def test_every_example_does_what_it_shows(folder: Path) -> None:
    text = "".join(f"{line}\n" for line in PAGE.read_text("utf-8").splitlines() if not line.startswith("```"))
    test = doctest.DocTestParser().get_doctest(text, {}, "python.md", str(PAGE), 0)
    said: list[str] = []
    results = doctest.DocTestRunner(optionflags=_FLAGS).run(test, out=said.append)
    assert results.attempted > 20
    assert results.failed == 0, "".join(said)


def test_every_function_is_told() -> None:
    page = PAGE.read_text("utf-8")
    functions = [name for name in promptkit.__all__ if name.islower() and not name.startswith("_")]
    assert [name for name in functions if f"`{name}(" not in page] == []


@pytest.mark.parametrize("name", promptkit.__all__)
def test_every_name_is_documented(name: str) -> None:
    assert name == "__version__" or getattr(promptkit, name).__doc__
