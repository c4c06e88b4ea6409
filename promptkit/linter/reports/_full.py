"""Reports for people."""

from __future__ import annotations

from collections.abc import Mapping

from promptkit.findings import Finding, Severity, Span
from promptkit.source import SourceText

from ._batch import SECRET, Batch

#: Of a longer line only the stretch around the finding is shown, in characters.
_WIDTH = 160


def full(batch: Batch) -> str:
    """Each finding with its line, the words underlined, and what to do."""
    sources = {file: SourceText(text) for file, text in batch.texts.items()}
    blocks = [_block(finding, sources) for finding in batch.findings]
    return "\n\n".join([*blocks, _summary(batch)]) + "\n"


def concise(batch: Batch) -> str:
    """One line each: file, line, column, severity, rule, message."""
    rows = [f"{_place(finding)}: {finding.severity}[{finding.rule}] {finding.message}" for finding in batch.findings]
    return "\n".join([*rows, _summary(batch)]) + "\n"


def _block(finding: Finding, sources: Mapping[str, SourceText]) -> str:
    rows = [f"{finding.severity}[{finding.rule}]: {finding.message}"]
    if finding.span is not None:
        rows.append(f"  --> {finding.span}")
        if finding.rule not in SECRET and finding.span.file in sources:
            rows.extend(_frame(finding.span, sources[finding.span.file]))
    if finding.fix is not None:
        flag = "--fix" if finding.fix.safety == "safe" else "--unsafe-fixes"
        rows.append(f"  fix: {finding.fix.message} ({flag})")
    if finding.hint is not None:
        rows.append(f"  help: {finding.hint}")
    return "\n".join(rows)


def _frame(span: Span, source: SourceText) -> list[str]:
    line = source.line_text(span.line)
    if not line:
        return []
    gutter = len(str(span.line))
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start = max(0, span.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    marks = "^" * max(1, min(end - 1 - start, len(shown)) - (span.column - 1 - start))
    before = "".join("\t" if char == "\t" else " " for char in line[start : span.column - 1])
    return [f"{'':>{gutter}} |", f"{span.line} | {shown}", f"{'':>{gutter}} | {before}{marks}"]


def _place(finding: Finding) -> str:
    return str(finding.span) if finding.span is not None else "-"


def _summary(batch: Batch) -> str:
    counts = [(severity, sum(finding.severity is severity for finding in batch.findings)) for severity in Severity]
    said = ", ".join(_counted(count, severity.value) for severity, count in counts if count)
    return f"{said or 'no findings'} in {_counted(len(batch.files), 'file')}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 or what == "info" else f"{count} {what}s"
