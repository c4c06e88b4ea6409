"""Findings: a rule, a place, a message, perhaps a fix. Values only, no input or output."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Safety = Literal["safe", "unsafe"]


class Severity(StrEnum):
    """How much a finding weighs: an ``error`` blocks a submit, a ``warning`` does not, ``info`` is shown on request."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Span(NamedTuple):
    """A stretch of one file: lines and columns from 1, columns in characters, the end not included.

    A tuple, because a document has hundreds and a frozen dataclass takes three times as long to make.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of ``span`` by ``text``; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the user's text that settles a finding.

    It is ``safe`` if and only if the compiled prompt and request stay as they are, or the user's own words already
    said so (``dolly: left`` for ``truck: left``).
    """

    safety: Safety
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a document.

    :param rule: kebab-case name of the rule, as ``promptkit explain RULE`` knows it.
    :param family: the rule's family, as in ``camera``.
    :param message: one lower-case sentence that names the value, without a full stop.
    :param span: where it stands; ``None`` only where no file is to blame.
    :param document: the name of the document in the file, where it has one.
    :param path: the YAML path as the user wrote it, as in ``("camera", 2)``.
    :param hint: what to do about it.
    """

    rule: str
    family: str
    severity: Severity
    message: str
    span: Span | None = None
    document: str | None = None
    path: tuple[str | int, ...] = ()
    fix: Fix | None = None
    hint: str | None = None


def sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """Order findings by file, line, column, rule and message, so that a report never depends on the order of checks."""
    span = finding.span
    if span is None:
        return ("", 0, 0, finding.rule, finding.message)
    return (span.file, span.line, span.column, finding.rule, finding.message)
