"""Which findings are told: what settings, command line and comments leave out, and what cannot be left out."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from promptkit.findings import Finding, Severity
from promptkit.linter import RULES, Suppression, suppressions
from promptkit.project import Project
from promptkit.resolve import Document, Library

from ._options import Options

#: What stopped a document from loading is never left out: there is nothing that could be made of it.
LASTING = frozenset(rule.name for rule in RULES if rule.of_loading and rule.severity is Severity.ERROR)


class Choice:
    """What is told of one document."""

    def __init__(self, document: Document | None, library: Library | None, project: Project, options: Options) -> None:
        lint = project.settings.lint
        #: Whether what is worth knowing is looked for, too.
        self.pedantic = options.pedantic or lint.tells_info
        self._select = frozenset(options.select or lint.select)
        self._ignore = frozenset((*lint.ignore, *options.ignore))
        self._per_path = lint.per_path
        self._root = project.root
        self._document = document
        self._library = library
        self._read: dict[str, tuple[Suppression, ...]] = {}

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The findings that are told, and those that a comment left out."""
        told: list[Finding] = []
        left_out: list[Finding] = []
        for finding in findings:
            if finding.rule in LASTING:
                told.append(finding)
            elif self._suppressed(finding):
                left_out.append(finding)
            elif self._wanted(finding):
                told.append(finding)
        return told, left_out

    def _wanted(self, finding: Finding) -> bool:
        names = {finding.rule, finding.family}
        if names & self._ignore or (self._select and not names & self._select):
            return False
        return not any(names & set(rules) and self._lies(finding, pattern) for pattern, rules in self._per_path)

    def _lies(self, finding: Finding, pattern: str) -> bool:
        """Whether the finding's file is one of those that a pattern below the root stands for."""
        if finding.span is None:
            return False
        path = Path(finding.span.file).absolute()
        return path.is_relative_to(self._root) and fnmatchcase(path.relative_to(self._root).as_posix(), pattern)

    def _suppressed(self, finding: Finding) -> bool:
        file = finding.span.file if finding.span else ""
        if file not in self._read:
            self._read[file] = self._suppressions(file)
        return any(each.covers(finding) for each in self._read[file])

    def _suppressions(self, file: str) -> tuple[Suppression, ...]:
        own = self._document.parsed if self._document else None
        if own is not None and own.file == file:
            return suppressions(own)
        parsed = self._library.file(file) if self._library else None
        return suppressions(parsed) if parsed else ()
