"""``promptkit diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promptkit.api import Change, Diff, FindingsError, Reader, diff, take_named
from promptkit.findings import Severity

from ._shared import echo_json, usd


@click.command("diff", short_help="Show what changed in meaning, between shots or in git.")
@click.argument("before", metavar="SHOT")
@click.argument("after", metavar="[SHOT]", required=False)
@click.option("--dialect", metavar="NAME", help="How the two prompts are laid out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(before: str, after: str | None, dialect: str | None, form: str) -> None:
    """Compare two shots by what they mean: moves and their lengths, words, the prompt, the request, the price.

    A SHOT is a file, FILE#NAME for one of several, EXPERIMENT[AXIS=LEVEL,...] for a variant, or FILE@REVISION as
    git has it; or the id of a TAKE, which is the shot as it was when that was made. One SHOT alone is compared with
    what the last commit holds, FILE@REVISION or a TAKE alone with the file as it is now.

    \b
    Examples:
      promptkit diff coffee.yaml
      promptkit diff coffee.yaml@HEAD~1 coffee.yaml
      promptkit diff coffee-3f9a-01 coffee-77d0-01
      promptkit diff coffee-3f9a-01
      promptkit diff "mug-light[light=dawn]" "mug-light[light=noon]"
      promptkit diff coffee.yaml shots/mug.yaml --format json
    """
    first, second = (before, after) if after is not None else _with_now(before)
    try:
        found = diff(first, second, dialect=dialect)
    except FindingsError as error:
        for finding in error.findings:
            if finding.severity is Severity.ERROR:
                click.echo(f"{finding.span}: {finding.message}", err=True)
        raise click.exceptions.Exit(1) from None
    if form == "json":
        echo_json(_data(found))
    else:
        click.echo("\n".join(_text(found)))


def _with_now(shot: str) -> tuple[str, str]:
    """The file as a take, the revision that is named, or the last commit has it, and as it is now."""
    take = take_named(shot, Reader().project(Path.cwd()))
    if take is not None:
        return shot, f"{take.intent.file}#{take.intent.shot}"
    file, mark, name = shot.partition("#")
    if "@" in file and not Path(file).exists():
        return shot, f"{file.rpartition('@')[0]}{mark}{name}"
    return f"{file}@HEAD{mark}{name}", shot


def _text(found: Diff) -> list[str]:
    if not (found.changes or found.prompt or found.request):
        return ["nothing has changed"]
    lines = [str(each) for each in found.changes] or ["no value has changed"]
    if found.prompt:
        lines += ["", click.style("prompt:", bold=True)]
        lines += [_coloured(line) for line in found.prompt if line.strip()]
    if found.request:
        lines += ["", click.style("request:", bold=True), *(f"  {each}" for each in found.request)]
    lines += ["", _cost(found)]
    return lines


def _coloured(line: str) -> str:
    colour = {"-": "red", "+": "green"}.get(line[0])
    return click.style(line, fg=colour, dim=colour is None)


def _cost(found: Diff) -> str:
    before, after = found.price
    price = f"{usd(before)} a take" if before == after else f"{usd(before)} a take is now {usd(after)}"
    return f"{price}; " + (
        "the request is the same, and the takes there are serve both" if found.same_request else "another request"
    )


def _data(found: Diff) -> dict[str, Any]:
    return {
        "version": 1,
        "changes": [_change(each) for each in found.changes],
        "prompt": list(found.prompt),
        "request": [_change(each) for each in found.request],
        "price": {
            "before": None if found.price[0] is None else float(found.price[0]),
            "after": None if found.price[1] is None else float(found.price[1]),
        },
        "same_request": found.same_request,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "where": change.where,
        "before": change.before,
        "after": change.after,
        "text": str(change),
        "line": None if change.after_span is None else change.after_span.line,
    }
