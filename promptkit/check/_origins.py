"""Where the value came from that a finding is about: said in its message, hop by hop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from promptkit.findings import Edit, Finding, Fix, Span
from promptkit.language import Report
from promptkit.resolve import Hop, Origins
from promptkit.source import Mapping, Node, Scalar, Sequence

#: Findings that are about a parameter and not about its value, or about how an expression is written.
_NOT_OF_VALUES = frozenset({"unused-parameter", "missing-parameter", "unquoted-expression"})
_MOST_HOPS = 4


def with_origins(
    findings: Iterable[Finding], origins: Origins, document: Mapping, report: Report
) -> tuple[Finding, ...]:
    """The findings; one about a value that was computed from parameters says where these were given.

    :param document: the resolved one.
    :param report: knows the computed values that were left out on the way.
    """
    found = tuple(findings)
    if not origins.given or not any(map(_may_be_of_a_value, found)):
        return found
    values = _Values({}, {})
    computed = {key for layer in origins.layers for key in layer.computed}
    for key, node in document.entries.items():
        if key in computed or key == "cuts":  # a cut may have taken over what the shot says
            _collect(node, values)
    for node in report.computed:
        _note(node, values)
    return tuple(_told(each, origins, values) for each in found)


@dataclass(frozen=True, slots=True)
class _Values:
    """Computed values by their place, and what they and the entries of lists were computed from."""

    nodes: dict[Span, Scalar]
    params: dict[Span, frozenset[tuple[str, str]]]


def _told(finding: Finding, origins: Origins, values: _Values) -> Finding:
    params = values.params.get(finding.span) if finding.span is not None else None
    if not params or not _may_be_of_a_value(finding):
        return finding
    hops = [hop for hop in origins.hops(params) if not _made_up(hop)]
    if not hops:
        return finding
    said = ", ".join(f"from {hop}" for hop in hops[:_MOST_HOPS])
    fix = finding.fix and _moved(finding.fix, origins, values)
    return replace(finding, message=f"{finding.message} ({said})", fix=fix)


def _may_be_of_a_value(finding: Finding) -> bool:
    return finding.family != "template" and finding.rule not in _NOT_OF_VALUES


def _moved(fix: Fix, origins: Origins, values: _Values) -> Fix | None:
    """The fix at the place where the value was given; none where an expression made a text of its own of it."""
    edits: list[Edit] = []
    for edit in fix.edits:
        node = values.nodes.get(edit.span)
        given = origins.written(node) if node is not None else None
        if given is not None and (given is node or (isinstance(given, Scalar) and given.computed)):
            return None
        edits.append(edit if given is None else Edit(given.span, edit.text))
    return replace(fix, safety="unsafe", edits=tuple(edits))


def _made_up(hop: Hop) -> bool:
    """Whether the value is a sample, for a preset that is checked by itself."""
    return isinstance(hop.node, Scalar) and hop.node.computed and not hop.node.params


def _note(node: Scalar, values: _Values) -> None:
    values.nodes[node.span] = node
    values.params[node.span] = values.params.get(node.span, frozenset()) | node.params


def _collect(node: Node, values: _Values) -> frozenset[tuple[str, str]]:
    """Note what each value was computed from; of an entry of a list, what is in it: times are told of whole entries."""
    if isinstance(node, Scalar):
        if node.params:
            _note(node, values)
        return node.params
    if isinstance(node, Sequence):
        for item in node.items:
            inside = _collect(item, values)
            if inside and isinstance(item, Mapping):
                values.params[item.span] = values.params.get(item.span, frozenset()) | inside
        return frozenset()
    parts = [_collect(value, values) for value in node.entries.values()]
    return frozenset().union(*parts)
