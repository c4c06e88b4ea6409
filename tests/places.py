"""Where findings stand, for the tests of every stage."""

from __future__ import annotations

from collections.abc import Iterable

from promptkit.findings import Finding


def places(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    """Rule, line and column, in order of place."""
    spans = [(each.rule, each.span.line, each.span.column) for each in findings if each.span is not None]
    return sorted(spans, key=lambda row: (row[1:], row[0]))
