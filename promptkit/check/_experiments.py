"""Documents that load in a later version: refused with their place, never ignored."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Finding
from promptkit.language import Report, read_duration
from promptkit.resolve import Document
from promptkit.source import Mapping, Node, Scalar, Sequence
from promptkit.templating import Scope, evaluate


def not_built(document: Document) -> tuple[Finding, ...]:
    """What is to be said about an experiment or a sequence; its durations are held to the one rule all the same."""
    report = Report()
    report.add(
        "not-built",
        "source",
        document.node.keys[document.kind],
        f"{document.kind}s are not built yet",
        path=(document.kind,),
        hint="for now, write one shot per file",
    )
    for node in _durations(document):
        value = evaluate(node, Scope(document.name, {})) if isinstance(node, Scalar) else node
        if not isinstance(value, Finding):
            read_duration(value, report)
    return tuple(report.findings)


def _durations(document: Document) -> Iterator[Node]:
    """Every duration that the document writes."""
    for node in (document.node, *_patches(document.node)):
        if isinstance(node, Mapping) and "duration" in node.entries:
            yield node.entries["duration"]


def _patches(node: Mapping) -> Iterator[Node]:
    """The levels of an experiment (an axis may well be called ``duration``), the shots of a sequence."""
    axes = node.entries.get("vary")
    for axis in axes.entries.values() if isinstance(axes, Mapping) else ():
        yield from axis.entries.values() if isinstance(axis, Mapping) else ()
    shots = node.entries.get("shots")
    yield from shots.items if isinstance(shots, Sequence) else ()
