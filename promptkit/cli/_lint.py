"""``promptkit lint``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from promptkit.api import (
    Linted,
    Moderation,
    Options,
    Reader,
    every_rule,
    fixed_prose,
    fixed_text,
    lint_named,
    lint_names,
    named_texts,
    new_findings,
    written_baseline_of,
)
from promptkit.findings import Severity, UsageError
from promptkit.language import nearest
from promptkit.linter import FORMATS, Batch, report

from ._shared import documents, options, reader, shot_options, write_text


def _outputs(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """Each format and the file that shall have it: ``sarif=lint.sarif``."""
    return tuple(_output(each, ctx, param) for each in given)


def _output(value: str, ctx: click.Context, param: click.Parameter) -> tuple[str, Path]:
    form, _, file = value.partition("=")
    if form not in FORMATS or not file:
        message = f"{value!r} is not FORMAT=FILE with a format out of {', '.join(FORMATS)}"
        raise click.BadParameter(message, ctx, param)
    return form, Path(file)


@click.command("lint", short_help="Find mistakes in shots and presets.")
@documents
@shot_options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="full", show_default=True)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="FORMAT=FILE",
    help="Write a report to a file, too; may be given several times.",
)
@click.option("--select", multiple=True, metavar="NAME", help="Look for these rules or families alone.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Leave out these rules or families, too.")
@click.option("--since", metavar="REVISION", help="Only what changed since a revision of git, presets and stills too.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Tell only what is not in there.")
@click.option("--write-baseline", is_flag=True, help="Write what is found into the baseline, and fail on none of it.")
@click.option(
    "--fail-on", type=click.Choice([each.value for each in Severity]), help="The least severity that fails (error)."
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes: those that change neither prompt nor request.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the other fixes too.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change, and write nothing.")
@click.option("--pedantic", is_flag=True, help="Show what is worth knowing, too.")
@click.option("--moderation", is_flag=True, help="Send the prompts to their endpoint's moderation, where that is free.")
@click.option("--moderation-at", metavar="NAME", help="Ask this endpoint's moderation in their place, as in openai.")
def command(
    documents: tuple[str, ...],
    form: str,
    outputs: tuple[tuple[str, Path], ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    baseline: Path | None,
    write_baseline: bool,
    fail_on: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    pedantic: bool,
    moderation: bool,
    moderation_at: str | None,
    **chosen: object,
) -> None:
    """Find mistakes before they cost a credit.

    Without a file, everything below the current folder is linted. A .txt or .md file, and standard input that is no
    document, are read as prompts in plain English. Exit code 1 if there is an error.

    \b
    Examples:
      promptkit lint coffee.yaml
      promptkit lint shots/ --format concise
      promptkit lint shots/ --select camera,time --ignore vague-motion
      promptkit lint shots/ --format github --output sarif=lint.sarif
      promptkit lint --since HEAD~1
      promptkit lint coffee.yaml --moderation-at openai
      promptkit lint --write-baseline --baseline known.json
      promptkit lint coffee.yaml --fix
      promptkit lint coffee.yaml --unsafe-fixes --diff
      promptkit lint prompt.txt --set duration=8
      cat coffee.yaml | promptkit lint -
      cat coffee.yaml | promptkit lint - --fix > mended.yaml
    """
    pedantic = pedantic or fail_on == Severity.INFO
    chosen_options = options(**chosen)  # type: ignore[arg-type]
    settings = replace(chosen_options, select=_rules(select), ignore=_rules(ignore), pedantic=pedantic)
    source = reader(documents)
    if diff:
        _show_fixes(source, documents, settings, unsafe=unsafe_fixes)
        return
    if fix or unsafe_fixes:
        source = _fix(source, documents, settings, unsafe=unsafe_fixes)
    asks = Moderation(moderation_at) if moderation or moderation_at else None
    found = lint_named(documents, source, settings, since, asks)
    if write_baseline:
        _write_baseline(found, baseline)
        return
    told = new_findings(found, baseline)
    shown = [each for each in told if pedantic or found.tells_info or each.severity is not Severity.INFO]
    text_is_data = "-" in documents and (fix or unsafe_fixes)
    reported = Batch(shown, found.texts, found.files, every_rule())
    click.echo(report(reported, form), nl=False, err=text_is_data)
    for each, path in outputs:
        _write_report(path, report(reported, each))
    limit = Severity(fail_on) if fail_on else found.fail_on
    if any(each.severity.rank >= limit.rank for each in told):
        raise click.exceptions.Exit(1)


def _rules(given: tuple[str, ...]) -> tuple[str, ...]:
    """Names of rules and families, each option with one or several.

    :raises UsageError: if there is none of that name.
    """
    names = tuple(name for each in given for part in each.split(",") if (name := part.strip()))
    known = lint_names()
    for name in names:
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean {guess!r}?" if guess else "`promptkit rules` lists them"
            raise UsageError(f"there is no rule and no family {name!r}", hint=hint)
    return names


def _write_baseline(found: Linted, baseline: Path | None) -> None:
    path, text, count = written_baseline_of(found, baseline)
    _write_report(path, text)
    click.echo(f"wrote {count} finding{'' if count == 1 else 's'} into {path}", err=True)


def _fix(source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool) -> Reader:
    """Write the files as they are with their fixes, and standard input to standard output; read again from there."""
    stdin = source.stdin
    for path, file, before, after in _fixed(source, names, settings, unsafe=unsafe):
        if path is None:
            stdin = after
            click.echo(after, nl=False)
        elif after != before:
            write_text(path, after)
            click.echo(f"fixed {file}", err=True)
    return Reader(stdin=stdin)


def _show_fixes(source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool) -> None:
    """Write the fixes as a patch to standard output; exit code 1 if there are any."""
    changed = False
    for _, file, before, after in _fixed(source, names, settings, unsafe=unsafe):
        changed = changed or before != after
        click.echo("".join(_patch(before, after, file)), nl=False)
    if changed:
        raise click.exceptions.Exit(1)


def _fixed(
    source: Reader, names: tuple[str, ...], settings: Options, *, unsafe: bool
) -> Iterator[tuple[Path | None, str, str, str]]:
    """Every prompt and file that was named: its path, its name, its text before and after the fixes."""
    prompts, others = named_texts(names, source)
    for prompt in prompts:
        after = fixed_prose(prompt, settings) if unsafe else prompt.text
        yield prompt.path, prompt.file, prompt.text, after
    for given in source.read(others) if others or not prompts else ():
        after = fixed_text(given, settings, unsafe=unsafe)
        yield given.path, given.parsed.file, given.parsed.text, after


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
