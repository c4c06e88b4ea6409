"""Reports that build services read: annotations of GitHub, Code Quality of GitLab, and JUnit's XML."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from promptkit.findings import Finding, Severity

from ._batch import Batch
from ._identity import identities

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_WEIGHTS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
# What XML 1.0 has no way to write (section 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def github(batch: Batch) -> str:
    """A workflow command for each finding; GitHub shows it at the line of the pull request.

    Source: GitHub, "Workflow commands for GitHub Actions".
    """
    return "".join(f"{_command(each)}\n" for each in batch.findings)


def _command(finding: Finding) -> str:
    properties = {"title": finding.rule}
    span = finding.span
    if span is not None:
        properties |= {"file": span.file, "line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:  # GitHub takes columns on one line alone
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {stated}::{_data(_said(finding))}"


def _said(finding: Finding) -> str:
    return finding.message + (f"\n{finding.hint}" if finding.hint else "")


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def gitlab(batch: Batch) -> str:
    """The list that GitLab's merge requests compare.

    Source: GitLab, "Code Quality", "Code Quality report format".
    """
    names = identities(batch.findings)
    rows = [
        {
            "description": finding.message + (f" ({finding.hint})" if finding.hint else ""),
            "check_name": finding.rule,
            "fingerprint": name,
            "severity": _WEIGHTS[finding.severity],
            "location": {
                "path": finding.span.file.removeprefix("./") if finding.span else "",
                "lines": {"begin": finding.span.line if finding.span else 1},
            },
        }
        for finding, name in zip(batch.findings, names, strict=True)
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def junit(batch: Batch) -> str:
    """A suite for each file and a failure for each finding that is no ``info``; a file without one passes."""
    by_file: dict[str, list[Finding]] = {file: [] for file in batch.files}
    for finding in batch.findings:
        by_file.setdefault(finding.span.file if finding.span else "promptkit", []).append(finding)
    top = ElementTree.Element("testsuites", name="promptkit")
    for file, findings in by_file.items():
        _suite(top, file, findings)
    for name in ("tests", "failures"):
        top.set(name, str(sum(int(suite.get(name, "0")) for suite in top)))
    ElementTree.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(top, encoding="unicode")}\n'


def _suite(top: ElementTree.Element, file: str, findings: list[Finding]) -> None:
    failing = [each for each in findings if each.severity is not Severity.INFO]
    count = str(max(len(findings), 1))
    suite = ElementTree.SubElement(top, "testsuite", name=_xml(file), tests=count, failures=str(len(failing)))
    suite.set("errors", "0")
    for finding in findings:
        place = f" at {finding.span.line}:{finding.span.column}" if finding.span else ""
        case = ElementTree.SubElement(suite, "testcase", classname=_xml(file), name=f"{finding.rule}{place}")
        if finding.severity is Severity.INFO:
            ElementTree.SubElement(case, "system-out").text = _xml(_said(finding))
        else:
            failure = ElementTree.SubElement(
                case, "failure", type=finding.severity.value, message=_xml(finding.message)
            )
            failure.text = _xml(f"{finding.span or file}: {_said(finding)}")
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname=_xml(file), name="lint")


def _xml(words: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words)
