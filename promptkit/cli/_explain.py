"""``promptkit explain``."""

from __future__ import annotations

import click

from promptkit.api import every_rule
from promptkit.findings import UsageError
from promptkit.language import nearest
from promptkit.linter import Rule, rule_page

from ._shared import echo_json


@click.command("explain", short_help="Show a rule: why it matters, what breaks it, what does not.")
@click.argument("rule")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def command(rule: str, form: str) -> None:
    """Show a rule's page.

    \b
    Example:
      promptkit explain opposing-moves
    """
    rules = {each.name: each for each in every_rule()}
    found = rules.get(rule)
    if found is None:
        guess = nearest(rule, list(rules))
        raise UsageError(
            f"there is no rule {rule!r}", hint=f"did you mean {guess!r}?" if guess else "promptkit rules lists them"
        )
    if form == "json":
        echo_json({"version": 1, "rule": _data(found)})
    elif form == "markdown":
        click.echo(rule_page(found), nl=False)
    else:
        click.echo(_page(found))


def _data(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "since": rule.since,
        "summary": rule.summary,
        "why": rule.why,
        "source": rule.source or None,
        "valid": list(rule.valid),
        "invalid": [
            {"text": each.text, "line": each.line, "column": each.column, "fixed": each.fixed} for each in rule.invalid
        ],
    }


def _page(rule: Rule) -> str:
    parts = [
        click.style(f"{rule.name}", bold=True) + f"  ({rule.family}, {rule.severity.value}, since {rule.since})",
        rule.summary[:1].upper() + rule.summary[1:] + ".",
        rule.why,
    ]
    if rule.source:
        parts.append(f"Source: {rule.source}.")
    for example in rule.invalid:
        if example.settings:
            parts.append(f"With this promptkit.yaml:\n{_indented(example.settings)}")
        parts.append(f"Found at {example.line}:{example.column} in:\n{_indented(example.text)}")
        if example.fixed is not None:
            parts.append(f"Fixed:\n{_indented(example.fixed)}")
    parts.extend(f"Fine:\n{_indented(text)}" for text in rule.valid)
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())
