"""One move as people name it: synonyms, directions inside or beside the name, and clear misuse."""

from __future__ import annotations

from collections.abc import Iterable

from promptkit.findings import Span
from promptkit.source import Mapping, Node, Scalar

from ._camera_route import put_route, route_key
from ._camera_ways import directed, directed_by_name, is_length, kind_of, misused, plain_direction, say
from ._move_words import Words, understood
from ._nodes import is_empty, put, same_place, text_of
from ._report import Report, replace
from ._vocabulary import Move, nearest, normal, vocabulary

ITEM_KEYS = ("for", "at", "weight", "id", "starts_on", "ends_on")
MOVE_KEYS = ("go", "direction", "speed", "ease", "degrees", "distance", "to", "factor", "from", "subject", "path")
_MEMBER_KEYS = (*MOVE_KEYS, *ITEM_KEYS)
#: What people write inside a move for another key of it.
_OTHER_KEYS = {"go": "direction", "who": "subject"}


def named_move(value: Node, report: Report) -> Mapping | None:
    """The move that a text names, with what else the text says of it."""
    name = text_of(value)
    if name is None:
        report.add("invalid-value", "source", value, "expected a camera move such as `dolly: in` or `hold: 1`")
        return None
    known = _known(name, value, report)
    return _guessed(name, value, report) if known is None else known[0]


def member(key: str, value: Node, item: Mapping, report: Report) -> Mapping | None:
    """One ``move: direction`` of an item, the value being a direction, a subject, a length or a map of these."""
    at = Scalar(key, key, item.keys[key], value.path)
    if (whole := _in_two(key, value)) is not None:
        return _started(at, *vocabulary().move_names[whole])
    known = _known(key, at, report) or _guessed_key(key, value, item, report)
    if known is None or known[0] is None:
        return None
    made, move = known[0], _move(known[0])
    if is_empty(value):
        if _names_all(key):
            return made
        report.add("empty-value", "source", item.keys[key], f"{key!r} has no value", path=value.path)
        return None
    if not isinstance(value, Mapping):
        return _short_member(made, move, value, report)
    for inner, node in value.entries.items():
        _member_entry(made, move, inner, node, value, report)
    return directed(made, move, report, written=key)


def _names_all(key: str) -> bool:
    """Whether the key alone says all that its move needs: ``tilt up``, ``slow push in``, ``hold``."""
    move, way = vocabulary().move_names.get(normal(key)) or (None, None)
    if move is None:
        words = understood(key)
        move, way = words.move, words.ways[0] if words.ways else None
    return move is not None and (way is not None or not (move.directions or move.subject == "needed"))


def _in_two(key: str, value: Node) -> str | None:
    """The name of a move that stands half in the key and half in the value: ``creep: in``."""
    text = text_of(value)
    if text is None or normal(key) in vocabulary().move_names:
        return None
    whole = f"{normal(key)} {normal(text)}"
    return whole if whole in vocabulary().move_names else None


def _move(made: Mapping) -> Move:
    return vocabulary().moves[str(text_of(made.entries["move"]))]


def _known(name: str, at: Node, report: Report) -> tuple[Mapping | None] | None:
    """The move that a name says, boxed; ``None`` where nobody knows what it says.

    In the box is nothing where the name is clear and wrong, which has been said then.
    """
    plain = normal(name)
    found = vocabulary().move_names.get(plain)
    if found is not None:
        made = _started(at, *found)
        say(made, vocabulary().measured.get(plain, {}), at)
        return (made,)
    words = understood(name)
    if words.unknown or not words.moves:
        return None
    return (_of_words(words, name, at, report),)


def _of_words(words: Words, name: str, at: Node, report: Report) -> Mapping | None:
    _not_moves(words, at.span, at, report)
    move = words.move
    if move is None:
        _several(words, name, at, report)
        return None
    if len(words.ways) > 1:
        ways = " and ".join(words.ways)
        report.add(
            "unknown-direction", "camera", at, f"{name!r} says two ways, {ways}", hint="keep one, or write two entries"
        )
        return None
    made = _started(at, move, None)
    say(made, words.said, at)
    if not words.ways:
        return made
    put(made, "direction", same_place(at, words.ways[0]))
    return directed_by_name(made, move, words, name, report)


def _several(words: Words, name: str, at: Node, report: Report) -> None:
    told = dict.fromkeys(f"{move.name}: {way}" if way else move.name for move, way in words.moves)
    hint = "let one follow the other as entries of their own"
    if "hold" not in told:  # a hold never runs together with a move
        hint += f", or write both into one entry to start them together: {{{', '.join(told)}}}"
    report.add("several-moves", "camera", at, f"{name!r} names {len(told)} moves", hint=hint)
    report.give_up_at(at.span)


def _member_entry(made: Mapping, move: Move, key: str, node: Node, written: Mapping, report: Report) -> None:
    name = normal(key).replace(" ", "_")
    name = _OTHER_KEYS.get(name, name)
    if is_empty(node):
        report.add("empty-value", "source", written.keys[key], f"{key!r} has no value", path=node.path)
    elif name == "direction" and "direction" in made.entries:
        report.add("invalid-value", "source", node, "the move already has a direction")
    elif name in _MEMBER_KEYS:
        put(made, name, node)
    elif route_key(name):
        put_route(made, name, node, written, report)
    else:
        guess = nearest(key, _MEMBER_KEYS)
        report.add(
            "unknown-key",
            "source",
            written.keys[key],
            f"unknown key {key!r} in {move.name}" + (f" (did you mean {guess!r}?)" if guess else ""),
            path=node.path,
            fix=replace(written.keys[key], guess, f"write {guess!r}", "unsafe") if guess else None,
        )


def _short_member(made: Mapping, move: Move, value: Node, report: Report) -> Mapping | None:
    text, has_way = text_of(value), "direction" in made.entries or "subject" in made.entries
    if move.name == "hold" or (has_way and is_length(value)):
        put(made, "for", value)
        return made
    if text is None:
        wanted = "a length" if has_way else "a subject" if not move.directions else "a direction"
        report.add("invalid-value", "source", value, f"expected {wanted} for {move.name}, not {kind_of(value)}")
        return None
    if has_way:
        if _adds(made, move, value, text):
            return made
        if report.gave_up(made.span):  # the way is a guess, and so is that this is none
            return None
        message = f"{text!r} stands where a length was expected: this move's name already says where it goes"
        report.add("invalid-value", "source", value, message)
        return None
    if move.name == "track":
        return _tracked(made, value, text, report)
    if move.name == "rack_focus":
        if not _adds(made, move, value, text):
            put(made, "to", value)
        return made
    if move.subject and not move.directions:
        put(made, "subject", value)
        return made
    put(made, "direction", value)
    return directed(made, move, report)


def _adds(made: Mapping, move: Move, value: Node, text: str) -> bool:
    """Say what a text adds to a move whose name says where it goes: ``push in: slow``, ``rise: 2m``, ``push: in``."""
    words = understood(text, move)
    direction = text_of(made.entries["direction"]) if "direction" in made.entries else None
    if words.moves or words.unknown or words.elsewhere or words.denied or words.sweep:
        return False
    if not (words.said or words.ways) or any(way != direction for way in words.ways):
        return False
    say(made, {key: said for key, said in words.said.items() if key not in made.entries}, value)
    return True


def _tracked(made: Mapping, value: Node, text: str, report: Report) -> Mapping:
    way = plain_direction(text)
    if way not in ("left", "right"):
        put(made, "subject", value)
        return made
    put(made, "direction", same_place(value, way))
    misused(made, "track", "truck", way, report)
    return made


def _started(at: Node, move: Move, direction: str | None) -> Mapping:
    made = Mapping({}, {}, at.span, at.path)
    put(made, "move", same_place(at, move.name))
    if direction is not None:
        put(made, "direction", same_place(at, direction))
    return made


def _guessed(name: str, node: Node, report: Report) -> Mapping | None:
    """Report a name that no move has; what it probably means stands in, so that times are still checked."""
    names, words = vocabulary().move_names, understood(name)
    if _not_moves(words, node.span, node, report):
        return None
    guess = _guess(name, words, names)
    report.add(
        "unknown-move",
        "camera",
        node,
        f"unknown camera move {name!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess else _what_is_known(words),
    )
    report.give_up_at(node.span)
    return None if guess is None else _started(node, *names[normal(guess)])


def _guess(name: str, words: Words, names: Iterable[str]) -> str | None:
    """The name that was probably meant; none where words are left over that a guess would drop."""
    if not words.unknown:  # the words are known and say how a move goes, but not which
        return None
    guess = nearest(name, names)
    return guess if guess and (not words.moves or len(guess.split()) == len(normal(name).split())) else None


def _what_is_known(words: Words) -> str:
    if words.moves and words.unknown:
        told = " and ".join(dict.fromkeys(move.name.replace("_", " ") for move, _ in words.moves))
        return (
            f"{' '.join(words.unknown)!r} cannot be said of a {told}; what it ends on is `ends_on`, "
            "where it starts `starts_on`, and what it goes over, along or through is its `path`"
        )
    return "the moves: " + ", ".join(vocabulary().moves)


def _guessed_key(key: str, value: Node, item: Mapping, report: Report) -> tuple[Mapping | None] | None:
    names, words, span = vocabulary().move_names, understood(key), item.keys[key]
    if _not_moves(words, span, value, report):
        return None
    guess = _guess(key, words, [*names, *ITEM_KEYS, *MOVE_KEYS])
    has_move = any(normal(other) in names for other in item.entries) or "move" in item.entries
    what = "unknown key" if has_move else "unknown camera move"
    report.add(
        "unknown-key" if has_move else "unknown-move",
        "source" if has_move else "camera",
        span,
        f"{what} {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        path=value.path,
        fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess or has_move else _what_is_known(words),
    )
    report.give_up_at(span)
    found = names.get(normal(guess)) if guess and not has_move else None
    return None if found is None else (_started(Scalar(key, key, span, value.path), *found),)


def _not_moves(words: Words, span: Span, value: Node, report: Report) -> bool:
    """Report what is said and is no move; whether that is all there is to say of the words."""
    for name in words.elsewhere:
        where = vocabulary().elsewhere[name]
        message = f"{name!r} is not a camera move"
        report.add("not-a-move", "camera", span, message, path=value.path, hint=f"write {where}")
    if words.denied:
        hint = "write what shall not happen under `avoid`"
        message = f"{words.denied!r} is not a camera move"
        report.add("not-a-move", "camera", span, message, path=value.path, hint=hint)
    return bool(words.elsewhere or words.denied) and not words.unknown
