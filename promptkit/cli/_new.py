"""``promptkit new``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from promptkit.api import Reader
from promptkit.editor import SCHEMAS, written
from promptkit.findings import UsageError
from promptkit.language import DURATIONS, NAME, Report, nearest
from promptkit.project import FILE_NAME, find_project, shipped
from promptkit.resolve import Document, declared, display

from ._shared import echo_json


@click.command("new", short_help="Start a shot, or a project.")
@click.argument("name", required=False)
@click.option("--preset", "preset_name", metavar="NAME", help="Start from a preset, with its parameters to fill in.")
@click.option(
    "--duration",
    type=click.Choice([str(each) for each in DURATIONS]),
    default="8",
    show_default=True,
    help="How long the clip is, in seconds.",
)
@click.option("--project", is_flag=True, help=f"Write {FILE_NAME}, the settings of a project, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, preset_name: str | None, duration: str, project: bool, form: str) -> None:
    """Write NAME.yaml, a shot that lints and can be made as it is. Nothing is overwritten.

    The JSON Schema that it names for editors is written beside promptkit.yaml, or else beside it.

    \b
    Examples:
      promptkit new steaming-mug
      promptkit new steaming-mug --preset slow-push
      promptkit new --project
    """
    if name is None and not project:
        raise UsageError("name the shot, as in promptkit new steaming-mug")
    texts: dict[Path, str] = {}
    root = Path.cwd() if project else find_project(Path.cwd()).root
    if project:
        texts[Path(FILE_NAME)] = _starter("project.yaml").replace("SCHEMA", _beside("settings", root))
    if name is not None:
        stem = name.removesuffix(".yaml")
        if not NAME.fullmatch(stem):
            raise UsageError(f"{name!r} is no name for a shot", hint="names are made of a-z, 0-9 and -")
        text = _starter("shot.yaml") if preset_name is None else _from_preset(preset_name)
        text = text.replace("SCHEMA", _beside("documents", root))
        texts[Path(f"{stem}.yaml")] = text.replace("NAME", stem).replace("SECONDS", duration)
    for path, text in texts.items():
        _write(path, text)
    texts |= _schemas(root, project=project)
    files = [display(path.absolute()) for path in texts]
    if form == "json":
        echo_json({"version": 1, "files": files})
    else:
        click.echo("\n".join(files))


def _beside(schema: str, root: Path) -> str:
    """The way from here to a schema, which stands beside the settings."""
    return Path(os.path.relpath(root / SCHEMAS[schema][0])).as_posix()


def _schemas(root: Path, *, project: bool) -> dict[Path, str]:
    """Write the schemas that the new files name, where they are not there yet."""
    made = {root / SCHEMAS[name][0]: name for name in (("documents", "settings") if project else ("documents",))}
    missing = {path: written(name) for path, name in made.items() if not path.exists()}
    for path, text in missing.items():
        _write(path, text)
    return missing


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already, and nothing is overwritten") from None


def _starter(name: str) -> str:
    return (shipped("templates") / "new" / name).read_text("utf-8")


def _from_preset(name: str) -> str:
    reader = Reader()
    library = reader.library(reader.project(Path.cwd()))
    preset = library.preset(name)
    if preset is None:
        guess = nearest(name, [each.name for each in library.presets()])
        raise UsageError(f"there is no preset {name!r}", hint=f"did you mean {guess!r}?" if guess else None)
    text = _starter("from-preset.yaml").replace("PRESET", name).replace("WITH", _with(preset))
    if "scene" in preset.node.entries:
        text = "\n".join(line for line in text.splitlines() if not line.startswith("scene:")).rstrip() + "\n"
    return text


def _with(preset: Document) -> str:
    params = declared(preset.node, Report()).values()
    rows = [f"  {each.name}: {_example(each.type, tuple(map(str, each.of)))}" for each in params if each.required]
    return "with:\n" + "\n".join(rows) + "\n" if rows else ""


def _example(kind: str, of: tuple[str, ...]) -> str:
    examples = {
        "choice": of[0] if of else "",
        "number": "1",
        "seconds": "1",
        "degrees": "15",
        "colour": "amber",
        "list": "[]",
        "bool": "true",
    }
    return examples.get(kind, "a chipped blue mug")
