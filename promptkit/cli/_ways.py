"""The way of a value, as ``show`` prints it: where it stands, how it is spelled, how it came there, what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from promptkit.findings import Span
from promptkit.language import normal
from promptkit.resolve import Origins
from promptkit.source import Mapping, Node, Path, Scalar, Sequence


def way(node: Node, path: Path, origins: Origins) -> str:
    """The way in words, on one line."""
    parts = [place(node.span), *_respelled(node)]
    hops = origins.via(node)
    if hops:
        parts.append(", ".join(f"from {hop}" for hop in hops))
    elif isinstance(node, Scalar) and node.computed:
        parts.append("(computed)")
    over = origins.hidden(path, node.span)
    if over is not None:
        parts.append(f"over {place(over)}")
    return " ".join(parts)


def item_way(item: Node, origins: Origins) -> str:
    """The way of an entry of a list, and behind it that of each value in it which came another way."""
    if isinstance(item, Scalar):
        return way(item, (), origins)
    parts = [" ".join([place(item.span), *_respelled(item)])]
    values = list(_labelled(item))
    held = any(value.value == "hold" for label, value in values if label == "move")
    for label, value in values:
        hops = [f"from {hop}" for hop in origins.via(value)]
        there = [] if _stands_in(value.span, item.span) else [place(value.span)]
        if hops or there:
            parts.append(f"{'hold' if held and label == 'for' else label} {', '.join([*there, *hops])}")
    return "; ".join(parts)


def _stands_in(span: Span, whole: Span) -> bool:
    """Whether a value stands in the lines of the entry; of the command line, whether the same flag gave it."""
    return span.file == whole.file and whole.line <= span.line <= whole.end_line


def _labelled(node: Node, label: str = "") -> Iterator[tuple[str, Scalar]]:
    """The values in an entry by the names that people write: a move's direction goes by the move."""
    if isinstance(node, Scalar):
        yield label, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _labelled(item, label)
    else:
        move = node.entries.get("move")
        for key, value in node.entries.items():
            if key in ("direction", "subject") and isinstance(move, Scalar):
                yield from _labelled(value, str(move.value))
            elif key != "move" or not {"direction", "subject"} & node.entries.keys():
                yield from _labelled(value, key)


def way_data(node: Scalar, path: Path, origins: Origins) -> dict[str, Any]:
    """The way as data: the parameters in ``via`` nearest first, then the parents that it was inherited through."""
    spelled = written(node)
    over = origins.hidden(path, node.span)
    parameters: list[dict[str, Any]] = [
        {"parameter": hop.parameter, "of": hop.document, "value": hop.value, "default": hop.is_default}
        | _place_data(hop.node.span)
        for hop in origins.via(node)
    ]
    parents = [
        {"extends": layer.document.name} | _place_data(layer.reference.span)
        for layer in origins.parents(node.span)
        if layer.reference is not None
    ]
    return {
        "path": list(path),
        **_place_data(node.span),
        "computed": node.computed,
        "written": spelled[0] if spelled else None,
        "via": [*parameters, *parents],
        "over": None if over is None else _place_data(over),
    }


def _place_data(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}


def place(span: Span) -> str:
    """File and line; of what the command line says, the flag."""
    return span.file if span.file.startswith("--") else f"{span.file}:{span.line}"


def _respelled(node: Node) -> list[str]:
    spelled = list(dict.fromkeys(written(node)))
    return [f"(written {', '.join(spelled)})"] if spelled else []


def written(node: Node) -> list[str]:
    """How the words in a value were spelled that were read as others."""
    if isinstance(node, Scalar):
        read_as = isinstance(node.value, str) and not node.computed and normal(node.raw) != normal(node.value)
        return [node.raw] if read_as and "\n" not in node.raw else []
    inner = node.items if isinstance(node, Sequence) else _entries(node)
    return [each for item in inner for each in written(item)]


def _entries(node: Mapping) -> list[Node]:
    return list(node.entries.values())
