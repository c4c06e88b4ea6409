"""``promptkit resume``."""

from __future__ import annotations

from pathlib import Path

import click

from promptkit.api import Reader, Runs

from ._progress import listener


@click.command("resume", short_help="Go on with every take that is not finished.")
@click.argument("takes", nargs=-1, metavar="[TAKE]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(takes: tuple[str, ...], form: str) -> None:
    """Go on after an interruption: find lost answers, wait for jobs, fetch clips. No new take is made.

    \b
    Examples:
      promptkit resume
      promptkit resume coffee-3f9a-01
    """
    runs = Runs(Reader().project(Path.cwd()))
    if not runs.takes():
        click.echo("nothing to resume: no takes yet", err=True)
        return
    result = runs.resume(listener(form, runs.state), takes or None)
    if not result.ok:
        raise click.exceptions.Exit(1)
