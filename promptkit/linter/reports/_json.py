"""The report that tools rely on: version 1 of its shape."""

from __future__ import annotations

import json
from typing import Any

from promptkit.findings import Edit, Finding, Severity

from ._batch import Batch


def as_json(batch: Batch) -> str:
    """All findings and a summary; lines and columns from 1, columns in characters."""
    counts: dict[str, int] = {
        severity.value: sum(finding.severity is severity for finding in batch.findings) for severity in Severity
    }
    summary = {**counts, "files": len(batch.files)}
    data = {"version": 1, "findings": [finding_data(each) for each in batch.findings], "summary": summary}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as JSON data."""
    span = finding.span
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "document": finding.document,
        "path": list(finding.path),
        "hint": finding.hint,
        "fix": None
        if finding.fix is None
        else {
            "safety": finding.fix.safety,
            "message": finding.fix.message,
            "edits": [_edit(edit) for edit in finding.fix.edits],
        },
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "file": edit.span.file,
        "line": edit.span.line,
        "column": edit.span.column,
        "end_line": edit.span.end_line,
        "end_column": edit.span.end_column,
        "text": edit.text,
    }
