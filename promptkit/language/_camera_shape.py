"""Camera items as people write them, made into one canonical form.

``{dolly: in, for: 2}``, ``push in`` and ``{move: push in, for: 2}`` all become an item with ``moves``, each of which
has a ``move`` and, where it needs one, a ``direction``; ``for``, ``at``, ``weight``, ``id`` and ``ends_on`` belong to
the item.
"""

from __future__ import annotations

from functools import lru_cache

from promptkit.source import Mapping, Node, Sequence

from ._camera_measures import MEASURES, check_measures, check_pace, move_of, shared_measure, shared_speed
from ._camera_moves import ITEM_KEYS, MOVE_KEYS, member, named_move
from ._camera_route import end_meant, put_route, route_key, routed
from ._camera_ways import directed
from ._nodes import emptied, is_empty, put, same_place, text_of
from ._report import Report, replace
from ._vocabulary import nearest, normal, vocabulary


def camera_items(node: Node, report: Report) -> Sequence | None:
    """The camera section as a list of canonical items; ``None`` where nothing of it can be read."""
    written = node.items if isinstance(node, Sequence) else [node]
    items: list[Node] = [item for entry in written if (item := _item(entry, report)) is not None]
    return Sequence(items, node.span, node.path)


def _item(node: Node, report: Report) -> Mapping | None:
    if isinstance(node, Mapping):
        made = _item_of_map(node, report)
        if made is None:
            _lose_ids(node, report)
        return made
    named = named_move(node, report)
    return None if named is None else finished(Mapping({}, {}, node.span, node.path), [named], report)


def _item_of_map(node: Mapping, report: Report) -> Mapping | None:
    item, shared, members = emptied(node), emptied(node), []
    for key, value in node.entries.items():
        name = normal_key(key)
        if is_empty(value) and (name in ITEM_KEYS or name in MOVE_KEYS or name == "move"):
            report.add("empty-value", "source", node.keys[key], f"{key!r} has no value", path=value.path)
        elif name in item.entries or name in shared.entries:
            message = f"{name!r} is written twice"
            report.add("duplicate-key", "source", node.keys[key], message, path=value.path, hint="keep one of the two")
        elif name in ITEM_KEYS:
            put(item, name, value)
        elif name in MOVE_KEYS:
            put(shared, name, value)
        elif route_key(name):
            put_route(item if name in vocabulary().end_words else shared, name, value, node, report)
        elif name == "move":
            members.append(named_move(value, report))
        else:
            members.append(member(key, value, node, report))
    if not members:
        _no_move(node, report)
        return None
    known = [each for each in members if each is not None]
    _share(shared, known, item, report)
    return finished(item, known, report)


@lru_cache(maxsize=1024)
def normal_key(key: str) -> str:
    """A key of an item: space, hyphen and underscore are one."""
    return "_".join(key.strip().lower().replace("-", " ").replace("_", " ").split())


def _no_move(node: Mapping, report: Report) -> None:
    report.add(
        "missing-move",
        "camera",
        node,
        "this camera item names no move",
        hint="start it with a move: hold, dolly, pan, tilt, truck, zoom, ...",
    )


def _lose_ids(node: Mapping, report: Report) -> None:
    """An item that cannot be read takes its ids with it; times that are told by them are not wrong for that."""
    for each in (node, *(value for value in node.entries.values() if isinstance(value, Mapping))):
        name = text_of(each.entries["id"]) if "id" in each.entries else None
        if name is not None:
            report.lost_ids.add(name)


def _share(shared: Mapping, members: list[Mapping], item: Mapping, report: Report) -> None:
    """Give the item's own direction, speed, ease and measure to its members."""
    for key, node in shared.entries.items():
        if not members:
            return
        end = end_meant(key, node, members)
        if end is not None and end not in item.entries:
            put(item, end, node)
        elif key in ("go", "direction"):
            _share_direction(node, members, report)
        elif key in MEASURES:
            shared_measure(key, node, members, report)
        elif key == "speed" and shared_speed(node, members, report):
            continue
        elif all(key in each.entries for each in members):
            _twice(key, node, report)
        else:
            for each in members:
                if key not in each.entries:
                    put(each, key, node)


def _twice(key: str, node: Node, report: Report) -> None:
    report.add("duplicate-key", "source", node, f"the item has {key!r} twice", hint="keep one of the two")


def _share_direction(node: Node, members: list[Mapping], report: Report) -> None:
    for at, each in enumerate(members):
        if "direction" not in each.entries:
            put(each, "direction", node)
            if directed(each, move_of(each), report) is None:
                del members[at]
            return
    report.add("invalid-value", "source", node, "the move already has a direction")


def finished(item: Mapping, members: list[Mapping], report: Report) -> Mapping | None:
    """Check what each member needs, and join them into the item."""
    for each in members:
        routed(each)
    whole = [each for each in members if _complete(each, report)]
    held = [each for each in whole if move_of(each).name == "hold"]
    if held and len(whole) > 1:
        message = "a hold cannot run together with a move"
        report.add("static-with-move", "camera", held[0], message, hint="let one follow the other, as two items")
        whole = [each for each in whole if each is not held[0]]
    if not whole:
        return None
    for key in ("starts_on", "ends_on", "weight", *(("for", "at", "id") if len(whole) == 1 else ())):
        for each in whole:
            _hoist(key, each, item, report)
    if len(whole) > 1 and "for" in item.entries and all("for" in each.entries for each in whole):
        _twice("for", item.entries["for"], report)
    _check_start(item, whole, report)
    put(item, "moves", Sequence(list(whole), item.span, item.path))
    return item


def _check_start(item: Mapping, members: list[Mapping], report: Report) -> None:
    """A camera that rests has one picture, and a focus that is pulled says itself where it starts."""
    node = item.entries.get("starts_on")
    if node is None or any(move_of(each).takes("starts_on") for each in members):
        return
    move = move_of(members[0])
    hint = "what is sharp at first is its `from`" if move.name == "rack_focus" else "the picture is told by `ends_on`"
    report.add("invalid-value", "source", node, f"{move.noun} takes no 'starts_on'", hint=hint)
    del item.entries["starts_on"], item.keys["starts_on"]


def _check_side(each: Mapping, report: Report) -> None:
    """Read from which side a move follows its subject: ahead, behind, left, right or above."""
    node = each.entries.get("from")
    if node is None:
        return
    sides = vocabulary().track_sides
    text = text_of(node) or ""
    side = sides.get(normal(text))
    if side is not None:
        put(each, "from", same_place(node, side))
        return
    guess = nearest(text, sides)
    report.add(
        "invalid-value",
        "source",
        node,
        f"a move follows its subject from ahead, behind, left, right or above, not from {text!r}",
        fix=replace(node.span, sides[guess], f"write {sides[guess]!r}", "unsafe") if guess else None,
        hint=None if guess else "where the move starts is `starts_on`",
    )
    del each.entries["from"], each.keys["from"]


def _hoist(key: str, each: Mapping, item: Mapping, report: Report) -> None:
    """What a move says inside its own map and belongs to the whole item."""
    if key not in each.entries:
        return
    if key not in item.entries:
        put(item, key, each.entries[key])
    else:
        _twice(key, each.entries[key], report)
    del each.entries[key], each.keys[key]


def _complete(each: Mapping, report: Report) -> bool:
    move = move_of(each)
    check_measures(each, report)
    check_pace(each, report)
    if move.directions and "direction" not in each.entries:
        directions = " or ".join(move.directions[:2])
        report.add("missing-direction", "camera", each, f"{move.name} needs a direction: {directions}")
        return False
    if move.name == "track" and "subject" not in each.entries:
        message = "track needs to know whom it follows, as in `track: Mara`"
        path = text_of(each.entries["path"]) if "path" in each.entries else None
        hint = f"a camera that follows nobody is a truck, as in `{{truck: left, path: {path}}}`" if path else None
        report.add("missing-direction", "camera", each, message, hint=hint)
        return False
    if move.name == "track":
        _check_side(each, report)
    return True
