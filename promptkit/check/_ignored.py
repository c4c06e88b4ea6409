"""Names of rules in the settings that no rule and no family has."""

from __future__ import annotations

from promptkit.findings import Finding, Severity
from promptkit.language import nearest
from promptkit.linter import RULES
from promptkit.project import RULES as SETTINGS_RULES
from promptkit.project import Project


def known_rules() -> frozenset[str]:
    """The names of all rules."""
    return frozenset({rule.name for rule in RULES} | SETTINGS_RULES.keys())


def families() -> frozenset[str]:
    """The names of all families."""
    return frozenset({"project", *(rule.family for rule in RULES)})


def unknown_rules(project: Project) -> tuple[Finding, ...]:
    """A finding for each name under ``lint`` that is no rule and no family: it has no effect."""
    known = sorted(known_rules() | families())
    return tuple(_unknown(key, name, known, project) for key, name in project.settings.lint.names if name not in known)


def _unknown(key: str, name: str, known: list[str], project: Project) -> Finding:
    guess = nearest(name, known)
    return Finding(
        "unknown-rule",
        "project",
        Severity.WARNING,
        f"there is no rule {name!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        project.settings.origins.get(key),
        path=tuple(key.split(".", 2)),
        hint="`promptkit rules` lists them",
    )
