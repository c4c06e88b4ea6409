"""Compiling a text, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from promptkit.check import Checked, Options, check_document
from promptkit.compiler import CompiledShot
from promptkit.project import find_project, shipped
from promptkit.resolve import Library, documents
from promptkit.source import parse_text


def checked(text: str, folder: Path, options: Options | None = None) -> Checked:
    """The one document of a text that stands in ``folder``."""
    project = find_project(folder)
    library = Library(((shipped("presets"), shipped("presets")),))
    parsed = parse_text(text, "shot.yaml")
    (document,) = documents(parsed, folder / "shot.yaml", folder)
    return check_document(document, library, project, options or Options(), parsed.findings)


def compiled(text: str, folder: Path, options: Options | None = None) -> CompiledShot:
    """The compiled shot; its findings where it has errors."""
    result = checked(text, folder, options)
    assert result.compiled is not None, [finding.message for finding in result.findings]
    return result.compiled


def shot(body: str, duration: int = 8) -> str:
    """A shot of a harbour with more to say."""
    return f"shot: harbour\nduration: {duration}\nscene: A harbour at dawn.\n{body}\n"
