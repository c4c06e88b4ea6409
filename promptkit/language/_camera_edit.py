"""An ``edit`` of one camera item: what it may say, and the item that results.

An edit names an item or one of the moves that run together in it. What it does not write stays; another move takes the
place of the move with its direction and its measure, and ``null`` removes a key.
"""

from __future__ import annotations

from promptkit.source import Mapping, Node, Sequence

from ._camera_measures import HOW_FAR, MEASURES, move_of, shared_measure
from ._camera_moves import ITEM_KEYS, MOVE_KEYS, member, named_move
from ._camera_route import end_meant, put_route, route_key, routed
from ._camera_shape import finished, normal_key
from ._camera_ways import directed
from ._nodes import copied, emptied, is_empty, is_null, put, text_of
from ._report import Report
from ._vocabulary import vocabulary

#: What stays where another move takes the place of a move.
_KEPT = ("speed", "ease", "for", "at", "id")
_KEPT_BY_HOLD = ("for", "at", "id")
_TIMES = frozenset({"for", "at", "weight"})


def camera_change(node: Node, report: Report) -> Mapping | None:
    """What an edit says, in three parts: keys of the item, keys of its moves, and moves that it names."""
    made = Mapping({}, {}, node.span, node.path)
    item, shared, moves = emptied(made), emptied(made), Sequence([], node.span, node.path)
    for key, part in (("item", item), ("shared", shared), ("moves", moves)):
        put(made, key, part)
    if not isinstance(node, Mapping):
        named = named_move(node, report)
        if named is None:
            return None
        routed(named)
        moves.items.append(named)
        return made
    for key, value in node.entries.items():
        name = normal_key(key)
        if is_empty(value):
            report.add("empty-value", "source", node.keys[key], f"{key!r} has no value", path=value.path)
        elif name in ITEM_KEYS:
            put(item, name, value)
        elif name in MOVE_KEYS:
            put(shared, "direction" if name == "go" else name, value)
        elif route_key(name):
            put_route(item if name in vocabulary().end_words else shared, name, value, node, report)
        else:
            found = named_move(value, report) if name == "move" else member(key, value, node, report)
            if found is not None:
                routed(found)
                moves.items.append(found)
    return made


def edited_item(item: Node, change: Node, name: str, report: Report) -> Node | None:
    """The camera item with the change applied to it, or to its move of that name."""
    if not isinstance(item, Mapping) or not isinstance(change, Mapping):
        return item
    own, shared, named = (change.entries[key] for key in ("item", "shared", "moves"))
    assert isinstance(own, Mapping)
    assert isinstance(shared, Mapping)
    assert isinstance(named, Sequence)
    members = [copied(each) for each in _members(item)]
    aimed = [each for each in members if _id(each) == name] or members
    if named.items:
        taken = _renamed(aimed, [each for each in named.items if isinstance(each, Mapping)], change, report)
        at = members.index(aimed[0])
        members = [each for each in members if all(each is not other for other in aimed)]
        members[at:at] = taken
        aimed = taken
    own, shared = _ends_apart(own, shared, aimed)
    aimed = _shared(shared, aimed, report)
    made = copied(item)
    if named.items or not _TIMES.isdisjoint(own.entries):
        made = Mapping(made.entries, made.keys, change.span, change.path)
    del made.entries["moves"], made.keys["moves"]
    alone = len(members) == 1
    _own_keys(own, made, None if alone or _id(made) == name else aimed[0])
    for each in members if alone else ():
        for key in ITEM_KEYS:
            if key in each.entries and key in made.entries:
                del made.entries[key], made.keys[key]
    return finished(made, members, report)


def _members(item: Mapping) -> list[Mapping]:
    moves = item.entries["moves"]
    return [each for each in moves.items if isinstance(each, Mapping)] if isinstance(moves, Sequence) else []


def _id(node: Mapping) -> str | None:
    return text_of(node.entries["id"]) if "id" in node.entries else None


def _renamed(aimed: list[Mapping], named: list[Mapping], change: Node, report: Report) -> list[Mapping]:
    """The moves after an edit that names some: of the same name changed, else others in the place of what was there."""
    by_name = {move_of(each).name: each for each in aimed}
    known = [each for each in named if move_of(each).name in by_name]
    if len(known) == len(named):
        changes = {move_of(each).name: each for each in named}
        return [_laid(each, changes[name]) if name in changes else each for name, each in by_name.items()]
    if len(named) == 1 and len(aimed) > 1:
        names = " and ".join(by_name)
        message = f"{names} run together here: it is not clear which of them {move_of(named[0]).name} replaces"
        report.add("ambiguous-edit", "camera", change, message, hint="edit one by an id of its own, or name all moves")
        return aimed
    replaced = []
    for each in named:
        below = by_name.get(move_of(each).name)
        if below is not None:
            replaced.append(_laid(below, each))
        else:
            replaced.append(_laid(_stripped(aimed[0], each), each) if len(aimed) == len(named) == 1 else each)
    return replaced


def _stripped(old: Mapping, new: Mapping) -> Mapping:
    """What another move takes over from the move in whose place it comes."""
    kept = copied(old)
    stays = _KEPT_BY_HOLD if move_of(new).name == "hold" else _KEPT
    for key in [key for key in kept.entries if key not in stays]:
        del kept.entries[key], kept.keys[key]
    return kept


def _laid(old: Mapping, new: Mapping) -> Mapping:
    """A move with another's keys laid on it; ``null`` removes, and one measure takes the place of another."""
    made = copied(old)
    if any(key in new.entries for key in HOW_FAR):
        _without_measure(made)
    for key, node in new.entries.items():
        _set(made, key, node)
    return made


def _set(made: Mapping, key: str, node: Node) -> None:
    if not is_null(node):
        put(made, key, node)
    elif key in made.entries:
        del made.entries[key], made.keys[key]


def _without_measure(made: Mapping) -> None:
    """Take the measure out; what a rack focus goes ``to`` is none."""
    for key in HOW_FAR:
        if key in made.entries and key in move_of(made).measures:
            del made.entries[key], made.keys[key]


def _shared(shared: Mapping, aimed: list[Mapping], report: Report) -> list[Mapping]:
    """Give direction, speed, ease and measure to the moves that are meant."""
    for key, node in shared.entries.items():
        if key == "direction" and len(aimed) > 1:
            message = "several moves run together here: write the direction with its move"
            report.add("ambiguous-edit", "camera", node, message, hint="as in `{dolly: out}`")
        elif key == "direction":
            put(aimed[0], key, node)
            directed(aimed[0], move_of(aimed[0]), report)
        elif is_null(node) or key not in MEASURES:
            for each in aimed:
                _set(each, key, node)
        else:
            for each in aimed:
                if move_of(each).takes(key) and key in HOW_FAR:
                    _without_measure(each)
                each.entries.pop(key, None)
                each.keys.pop(key, None)
            shared_measure(key, node, aimed, report)
    return aimed


def _ends_apart(own: Mapping, shared: Mapping, aimed: list[Mapping]) -> tuple[Mapping, Mapping]:
    """The keys of the item and of its moves, where a ``from`` or ``to`` that no move takes tells the item's picture."""
    item, moves = copied(own), copied(shared)
    for key, node in shared.entries.items():
        end = end_meant(key, node, aimed)
        if end is not None:
            put(item, end, node)
            del moves.entries[key], moves.keys[key]
    return item, moves


def _own_keys(own: Mapping, item: Mapping, aimed: Mapping | None) -> None:
    """Times, id and the like: the item's, or those of a move that runs together with others."""
    for key, node in own.entries.items():
        _set(aimed if aimed is not None and key in ("for", "at", "id") else item, key, node)
