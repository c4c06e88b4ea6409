"""``promptkit compile``."""

from __future__ import annotations

from typing import Any

import click

from promptkit.compiler import CompiledShot, MapEntry, sentences_of
from promptkit.linter import finding_data

from ._explained import explained
from ._shared import asked, documents, echo_json, options, shot_options, sound_shots, usd


@click.command("compile", short_help="Show the prompt and the exact request.")
@documents
@shot_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "request"]),
    default="text",
    show_default=True,
    help="text: the prompt; request: the exact body; json: all, with the source map.",
)
@click.option("--explain", is_flag=True, help="The prompt sentence by sentence, with the line behind each.")
def command(documents: tuple[str, ...], form: str, explain: bool, **chosen: object) -> None:
    """Compile shots: the prompt on standard output, what it is for on standard error.

    A shot with an error is not compiled: the findings are shown, and the exit code is 1.

    \b
    Examples:
      promptkit compile coffee.yaml
      promptkit compile coffee.yaml --dialect beats
      promptkit compile coffee.yaml --explain
      promptkit compile coffee.yaml --format json
      promptkit compile coffee.yaml --set duration=12 --format request
    """
    _, shots = sound_shots(documents, options(**chosen))  # type: ignore[arg-type]
    compiled = [each.compiled for each in shots if each.compiled is not None]
    if form == "json":
        echo_json({"version": 1, "shots": [_data(shot) for shot in compiled]})
    elif form == "request":
        bodies = [shot.request.body() for shot in compiled]
        echo_json(bodies[0] if len(bodies) == 1 else bodies)
    else:
        for at, shot in enumerate(compiled):
            _text(shot, first=at == 0, alone=len(compiled) == 1, explain=explain)


def _text(shot: CompiledShot, *, first: bool, alone: bool, explain: bool) -> None:
    if not alone:
        click.echo(("" if first else "\n") + click.style(f"# {shot.name}", bold=True))
    click.echo(explained(shot) if explain else shot.prompt)
    each = f"{usd(shot.price.usd)} a take" if shot.price else "price unknown"
    request = shot.request
    made = "" if request.origin is None else f"{request.origin}, POST {request.path} "
    click.echo(
        click.style(
            f"\n{shot.name}: {made}at {shot.endpoint}, {asked(request)}, {each}, "
            f"{len(shot.prompt):,} characters, dialect {shot.dialect}, fingerprint {shot.fingerprint[:12]}",
            dim=True,
        ),
        err=True,
    )


def _data(shot: CompiledShot) -> dict[str, Any]:
    price = shot.price
    return {
        "name": shot.name,
        "file": shot.file,
        "model": shot.model,
        "endpoint": shot.endpoint,
        "dialect": shot.dialect,
        "prompt": shot.prompt,
        "request": shot.request.body(),
        "path": shot.request.path,
        "content_type": shot.request.content_type,
        "timeline": [
            {"channel": row.channel, "start": row.start, "end": row.end, "what": row.what, "line": row.line}
            for row in shot.timeline
        ],
        "source_map": [
            {"start": entry.start, "end": entry.end, **_place(entry), "origin": entry.origin}
            for entry in shot.source_map
        ],
        "sentences": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "sources": [_place(entry) for entry in each.sources],
            }
            for each in sentences_of(shot.prompt, shot.source_map)
        ],
        "price": None if price is None else {"usd": float(price.usd), "source": price.source, "as_of": price.as_of},
        "fingerprint": shot.fingerprint,
        "findings": [finding_data(finding) for finding in shot.findings],
    }


def _place(entry: MapEntry) -> dict[str, Any]:
    span = entry.span
    return {"file": span.file, "line": span.line, "column": span.column, "path": list(entry.path)}
