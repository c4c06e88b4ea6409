"""What the camera does, in English."""

from __future__ import annotations

from collections.abc import Mapping

from promptkit.language import CameraItem, Move, Rate, Shot, normal, vocabulary
from promptkit.source import Path

from ._english import counted_seconds, joined, number
from ._marks import Marker
from ._times import When

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SIDES = {
    "ahead": "from ahead",
    "behind": "from behind",
    "left": "from the left",
    "right": "from the right",
    "above": "from above",
}


def camera_sentences(shot: Shot, marker: Marker, when: When) -> list[str]:
    """One marked clause per camera item, each ready to be a sentence."""
    sentences = []
    for at, item in enumerate(shot.camera):
        path: Path = ("camera", at)
        start = when.start(item.at, (*path, "at"))
        subject = "the camera" if at == 0 else "it" if start else "then it"
        clause = f"{subject} {_item_clause(item, path, marker, _rest(at, len(shot.camera)))}"
        sentences.append(marker.mark(joined([start, clause]), path))
    return sentences


def _item_clause(item: CameraItem, path: Path, marker: Marker, rest: str) -> str:
    """``dollies in slowly by 30 cm over 2 seconds, ending on Mara``, verbs in the third person.

    :param rest: how to say that the item takes all the time that is left.
    """
    shared = item.length if len(item.moves) == 1 else None
    together = len(item.moves) > 1 and len({move.ease for move in item.moves}) == 1
    said = ""
    for at, move in enumerate(item.moves):
        length = _said_length(move, shared, path, at, marker, rest)
        clause = move_clause(move, (*path, "moves", at), marker, length, eased=not together)
        offset = _offset(move, (*path, "moves", at, "at"), marker)
        said += (f" and, {offset}, " if offset else " and ") if said else (f"{offset}, " if offset else "")
        said += clause
    if path[1] != 0 and len(item.moves) == 1 and item.moves[0].move == "hold":
        said = said.replace("holds still", "holds", 1)
    if len(item.moves) > 1 and item.length is not None:
        said += f", {_length(item.length, (*path, 'for'), marker, 'over', rest)}"
    last = item.moves[-1]
    if together and last.ease is not None:
        said += f", {marker.mark(_ease(last.ease), (*path, 'moves', len(item.moves) - 1, 'ease'))}"
    if item.ends_on is not None:
        said += f", ending on {marker.mark(item.ends_on, (*path, 'ends_on'))}"
    return said


def _said_length(move: Move, shared: float | str | None, path: Path, at: int, marker: Marker, rest: str) -> str:
    """The length of one move of an item: its own, else the item's where it is the only one."""
    length, where = (shared, (*path, "for")) if move.length is None else (move.length, (*path, "moves", at, "for"))
    return _length(length, where, marker, "for" if move.move == "hold" else "over", rest)


def _offset(move: Move, path: Path, marker: Marker) -> str:
    """When a move of an item starts, told from the item's own start."""
    return marker.mark(f"from {counted_seconds(move.at)} in", path) if move.at else ""


def _rest(at: int, count: int) -> str:
    if count == 1:
        return "throughout"
    return "to the end of the clip" if at == count - 1 else "until the next move"


def move_clause(move: Move, path: Path, marker: Marker, length: str, *, eased: bool = True) -> str:
    """One move: verb, direction, speed, measure, length, easing.

    :param length: how long it lasts, in words; empty where that is not said.
    :param eased: whether its easing is said here.
    """
    kind = vocabulary().moves[move.move]
    parts = [
        marker.mark(kind.verb, (*path, "move")),
        _way(move, path, marker),
        marker.mark(_adverb(move.speed), (*path, "speed")) if isinstance(move.speed, str) else "",
        _measure(move, path, marker) if move.move != "arc" else "",
        f"at {marker.mark(move.speed.words, (*path, 'speed'))}" if isinstance(move.speed, Rate) else "",
        length,
    ]
    said = " ".join(part for part in parts if part)
    if move.move == "dolly_zoom":
        said += ", the lens zooming the other way so that the subject keeps its size"
    return said if move.ease is None or not eased else f"{said}, {marker.mark(_ease(move.ease), (*path, 'ease'))}"


def move_noun(move: Move) -> str:
    """What a beat is called elsewhere in the prompt: ``dolly-in``, ``pan left``, ``hold``."""
    noun = vocabulary().moves[move.move].noun
    if move.direction is None:
        return noun
    joint = "-" if move.direction in ("in", "out") else " "
    return f"{noun}{joint}{move.direction}"


def _way(move: Move, path: Path, marker: Marker) -> str:
    if move.move == "track":
        subject = marker.mark(move.subject or "the subject", (*path, "subject"))
        return joined([subject, _from(move, path, marker)], " ")
    if move.move == "rack_focus":
        ends = [f"from {marker.mark(move.side, (*path, 'from'))}" if move.side else ""]
        ends.append(f"to {marker.mark(move.to, (*path, 'to'))}" if move.to else "")
        return joined(ends, " ")
    if move.direction is None:
        return marker.mark(move.subject, (*path, "subject")) if move.subject else ""
    direction = marker.mark(move.direction, (*path, "direction"))
    if move.move != "arc":
        return direction
    subject = marker.mark(move.subject, (*path, "subject")) if move.subject else "the subject"
    return joined([_measure(move, path, marker), f"{direction} around {subject}"], " ")


def _from(move: Move, path: Path, marker: Marker) -> str:
    if move.side is None:
        return ""
    side = vocabulary().track_sides.get(move.side.lower())
    return marker.mark(_SIDES[side] if side else f"from {move.side}", (*path, "from"))


def _measure(move: Move, path: Path, marker: Marker) -> str:
    if move.degrees is not None:
        return f"{marker.mark(number(move.degrees), (*path, 'degrees'))} degree{'' if move.degrees == 1 else 's'}"
    if move.distance is not None:
        return f"by {marker.mark(move.distance.words, (*path, 'distance'))}"
    if move.factor is not None:
        return f"by a factor of {marker.mark(number(move.factor), (*path, 'factor'))}"
    if move.focal_length is not None:
        return f"to {marker.mark(number(move.focal_length), (*path, 'to'))} mm"
    return ""


def _length(length: float | str | None, path: Path, marker: Marker, preposition: str, rest: str) -> str:
    if length is None:
        return ""
    if isinstance(length, str):
        return marker.mark(rest, path)
    return f"{preposition} {marker.mark(counted_seconds(length), path)}"


def _adverb(speed: str) -> str:
    return vocabulary().speeds[normal(speed)].phrase


def _ease(ease: str) -> str:
    return vocabulary().eases[normal(ease)].phrase


def spoken_moves(shot: Shot) -> Mapping[Path, str]:
    """The noun of every camera item, as short as sets it apart: ``pan``, ``pan left``, ``second hold``."""
    whole = [" and ".join(move_noun(move) for move in item.moves) for item in shot.camera]
    bare = [" and ".join(_bare_noun(move) for move in item.moves) for item in shot.camera]
    nouns = [short if bare.count(short) == 1 else long for short, long in zip(bare, whole, strict=True)]
    return {("camera", at): _numbered(noun, nouns, at) for at, noun in enumerate(nouns)}


def _bare_noun(move: Move) -> str:
    return move_noun(move) if move.direction in ("in", "out") else vocabulary().moves[move.move].noun


def _numbered(noun: str, nouns: list[str], at: int) -> str:
    if nouns.count(noun) == 1:
        return noun
    rank = nouns[:at].count(noun)
    return f"{_ORDINALS[rank] if rank < len(_ORDINALS) else f'{rank + 1}th'} {noun}"
