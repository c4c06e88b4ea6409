"""The way of a move in words: on what the picture starts and ends, and by what the camera goes between."""

from __future__ import annotations

import re

from promptkit.source import Mapping, Node

from ._camera_measures import move_of
from ._camera_ways import is_length
from ._nodes import is_null, put, same_place, text_of
from ._report import Report, replace
from ._vocabulary import normal, vocabulary

#: What measures, and is no thing on which a picture could start or end.
_MEASURE = re.compile(r"[0-9.]+\s*(?:[a-z°×]{0,3}|degrees?|met(?:re|er)s?|feet|foot|inch(?:es)?)", re.IGNORECASE)
_ENDS = {"from": "starts_on", "to": "ends_on"}
#: What stands behind these words is the subject of the move.
_OWN_WORDS = {"arc": ("around ", "round "), "fly_through": ("through ",)}


def route_key(name: str) -> bool:
    """Whether a key of an entry is a word such as ``over`` or ``toward``, in front of a thing."""
    words = name.replace("_", " ")
    return words in vocabulary().path_words or words in vocabulary().end_words


def put_route(into: Mapping, name: str, node: Node, written: Mapping, report: Report) -> None:
    """Put ``over: the roofs`` as ``path: over the roofs``, and ``toward: Mara`` as ``ends_on: Mara``."""
    words, text = name.replace("_", " "), text_of(node)
    key = "path" if words in vocabulary().path_words else "ends_on"
    at = next(span for each, span in written.keys.items() if normal(each) == words)
    if text is None:
        report.add("invalid-value", "source", node, f"expected a thing behind {words!r}, as in `{words}: the roofs`")
    elif key in into.entries:
        hint = f"write both as one: `path: along the wall, {words} {text}`" if key == "path" else "keep one of the two"
        report.add("duplicate-key", "source", node, f"{words!r} says {key!r} a second time", hint=hint)
    elif is_length(node):
        fix = replace(at, "for", "write 'for'")
        report.add("unknown-key", "source", at, f"a length is written 'for', not {words!r}", path=node.path, fix=fix)
    else:
        put(into, key, same_place(node, f"{words} {text}") if key == "path" else node)


def end_meant(key: str, node: Node, members: list[Mapping]) -> str | None:
    """``starts_on`` or ``ends_on`` for a ``from`` or ``to`` that is no side, plane of focus or focal length."""
    if key not in _ENDS:
        return None
    moves, text = [move_of(each) for each in members], "" if is_null(node) else text_of(node)
    if text is None or _MEASURE.fullmatch(text.strip()):
        return None
    if any(move.takes(key) for move in moves) or not any(move.takes("starts_on") for move in moves):
        return None
    if normal(text) in vocabulary().track_sides and not any(move.travels for move in moves):
        return None
    return _ENDS[key]


def routed(each: Mapping) -> None:
    """Put what a move says of its way under the keys of the language."""
    for key in _ENDS:
        meant = end_meant(key, each.entries[key], [each]) if key in each.entries else None
        if meant is not None and meant not in each.entries:
            put(each, meant, _taken(each, key))
    path = text_of(each.entries["path"]) if "path" in each.entries else None
    for word in _OWN_WORDS.get(move_of(each).name, ()):
        if path is not None and path.lower().startswith(word) and "subject" not in each.entries:
            put(each, "subject", same_place(_taken(each, "path"), path[len(word) :].strip()))


def _taken(each: Mapping, key: str) -> Node:
    del each.keys[key]
    return each.entries.pop(key)
