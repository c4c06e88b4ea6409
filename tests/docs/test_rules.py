"""docs/rules has a page for every rule, made of the rule, and an index by family.

PROMPTKIT_UPDATE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from promptkit.api import every_rule
from promptkit.linter import Rule, rule_page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"
RULES = every_rule()
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"


def index() -> str:
    """All rules by family, each with a link to its page."""
    parts = [
        "# Rules",
        "What the linter looks for. `promptkit explain RULE` shows a page in the terminal, [lint.md](../lint.md)"
        " says how rules are chosen and findings left out.",
    ]
    for family, rules in groupby(RULES, key=lambda rule: rule.family):
        rows = [f"| [{rule.name}]({rule.name}.md) | {rule.severity.value} | {rule.summary} |" for rule in rules]
        parts.append("\n".join([f"## {family}", "", "| rule | severity | finds |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def held(name: str, text: str) -> None:
    path = FOLDER / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_is_what_the_rule_says(rule: Rule) -> None:
    held(f"{rule.name}.md", rule_page(rule))


def test_the_index_has_them_all() -> None:
    held("README.md", index())


def test_no_page_is_left_of_a_rule_that_went() -> None:
    pages = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    if UPDATE:
        for name in pages - {rule.name for rule in RULES}:
            (FOLDER / f"{name}.md").unlink()
        pages &= {rule.name for rule in RULES}
    assert pages == {rule.name for rule in RULES}
