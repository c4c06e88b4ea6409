"""``promptkit lint``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from promptkit.api import (
    Options,
    Reader,
    every_rule,
    fixed_prose,
    fixed_text,
    lint_named,
    named_texts,
)
from promptkit.findings import Severity, UsageError
from promptkit.linter import FORMATS, Batch, report

from ._shared import documents, options, reader, shot_options, write_text


class _Output(click.ParamType[tuple[str, Path]]):
    """A format and the file that shall have it: ``sarif=lint.sarif``."""

    name = "FORMAT=FILE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        form, _, file = value.partition("=")
        if form not in FORMATS or not file:
            self.fail(f"{value!r} is not FORMAT=FILE with a format out of {', '.join(FORMATS)}", param, ctx)
        return form, Path(file)


@click.command("lint", short_help="Find mistakes in shots and presets.")
@documents
@shot_options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="full", show_default=True)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=_Output(),
    metavar="FORMAT=FILE",
    help="Write a report to a file, too; may be given several times.",
)
@click.option(
    "--fail-on", type=click.Choice([each.value for each in Severity]), help="The least severity that fails (error)."
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes: those that change neither prompt nor request.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the other fixes too.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change, and write nothing.")
@click.option("--pedantic", is_flag=True, help="Show what is worth knowing, too.")
def command(
    documents: tuple[str, ...],
    form: str,
    outputs: tuple[tuple[str, Path], ...],
    fail_on: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    pedantic: bool,
    **chosen: object,
) -> None:
    """Find mistakes before they cost a credit.

    Without a file, everything below the current folder is linted. A .txt or .md file, and standard input that is no
    document, are read as prompts in plain English. Exit code 1 if there is an error.

    \b
    Examples:
      promptkit lint coffee.yaml
      promptkit lint shots/ --format concise
      promptkit lint shots/ --format github --output sarif=lint.sarif
      promptkit lint coffee.yaml --fix
      promptkit lint coffee.yaml --unsafe-fixes --diff
      promptkit lint prompt.txt --set duration=8
      cat coffee.yaml | promptkit lint -
      cat coffee.yaml | promptkit lint - --fix > mended.yaml
    """
    settings = options(**chosen)  # type: ignore[arg-type]
    source = reader(documents)
    if diff:
        _show_fixes(source, documents, settings, unsafe=unsafe_fixes)
        return
    if fix or unsafe_fixes:
        source = _fix(source, documents, settings, unsafe=unsafe_fixes)
    found = lint_named(documents, source, settings)
    shown = [each for each in found.findings if pedantic or each.severity is not Severity.INFO]
    text_is_data = "-" in documents and (fix or unsafe_fixes)
    reported = Batch(shown, found.texts, found.files, every_rule())
    click.echo(report(reported, form), nl=False, err=text_is_data)
    for each, path in outputs:
        _write_report(path, report(reported, each))
    limit = Severity(fail_on) if fail_on else found.fail_on
    if any(each.severity.rank >= limit.rank for each in found.findings):
        raise click.exceptions.Exit(1)


def _fix(source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool) -> Reader:
    """Write the files as they are with their fixes, and standard input to standard output; read again from there."""
    stdin = source.stdin
    prompts, others = named_texts(names, source)
    for prompt in prompts:
        text = fixed_prose(prompt, settings) if unsafe else prompt.text
        if prompt.path is None:
            stdin = text
            click.echo(text, nl=False)
        elif text != prompt.text:
            write_text(prompt.path, text)
            click.echo(f"fixed {prompt.file}", err=True)
    for given in source.read(others) if others or not prompts else ():
        text = fixed_text(given, settings, unsafe=unsafe)
        if given.path is None:
            stdin = text
            click.echo(text, nl=False)
        elif text != given.parsed.text:
            write_text(given.path, text)
            click.echo(f"fixed {given.parsed.file}", err=True)
    return Reader(stdin=stdin)


def _show_fixes(source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool) -> None:
    """Write the fixes as a patch to standard output; exit code 1 if there are any."""
    changed = False
    prompts, others = named_texts(names, source)
    for prompt in prompts:
        after = fixed_prose(prompt, settings) if unsafe else prompt.text
        changed = changed or prompt.text != after
        click.echo("".join(_patch(prompt.text, after, prompt.file)), nl=False)
    for given in source.read(others) if others or not prompts else ():
        before, after = given.parsed.text, fixed_text(given, settings, unsafe=unsafe)
        changed = changed or before != after
        click.echo("".join(_patch(before, after, given.parsed.file)), nl=False)
    if changed:
        raise click.exceptions.Exit(1)


def _patch(before: str, after: str, file: str) -> Iterator[str]:
    """A unified diff; a last line without a line break is told as `diff` tells it."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for line in difflib.unified_diff(old, new, file, file):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _write_report(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror})") from None
