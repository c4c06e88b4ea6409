"""``promptkit templates``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from promptkit.api import Options, Reader, TemplateFacts, check_inputs, template_filters, template_variables, templates
from promptkit.findings import Severity, UsageError
from promptkit.language import nearest
from promptkit.linter import FORMATS, report

from ._shared import batch, echo_json, table

_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_ABOUT = 60


@click.group(
    "templates", invoke_without_command=True, short_help="List the templates of prompts, show one, or check them."
)
@_FORM
@click.pass_context
def command(context: click.Context, form: str) -> None:
    """List the templates that lay prompts out: the project's, yours, and those that ship.

    Yours go into templates/ beside promptkit.yaml, or into ~/.config/promptkit/templates; NAME.j2 is the dialect NAME.

    \b
    Examples:
      promptkit templates
      promptkit templates show prose
      promptkit templates filters
      promptkit templates check
    """
    if context.invoked_subcommand is not None:
        return
    found = _found()
    if form == "json":
        echo_json({"version": 1, "templates": [_data(each) for each in found]})
    else:
        rows = [(each.name, each.owner, _models(each), _short(each.about)) for each in found]
        click.echo(table(rows, ("template", "from", "models", "about")))


@command.command("show", short_help="Show one: its text, its blocks, and what it sees.")
@click.argument("name")
@_FORM
def show(name: str, form: str) -> None:
    """Show a template: its text, the blocks that yours can override, and the variables with their meaning."""
    found = _found()
    chosen = next((each for each in found if each.name == name), None)
    if chosen is None:
        guess = nearest(name, [each.name for each in found])
        raise UsageError(f"there is no template {name!r}", hint=f"did you mean {guess!r}?" if guess else None)
    if form == "json":
        echo_json({"version": 1, "template": _data(chosen), "variables": list(_variables(template_variables()))})
    else:
        click.echo(_page(chosen))


@command.command("filters", short_help="List the filters of templates.")
@_FORM
def filters(form: str) -> None:
    """List the filters of templates, with what each does."""
    found = template_filters()
    if form == "json":
        echo_json({"version": 1, "filters": [{"name": name, "about": each.about} for name, each in found.items()]})
    else:
        click.echo(table([(name, each.about.replace("`", "")) for name, each in found.items()], ("filter", "gives")))


@command.command("check", short_help="Find mistakes in templates, without a shot.")
@click.argument("names", nargs=-1, metavar="[FILE|FOLDER]...")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="full", show_default=True)
def check(names: tuple[str, ...], form: str) -> None:
    """Find mistakes in templates, as promptkit lint does. Without a name, in all that there are."""
    found = check_inputs(Reader().read(names or tuple(each.file for each in _found())), Options())
    click.echo(report(batch(found.findings, found), form), nl=False)
    if found.fails(Severity.ERROR):
        raise click.exceptions.Exit(1)


def _found() -> list[TemplateFacts]:
    return templates(Reader().project(Path.cwd()))


def _models(facts: TemplateFacts) -> str:
    shown = ", ".join(facts.models[:2])
    return f"{shown}, +{len(facts.models) - 2}" if len(facts.models) > 2 else shown


def _short(about: str) -> str:
    first = about.split(". ")[0].rstrip(".")
    return first if len(first) <= _ABOUT else f"{first[: _ABOUT - 1].rsplit(' ', 1)[0]}…"


def _page(facts: TemplateFacts) -> str:
    lines = [f"{click.style(facts.name, bold=True)}  {facts.owner}, {facts.file}"]
    lines += [facts.about] if facts.about else []
    lines += [f"told in it: {', '.join(facts.models)}"] if facts.models else []
    lines += [f"extends: {facts.extends}"] if facts.extends else []
    lines += ["", f"blocks to override: {', '.join(facts.blocks) or 'none'}", "", facts.text.rstrip(), ""]
    rows = [(each["name"], each["kind"], each["about"]) for each in _variables(template_variables())]
    return "\n".join([*lines, table(rows, ("variable", "kind", "meaning"))])


def _variables(variables: Mapping[str, Any], before: str = "") -> Iterator[dict[str, str]]:
    """The variables, and below a list of parts the fields of one part."""
    for each in variables.values():
        yield {"name": f"{before}{each.name}", "kind": str(each.kind), "about": each.about}
        if each.kind.item is not None and each.kind.item.fields:
            yield from _variables(each.kind.item.fields, f"{before}{each.name}[].")


def _data(facts: TemplateFacts) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(facts).items()}
