"""Checking a preset by itself: with sample values for its parameters, as a shot that says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from promptkit.findings import Finding
from promptkit.language import Report
from promptkit.resolve import NOTHING_INHERITED, Document, Param, declared
from promptkit.source import Mapping, Node, Scalar, Sequence

_LONGEST = 12


def sample_params(document: Document) -> dict[str, Node]:
    """A value for each parameter that has no default, so that the preset's expressions can be read."""
    params = declared(document.node, Report())
    return {name: _sample(param) for name, param in params.items() if param.default is None}


def of_samples(document: Document, findings: Iterable[Finding]) -> frozenset[Finding]:
    """Those findings that are about a value which only the samples gave: nobody wrote it, so nobody is told of it.

    What is wrong with an expression itself stays.
    """
    samples = sample_params(document)
    names = "|".join(map(re.escape, samples))
    if not names:
        return frozenset()
    uses = re.compile(rf"\{{\{{.*\b(?:{names})\b.*\}}\}}", re.DOTALL)
    about = [each for each in findings if each.family != "template"]
    places = {scalar.span for scalar in _scalars(document.node) if uses.search(scalar.raw)}
    made_up = {each for each in about if each.span in places}
    if made_up:
        # What was left out for such a value takes the parameter's use with it.
        declared_at = {node.span for node in samples.values()}
        made_up |= {each for each in about if each.rule == "unused-parameter" and each.span in declared_at}
    return frozenset(made_up)


def of_others(findings: Iterable[Finding]) -> frozenset[Finding]:
    """Those findings that miss a list for the preset to change: another preset, or the shot, will write it."""
    return frozenset(each for each in findings if each.rule == "unknown-entry" and each.hint == NOTHING_INHERITED)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        for inner in node.items if isinstance(node, Sequence) else node.entries.values():
            yield from _scalars(inner)


def _sample(param: Param) -> Node:
    if param.type == "list":
        return Sequence([_scalar("amber", param)], param.node.span, param.node.path)
    samples: dict[str, str | int | float | bool] = {
        "text": param.about or f"the {param.name.replace('_', ' ')}",
        "choice": param.of[0] if param.of else "",
        "colour": "amber",
        "bool": True,
    }
    value = samples.get(param.type, param.low if param.low is not None else 1)
    return _scalar(value, param)


def _scalar(value: str | float | bool, param: Param) -> Scalar:
    return Scalar(value, str(value), param.node.span, param.node.path, computed=True)


def as_shot(node: Mapping, document: Document) -> Mapping:
    """The preset's content under a shot's name, with the longest duration where it has none."""
    name = document.node.entries[document.kind]
    entries: dict[str, Node] = {"shot": name, **node.entries}
    keys = {"shot": document.node.keys[document.kind], **node.keys}
    if "duration" not in entries:
        entries["duration"] = Scalar(_LONGEST, str(_LONGEST), name.span, name.path)
        keys["duration"] = name.span
    return Mapping(entries, keys, node.span, node.path)
