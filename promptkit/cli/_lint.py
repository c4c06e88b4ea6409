"""``promptkit lint``."""

from __future__ import annotations

import click

from promptkit.api import Options, Reader, fixed_text
from promptkit.findings import Severity
from promptkit.linter import FORMATS, report

from ._shared import checked, documents, options, reader, shot_options, write_text


@click.command("lint", short_help="Find mistakes in shots and presets.")
@documents
@shot_options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="full", show_default=True)
@click.option(
    "--fail-on", type=click.Choice([each.value for each in Severity]), help="The least severity that fails (error)."
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes: those that change neither prompt nor request.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the other fixes too.")
@click.option("--pedantic", is_flag=True, help="Show what is worth knowing, too.")
def command(
    documents: tuple[str, ...],
    form: str,
    fail_on: str | None,
    fix: bool,
    unsafe_fixes: bool,
    pedantic: bool,
    **chosen: object,
) -> None:
    """Find mistakes before they cost a credit.

    Without a file, everything below the current folder is linted. Exit code 1 if there is an error.

    \b
    Examples:
      promptkit lint coffee.yaml
      promptkit lint shots/ --format concise
      promptkit lint coffee.yaml --fix
      cat coffee.yaml | promptkit lint -
      cat coffee.yaml | promptkit lint - --fix > mended.yaml
    """
    settings = options(**chosen)  # type: ignore[arg-type]
    source = reader(documents)
    if fix or unsafe_fixes:
        source = _fix(source, documents, settings, unsafe=unsafe_fixes)
    found = checked(documents, settings, source)
    shown = [each for each in found.findings if pedantic or each.severity is not Severity.INFO]
    text_is_data = "-" in documents and (fix or unsafe_fixes)
    click.echo(report(shown, form, found.texts, len(found.inputs)), nl=False, err=text_is_data)
    configured = max((each.project.settings.lint.fail_on for each in found.inputs), key=lambda each: -each.rank)
    if found.fails(Severity(fail_on) if fail_on else configured):
        raise click.exceptions.Exit(1)


def _fix(source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool) -> Reader:
    """Write the files as they are with their fixes, and standard input to standard output; read again from there."""
    stdin = source.stdin
    for given in source.read(names):
        text = fixed_text(given, settings, unsafe=unsafe)
        if given.path is None:
            stdin = text
            click.echo(text, nl=False)
        elif text != given.parsed.text:
            write_text(given.path, text)
            click.echo(f"fixed {given.parsed.file}", err=True)
    return Reader(stdin=stdin)
