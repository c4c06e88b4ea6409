"""What can be done about a finding, where names lead, and the line above a shot that says what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from promptkit.api import Checked, presets
from promptkit.check import LASTING
from promptkit.findings import Edit, Finding, Span
from promptkit.language import said

from ._sight import Sight

_MOST_BEATS = 6


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that is offered.

    :param preferred: whether it is the plain answer to the finding.
    """

    title: str
    finding: Finding
    edits: tuple[Edit, ...]
    preferred: bool


def remedies(sight: Sight, first: int, last: int) -> Iterator[Remedy]:
    """What is offered for the findings on some lines, from 1."""
    for finding in sight.findings:
        span = finding.span
        if span is None or span.end_line < first or span.line > last:
            continue
        if finding.fix is not None and all(edit.span.file == sight.file for edit in finding.fix.edits):
            yield Remedy(finding.fix.message, finding, finding.fix.edits, preferred=True)
        if finding.rule not in LASTING and sight.given is not None and not sight.given.is_template:
            yield Remedy(f"ignore {finding.rule} here", finding, (_suppression(sight, finding, span),), preferred=False)


def _suppression(sight: Sight, finding: Finding, span: Span) -> Edit:
    """A comment above the line, as far in as the line is."""
    text = sight.lines[span.line - 1] if span.line <= len(sight.lines) else ""
    indent = text[: len(text) - len(text.lstrip())]
    above = Span(span.file, span.line, 1, span.line, 1)
    return Edit(above, f"{indent}# promptkit: ignore[{finding.rule}]\n")


def target(sight: Sight, line: int, column: int) -> tuple[Path, Span | None] | None:
    """Where a preset's name, or a path, at a place leads; ``line`` and ``column`` from 1."""
    word, _ = sight.word_at(line, column, lambda each: each not in " \t[]{},:'\"")
    for each in presets(sight.reader, sight.path.parent):
        if each.name == word and each.document.path is not None:
            return each.document.path, each.document.node.span
    path = (sight.path.parent / word).resolve() if word else sight.path
    return (path, None) if word and path.is_file() else None


def lenses(sight: Sight) -> Iterator[tuple[Span, str]]:
    """A line above each shot: where it is made, what a take costs, and its timeline."""
    for each in sight.checked:
        span = each.document.node.span
        if each.variant is not None or span.file != sight.file or each.compiled is None or each.built is None:
            continue
        yield span._replace(end_line=span.line, end_column=span.column), _summary(each)
        timeline = _timeline(each)
        if timeline:
            yield span._replace(end_line=span.line, end_column=span.column), timeline


def _summary(each: Checked) -> str:
    shot = each.compiled
    assert shot is not None
    price = "price unknown" if shot.price is None else f"${shot.price.usd:.2f} a take"
    return f"{shot.model} at {shot.endpoint}, {price}, {len(shot.prompt)} characters, {shot.dialect}"


def _timeline(each: Checked) -> str:
    assert each.built is not None
    beats = each.built.timeline.on("camera") if each.built.timeline is not None else ()
    rows = [f"{said(beat.start)} {_called(beat.part)}" for beat in beats]
    more = [f"and {len(rows) - _MOST_BEATS} more"] if len(rows) > _MOST_BEATS else []
    return " · ".join((*rows[:_MOST_BEATS], *more))


def _called(part: object) -> str:
    return str(getattr(part, "words", "hold"))
