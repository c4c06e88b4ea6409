"""A baseline: the findings that a project had when it began to lint, so that only new ones are told.

A finding is known by its rule, its file, its document, its YAML path and a hash of the text that it is about, never by
its line: what is added above it changes nothing, and what is changed in it is told again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from promptkit.findings import Finding, Severity, Span, UsageError
from promptkit.source import SourceText

_VERSION = 1
_KEYS = ("rule", "file", "document", "path", "text")

Known = tuple[str, str, str, str, str]
Place = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, how often, and on which line of the baseline's own file it stands."""

    file: str
    entries: Counter[Known]
    lines: Mapping[Known, int]


def read_baseline(text: str, file: str) -> Baseline:
    """The baseline that a text holds.

    :param file: its name, for messages.
    :raises UsageError: if it is none.
    """
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise UsageError(f"{file} is a baseline of version {data['version']}, and this promptkit reads {_VERSION}")
        known = [_read(entry) for entry in data["findings"]]
    except (ValueError, KeyError, TypeError):
        hint = "`promptkit lint --write-baseline` writes one"
        raise UsageError(f"{file} is not a baseline of promptkit", hint=hint) from None
    rows = [line for line, row in enumerate(text.splitlines(), 1) if row.lstrip().startswith('{"rule"')]
    return Baseline(file, Counter(known), dict(zip(known, rows, strict=False)))


def _read(entry: Mapping[str, Any]) -> Known:
    rule, file, document, text = (str(entry[key]) for key in ("rule", "file", "document", "text"))
    return (rule, file, document, json.dumps(entry["path"]), text)


def written_baseline(findings: Iterable[Finding], texts: Mapping[str, str], place: Place) -> str:
    """Findings as a baseline, one on each line, so that version control shows what came and went.

    :param place: a file's name as it is below the project's root.
    """
    rows = sorted(_known(each, texts, place) for each in findings)
    lines = [
        json.dumps({**dict(zip(_KEYS, row, strict=True)), "path": json.loads(row[3])}, ensure_ascii=False)
        for row in rows
    ]
    body = "".join(f"\n  {line}," for line in lines).removesuffix(",") + "\n" * bool(lines)
    return f'{{"version": {_VERSION}, "findings": [{body}]}}\n'


def beyond(
    findings: Iterable[Finding], baseline: Baseline, texts: Mapping[str, str], place: Place, files: Collection[str]
) -> tuple[Finding, ...]:
    """The findings that the baseline does not know, and one for each of its entries that is found no more.

    :param files: the files that were looked at whole, by their names below the project's root.
    """
    left = Counter(baseline.entries)
    new = []
    for finding in findings:
        known = _known(finding, texts, place)
        if left[known] > 0:
            left[known] -= 1
        else:
            new.append(finding)
    gone = [known for known, count in left.items() if count > 0 and known[1] in files]
    return (*new, *(_stale(known, baseline) for known in gone))


def _stale(known: Known, baseline: Baseline) -> Finding:
    line = baseline.lines.get(known, 1)
    return Finding(
        "stale-baseline",
        "project",
        Severity.WARNING,
        f"{known[0]} is found no more in {known[1]}",
        Span(baseline.file, line, 1, line, 1),
        hint="`promptkit lint --write-baseline` writes the baseline anew",
    )


def _known(finding: Finding, texts: Mapping[str, str], place: Place) -> Known:
    span = finding.span
    file = "" if span is None else place(span.file)
    said = "" if span is None else SourceText(texts.get(span.file, "")).slice(span)
    return (
        finding.rule,
        file,
        finding.document or "",
        json.dumps(list(finding.path)),
        sha256(said.encode()).hexdigest()[:16],
    )
