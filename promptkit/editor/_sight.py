"""What is known of one file that is open in an editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from promptkit.api import Checked, Input, Options, Reader, Report, check_inputs
from promptkit.findings import Finding, UsageError
from promptkit.project import FILE_NAME
from promptkit.resolve import display


@dataclass(frozen=True, slots=True)
class Sight:
    """One open file, checked with all other open files as they stand in the editor.

    :param given: ``None`` for what is no document of ours.
    """

    path: Path
    lines: tuple[str, ...]
    reader: Reader
    given: Input | None
    report: Report | None
    findings: tuple[Finding, ...]

    @property
    def file(self) -> str:
        """The file's name, as spans have it."""
        return display(self.path)

    @property
    def checked(self) -> tuple[Checked, ...]:
        """The file's documents; none where it holds none, or nobody can say."""
        return self.report.checked if self.report is not None else ()

    def word_at(self, line: int, column: int, is_part: Callable[[str], bool]) -> tuple[str, str]:
        """The word at a place, from 1, and the text of its line up to the word's end.

        :param is_part: whether a character belongs to words.
        """
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        start = end = min(column - 1, len(text))
        while start > 0 and is_part(text[start - 1]):
            start -= 1
        while end < len(text) and is_part(text[end]):
            end += 1
        return text[start:end], text[:end]

    def shot_at(self, line: int) -> Checked | None:
        """The document in which a line stands; lines from 1."""
        found = None
        for each in self.checked:
            span = each.document.node.span
            if span.file == self.file and span.line <= line and each.variant is None:
                found = each
        return found


def see(path: Path, reader: Reader) -> Sight:
    """Look at one file.

    :param path: absolute.
    :param reader: has the texts of the editor's open files.
    """
    lines = tuple(reader.edited.get(path, "").splitlines())
    if path.name == FILE_NAME:
        settings = reader.project(path.parent).findings
        return Sight(path, lines, reader, None, None, tuple(each for each in settings if _in(each, display(path))))
    try:
        given = reader.opened(path)
        if not given.documents and not given.defects:
            return Sight(path, lines, reader, None, None, ())
        report = check_inputs([given], Options(pedantic=True))
    except UsageError:  # a setting of the project that keeps everything from loading is told at its own file
        return Sight(path, lines, reader, None, None, ())
    found = tuple(each for each in report.findings if _in(each, given.parsed.file))
    return Sight(path, lines, reader, given, report, found)


def _in(finding: Finding, file: str) -> bool:
    return finding.span is not None and finding.span.file == file
