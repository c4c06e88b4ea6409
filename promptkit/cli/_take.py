"""``promptkit take``."""

from __future__ import annotations

from pathlib import Path

import click

from promptkit.api import Reader, Runs
from promptkit.ledger import Take

from ._shared import echo_json

_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group("take", short_help="Settle one take: say which video it is, or give it up.")
def command() -> None:
    """Settle a take whose answer was lost, where only a person can tell what became of it.

    \b
    Examples:
      promptkit take adopt coffee-3f9a-01 video_abc123
      promptkit take resubmit coffee-3f9a-01
    """


@command.command("adopt")
@click.argument("take")
@click.argument("video_id")
@_format
def adopt(take: str, video_id: str, form: str) -> None:
    """Say that VIDEO_ID is what TAKE became; `promptkit resume` then fetches it.

    \b
    Example:
      promptkit take adopt coffee-3f9a-01 video_abc123
    """
    _say(_runs().adopt(take, video_id), form, f"{take} is {video_id} now; `promptkit resume` fetches it")


@command.command("resubmit")
@click.argument("take")
@_format
def resubmit(take: str, form: str) -> None:
    """Accept that TAKE may have been paid for in vain; the next submit makes another.

    \b
    Example:
      promptkit take resubmit coffee-3f9a-01
    """
    _say(_runs().give_up(take), form, f"{take} is given up; the next submit of its shot makes another")


def _say(take: Take, form: str, text: str) -> None:
    if form == "json":
        echo_json({"version": 1, "take": take.to_json()})
    else:
        click.echo(text, err=True)


def _runs() -> Runs:
    return Runs(Reader().project(Path.cwd()))
