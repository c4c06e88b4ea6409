"""``promptkit submit``."""

from __future__ import annotations

import sys
from decimal import Decimal

import click

from promptkit.findings import SpendRefused
from promptkit.runs import Plan

from ._plan import planned, runs_of, text
from ._progress import listener
from ._shared import documents, options, price_option, shot_options, sound_shots, takes_option, usd


@click.command("submit", short_help="Make the takes of shots.")
@documents
@shot_options
@takes_option
@price_option
@click.option("--new", is_flag=True, help="Make new takes beside those there are.")
@click.option("--yes", is_flag=True, help="Agree to what it costs.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    documents: tuple[str, ...],
    takes: int | None,
    usd_per_take: Decimal | None,
    new: bool,
    yes: bool,
    form: str,
    **chosen: object,
) -> None:
    """Make the takes that are missing, and fetch every clip.

    It lints first and refuses on an error. A take of the same request at the same endpoint is reused, never made again.
    It asks before it spends. Whatever interrupts it, `promptkit resume` goes on.

    \b
    Examples:
      promptkit submit coffee.yaml
      promptkit submit coffee.yaml --takes 3
      promptkit submit shots/ --yes --format json
    """
    found, shots = sound_shots(documents, options(**chosen))  # type: ignore[arg-type]
    runs = runs_of(found)
    plans = planned(found, shots, runs, takes=takes, new=new, usd_per_take=usd_per_take)
    for each in plans:
        if each.refusal is not None:
            raise each.refusal
    if form == "text":
        click.echo(text(plans, found, runs), err=True)
    runs.check_keys(plans)
    _agree(plans, yes)
    results = [runs.submit(each, listener(form, runs.state)) for each in plans]
    if not all(result.ok for result in results):
        raise click.exceptions.Exit(1)
    _say_withheld(plans)


def _say_withheld(plans: list[Plan]) -> None:
    """The budget of an experiment stopped before all of it was made.

    :raises SpendRefused: if it did.
    """
    held = [part for each in plans for part in each.shots if part.withheld]
    if held:
        names = " and ".join(dict.fromkeys(pot.name for part in held for pot in part.pots))
        count = sum(part.withheld for part in held)
        raise SpendRefused(
            f"the budget of {names} stopped it: {count} {'take is' if count == 1 else 'takes are'} not made",
            hint="raise the experiment's budget, and submit again: what is there is not made anew",
        )


def _agree(plans: list[Plan], yes: bool) -> None:
    """Ask before money is spent: only where some is due, and only a person at a terminal."""
    due = sum(each.total or 0 for each in plans)
    if not due or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SpendRefused(f"this costs {usd(due)} and nobody has agreed", hint="pass --yes")
    if not click.confirm(f"Spend {usd(due)}?", err=True):
        raise SpendRefused("nothing was spent")
