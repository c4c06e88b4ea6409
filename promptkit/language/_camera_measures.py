"""How far a move goes: one measure, in the unit of what the move changes."""

from __future__ import annotations

from promptkit.source import Mapping, Node, Scalar

from ._nodes import put, text_of
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
}
#: Those that say how far; a move takes one of them.
HOW_FAR = ("degrees", "distance", "factor", "to")


def move_of(member: Mapping) -> Move:
    """The move of a member whose name is known."""
    return vocabulary().moves[str(text_of(member.entries["move"]))]


def shared_measure(name: str, node: Node, members: list[Mapping], report: Report) -> None:
    """Give a measure that stands beside several moves to the one that takes it."""
    fitting = [member for member in members if move_of(member).takes(name)]
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
        elif name == "to" and "to" in move.measures and not _is_focal_length(node, report):
            pass
        else:
            measured = name if name in HOW_FAR else measured
            continue
        del member.entries[name], member.keys[name]


def _is_focal_length(node: Node, report: Report) -> bool:
    value = node.value if isinstance(node, Scalar) else text_of(node)
    try:
        return millimetres(value) > 0
    except ValueError as error:
        report.add("invalid-value", "source", node, str(error))
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
