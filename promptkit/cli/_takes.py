"""``promptkit takes``."""

from __future__ import annotations

from pathlib import Path

import click

from promptkit.api import Reader, Runs
from promptkit.ledger import Take
from promptkit.resolve import display

from ._shared import echo_json, table, usd, with_clips


@click.command("takes", short_help="List the takes in the ledger.")
@click.argument("shots", nargs=-1, metavar="[SHOT]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(shots: tuple[str, ...], form: str) -> None:
    """List the takes of this project, or of some shots.

    \b
    Examples:
      promptkit takes
      promptkit takes coffee --format json
    """
    runs = Runs(Reader().project(Path.cwd()))
    every = runs.takes()
    takes = [take for take in every if not shots or take.shot in shots]
    if form == "json":
        echo_json({"version": 1, "takes": [with_clips(take.to_json(), runs.state) for take in takes]})
        return
    if not takes:
        known = sorted({take.shot for take in every})
        click.echo(
            f"no takes of {', '.join(shots)} (there are of {', '.join(known)})" if known else "no takes yet", err=True
        )
        return
    click.echo(table([_row(take, runs.state) for take in takes], ("take", "state", "endpoint", "made", "cost", "clip")))


def _row(take: Take, state: Path) -> tuple[str, ...]:
    clip = _clip(state / take.files[0].path) if take.files else (take.error or "")
    made = f"{take.created.astimezone():%Y-%m-%d %H:%M}"
    return take.id, take.state.value, take.endpoint, made, usd(take.reserved + take.spent), clip


def _clip(path: Path) -> str:
    shown = display(path.absolute())
    return shown if path.is_file() else f"{shown} (removed)"
