"""Every rule by which something is found, so that each finding can be explained."""

from __future__ import annotations

from promptkit.check import families, known_rules
from promptkit.findings import Severity
from promptkit.linter import RULES, Rule
from promptkit.project import RULES as OF_SETTINGS

_WARNINGS = frozenset({"borrowed-key", "missing-folder", "stale-baseline", "unknown-rule"})
_WHY = "It is found in `promptkit.yaml`. While an error stands there nothing is compiled and nothing is sent."


def every_rule() -> tuple[Rule, ...]:
    """The rules for documents and those for the project's own file, by family and name."""
    known = {rule.name for rule in RULES}
    of_settings = [_of_settings(name, reason) for name, reason in OF_SETTINGS.items() if name not in known]
    return tuple(sorted((*RULES, *of_settings), key=lambda rule: (rule.family, rule.name)))


def lint_names() -> frozenset[str]:
    """What may stand where rules are chosen: rules and families."""
    return known_rules() | families()


def _of_settings(name: str, reason: str) -> Rule:
    severity = Severity.WARNING if name in _WARNINGS else Severity.ERROR
    return Rule(name, "project", severity, reason, _WHY, (), ())
