"""Merging layers: maps key by key, sets add up, lists are replaced or changed; the later layer wins."""

from __future__ import annotations

from promptkit.language import SETS, ListEdit, Report, emptied, is_null
from promptkit.source import Mapping, Node, Scalar

from ._edits import added, changed
from ._rivals import yielding


def merged(base: Mapping, over: Mapping, report: Report) -> Mapping:
    """``over`` laid on ``base``; both canonical. Neither is changed, and no map of theirs is in the result."""
    below = yielding(base, over)
    result = Mapping(dict(below.entries), dict(below.keys), over.span, over.path)
    for key, node in over.entries.items():
        if key in SETS:
            # What a rival list took away was there all the same: to remove it, too, is no mistake.
            made = _laid_set(below.entries.get(key), node, key, base.entries.get(key), report)
        else:
            made = laid(below.entries.get(key), node, key, report)
        _enter(result, key, made, over)
    return result


def laid(base: Node | None, over: Node, key: str, report: Report) -> Node | None:
    """One value laid on what is below it; ``None`` where nothing is left."""
    if isinstance(over, Scalar):
        return None if is_null(over) else over
    if isinstance(over, ListEdit):
        return changed(base, over, key, report, laid)
    if isinstance(over, Mapping):
        return _laid_map(base if isinstance(base, Mapping) else None, over, report)
    return over


def _laid_map(base: Mapping | None, over: Mapping, report: Report) -> Mapping:
    result = emptied(over)
    if base is not None:
        result.entries.update(base.entries)
        result.keys.update(base.keys)
    for key, node in over.entries.items():
        if type(node) is Scalar and node.value is not None:  # what nearly every value is
            result.entries[key], result.keys[key] = node, over.keys[key]
            continue
        made = laid(result.entries.get(key), node, key, report)
        _enter(result, key, made, over)
    return result


def _enter(result: Mapping, key: str, made: Node | None, over: Mapping) -> None:
    """Set what an entry has become; one of which nothing is left goes."""
    if made is None:
        result.entries.pop(key, None)
        result.keys.pop(key, None)
    else:
        result.entries[key], result.keys[key] = made, over.keys[key]


def _laid_set(base: Node | None, over: Node, key: str, was: Node | None, report: Report) -> Node | None:
    if is_null(over):
        return None
    if isinstance(over, ListEdit):
        return changed(base, over, key, report, laid, was)
    return added(base, over)
