"""How far a move goes: one measure, in the unit of what the move changes."""

from __future__ import annotations

from promptkit.source import Mapping, Node, Scalar

from ._nodes import put, text_of
from ._quantities import Rate, rate
from ._report import Report
from ._units import millimetres
from ._vocabulary import Move, vocabulary

#: Keys of a move that only some moves take, with what they say.
MEASURES = {
    "degrees": "an angle",
    "distance": "a distance",
    "factor": "a zoom factor",
    "to": "a focal length",
    "from": "a side",
    "subject": "a subject",
    "path": "a path",
}
#: Those that say how far; a move takes one of them.
HOW_FAR = ("degrees", "distance", "factor", "to")


def move_of(member: Mapping) -> Move:
    """The move of a member whose name is known."""
    return vocabulary().moves[str(text_of(member.entries["move"]))]


def shared_measure(name: str, node: Node, members: list[Mapping], report: Report) -> None:
    """Give a measure that stands beside several moves to the one that takes it."""
    fitting = [member for member in members if move_of(member).takes(name)]
    if name == "path":  # of a camera that travels and turns, it is the travel's
        fitting = sorted(fitting, key=lambda member: not move_of(member).travels)[:1]
    if len(fitting) == 1:
        if name in fitting[0].entries:
            report.add("ambiguous-measure", "camera", node, f"{move_of(fitting[0]).name} has two values for {name!r}")
        else:
            put(fitting[0], name, node)
    elif fitting:
        names = " and ".join(move_of(member).name for member in fitting)
        message = f"{name!r} fits both {names}: write it into the one that it belongs to"
        report.add("ambiguous-measure", "camera", node, message, hint=_inside(name, fitting[0]))
    elif len(members) == 1:
        report.add("measure-unit", "camera", node, _misfit(move_of(members[0]), name))
    else:
        names = " and ".join(move_of(member).name for member in members)
        report.add("measure-unit", "camera", node, f"neither {names} takes {name!r}")


def check_measures(member: Mapping, report: Report) -> None:
    """Report measures that the move does not take, several at once, and a focal length that is none; leave them out."""
    move, measured = move_of(member), ""
    for name in MEASURES:
        node = member.entries.get(name)
        if node is None:
            continue
        if not move.takes(name):
            report.add("measure-unit", "camera", node, _misfit(move, name))
        elif name in HOW_FAR and measured:
            report.add("ambiguous-measure", "camera", node, f"{move.name} has two measures, {measured!r} and {name!r}")
        elif not _makes_sense(name, node, move, report):
            pass
        else:
            measured = name if name in HOW_FAR else measured
            continue
        del member.entries[name], member.keys[name]


def shared_speed(node: Node, members: list[Mapping], report: Report) -> bool:
    """Give a speed in numbers that stands beside several moves to the one on whose axis it is.

    :return: whether that is all there is to do; a word of speed, or a speed that fits none of them, is said of all.
    """
    read = _rate_of(node)
    if read is None or len(members) == 1:
        return False
    fitting = [member for member in members if move_of(member).rate == read.axis and "speed" not in member.entries]
    if not fitting:
        return False
    if len(fitting) == 1:
        put(fitting[0], "speed", node)
        return True
    names = " and ".join(move_of(member).name for member in fitting)
    message = f"'speed' fits both {names}: write it into the one that it belongs to"
    report.add("ambiguous-measure", "camera", node, message, hint=_inside("speed", fitting[0]))
    return True


def _rate_of(node: Node) -> Rate | None:
    text = text_of(node)
    try:
        return None if text is None else rate(text)
    except ValueError:
        return None  # told where the value is validated


def check_pace(member: Mapping, report: Report) -> None:
    """Report a speed in the unit of another axis, and the speed of a hold; leave them out."""
    move = move_of(member)
    for name in ("speed", "ease"):
        node = member.entries.get(name)
        if node is None:
            continue
        read = _rate_of(node) if name == "speed" else None
        if move.name == "hold":
            report.add("invalid-value", "source", node, f"a hold has no {name!r}: the camera rests")
        elif read is not None and read.axis != move.rate:
            report.add("measure-unit", "camera", node, f"{_own_speed(move)}, not by {MEASURES[read.axis]}")
        else:
            continue
        del member.entries[name], member.keys[name]


def _own_speed(move: Move) -> str:
    if move.rate is None:
        return f"the speed of a {move.noun} is told in words"
    return f"the speed of a {move.noun} is measured by {MEASURES[move.rate]}"


def _makes_sense(name: str, node: Node, move: Move, report: Report) -> bool:
    """Whether the value is of its kind, where that is not left to its type."""
    if name == "to" and "to" in move.measures:
        return _is_focal_length(node, report)
    return name != "path" or _leads_somewhere(node, report)


def _is_focal_length(node: Node, report: Report) -> bool:
    value = node.value if isinstance(node, Scalar) else text_of(node)
    try:
        return millimetres(value) > 0
    except ValueError as error:
        report.add("invalid-value", "source", node, str(error), hint="what the picture ends on is `ends_on`")
        return False


def _leads_somewhere(node: Node, report: Report) -> bool:
    """Whether a path says how it goes by the thing that it names."""
    text = text_of(node) or ""
    if not text.lower().startswith(("the ", "a ", "an ")):
        return True
    message = f"a path starts with a word such as over, along, past or through, not with {text.split()[0]!r}"
    report.add("invalid-value", "source", node, message, hint=f"as in `path: over {text}`")
    return False


def _misfit(move: Move, name: str) -> str:
    units = " or ".join(MEASURES[measure] for measure in move.measures)
    if not units or name not in HOW_FAR:
        return f"{move.name} takes no {name!r}"
    return f"{move.name} is measured by {units}, not by {MEASURES[name]}"


def _inside(name: str, member: Mapping) -> str:
    direction = text_of(member.entries["direction"]) if "direction" in member.entries else None
    way = f"go: {direction}, " if direction else ""
    return f"as in `{move_of(member).name}: {{{way}{name}: ...}}`"
