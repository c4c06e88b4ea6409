"""``promptkit schema``."""

from __future__ import annotations

from pathlib import Path

import click

from promptkit.editor import SCHEMAS, written
from promptkit.findings import UsageError


@click.command("schema", short_help="Print the JSON Schema of documents, for editors.")
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="documents")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file instead.")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="A schema is JSON.")
def command(name: str, output: Path | None, form: str) -> None:
    """Print a JSON Schema, with which an editor completes keys, moves and directions and marks what is none.

    "documents" is that of shots, presets, experiments and sequences, "settings" that of promptkit.yaml. A file says
    which one it follows in a comment: # yaml-language-server: $schema=promptkit.schema.json

    \b
    Examples:
      promptkit schema
      promptkit schema --output promptkit.schema.json
      promptkit schema settings --output promptkit-settings.schema.json
    """
    if output is None:
        click.echo(written(name), nl=False)
        return
    try:
        output.write_text(written(name), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {(error.strerror or str(error)).lower()}") from None
    click.echo(f"wrote {output}", err=True)
