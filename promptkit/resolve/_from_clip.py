"""A shot that is made from a clip says less than its layers do: what was inherited describes another clip.

A remix or an edit says its sets (keep, change, avoid, free) and what this very document writes; model, size and
duration are the clip's. An extension describes what follows, so it inherits, but for what a clip brings itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from promptkit.findings import Severity
from promptkit.language import SETS, Report, emptied, is_null, source_of
from promptkit.source import Mapping

from ._merge import merged
from ._origins import Layer

#: What the clip brings itself, so that an inherited one is another clip's.
_THE_CLIPS_OWN = frozenset({"model", "size"})
#: What an extension cannot take.
_PICTURES = frozenset({"still", "references"})


def said_of_clip(result: Mapping, layers: Sequence[Layer], report: Report) -> Mapping:
    """What is left of the merged layers where the shot is made from a clip; all of it where it is not.

    :param layers: those that were merged, the document and its patch last.
    """
    source = source_of(result)
    if source is None:
        return result
    own, told = emptied(result), Report()  # what is wrong with a change was told when the layers were merged
    for layer in layers:
        if layer.document is layers[-1].document:
            own = merged(own, layer.node, told)
    if source[0] == "extend":
        gone = {key for key in _THE_CLIPS_OWN | _PICTURES if key in result.entries and key not in own.entries}
        kept = _without(result, gone)
    else:
        gone = {key for key in result.entries if key not in own.entries and key not in SETS}
        sets = {key: node for key, node in result.entries.items() if key in SETS}
        kept = Mapping({**own.entries, **sets}, {**own.keys, **result.keys}, result.span, result.path)
        kept = _without(kept, set(kept.keys) - set(kept.entries))
    _tell(source[0], sorted(gone - _THE_CLIPS_OWN - {"duration"}, key=list(result.entries).index), result, report)
    return kept


def _without(node: Mapping, gone: set[str]) -> Mapping:
    entries = {key: value for key, value in node.entries.items() if key not in gone}
    return Mapping(entries, {key: span for key, span in node.keys.items() if key in entries}, node.span, node.path)


def _tell(way: str, gone: list[str], result: Mapping, report: Report) -> None:
    """One finding for all that was inherited and is not said: nobody shall be surprised."""
    gone = [key for key in gone if not is_null(result.entries[key])]
    if not gone:
        return
    names = ", ".join(repr(key) for key in gone)
    files = ", ".join(dict.fromkeys(result.keys[key].file for key in gone))
    name = {"remix": "a remix", "edit": "an edit"}.get(way)
    report.add(
        "inherited-not-said",
        "keep-change",
        result.keys["source"],
        f"{name} says only what changes: the inherited {names} ({files}) "
        f"{'are' if len(gone) > 1 else 'is'} not said again"
        if name
        else f"an extension starts where the clip ends: the inherited {names} ({files}) "
        f"{'are' if len(gone) > 1 else 'is'} left out",
        path=("source",),
        severity=Severity.INFO,
        hint="write here what shall be said of it" if name else None,
    )
