from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.findings import Severity
from promptkit.linter import RULES, Example, Rule
from tests.linter.checking import checked, fixed, of, place

_VALID = [pytest.param(rule, text, id=f"{rule.name}-{at}") for rule in RULES for at, text in enumerate(rule.valid)]
_INVALID = [
    pytest.param(rule, example, id=f"{rule.name}-{at}") for rule in RULES for at, example in enumerate(rule.invalid)
]


def _beside(example: Example) -> dict[str, str | bytes]:
    return {"promptkit.yaml": example.settings}


@pytest.mark.parametrize(("rule", "text"), _VALID)
def test_a_valid_example_has_no_errors_and_not_this_finding(rule: Rule, text: str, tmp_path: Path) -> None:
    report = checked(text, tmp_path, file=rule.file, pedantic=rule.severity is Severity.INFO)
    assert not of(rule, report)
    assert not [(each.rule, each.message) for each in report.findings if each.severity is Severity.ERROR]


@pytest.mark.parametrize(("rule", "example"), _INVALID)
def test_an_invalid_example_is_found_at_its_place(rule: Rule, example: Example, tmp_path: Path) -> None:
    report = checked(example.text, tmp_path, _beside(example), rule.file, pedantic=rule.severity is Severity.INFO)
    found = of(rule, report)
    assert found, [(each.rule, place(each), each.message) for each in report.findings]
    assert place(found[0]) == (example.line, example.column)
    assert found[0].family == rule.family
    assert fixed(example.text, found[0]) == example.fixed


@pytest.mark.parametrize(("rule", "example"), _INVALID)
def test_an_invalid_example_is_one_mistake(rule: Rule, example: Example, tmp_path: Path) -> None:
    report = checked(example.text, tmp_path, _beside(example), rule.file, pedantic=rule.severity is Severity.INFO)
    others = [each.rule for each in report.findings if each.rule != rule.name and each.severity is not Severity.INFO]
    assert set(others) <= _ALSO.get(rule.name, set())


@pytest.mark.parametrize(("rule", "example"), [each for each in _INVALID if each.values[1].fixed is not None])
def test_a_fix_settles_the_finding(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert example.fixed is not None
    assert not of(rule, checked(example.fixed, tmp_path, file=rule.file, pedantic=rule.severity is Severity.INFO))


#: Rules whose examples hold a second mistake by their nature: where nothing is described, nobody is either, and
#: the models of the catalog take no references.
_ALSO = {"missing-scene": {"missing-subject"}, "reference-unreadable": {"references-not-taken"}}
