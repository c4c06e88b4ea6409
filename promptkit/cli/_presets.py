"""``promptkit presets``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promptkit.api import Preset, Reader, preset, presets
from promptkit.findings import UsageError
from promptkit.language import SHOT_KEYS, nearest
from promptkit.resolve import Param, display
from promptkit.source import flow, plain

from ._shared import echo_json, table
from ._show import resolved_data, resolved_text

_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


class _Presets(click.Group):
    """A group that takes a preset's name for `show NAME`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["show", *args])


@click.group("presets", cls=_Presets, invoke_without_command=True, short_help="List the presets, or show one.")
@_format
@click.option("--sets", "key", metavar="KEY", help="Only those that write KEY: camera, lighting, look, ...")
@click.pass_context
def command(ctx: click.Context, form: str, key: str | None) -> None:
    """List the presets: the project's, yours, and those that ship. Of one name, the first of these counts.

    \b
    Examples:
      promptkit presets
      promptkit presets --sets lighting
      promptkit presets show slow-push
    """
    if ctx.invoked_subcommand is not None:
        ctx.default_map = {"show": {"form": form}}
        return
    if key is not None and key not in SHOT_KEYS:
        guess = nearest(key, SHOT_KEYS)
        raise UsageError(f"--sets {key}: a shot has no such key", hint=f"did you mean {guess!r}?" if guess else None)
    found = [each for each in presets(Reader(), Path.cwd()) if key is None or key in each.sets]
    if form == "json":
        echo_json({"version": 1, "presets": [_data(each) for each in found]})
        return
    rows = [(each.name, _from(each), _params(each), each.about) for each in found]
    click.echo(table(rows, ("preset", "from", "parameters", "about")))


@command.command("show")
@click.argument("name")
@_format
def show(name: str, form: str) -> None:
    """Show the preset NAME: its parameters, how a shot uses it, what it sets, its parents and its file.

    \b
    Example:
      promptkit presets show slow-push
    """
    reader = Reader()
    found, checked = preset(reader, Path.cwd(), name)
    if form == "json":
        echo_json({"version": 1, "presets": [_data(found) | {"example": found.example, **resolved_data(checked)}]})
        return
    click.echo("\n".join([*_page(found), *(f"  {line}" for line in resolved_text(checked))]))


def _page(found: Preset) -> list[str]:
    lines = [f"{click.style(found.name, bold=True)}  {_file(found)} ({_from(found)})"]
    lines += [found.about] if found.about else []
    if found.params:
        rows = [(f"  {param.name}", _type(param), _default(param), param.about) for param in found.params]
        lines += ["", table(rows, ("  parameter", "type", "default", "about"))]
    use = [f"  {line}" for line in found.example.splitlines()]
    sample = ", with sample values for what it needs" if any(param.required for param in found.params) else ""
    return [*lines, "", click.style("in a shot", bold=True), *use, "", click.style(f"sets{sample}", bold=True)]


def _params(found: Preset) -> str:
    return ", ".join(f"{param.name}*" if param.required else param.name for param in found.params)


def _from(found: Preset) -> str:
    hidden = ", ".join(_file(each) if each.whose == found.whose else each.whose for each in found.hides)
    return f"{found.whose}, hides {hidden}" if hidden else found.whose


def _file(found: Preset) -> str:
    return display(found.document.path) if found.document.path is not None else "-"


def _default(param: Param) -> str:
    if param.required:
        return "required"
    return "none" if param.default is None else flow(plain(param.default))


def _type(param: Param) -> str:
    if param.of:
        return f"{param.type}: {', '.join(map(flow, param.of))}"
    low = "" if param.low is None else f" from {param.low:g}"
    high = "" if param.high is None else f" to {param.high:g}"
    return f"{param.type}{low}{high}"


def _data(found: Preset) -> dict[str, Any]:
    return {
        "name": found.name,
        "file": _file(found) if found.document.path is not None else None,
        "from": found.whose,
        "hides": [{"from": each.whose, "file": _file(each)} for each in found.hides],
        "about": found.about,
        "sets": list(found.sets),
        "params": [
            {
                "name": param.name,
                "type": param.type,
                "required": param.required,
                "default": plain(param.default) if param.default is not None else None,
                "min": param.low,
                "max": param.high,
                "of": list(param.of),
                "about": param.about,
            }
            for param in found.params
        ],
    }
