"""``promptkit show``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from promptkit.api import Checked
from promptkit.language import said
from promptkit.resolve import Layer, display
from promptkit.source import Mapping, Node, Plain, Scalar, Sequence, plain

from ._shared import checked, documents, echo_findings, echo_json, options, shot_options


@click.command("show", short_help="Show the resolved shot, with the origin of every value.")
@documents
@shot_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(documents: tuple[str, ...], form: str, **chosen: object) -> None:
    """Show what a shot resolves to: every value with the file and line that it comes from, and the timeline.

    A shot with errors is shown as far as it loads, with exit code 1.

    \b
    Examples:
      promptkit show coffee.yaml
      promptkit show coffee.yaml --format json
    """
    found = checked(documents, options(**chosen))  # type: ignore[arg-type]
    shown = [each for each in found.checked if each.built is not None]
    if form == "json":
        echo_json({"version": 1, "documents": [_data(each) for each in shown]})
    else:
        click.echo("\n\n".join("\n".join(_text(each)) for each in shown))
    errors = [each for each in found.findings if each.severity.value == "error"]
    if errors:
        echo_findings(errors, found)
        raise click.exceptions.Exit(1)


def _text(each: Checked) -> Iterator[str]:
    assert each.built is not None
    assert each.resolved is not None
    rows = list(_rows(each.built.places.root, 0))
    width = min(max((len(text) for text, _ in rows), default=0), 72)
    for text, origin in rows:
        yield f"{text:<{width}}  {click.style(f'# {origin}', dim=True)}" if origin else text
    layers = " <- ".join(f"{layer.document.name} ({_file(layer)})" for layer in reversed(each.resolved.layers))
    yield click.style(f"# from: {layers}", dim=True)
    if each.built.timeline is not None:
        yield from _timeline(each)


def _file(layer: Layer) -> str:
    return display(layer.document.path) if layer.document.path is not None else "-"


def _timeline(each: Checked) -> Iterator[str]:
    assert each.built is not None
    assert each.built.timeline is not None
    yield click.style("# timeline:", dim=True)
    for row in each.compiled.timeline if each.compiled is not None else ():
        yield click.style(
            f"#   {row.channel:<9}{said(round(row.start * 1000)):>8} - {said(round(row.end * 1000)):<8} {row.what}",
            dim=True,
        )


def _rows(node: Node, depth: int) -> Iterator[tuple[str, str]]:
    """The node as YAML lines, each scalar with its origin."""
    pad = "  " * depth
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            if isinstance(value, Scalar):
                yield f"{pad}{key}: {_scalar(value)}", _origin(value)
            elif _is_short(value):
                items = value.items if isinstance(value, Sequence) else []
                yield f"{pad}{key}: {_flow(value)}", _origin(items[0] if items else value)
            else:
                yield f"{pad}{key}:", ""
                yield from _rows(value, depth + 1)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield f"{pad}- {_flow_plain(_as_written(plain(item)))}", _origin(item)


def _as_written(item: Plain) -> Plain:
    """A camera item in the form in which people write it: ``{dolly: in, for: 2}``; a cut with such items."""
    if isinstance(item, dict) and isinstance(camera := item.get("camera"), list):
        return {**item, "camera": [_as_written(each) for each in camera]}
    if not (isinstance(item, dict) and isinstance(item.get("moves"), list)):
        return item
    written: dict[str, Plain] = {}
    moves = item["moves"]
    assert isinstance(moves, list)
    for move in moves:
        if isinstance(move, dict):
            written |= _move_as_written(move, alone=len(moves) == 1, length=item.get("for"))
    held = "hold" in written
    return written | {key: value for key, value in item.items() if key != "moves" and not (held and key == "for")}


def _move_as_written(move: dict[str, Plain], *, alone: bool, length: Plain) -> dict[str, Plain]:
    name = str(move["move"])
    rest: dict[str, Plain] = {key: value for key, value in move.items() if key not in ("move", "direction", "subject")}
    way = move.get("direction", move.get("subject"))
    if name == "hold":
        return {name: "all" if length is None else length}
    if alone:
        return {name: way if way is not None else rest.pop("to", None), **rest}
    return {name: {"go": way, **rest}} if rest else {name: way}


def _is_short(node: Node) -> bool:
    """Whether the node fits on one line with one origin."""
    if isinstance(node, Mapping):
        return not node.entries
    if isinstance(node, Sequence):
        return all(isinstance(item, Scalar) for item in node.items) and len({_origin(item) for item in node.items}) < 2
    return True


def _scalar(node: Scalar) -> str:
    return _flow_plain(node.value)


def _flow(node: Node) -> str:
    return _flow_plain(plain(node))


def _flow_plain(value: Plain) -> str:
    """The value in flow style, which JSON's strings keep unambiguous."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow_plain(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow_plain(inner) for inner in value) + "]"
    if isinstance(value, str) and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    return (
        bool(text)
        and text[0].isalpha()
        and not set(text) & set(":#,[]{}\"'\n")
        and text.lower() not in ("true", "false", "null")
    )


def _origin(node: Node) -> str:
    computed = " (computed)" if isinstance(node, Scalar) and node.computed else ""
    return f"{node.span.file}:{node.span.line}{computed}"


def _data(each: Checked) -> dict[str, Any]:
    assert each.built is not None
    assert each.resolved is not None
    places = each.built.places
    leaves = list(places.scalars())
    return {
        "name": each.document.name,
        "kind": each.document.kind,
        "layers": [{"name": layer.document.name, "file": _file(layer)} for layer in each.resolved.layers],
        "resolved": plain(places.root),
        "origins": [
            {
                "path": list(path),
                "file": node.span.file,
                "line": node.span.line,
                "column": node.span.column,
                "computed": node.computed,
            }
            for path, node in leaves
        ],
        "timeline": [
            {"channel": beat.channel, "start": beat.start / 1000, "end": beat.end / 1000}
            for beat in (each.built.timeline.beats if each.built.timeline else ())
        ],
    }
