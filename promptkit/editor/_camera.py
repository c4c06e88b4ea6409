"""The camera's moves as JSON Schema: every name of every move, with the directions and measures that it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from promptkit.language import KnownMove, Term, vocabulary

from ._fragments import JOINT, NOTHING, Fragment, any_of, either, entries, or_nothing, ref, spelled, words

_TIMES = {"for": "length", "at": "start", "weight": "positive", "id": "id", "starts_on": "text", "ends_on": "text"}
_PACE = {"speed": "speed", "ease": "ease"}
_MEASURES = {"degrees": "degrees", "distance": "distance", "factor": "positive", "to": "focal-length"}
#: What a name may say beside the move.
_BESIDE = (
    "seconds",
    "second",
    "s",
    "degrees",
    "degree",
    "deg",
    "over",
    "from",
    "to",
    "for",
    "then",
    "m",
    "cm",
    "mm",
    "x",
)
#: Words behind which a subject stands.
_TOWARD = ("on", "onto", "to", "toward", "towards", "until", "about", "from", "starting", "ending")


def camera(about: dict[str, str]) -> dict[str, Fragment]:
    """The definitions: ``camera``, its entries, and each move.

    :param about: what the keys of an entry mean.
    """
    moves = vocabulary().moves.values()
    found = {f"move-{move.name}": _move(move, about) for move in moves}
    found |= {_way_of(move): _way(move.directions) for move in moves if move.directions}
    found["speed"] = either(_speed(), ref("rate"))
    found["ease"] = words(dict.fromkeys(_own(vocabulary().eases), ""), spelled(vocabulary().eases))
    found["side"] = words(dict.fromkeys(_own(vocabulary().track_sides), ""), spelled(vocabulary().track_sides))
    found["move-in-words"] = _in_words()
    found["camera-keys"] = _keys(about)
    found["camera-item"] = either({"allOf": [ref("move-in-words")], "not": _unclear()}, _whole())
    found["camera-change"] = either(ref("move-in-words"), ref("camera-keys"))
    found["camera"] = entries(ref("camera-item"), ref("camera-change"))
    return found


def _own(names: Mapping[str, Term | str]) -> list[str]:
    """The terms that names mean, each once."""
    return list(dict.fromkeys(each if isinstance(each, str) else each.name for each in names.values()))


def _speed() -> Fragment:
    speeds = vocabulary().speeds
    return words(dict.fromkeys(_own(speeds), ""), spelled(speeds, ("a", "at", "pace", "speed")))


def _names(move: KnownMove) -> list[str]:
    """The names of a move that leave the direction open."""
    return [name for name, (known, way) in vocabulary().move_names.items() if known is move and way is None]


def _way_of(move: KnownMove) -> str:
    """The name of the definition of a move's directions."""
    return f"way-{'-'.join(move.directions)}"


def _way(directions: tuple[str, ...]) -> Fragment:
    """Where a move goes, in any words that name one of its directions."""
    known = vocabulary()
    others = {**known.direction_synonyms, **known.sweeps}
    said = [*directions, *(name for name, way in others.items() if way in directions)]
    pattern = rf"^(?:.*[\s_-])?(?:{any_of(*said)})(?:[\s_-].*)?\s*$"
    return words({way: known.directions[way] for way in directions}, pattern)


def _move(move: KnownMove, about: dict[str, str]) -> Fragment:
    """What stands behind a move's name."""
    inner: dict[str, Fragment] = {key: ref(name) for key, name in _TIMES.items()}
    if move.name != "hold":
        inner |= {key: ref(name) for key, name in _PACE.items()}
    inner |= {key: ref(_MEASURES[key]) for key in move.measures}
    if move.directions:
        inner |= dict.fromkeys(("go", "direction"), ref(_way_of(move)))
    if move.subject:
        inner |= dict.fromkeys(("subject", "who"), ref("text"))
    if move.takes("from"):
        inner["from"] = ref("side") if move.subject else ref("text")
    if move.takes("path"):
        inner["path"] = ref("text")
    if move.takes("starts_on"):
        inner |= {key: ref("text") for key in ("from", "to") if key not in inner}
    elif move.takes("to"):
        inner["to"] = ref("text")
    told = {key: _told(or_nothing(fragment), about.get(key)) for key, fragment in inner.items()}
    mapped: Fragment = {"type": "object", "additionalProperties": False, "properties": told}
    if move.takes("path"):
        mapped["patternProperties"] = {spelled(_route()): or_nothing(ref("text"))}
    return {"description": _capital(move.means), **either(_short(move), mapped, NOTHING)}


def _route() -> tuple[str, ...]:
    """The words in front of what a move goes by or ends on, as keys."""
    return tuple(sorted(vocabulary().path_words | vocabulary().end_words))


def _short(move: KnownMove) -> Fragment:
    if move.name == "hold":
        return ref("length")
    return ref(_way_of(move)) if move.directions else ref("text")


def _told(fragment: Fragment, about: str | None) -> Fragment:
    return {"description": about, **fragment} if about else fragment


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


#: What a picture can end on, and no measure.
_A_THING: Fragment = {"type": "string", "not": {"pattern": r"^\s*[0-9.]+\s*[A-Za-z°]{0,3}\s*$"}}
#: The keys of an entry that are no moves.
_ITEM_KEYS = (*_TIMES, *_PACE, *_MEASURES, "go", "direction", "from", "subject", "path")


def _keys(about: dict[str, str]) -> Fragment:
    """What an entry, or a change to one, may hold: moves with what is said of them, and keys of the entry itself."""
    own = {key: ref({**_TIMES, **_PACE, **_MEASURES}.get(key, "text")) for key in _ITEM_KEYS}
    own |= {"move": ref("move-in-words"), "to": ref("text")}
    properties = {key: _told(or_nothing(fragment), about.get(key)) for key, fragment in own.items()}
    moves = vocabulary().moves.values()
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties | {move.name: ref(f"move-{move.name}") for move in moves},
        "patternProperties": {
            **{spelled(_names(move)): ref(f"move-{move.name}") for move in moves},
            spelled(vocabulary().elsewhere): False,
            spelled(_route()): or_nothing(ref("text")),
            _said(): {"type": ["string", "number", "object", "null"]},
        },
    }


def _whole() -> Fragment:
    """An entry as a map: at least one of its keys is a move, and its measures are those of a move in it."""
    own: Fragment = {"anyOf": [{"enum": list(_ITEM_KEYS)}, {"pattern": spelled(_route())}]}
    return {
        "allOf": [ref("camera-keys")],
        "not": {"propertyNames": own},
        "dependencies": {
            "hold": {"propertyNames": {"anyOf": [{"const": "hold"}, own]}},
            **{key: _some(key) for key in ("degrees", "distance", "factor")},
            "to": {"anyOf": [_some("to"), {"properties": {"to": _A_THING}}]},
        },
    }


def _some(measure: str) -> Fragment:
    """That one of the entry's moves is measured so, as far as their names tell."""
    names = [name for name, (move, _) in vocabulary().move_names.items() if move.takes(measure)]
    fitting = rf"^(?:.*[\s_-])?(?:{any_of(*names, 'move')})(?:[\s_-].*)?$"
    return {"not": {"propertyNames": {"not": {"pattern": fitting}}}}


def _in_words() -> Fragment:
    suggested = {"hold": vocabulary().moves["hold"].means}
    for move in vocabulary().moves.values():
        said = {f"{name} {way}" for name in _names(move) for way in move.directions}
        suggested |= {f"{move.name.replace('_', ' ')} {way}": move.means for way in move.directions}
        names = [name for name, (known, way) in vocabulary().move_names.items() if known is move and way is not None]
        suggested |= {name: move.means for name in names if name not in said}
    return words(suggested, _said())


def _unclear() -> Fragment:
    """Names that leave open where the camera goes, or say it as another move would, and what is no move at all."""
    moves = vocabulary().moves.values()
    bare = [name for move in moves if move.directions for name in _names(move)]
    misused = [f"{name} {way}" for move in moves for way in move.misuse for name in _names(move)]
    return {"type": "string", "pattern": spelled([*bare, *misused, *vocabulary().elsewhere])}


def _said() -> str:
    """Words that can tell a move, in any order, then perhaps a subject; one that no name has is a slip."""
    known = vocabulary()
    names = [
        *known.move_names,
        *known.verbs,
        *known.direction_synonyms,
        *known.sweeps,
        *known.directions,
        *known.speeds,
    ]
    names += [*known.eases, *known.track_sides, *known.fillers, *_BESIDE]
    tokens = {token for name in names for token in re.split(r"[\s_\-]+", name) if token}
    token = rf"(?:{any_of(*tokens)}|[0-9.]+[a-z°]*)"
    with_subject = [name for name, (move, _) in known.move_names.items() if move.subject]
    toward = rf"{JOINT}(?:{any_of(*_TOWARD, *known.path_words)})\s.+"
    return rf"^\s*(?:{token}(?:{JOINT}{token})*(?:{toward})?|(?:{any_of(*with_subject)}){JOINT}.+)\s*$"
