"""Names under ``lint.ignore`` that no rule has."""

from __future__ import annotations

from promptkit.findings import Finding, Severity
from promptkit.language import nearest
from promptkit.linter import RULES
from promptkit.project import RULES as SETTINGS_RULES
from promptkit.project import Project


def unknown_ignored(project: Project) -> tuple[Finding, ...]:
    """A finding for each name that the project leaves out and that is no rule: it has no effect."""
    known = {rule.name for rule in RULES} | SETTINGS_RULES.keys()
    return tuple(_unknown(name, sorted(known), project) for name in project.settings.lint.ignore if name not in known)


def _unknown(name: str, known: list[str], project: Project) -> Finding:
    guess = nearest(name, known)
    return Finding(
        "unknown-rule",
        "project",
        Severity.WARNING,
        f"there is no rule {name!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        project.settings.origins.get("lint.ignore"),
        path=("lint", "ignore"),
        hint="`promptkit rules` lists them",
    )
