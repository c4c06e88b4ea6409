"""Every report, made of every rule's examples, read again by those for whom it is made."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest

from promptkit.api import every_rule
from promptkit.findings import Finding, Severity, Span
from promptkit.linter import FORMATS, RULES, Batch, report
from promptkit.source import SourceText
from tests.linter.checking import checked
from tests.schemas import SARIF, official

EVIL = "colon: comma, 100% \r\n\x07 <&> \N{CLAPPER BOARD}"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """What all rules' examples have wrong, each example in a file of its own."""
    folder = tmp_path_factory.mktemp("examples")
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    for rule in RULES:
        for at, example in enumerate(rule.invalid):
            found = checked(example.text, folder / f"{rule.name}-{at}")
            findings.extend(found.findings)
            texts |= found.texts
    nowhere = Finding("made-up", "source", Severity.INFO, EVIL, None, hint=EVIL)
    odd = Finding("made-up", "source", Severity.WARNING, EVIL, Span("a b/:,%.yaml", 1, 2, 3, 4), path=("camera", 2))
    return Batch([nowhere, odd, odd, *findings], texts, ["a b/:,%.yaml", "fine.yaml", *texts], every_rule())


def test_sarif_is_valid_by_the_official_schema(batch: Batch) -> None:
    data = json.loads(report(batch, "sarif"))
    jsonschema.Draft7Validator(official(SARIF)).validate(data)
    (run,) = data["runs"]
    results = run["results"]
    assert len(results) == len(batch.findings)
    prints = [result["partialFingerprints"]["promptkit/v1"] for result in results]
    assert len(set(prints)) == len(prints)
    for result in results[3:]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]


def test_a_fix_in_sarif_can_be_applied(batch: Batch) -> None:
    (run,) = json.loads(report(batch, "sarif"))["runs"]
    fixed = [result for result in run["results"] if "fixes" in result]
    assert len(fixed) > 10
    for finding, result in zip((each for each in batch.findings if each.fix), fixed, strict=True):
        assert finding.fix is not None
        (change,) = result["fixes"][0]["artifactChanges"]
        source = SourceText(batch.texts[unquote(change["artifactLocation"]["uri"])])
        for edit, replaced in zip(finding.fix.edits, change["replacements"], strict=True):
            region = replaced["deletedRegion"]
            start = source.offset(region["startLine"], region["startColumn"])
            end = source.offset(region["endLine"], region["endColumn"])
            assert source.text[start:end] == source.slice(edit.span)
            assert replaced["insertedContent"]["text"] == edit.text


def test_github_reads_every_annotation_back(batch: Batch) -> None:
    lines = report(batch, "github").splitlines()
    assert len(lines) == len(batch.findings)
    for finding, line in zip(batch.findings, lines, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None
        properties = {key: unquote(value) for key, value in (part.split("=") for part in match[2].split(","))}
        assert properties["title"] == finding.rule
        assert unquote(match[3]).startswith(finding.message)
        if finding.span is not None:
            assert properties["file"] == finding.span.file
            assert properties["line"] == str(finding.span.line)


def test_gitlab_has_what_it_demands(batch: Batch) -> None:
    rows = json.loads(report(batch, "gitlab"))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(batch.findings)
    for row in rows:
        assert row["description"]
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["lines"]["begin"] >= 1


def test_junit_is_xml_that_adds_up(batch: Batch) -> None:
    top = ElementTree.fromstring(report(batch, "junit"))
    suites = {suite.get("name"): suite for suite in top}
    assert [case.get("name") for case in suites["fine.yaml"]] == ["lint"]
    failing = [each for each in batch.findings if each.severity is not Severity.INFO]
    assert len(top.findall("./testsuite/testcase/failure")) == len(failing) == int(top.get("failures", ""))
    assert len(top.findall("./testsuite/testcase")) == int(top.get("tests", ""))


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_report_of_nothing_is_still_one(form: str) -> None:
    said = report(Batch([], {}, [], every_rule()), form)
    if form in ("json", "sarif", "gitlab"):
        json.loads(said)
    elif form == "junit":
        ElementTree.fromstring(said)
    elif form == "github":
        assert not said
    else:
        assert said == "no findings in 0 files\n"
