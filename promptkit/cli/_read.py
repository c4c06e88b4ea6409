"""``promptkit read``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from promptkit.api import drafted, every_rule, is_text, reading_data, text_findings, text_input
from promptkit.check import Options
from promptkit.findings import Severity, UsageError
from promptkit.linter import Batch, report

from ._shared import echo_json, reader

#: Where a row has its name, in the order in which it is looked for.
_IDS = ("id", "video", "name")


@click.command("read", short_help="Read a prompt in plain English: draft a shot, or list its moves.")
@click.argument("prompt", required=False, metavar="[FILE|-]")
@click.option(
    "--jsonl",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Read one prompt from each line of JSON in a file (or -).",
)
@click.option("--field", default="text", show_default=True, help="With --jsonl: the key under which the prompt stands.")
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), help="yaml drafts a shot (for one prompt), json lists."
)
def command(prompt: str | None, jsonl: str | None, field: str, form: str | None) -> None:
    """Read a prompt that was written in plain English.

    Draft a shot in YAML from it: moves with their order and times, sizes, angles, support and light as values, and what
    was not understood kept as its scene. With --format json the moves are listed, each with the place of its words;
    --jsonl does so for thousands, one line of JSON each.

    \b
    Examples:
      promptkit read prompt.txt > shot.yaml
      promptkit read prompt.txt --format json
      promptkit read --jsonl prompts.jsonl --field text --format json
    """
    if (prompt is None) == (jsonl is None):
        raise UsageError("name one prompt, or --jsonl and a file with many", hint="as in: promptkit read prompt.txt")
    if jsonl is not None:
        if form == "yaml":
            raise UsageError("--jsonl gives JSON", hint="leave --format out, or write --format json")
        _many(jsonl, field)
        return
    assert prompt is not None
    if prompt != "-" and not is_text(prompt, None) and prompt.endswith((".yaml", ".yml", ".json", ".jsonl")):
        raise UsageError(
            f"{prompt} is no prompt in prose", hint="show and compile read documents; --jsonl reads lines of JSON"
        )
    given = text_input(prompt, reader([prompt]))
    if form == "json":
        echo_json({"version": 1, "id": given.file, **reading_data(given.prose)})
        return
    click.echo(drafted(given), nl=False)
    found = [each for each in text_findings(given, Options()) if each.severity is not Severity.INFO]
    if found:
        click.echo(
            report(Batch(found, {given.file: given.text}, [given.file], every_rule()), "full"), err=True, nl=False
        )


def _many(name: str, field: str) -> None:
    """Write a line of JSON for each line; exit code 1 if a line holds no prompt."""
    failed = False
    for number, line in enumerate(_lines(name), start=1):
        if not line.strip():
            continue
        row = _row(line)
        text = row.get(field) if row is not None else None
        data: dict[str, Any]
        if isinstance(text, str):
            data = reading_data(text)
        else:
            failed = True
            data = {"moves": [], "shot_size": None, "findings": [_unreadable(row, field, number)]}
        names = [row[key] for key in _IDS if key in row] if row is not None else []
        click.echo(json.dumps({"id": names[0] if names else number, **data}, ensure_ascii=False))
    if failed:
        raise click.exceptions.Exit(1)


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from (reader(["-"]).stdin or "").split("\n")
        return
    try:
        with Path(name).open(encoding="utf-8-sig") as lines:
            yield from lines
    except FileNotFoundError:
        raise UsageError(f"there is no file {name}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 (byte {error.start})") from None


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _unreadable(row: dict[str, Any] | None, field: str, number: int) -> dict[str, Any]:
    if row is None:
        message = f"line {number} is no JSON object"
    elif field not in row:
        message = f"line {number} has no {field!r}; it has {', '.join(map(repr, row)) or 'nothing'}"
    else:
        message = f"{field!r} of line {number} is no text"
    return {
        "rule": "unreadable-row",
        "family": "source",
        "severity": "error",
        "message": message,
        "line": number,
        "column": 1,
    }
