"""Merging layers: maps key by key, sets add up, everything else is replaced; the later layer wins."""

from __future__ import annotations

from collections.abc import Callable

from promptkit.language import SETS, Report, as_list, emptied, is_null, normal, text_of
from promptkit.source import Mapping, Node, Path, Sequence

#: Lists of which an entry can stand in one only.
RIVALS = ("keep", "change", "avoid", "free")
_SECTIONS = ("framing", "lighting", "sound", "location", "look")


def merged(base: Mapping, over: Mapping) -> Mapping:
    """``over`` laid on ``base``; both canonical."""

    def merged_entry(key: str, below: Node | None, node: Node) -> Node | None:
        return _merged_set(below, node) if key in SETS else _merged_value(key, below, node)

    return _laid(_yielding(base, over), over, merged_entry)


def settle(head: Mapping, key: str, over: Mapping) -> None:
    """Lay one of ``extends``, ``with`` and ``params`` on what is there: maps key by key, ``null`` takes away."""
    below = head.entries.get(key)
    made: Node | None = over.entries[key]
    if below is not None and key != "extends":
        made = _merged_value(key, below, made)
    if made is None:
        head.entries.pop(key, None)
        head.keys.pop(key, None)
    else:
        head.entries[key], head.keys[key] = made, over.keys[key]


def _merged_value(key: str, base: Node | None, over: Node) -> Node | None:
    if is_null(over):
        return None
    if not isinstance(over, Mapping):
        return over
    return _laid(base if isinstance(base, Mapping) else emptied(over), over, _merged_value)


def _laid(base: Mapping, over: Mapping, merged_entry: Callable[[str, Node | None, Node], Node | None]) -> Mapping:
    """The entries of ``over`` over those of ``base``; an entry that is merged to nothing goes."""
    result = Mapping(dict(base.entries), dict(base.keys), over.span, over.path, flow=over.flow)
    for key, node in over.entries.items():
        made = merged_entry(key, base.entries.get(key), node)
        if made is None:
            result.entries.pop(key, None)
            result.keys.pop(key, None)
        else:
            result.entries[key], result.keys[key] = made, over.keys[key]
    return result


def _merged_set(base: Node | None, over: Node) -> Node | None:
    if is_null(over):
        return None
    below = list(base.items) if isinstance(base, Sequence) else []
    if isinstance(over, Mapping):
        if "replace" in over.entries:
            below = list(as_list(over.entries["replace"]).items)
        if "remove" in over.entries:
            gone = {_same(item) for item in as_list(over.entries["remove"]).items}
            below = [item for item in below if _same(item) not in gone]
        return Sequence(below, over.span, over.path)
    have = {_same(item) for item in below}
    added = [item for item in as_list(over).items if _same(item) not in have]
    return Sequence([*below, *added], over.span, over.path)


def _yielding(base: Mapping, over: Mapping) -> Mapping:
    """What the later layer lists, or writes where the earlier left it free, goes from the earlier's rival lists."""
    listed = {_same(item): rival for rival in RIVALS for item in _items(over, rival)}
    written = {normal(slot) for slot in slots_written(over)}
    freed = {_slot(item) for item in _items(over, "free")}
    result = Mapping(dict(base.entries), dict(base.keys), base.span, base.path, flow=base.flow)
    for rival in RIVALS:
        node = base.entries.get(rival)
        if isinstance(node, Sequence):
            kept = [
                item
                for item in node.items
                if listed.get(_same(item), rival) == rival and not (rival == "free" and _slot(item) in written)
            ]
            result.entries[rival] = Sequence(kept, node.span, node.path)
    for slot, path in slots_written(base).items():
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
        inner = Mapping(dict(section.entries), dict(section.keys), section.span, section.path, flow=section.flow)
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
    slots = {normal(slot): slot for slot in slots_written(layer)}
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


def _items(document: Mapping, key: str) -> list[Node]:
    """The entries that a layer puts into a set, anew or beside those that are there."""
    node = document.entries.get(key)
    if isinstance(node, Mapping):
        node = node.entries.get("replace")
    return node.items if isinstance(node, Sequence) else []


def _same(item: Node) -> str:
    """What makes two entries the same: their text, case and spacing aside."""
    return " ".join((text_of(item) or "").lower().split())


def _slot(item: Node) -> str:
    """The slot that an entry of ``free`` names: space, hyphen and underscore are one."""
    return normal(text_of(item) or "")
