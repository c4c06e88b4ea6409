"""The baseline of a project: read, laid on what was found, written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from promptkit.findings import Finding, UsageError, sort_key
from promptkit.linter import beyond, read_baseline, written_baseline
from promptkit.project import Project
from promptkit.resolve import display

from ._prompts import Linted

_DEFAULT = "lint-baseline.json"


def new_findings(found: Linted, file: Path | None) -> tuple[Finding, ...]:
    """The findings that the baseline does not know, and what of it is found no more; all where there is no baseline.

    :param file: over that of the project.
    :raises UsageError: if the file cannot be read, or is no baseline.
    """
    path = file or _of_project(found)
    if path is None:
        return found.findings
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        hint = "`promptkit lint --write-baseline` writes one"
        raise UsageError(f"the baseline {display(path)} cannot be read ({error.strerror})", hint=hint) from None
    place = _place(found)
    whole = {place(file) for file in found.whole}
    told = beyond(found.findings, read_baseline(text, display(path)), found.texts, place, whole)
    return tuple(sorted(told, key=sort_key))


def written_baseline_of(found: Linted, file: Path | None) -> tuple[Path, str, int]:
    """Where the baseline belongs, what it says, and how many findings it knows."""
    path = file or _of_project(found) or _root(found) / _DEFAULT
    return path, written_baseline(found.findings, found.texts, _place(found)), len(found.findings)


def _project(found: Linted) -> Project | None:
    return found.projects[0] if found.projects else None


def _of_project(found: Linted) -> Path | None:
    project = _project(found)
    return project.settings.lint.baseline if project else None


def _root(found: Linted) -> Path:
    project = _project(found)
    return project.root if project else Path.cwd()


def _place(found: Linted) -> Callable[[str], str]:
    """A file's name below the project's root, so that it is the same from every folder."""
    root = _root(found)

    def place(file: str) -> str:
        path = Path(file).absolute()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else file

    return place
