"""Where the value came from that a finding is about: said in its message, hop by hop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from promptkit.findings import Finding, Span
from promptkit.language import Report
from promptkit.resolve import Hop, Origins
from promptkit.source import Mapping, Node, Scalar, Sequence

#: Findings that are about a parameter itself, and name it.
_OF_PARAMETERS = frozenset({"unused-parameter", "parameter-type", "missing-parameter"})
_MOST_HOPS = 4


def with_origins(
    findings: Iterable[Finding], origins: Origins, document: Mapping, report: Report
) -> tuple[Finding, ...]:
    """The findings; one about a value that was computed from parameters says where these were given.

    :param document: the resolved one.
    :param report: knows the computed values that were left out on the way.
    """
    found = tuple(findings)
    if not found or not origins.given:
        return found
    computed: dict[Span, frozenset[tuple[str, str]]] = {}
    _collect(document, computed)
    computed |= report.computed
    return tuple(_told(each, origins, computed) for each in found)


def _told(finding: Finding, origins: Origins, computed: dict[Span, frozenset[tuple[str, str]]]) -> Finding:
    params = computed.get(finding.span) if finding.span is not None else None
    if not params or finding.rule in _OF_PARAMETERS:
        return finding
    hops = [hop for hop in origins.hops(params) if not _made_up(hop)]
    if not hops:
        return finding
    said = ", ".join(f"from {hop}" for hop in hops[:_MOST_HOPS])
    return replace(finding, message=f"{finding.message} ({said})")


def _made_up(hop: Hop) -> bool:
    """Whether the value is a sample, for a preset that is checked by itself."""
    return isinstance(hop.node, Scalar) and hop.node.computed and not hop.node.params


def _collect(node: Node, found: dict[Span, frozenset[tuple[str, str]]]) -> frozenset[tuple[str, str]]:
    """Note what each value was computed from; of an entry of a list, what is in it: times are told of whole entries."""
    if isinstance(node, Scalar):
        if node.params:
            found[node.span] = found.get(node.span, frozenset()) | node.params
        return node.params
    if isinstance(node, Sequence):
        for item in node.items:
            inside = _collect(item, found)
            if inside and isinstance(item, Mapping):
                found[item.span] = found.get(item.span, frozenset()) | inside
        return frozenset()
    parts = [_collect(value, found) for value in node.entries.values() if not isinstance(value, Sequence)]
    for value in node.entries.values():
        if isinstance(value, Sequence):
            _collect(value, found)
    return frozenset().union(*parts)
