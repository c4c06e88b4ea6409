"""Running the rules over one shot."""

from __future__ import annotations

from promptkit.findings import Finding

from ._rule import Subject, finding
from .rules import RULES


def lint(subject: Subject) -> tuple[Finding, ...]:
    """What the rules find wrong with a shot that loaded, as far as it loaded."""
    return tuple(
        finding(rule, problem, subject.built)
        for rule in RULES
        if rule.check is not None
        for problem in rule.check(subject)
    )
