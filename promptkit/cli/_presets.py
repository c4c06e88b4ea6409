"""``promptkit presets``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promptkit.api import Reader
from promptkit.findings import UsageError
from promptkit.language import Report, nearest
from promptkit.resolve import Document, Param, declared, display
from promptkit.source import Scalar, plain

from ._shared import echo_json, table


@click.command("presets", short_help="List the presets, or show one.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, form: str) -> None:
    """List the presets: the project's, yours, and those that ship. With a NAME, show it with its parameters.

    \b
    Examples:
      promptkit presets
      promptkit presets slow-push
    """
    reader = Reader()
    library = reader.library(reader.project(Path.cwd()))
    found = library.presets()
    if name is not None:
        found = [each for each in found if each.name == name]
        if not found:
            guess = nearest(name, [each.name for each in library.presets()])
            raise UsageError(f"there is no preset {name!r}", hint=f"did you mean {guess!r}?" if guess else None)
    if form == "json":
        echo_json({"version": 1, "presets": [_data(each) for each in found]})
    elif name is not None:
        click.echo(_page(found[0]))
    else:
        click.echo(
            table([(each.name, _params(each), _about(each)) for each in found], ("preset", "parameters", "about"))
        )


def _about(document: Document) -> str:
    node = document.node.entries.get("about")
    return " ".join(str(node.value).split()) if isinstance(node, Scalar) and node.value else ""


def _declared(document: Document) -> list[Param]:
    return list(declared(document.node, Report()).values())


def _params(document: Document) -> str:
    return ", ".join(f"{param.name}*" if param.required else param.name for param in _declared(document))


def _page(document: Document) -> str:
    lines = [click.style(document.name, bold=True), _about(document), ""]
    lines.extend(f"  {param.name}: {_param(param)}" for param in _declared(document))
    path = document.path
    if path is not None:
        lines += ["", path.read_text("utf-8").rstrip(), "", click.style(f"# {display(path)}", dim=True)]
    return "\n".join(lines)


def _param(param: Param) -> str:
    parts = [param.type]
    if param.of:
        parts.append(f"one of {', '.join(map(str, param.of))}")
    parts.append(_range(param))
    parts.append(
        "required" if param.required else f"default {plain(param.default)}" if param.default is not None else "optional"
    )
    return ", ".join(part for part in (*parts, param.about) if part)


def _range(param: Param) -> str:
    low = "" if param.low is None else f"from {param.low:g}"
    high = "" if param.high is None else f"to {param.high:g}"
    return f"{low} {high}".strip()


def _data(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "file": str(display(document.path)) if document.path else None,
        "about": _about(document),
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
            for param in _declared(document)
        ],
    }
