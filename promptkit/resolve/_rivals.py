"""The lists that exclude each other: keep, change, avoid and free; and what is left free beside what is written."""

from __future__ import annotations

from collections.abc import Iterable

from promptkit.language import SETS, ListEdit, Report, copied, is_null, normal, text_of
from promptkit.source import Mapping, Node, Path, Sequence

from ._edits import new_entries, same

#: Lists of which an entry can stand in one only.
RIVALS = ("keep", "change", "avoid", "free")
_SECTIONS = ("framing", "lighting", "sound", "location", "look")


def yielding(base: Mapping, over: Mapping) -> Mapping:
    """What the later layer lists, or writes where the earlier left it free, goes from the earlier's rival lists."""
    rivals = [rival for rival in RIVALS if isinstance(base.entries.get(rival), Sequence)]
    freed = {_slot(item) for item in _items(over, "free")} if "free" in over.entries else set()
    if not rivals and not freed:
        return base
    result = copied(base)
    listed = {_same(item): rival for rival in RIVALS for item in _items(over, rival)}
    written = {normal(slot) for slot in slots_written(over)} if "free" in rivals else set()
    for rival in rivals:
        node = base.entries[rival]
        assert isinstance(node, Sequence)
        kept = [
            item
            for item in node.items
            if listed.get(_same(item), rival) == rival and not (rival == "free" and _slot(item) in written)
        ]
        result.entries[rival] = Sequence(kept, node.span, node.path)
    for slot, path in slots_written(base).items() if freed else ():
        if normal(slot) in freed:
            _drop(result, path)
    return result


def _drop(document: Mapping, path: Path) -> None:
    key = str(path[0])
    if len(path) == 1:
        document.entries.pop(key, None)
        document.keys.pop(key, None)
        return
    section = document.entries.get(key)
    if isinstance(section, Mapping):
        inner = copied(section)
        _drop(inner, path[1:])
        document.entries[key] = inner


def slots_written(document: Mapping) -> dict[str, Path]:
    """The slots that a layer fills, by the name that ``free:`` would use, with their paths."""
    slots: dict[str, Path] = {}
    for key, node in document.entries.items():
        if key in SETS or is_null(node):
            continue
        slots[key] = (key,)
        if key in _SECTIONS and isinstance(node, Mapping):
            slots.update({inner: (key, inner) for inner in node.entries})
    return slots


def check_rivals(layer: Mapping, report: Report) -> None:
    """Within one layer an entry stands in one of keep, change, avoid and free; a slot is written or free, not both."""
    if layer.entries.keys().isdisjoint(RIVALS):
        return
    seen: dict[str, tuple[str, Node]] = {}
    for rival in RIVALS:
        for item in _items(layer, rival):
            first = seen.setdefault(_same(item), (rival, item))
            if first[0] != rival:
                text = text_of(item) or ""
                report.add(
                    "keep-and-change" if {first[0], rival} == {"keep", "change"} else "rival-lists",
                    "keep-change",
                    item,
                    f"{text!r} stands under {first[0]!r} and under {rival!r}",
                    hint="take it out of one of the two",
                )
    slots = {normal(slot): slot for slot in slots_written(layer)} if "free" in layer.entries else {}
    for item in _items(layer, "free"):
        name = slots.get(_slot(item))
        if name is not None:
            report.add(
                "free-and-written",
                "keep-change",
                item,
                f"{name!r} is left free and written in the same document",
                hint="take it out of `free`, or do not write it",
            )


def _items(document: Mapping, key: str) -> Iterable[Node]:
    """The entries that a layer puts into a set, anew or beside those that are there."""
    node = document.entries.get(key)
    if isinstance(node, ListEdit):
        return new_entries(node)
    return node.items if isinstance(node, Sequence) else ()


def _same(item: Node) -> str:
    return same(text_of(item) or "")


def _slot(item: Node) -> str:
    """The slot that an entry of ``free`` names: space, hyphen and underscore are one."""
    return normal(text_of(item) or "")
