"""What makes a finding the same one in the next run, though lines were added above it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from promptkit.findings import Finding


def identities(findings: Sequence[Finding]) -> list[str]:
    """A hash for each finding, of its rule, file, document, YAML path and message; equal ones are counted."""
    seen: dict[tuple[str, ...], int] = {}
    names = []
    for finding in findings:
        file = finding.span.file if finding.span else ""
        key = (finding.rule, file, finding.document or "", *map(str, finding.path), finding.message)
        seen[key] = seen.get(key, 0) + 1
        names.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
    return names
