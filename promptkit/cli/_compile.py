"""``promptkit compile``."""

from __future__ import annotations

from typing import Any

import click

from promptkit.api import Checked, side_by_side
from promptkit.compiler import CompiledShot, MapEntry, sentences_of
from promptkit.findings import UsageError
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
@click.option("--all", "every", is_flag=True, help="The shot in every dialect, with what each cannot say.")
def command(documents: tuple[str, ...], form: str, *, explain: bool, every: bool, **chosen: object) -> None:
    """Compile shots: the prompt on standard output, what it is for on standard error.

    A shot with an error is not compiled: the findings are shown, and the exit code is 1.

    \b
    Examples:
      promptkit compile coffee.yaml
      promptkit compile coffee.yaml --dialect beats
      promptkit compile coffee.yaml --explain
      promptkit compile coffee.yaml --all
      promptkit compile coffee.yaml --format json
      promptkit compile coffee.yaml --set duration=12 --format request
    """
    _, shots = sound_shots(documents, options(**chosen))  # type: ignore[arg-type]
    compiled = [each.compiled for each in shots if each.compiled is not None]
    if every:
        _in_every_dialect(shots, form, explain=explain)
    elif form == "json":
        echo_json({"version": 1, "shots": [_data(shot) for shot in compiled]})
    elif form == "request":
        bodies = [shot.request.body() for shot in compiled]
        echo_json(bodies[0] if len(bodies) == 1 else bodies)
    else:
        for at, shot in enumerate(compiled):
            _text(shot, first=at == 0, alone=len(compiled) == 1, explain=explain)


def _in_every_dialect(shots: list[Checked], form: str, *, explain: bool) -> None:
    """All dialects of each shot; what another dialect than the chosen one cannot say never fails the command."""
    if form == "request":
        raise UsageError("--format request shows one request; choose a dialect with --dialect instead of --all")
    if form == "json":
        told = [{**_data(shot.compiled), "dialects": _dialects(shot)} for shot in shots if shot.compiled is not None]
        echo_json({"version": 1, "shots": told})
        return
    for at, shot in enumerate(shots):
        for number, each in enumerate(side_by_side(shot)):
            of = f"{each.name}, " if len(shots) > 1 else ""
            click.echo(
                ("\n" if at or number else "") + click.style(f"# {of}{each.dialect}: {_measured(each)}", bold=True)
            )
            click.echo(explained(each) if explain else each.prompt)
            for finding in each.findings:
                click.echo(click.style(f"! {finding.message}", fg="yellow"))


def _measured(shot: CompiledShot) -> str:
    """``87 of 200 words, 512 of 2,000 characters``; limits only where there are some."""
    words = len(shot.prompt.split())
    said = f"{words} of {shot.most_words} words" if shot.most_words else f"{words} words"
    most = f" of {shot.most_chars:,}" if shot.most_chars else ""
    return f"{said}, {len(shot.prompt):,}{most} characters"


def _dialects(shot: Checked) -> list[dict[str, Any]]:
    return [
        {
            "dialect": each.dialect,
            "prompt": each.prompt,
            "words": len(each.prompt.split()),
            "most_words": each.most_words,
            "characters": len(each.prompt),
            "most_characters": each.most_chars,
            "source_map": _map(each),
            "not_said": [list(path) for path in each.not_said],
            "findings": [finding_data(finding) for finding in each.findings],
        }
        for each in side_by_side(shot)
    ]


def _map(shot: CompiledShot) -> list[dict[str, Any]]:
    return [
        {"start": entry.start, "end": entry.end, **_place(entry), "origin": entry.origin} for entry in shot.source_map
    ]


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
        "source_map": _map(shot),
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
