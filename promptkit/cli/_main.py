"""The command ``promptkit``: commands are imported when they are called; every failure ends in one clear message."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from promptkit import __version__
from promptkit.findings import PromptkitError

from ._table import COMMANDS, SECTIONS


class Commands(click.Group):
    """The commands by what people do; a command's module is imported only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of ``--help``."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if all(entry.name != cmd_name for entry in COMMANDS):
            return None
        command: click.Command = import_module(f"promptkit.cli._{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            meant = f" (did you mean '{near[0]}'?)" if near else ""
            raise click.UsageError(f"there is no command '{args[0]}'{meant}", ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections."""
        for section in SECTIONS:
            rows = [(entry.name, entry.summary) for entry in COMMANDS if entry.section == section]
            with formatter.section(section):
                formatter.write_dl(rows)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  promptkit new my-shot  &&  promptkit lint my-shot.yaml  &&  promptkit submit my-shot.yaml",
)
@click.version_option(__version__, prog_name="promptkit")
def promptkit() -> None:
    """Write a shot once as a camera report; lint it, compile it, see what it costs, make its takes."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit.

    0 fine, 1 findings or failed takes, 2 wrong usage, 3 refused to spend, 130 interrupted.
    """
    # A command makes modules, models and words, all of which stay: looking through them for garbage finds none.
    gc.set_threshold(50_000)
    # Plugins of pydantic watch services; looking for them reads what every installed package says of itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What is data for others is UTF-8, as the documents are, whatever the terminal's own alphabet.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        sys.exit(promptkit.main(args=args, prog_name="promptkit", standalone_mode=False, color=_colour()) or 0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PromptkitError as error:
        _say(str(error), error.hint)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted", None)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has had enough; a second error while closing would say nothing new.
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{(error.strerror or str(error)).lower()}", None)
        sys.exit(2)


def _colour() -> bool | None:
    """``False`` where nobody wants colours; else ``None``: a terminal has them, a pipe has none."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("CI") else None


def _say(message: str, hint: str | None) -> None:
    click.secho("error: ", fg="red", bold=True, nl=False, err=True, color=_colour())
    click.echo(message, err=True)
    if hint is not None:
        click.echo(f"  help: {hint}", err=True)
