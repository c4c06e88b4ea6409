"""``promptkit endpoints``."""

from __future__ import annotations

from pathlib import Path

import click

from promptkit.api import Reader

from ._shared import echo_json, table


@click.command("endpoints", short_help="List the endpoints where requests can go.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """List the endpoints: those of the catalog, and the project's own.

    \b
    Example:
      promptkit endpoints
    """
    endpoints = list(Reader().project(Path.cwd()).catalog.endpoints.values())
    if form == "json":
        rows = [
            {
                "name": each.name,
                "base_url": each.base_url,
                "key_env": each.key_env,
                "extras": dict(each.extras),
                "replays_key": each.replays_key,
                "lists_prompts": each.lists_prompts,
                "offers": list(each.offers),
                "source": each.source,
                "as_of": str(each.as_of),
            }
            for each in endpoints
        ]
        echo_json({"version": 1, "endpoints": rows})
        return
    lines = [
        (e.name, e.base_url or ("started here" if e.embedded else "-"), e.key_env or "-", e.about) for e in endpoints
    ]
    click.echo(table(lines, ("endpoint", "address", "key in", "about")))
