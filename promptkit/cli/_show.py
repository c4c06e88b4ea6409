"""``promptkit show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from promptkit.api import Checked, CompiledShot
from promptkit.language import SHOT_KEYS, Places, entry_as_written, said
from promptkit.resolve import Layer, Origins, display
from promptkit.source import Mapping, Node, Path, Plain, Scalar, Sequence, flow, plain

from ._shared import checked, documents, echo_findings, echo_json, options, shot_options
from ._ways import item_way, place, way, way_data


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
    shown = [each for whole in found.checked for each in (whole, *whole.parts) if each.built is not None]
    if form == "json":
        echo_json({"version": 1, "documents": [_data(each) for each in shown]})
    else:
        click.echo("\n\n".join("\n".join((*_head(each), *resolved_text(each))) for each in shown))
    errors = [each for each in found.findings if each.severity.value == "error"]
    if errors:
        echo_findings(errors, found)
        raise click.exceptions.Exit(1)


def _head(each: Checked) -> Iterator[str]:
    """A variant's own name, which its shot does not say."""
    if each.variant is not None:
        yield click.style(f"# {each.variant.name}", bold=True)


def resolved_text(each: Checked) -> Iterator[str]:
    """The resolved document line by line, each value with its way."""
    assert each.built is not None
    assert each.resolved is not None
    rows = list(_rows(_root(each), (), each.resolved.origins))
    width = min(max((len(text) for text, _ in rows), default=0), 72)
    for text, origin in rows:
        yield f"{text:<{width}}  {click.style(f'# {origin}', dim=True)}" if origin else text
    layers = " <- ".join(map(_named, reversed(each.resolved.layers)))
    yield click.style(f"# from: {layers}", dim=True)
    if each.compiled is not None:
        yield from _timeline(each.compiled)


def _named(layer: Layer) -> str:
    named = f", named at {layer.reference.span}" if layer.reference is not None else ""
    return f"{layer.document.name} ({_file(layer)}{named})"


def _file(layer: Layer) -> str:
    if layer.node.span.file.startswith("--"):
        return "the command line"
    return display(layer.document.path) if layer.document.path is not None else "-"


def _root(each: Checked) -> Mapping:
    """What the document says, in the language's order.

    A preset comes without the name and the length that stand in while it is checked.
    """
    assert each.built is not None
    assert each.resolved is not None
    root = each.resolved.node if each.document.kind == "preset" else each.built.places.root
    ordered = sorted(root.entries, key=lambda key: SHOT_KEYS.index(key) if key in SHOT_KEYS else len(SHOT_KEYS))
    return Mapping({key: root.entries[key] for key in ordered}, root.keys, root.span, root.path)


def _timeline(compiled: CompiledShot) -> Iterator[str]:
    yield click.style("# timeline:", dim=True)
    for row in compiled.timeline:
        yield click.style(
            f"#   {row.channel:<9}{said(round(row.start * 1000)):>8} - {said(round(row.end * 1000)):<8} {row.what}",
            dim=True,
        )


def _rows(node: Node, path: Path, origins: Origins) -> Iterator[tuple[str, str]]:
    """The node as YAML lines, each value with its way."""
    pad = "  " * len(path)
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            inner = (*path, key)
            if isinstance(value, Scalar):
                yield f"{pad}{key}: {flow(value.value)}", way(value, inner, origins)
            elif _is_short(value):
                items = value.items if isinstance(value, Sequence) else []
                yield f"{pad}{key}: {flow(plain(value))}", way(items[0] if items else value, inner, origins)
            else:
                yield f"{pad}{key}:", ""
                yield from _rows(value, inner, origins)
    elif isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            if path == ("cuts",):
                yield from _block(item, (*path, at), origins)
            else:
                yield f"{pad}- {flow(_as_written(plain(item)))}", item_way(item, origins)


def _block(cut: Node, path: Path, origins: Origins) -> Iterator[tuple[str, str]]:
    """A cut as an entry of several lines, for it holds sections."""
    indent, rows = "  " * len(path), _rows(cut, path, origins)
    for at, (text, origin) in enumerate(rows):
        yield (text if at else f"{indent[:-2]}- {text.removeprefix(indent)}"), origin


def _as_written(item: Plain) -> Plain:
    """A camera entry in the form in which people write it: ``{dolly: in, for: 2}``."""
    return entry_as_written(item) if isinstance(item, dict) and isinstance(item.get("moves"), list) else item


def _is_short(node: Node) -> bool:
    """Whether the node fits on one line with one origin."""
    if isinstance(node, Mapping):
        return not node.entries
    if isinstance(node, Sequence):
        return (
            all(isinstance(item, Scalar) for item in node.items) and len({place(item.span) for item in node.items}) < 2
        )
    return True


def _data(each: Checked) -> dict[str, Any]:
    assert each.built is not None
    return {"name": each.document.name, "kind": each.document.kind, **resolved_data(each)} | {
        "timeline": [
            {"channel": beat.channel, "start": beat.start / 1000, "end": beat.end / 1000}
            for beat in (each.built.timeline.beats if each.built.timeline else ())
        ],
    }


def resolved_data(each: Checked) -> dict[str, Any]:
    """The documents that went in, the resolved values, and the way of each."""
    assert each.resolved is not None
    root = _root(each)
    return {
        "layers": [{"name": layer.document.name, "file": _file(layer)} for layer in each.resolved.layers],
        "resolved": plain(root),
        "origins": [way_data(node, path, each.resolved.origins) for path, node in Places(root).scalars()],
    }
