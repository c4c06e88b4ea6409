"""``promptkit rules``."""

from __future__ import annotations

import click

from promptkit.api import every_rule

from ._shared import echo_json, table


@click.command("rules", short_help="List the linter's rules.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """List the linter's rules.

    \b
    Example:
      promptkit rules
    """
    rules = every_rule()
    if form == "json":
        rows = [{"rule": r.name, "family": r.family, "severity": r.severity.value, "summary": r.summary} for r in rules]
        echo_json({"version": 1, "rules": rows})
        return
    click.echo(
        table([(r.name, r.family, r.severity.value, r.summary) for r in rules], ("rule", "family", "severity", "finds"))
    )
