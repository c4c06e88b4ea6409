"""Where a move goes: directions in other words, and those that belong to another move."""

from __future__ import annotations

from collections.abc import Mapping as Map

from promptkit.findings import Fix, Severity, Span
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._move_words import Words, understood
from ._nodes import put, same_place, text_of
from ._report import Report, replace
from ._units import seconds
from ._vocabulary import Move, nearest, normal, vocabulary


def directed(made: Mapping, move: Move, report: Report, *, written: str | None = None) -> Mapping | None:
    """Read the member's direction: a synonym becomes the plain word, a clear misuse becomes the move that is meant.

    :param written: the move as the user named it, where that is not its own name.
    """
    node = made.entries.get("direction")
    if node is None:
        return made
    text = text_of(node)
    if text is None:
        report.add("invalid-value", "source", node, f"expected a direction for {move.name}, not {kind_of(node)}")
        return None
    direction, sweep = plain_direction(text), ""
    if direction not in vocabulary().directions:
        words = understood(text, move)
        if words.unknown or words.elsewhere or len(words.ways) > 1 or words.move not in (None, move):
            _unknown_direction(move, text, node, report)
            return None
        if not words.ways and not words.said:
            _unknown_direction(move, text, node, report)
            return None
        del made.entries["direction"], made.keys["direction"]
        say(made, {key: said for key, said in words.said.items() if key not in made.entries}, node)
        if not words.ways:
            return made
        direction, sweep = words.ways[0], words.sweep
    put(made, "direction", same_place(node, direction))
    if sweep:
        _swept(node, move.name, sweep, direction, replace(node.span, direction, f"write {direction!r}"), report)
    name = written or move.name
    return _fitted(made, move, direction, name, node, report)


def directed_by_name(made: Mapping, move: Move, words: Words, name: str, report: Report) -> Mapping | None:
    """The direction that stands in a move's own name: ``dolly left slowly``."""
    direction, at = words.ways[0], made.entries["move"]
    meant = _meant(move, direction)
    way = move.read_as.get(direction, direction)
    tail = set(words.said) - {"speed"}
    speed = f"{words.said['speed']} " if "speed" in words.said else ""
    better = f"{speed}{(meant or move.name).replace('_', ' ')} {way}"
    fix = None if tail else replace(at.span, better, f"write {better!r}")
    if words.sweep:
        _swept(at, meant or move.name, words.sweep, direction, fix, report)
    elif meant is not None or way != direction:
        noun = vocabulary().moves[meant or move.name].noun
        said = f"{name!r} is called a {noun}; it" if meant else repr(name)
        message = f"{said} is read as '{(meant or move.name).replace('_', ' ')} {way}'"
        _warn(at, message, fix, report)
    if meant is not None:
        put(made, "move", same_place(at, meant))
        return made
    if way in move.directions:
        put(made, "direction", same_place(at, way))
        return made
    better = "" if tail else f"{speed}{move.unclear.get(direction, [''])[0]} {direction}"
    _unfit(move, direction, at, at.span, better, report)
    return None


def _fitted(made: Mapping, move: Move, direction: str, name: str, node: Node, report: Report) -> Mapping | None:
    """The member with a direction that its move has, or with the move that has the direction."""
    if direction in move.directions:
        return made
    if direction in move.read_as:
        way = move.read_as[direction]
        put(made, "direction", same_place(node, way))
        message = f"'{name}: {direction}' is read as '{move.name}: {way}', seen from behind the camera"
        _warn(node, message, replace(node.span, way, f"write {way!r}"), report)
        return made
    meant = _meant(move, direction)
    if meant is None:
        _unfit(move, direction, node, made.entries["move"].span, move.unclear.get(direction, [""])[0], report)
        return None
    misused(made, name, meant, direction, report)
    return made


def _meant(move: Move, direction: str) -> str | None:
    """The move that a direction really belongs to."""
    if direction in move.directions:
        return None
    return "truck" if move.name == "track" and direction in ("left", "right") else move.misuse.get(direction)


def misused(made: Mapping, written: str, meant: str, direction: str, report: Report) -> None:
    """Make the move the one whose direction it is, with a finding."""
    key = made.entries["move"]
    noun = vocabulary().moves[meant].noun
    message = f"'{written}: {direction}' is called a {noun}; it is read as '{meant}: {direction}'"
    computed = "direction" in made.entries and _is_computed(made.entries["direction"])
    _warn(key, message, None if computed else replace(key.span, meant, f"write {meant!r}"), report)
    put(made, "move", same_place(key, meant))


def _swept(at: Node, name: str, sweep: str, way: str, fix: Fix | None, report: Report) -> None:
    _warn(at, f"{sweep!r} is read as {way!r}: that is where the camera goes in '{name}: {way}'", fix, report)


def _warn(at: Node, message: str, fix: Fix | None, report: Report) -> None:
    fix = None if _is_computed(at) else fix
    report.add("misused-move", "camera", at, message, severity=Severity.WARNING, fix=fix)


def _unfit(move: Move, way: str, node: Node, at: Span, better: str, report: Report) -> None:
    """A direction that the move does not have, and that may mean several others.

    :param better: what would stand at ``at`` if the likeliest of them were meant; empty if that cannot be said.
    """
    several = move.unclear.get(way)
    if several is None:
        _unknown_direction(move, way, node, report)
        return
    report.add(
        "unknown-direction",
        "camera",
        node,
        _has_not(move, way),
        fix=replace(at, better, f"write {better!r}", "unsafe") if better and not _is_computed(node) else None,
        hint=f"perhaps {' or '.join(f'`{each}: {way}`' for each in several)} is meant",
    )


def _unknown_direction(move: Move, text: str, node: Node, report: Report) -> None:
    guess = nearest(normal(text), move.directions)
    report.add(
        "unknown-direction",
        "camera",
        node,
        _has_not(move, text),
        fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess else _measure_hint(move, text, node),
    )


def _has_not(move: Move, text: str) -> str:
    allowed = f"its directions: {', '.join(move.directions)}" if move.directions else "it takes none"
    return f"{move.name} has no direction {text!r} ({allowed})"


def _is_computed(node: Node) -> bool:
    """Whether an expression gave the value: with another one, the move would be another, too."""
    return isinstance(node, Scalar) and node.computed


def _measure_hint(move: Move, text: str, node: Node) -> str | None:
    """Where a number or a subject that stands in the place of a direction belongs."""
    first = move.directions[0] if move.directions else ""
    if is_length(node):
        far = f", an angle `{move.name}: {{go: {first}, degrees: {text}}}`" if "degrees" in move.measures else ""
        return f"a length is written `for: {text}`{far}"
    if move.subject and first:
        return f"what it goes around is its subject: `{move.name}: {{go: {first}, subject: {text}}}`"
    return None


def plain_direction(text: str) -> str:
    """The direction in its own word, where the text is one."""
    return vocabulary().direction_synonyms.get(normal(text), normal(text))


def say(made: Mapping, said: Map[str, str], at: Node) -> None:
    """Put what a text says beside its move, at the text's place."""
    for key, text in said.items():
        put(made, key, same_place(at, float(text) if key == "factor" else text))


def is_length(value: Node) -> bool:
    """Whether the value says how long."""
    if not isinstance(value, Scalar):
        return False
    try:
        return value.value == "all" or seconds(value.value) >= 0
    except ValueError:
        return False


def kind_of(node: Node) -> str:
    """What to call a node that is no text."""
    if isinstance(node, Mapping):
        return "a map"
    return "a list" if isinstance(node, Sequence) else "nothing"
