"""``promptkit rescale``."""

from __future__ import annotations

import difflib

import click

from promptkit.api import Options, Rescaling, rescale_input
from promptkit.findings import Severity, UsageError
from promptkit.language import DURATIONS
from promptkit.linter import finding_data

from ._shared import documents, echo_findings, echo_json, reader, write_text


@click.command("rescale", short_help="Scale a shot, with all its times, to another length.")
@documents
@click.option(
    "--to", "seconds", type=click.Choice([str(each) for each in DURATIONS]), required=True, help="Seconds of the clip."
)
@click.option("--write", is_flag=True, help="Write the files; without it the new text is printed.")
@click.option("--diff", "as_diff", is_flag=True, help="Print what changes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(documents: tuple[str, ...], seconds: str, *, write: bool, as_diff: bool, form: str) -> None:
    """Scale a shot to another length: its duration, and every beat, start, offset and cut that is written.

    What is told relatively, comments and layout stay. A time that stands in a preset is not changed: the shot
    is refused with the place. Dialogue keeps the time that its words need.

    \b
    Examples:
      promptkit rescale coffee.yaml --to 4 --diff
      promptkit rescale coffee.yaml --to 12 --write
      promptkit rescale coffee.yaml --to 4 > short.yaml
    """
    if not documents:
        raise UsageError("name the file to rescale", hint="as in: promptkit rescale coffee.yaml --to 4")
    found = [rescale_input(each, int(seconds), Options()) for each in reader(documents).read(documents)]
    refused = any(each.obstacles or not each.loads for each in found)
    if form == "json":
        echo_json({"version": 1, "files": [_data(each) for each in found]})
    for each in found:
        if not refused:
            _put(each, write=write, as_diff=as_diff, quiet=form == "json")
        _tell(each)
    if refused or any(each.report.fails(Severity.ERROR) for each in found):
        raise click.exceptions.Exit(1)


def _put(each: Rescaling, *, write: bool, as_diff: bool, quiet: bool) -> None:
    file, old, text = each.given.parsed.file, each.given.parsed.text, each.text
    if as_diff and not quiet:
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), text.splitlines(keepends=True), file, f"{file} (rescaled)"
        )
        click.echo("".join(line if line.endswith("\n") else f"{line}\n" for line in lines), nl=False)
    if write and each.given.path is not None:
        if text != old:
            write_text(each.given.path, text)
    elif not as_diff and not quiet:
        click.echo(text, nl=False)


def _tell(each: Rescaling) -> None:
    for name, old in each.lengths:
        new = next(one.built.shot.duration for one in each.report.checked if one.document.name == name)  # type: ignore[union-attr]
        click.echo(f"{name}: {old} s -> {new} s", err=True)
    for obstacle in each.obstacles:
        click.secho(f"{obstacle.span}: ", nl=False, bold=True, err=True)
        click.echo(f"not rescaled: {obstacle.message}", err=True)
    shown = [finding for finding in each.report.findings if finding.severity is not Severity.INFO]
    if each.obstacles:
        click.echo("  help: write these times in the shot itself, or let the preset take them as a parameter", err=True)
    elif shown:
        echo_findings(shown, each.report)


def _data(each: Rescaling) -> dict[str, object]:
    return {
        "file": each.given.parsed.file,
        "text": each.text,
        "shots": [{"name": name, "was": old} for name, old in each.lengths],
        "obstacles": [
            {"file": one.span.file, "line": one.span.line, "column": one.span.column, "message": one.message}
            for one in each.obstacles
        ],
        "findings": [finding_data(one) for one in each.report.findings],
    }
