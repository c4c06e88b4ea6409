"""SARIF 2.1.0, which code scanning services and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020-03-27.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from promptkit.findings import Edit, Finding, Fix, Severity, Span

from .._rule import Rule
from ._batch import Batch
from ._identity import identities

_SCHEMA = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def sarif(batch: Batch) -> str:
    """One run; of the rules those that found something, each with its reason."""
    found = {finding.rule for finding in batch.findings}
    rules = [rule for rule in batch.rules if rule.name in found]
    index = {rule.name: at for at, rule in enumerate(rules)}
    names = identities(batch.findings)
    run = {
        "tool": {"driver": {"name": "promptkit", "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, index, name) for each, name in zip(batch.findings, names, strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": _sentence(rule.summary)},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} `promptkit explain {rule.name}` shows examples."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _result(finding: Finding, index: Mapping[str, int], identity: str) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{hint}"},
        "partialFingerprints": {"promptkit/v1": identity},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.span is not None:
        place = {"artifactLocation": _artifact(finding.span.file), "region": _region(finding.span)}
        result["locations"] = [{"physicalLocation": place}]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.span.file, []).append(edit)
    changes = [{"artifactLocation": _artifact(file), "replacements": _replaced(by_file[file])} for file in by_file]
    return {"description": {"text": f"{fix.message} ({fix.safety})"}, "artifactChanges": changes}


def _replaced(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    return [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in edits]


def _artifact(file: str) -> dict[str, str]:
    """A file by its address; one above the current folder, or no file at all, is not below the root of the sources."""
    path = file.replace("\\", "/")
    address = {"uri": quote(path)}
    return address if path.startswith(("/", "..", "<")) else {**address, "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
