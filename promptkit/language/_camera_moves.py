"""One move as people name it: synonyms, directions inside or beside the name, and clear misuse."""

from __future__ import annotations

from promptkit.findings import Severity, Span
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._nodes import is_empty, put, same_place, text_of
from ._report import Report, replace
from ._units import seconds
from ._vocabulary import Move, nearest, normal, vocabulary

ITEM_KEYS = ("for", "at", "weight", "id", "ends_on")
MOVE_KEYS = ("go", "direction", "speed", "ease", "degrees", "distance", "to", "factor", "from", "subject")
_MEMBER_KEYS = (*MOVE_KEYS, *ITEM_KEYS)


def named_move(value: Node, report: Report) -> Mapping | None:
    """The move that a text names, with the direction that the name contains."""
    name = text_of(value)
    if name is None:
        report.add("invalid-value", "source", value, "expected a camera move such as `dolly: in` or `hold: 1`")
        return None
    found = vocabulary().move_names.get(normal(name))
    if found is not None:
        return _started(value, *found)
    return _misread(name, value, report) or _guessed(name, value, report)


def member(key: str, value: Node, item: Mapping, report: Report) -> Mapping | None:
    """One ``move: direction`` of an item, the value being a direction, a subject, a length or a map of these."""
    found = vocabulary().move_names.get(normal(key)) or _guessed_key(key, value, item, report)
    if found is None:
        return None
    move, direction = found
    made = _started(Scalar(key, key, item.keys[key], value.path), move, direction)
    if not isinstance(value, Mapping):
        return _short_member(made, move, direction, value, report)
    for inner, node in value.entries.items():
        _member_entry(made, move, inner, node, value, report)
    return directed(made, move, report, written=key)


def _member_entry(made: Mapping, move: Move, key: str, node: Node, written: Mapping, report: Report) -> None:
    name = normal(key).replace(" ", "_")
    if name in ("go", "who"):
        name = {"go": "direction", "who": "subject"}[name]
    if is_empty(node):
        report.add("empty-value", "source", written.keys[key], f"{key!r} has no value", path=node.path)
    elif name == "direction" and "direction" in made.entries:
        report.add("invalid-value", "source", node, "the move already has a direction")
    elif name in _MEMBER_KEYS:
        put(made, name, node)
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


def _short_member(made: Mapping, move: Move, direction: str | None, value: Node, report: Report) -> Mapping | None:
    text = text_of(value)
    if move.name == "hold" or (direction is not None and _is_length(value)):
        put(made, "for", value)
        return made
    if text is None:
        wanted = "a length" if direction is not None else "a direction"
        report.add("invalid-value", "source", value, f"expected {wanted} for {move.name}, not {_kind(value)}")
        return None
    if direction is not None:
        if normal(text) in vocabulary().speeds:
            put(made, "speed", value)
            return made
        message = f"{text!r} stands where a length was expected: this move's name already says where it goes"
        report.add("invalid-value", "source", value, message)
        return None
    if move.name == "track":
        return _tracked(made, value, text, report)
    if move.name == "rack_focus":
        put(made, "to", value)
        return made
    put(made, "direction", value)
    return directed(made, move, report)


def _is_length(value: Node) -> bool:
    if not isinstance(value, Scalar):
        return False
    try:
        return value.value == "all" or seconds(value.value) >= 0
    except ValueError:
        return False


def _tracked(made: Mapping, value: Node, text: str, report: Report) -> Mapping:
    way = _plain_direction(text)
    if way not in ("left", "right"):
        put(made, "subject", value)
        return made
    put(made, "direction", same_place(value, way))
    _misused(made, "track", "truck", way, report)
    return made


def directed(made: Mapping, move: Move, report: Report, *, written: str | None = None) -> Mapping | None:
    """Read the member's direction: a synonym becomes the plain word, a clear misuse becomes the move that is meant.

    :param written: the move as the user named it, where that is not its own name.
    """
    node = made.entries.get("direction")
    if node is None:
        return made
    text = text_of(node)
    if text is None:
        report.add("invalid-value", "source", node, f"expected a direction for {move.name}, not {_kind(node)}")
        return None
    word = normal(text)
    direction = move.direction_synonyms.get(word, _plain_direction(text))
    if direction in move.directions:
        put(made, "direction", same_place(node, direction))
        return made
    meant = "truck" if move.name == "track" and direction in ("left", "right") else move.misuse.get(direction)
    if meant is not None:
        put(made, "direction", same_place(node, direction))
        _misused(made, written or move.name, meant, direction, report)
        return made
    _unknown_direction(move, text, node, report)
    return None


def _unknown_direction(move: Move, text: str, node: Node, report: Report) -> None:
    guess = nearest(normal(text), move.directions)
    allowed = f"its directions: {', '.join(move.directions)}" if move.directions else "it takes none"
    report.add(
        "unknown-direction",
        "camera",
        node,
        f"{move.name} has no direction {text!r} ({allowed})",
        fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=f"a length is written `for: {text}`" if _is_length(node) and not guess else None,
    )


def _plain_direction(text: str) -> str:
    return vocabulary().direction_synonyms.get(normal(text), normal(text))


def _misused(made: Mapping, written: str, meant: str, direction: str, report: Report) -> None:
    key = made.entries["move"]
    report.add(
        "misused-move",
        "camera",
        key,
        f"'{written}: {direction}' is called a {vocabulary().moves[meant].noun}; it is read as '{meant}: {direction}'",
        severity=Severity.WARNING,
        fix=None if _is_computed(made.entries["direction"]) else replace(key.span, meant, f"write {meant!r}"),
    )
    put(made, "move", same_place(key, meant))


def _is_computed(node: Node) -> bool:
    """Whether an expression gave the value: with another one, the move would be another, too."""
    return isinstance(node, Scalar) and node.computed


def _started(at: Node, move: Move, direction: str | None) -> Mapping:
    made = Mapping({}, {}, at.span, at.path)
    put(made, "move", same_place(at, move.name))
    if direction is not None:
        put(made, "direction", same_place(at, direction))
    return made


def _misread(name: str, node: Node, report: Report) -> Mapping | None:
    """``dolly left`` in one string: the same clear misuse as ``dolly: left``."""
    first, _, last = normal(name).rpartition(" ")
    found = vocabulary().move_names.get(first)
    if found is None or found[1] is not None:
        return None
    direction = _plain_direction(last)
    meant = found[0].misuse.get(direction)
    if meant is None:
        return None
    report.add(
        "misused-move",
        "camera",
        node,
        f"{name!r} is called a {vocabulary().moves[meant].noun}; it is read as '{meant} {direction}'",
        severity=Severity.WARNING,
        fix=replace(node.span, f"{meant} {direction}", f"write '{meant} {direction}'"),
    )
    return _started(node, vocabulary().moves[meant], direction)


def _guessed(name: str, node: Node, report: Report) -> Mapping | None:
    """Report a name that no move has; what it probably means stands in, so that times are still checked."""
    words = vocabulary()
    if normal(name) in words.elsewhere:
        _not_a_move(name, node.span, node, report)
        return None
    guess = nearest(name, words.move_names)
    report.add(
        "unknown-move",
        "camera",
        node,
        f"unknown camera move {name!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess else "the moves: " + ", ".join(words.moves),
    )
    report.give_up_at(node.span)
    return None if guess is None else _started(node, *words.move_names[normal(guess)])


def _guessed_key(key: str, value: Node, item: Mapping, report: Report) -> tuple[Move, str | None] | None:
    words, span = vocabulary(), item.keys[key]
    if normal(key) in words.elsewhere:
        _not_a_move(key, span, value, report)
        return None
    guess = nearest(key, [*words.move_names, *ITEM_KEYS, *MOVE_KEYS])
    has_move = any(normal(other) in words.move_names for other in item.entries) or "move" in item.entries
    what = "unknown key" if has_move else "unknown camera move"
    report.add(
        "unknown-key" if has_move else "unknown-move",
        "source" if has_move else "camera",
        span,
        f"{what} {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        path=value.path,
        fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess or has_move else "the moves: " + ", ".join(words.moves),
    )
    report.give_up_at(span)
    return words.move_names.get(normal(guess)) if guess and not has_move else None


def _not_a_move(name: str, span: Span, value: Node, report: Report) -> None:
    where = vocabulary().elsewhere[normal(name)]
    message = f"{name!r} is not a camera move"
    report.add("not-a-move", "camera", span, message, path=value.path, hint=f"write {where}")


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a map"
    return "a list" if isinstance(node, Sequence) else "nothing"
