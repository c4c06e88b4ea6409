"""The words of the language: moves, sizes, angles, supports, with their synonyms, from ``data/vocabulary.yaml``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_JOINTS = re.compile(r"[\s_\-]+")


@lru_cache(maxsize=4096)
def normal(term: str) -> str:
    """The term in lower case, with space, hyphen and underscore made one."""
    return _JOINTS.sub(" ", term.strip().lower())


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant by ``word``, if one is close enough."""
    by_normal = {normal(choice): choice for choice in choices}
    found = difflib.get_close_matches(normal(word), by_normal, n=1, cutoff=0.6)
    return by_normal[found[0]] if found else None


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move: what it changes, where it can go, and how the prompt says it."""

    name: str
    axes: frozenset[str]
    directions: tuple[str, ...]
    measures: tuple[str, ...]
    verb: str
    noun: str
    direction_synonyms: Mapping[str, str]
    misuse: Mapping[str, str]

    def takes(self, name: str) -> bool:
        """Whether the move can be told ``name``: a measure, whom it follows, or where it comes from and goes to."""
        if name in ("from", "side"):
            return self.name in ("track", "rack_focus")
        if name == "subject":
            return self.name == "track"
        return name in self.measures or (name == "to" and self.name == "rack_focus")

    @property
    def rate(self) -> str | None:
        """The measure that a speed in numbers goes with: ``distance``, ``degrees``, or none."""
        if self.name == "track":
            return "distance"
        return next((each for each in ("degrees", "distance") if each in self.measures), None)

    def opposite(self, direction: str) -> str | None:
        """The direction that undoes ``direction``."""
        if direction not in self.directions:
            return None
        at = self.directions.index(direction)
        return self.directions[at + 1 if at % 2 == 0 else at - 1]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list, and the phrase that the prompt uses for it."""

    name: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, looked up by any of their names after :func:`normal`.

    ``move_names`` maps a name to its move and, where the name contains it, the direction (``push in``: dolly, in).
    """

    moves: Mapping[str, Move]
    move_names: Mapping[str, tuple[Move, str | None]]
    elsewhere: Mapping[str, str]
    speeds: Mapping[str, Term]
    eases: Mapping[str, Term]
    supports: Mapping[str, Term]
    support_amounts: tuple[str, ...]
    shot_sizes: Mapping[str, str]
    angles: Mapping[str, str]
    angle_phrases: Mapping[str, str]
    depths_of_field: Mapping[str, str]
    light_roles: tuple[str, ...]
    light_qualities: frozenset[str]
    light_sources: Mapping[str, str]
    light_colours: frozenset[str]
    time_effects: tuple[str, ...]
    motions: tuple[str, ...]
    free_slots: frozenset[str]
    direction_synonyms: Mapping[str, str]
    track_sides: Mapping[str, str]
    other_keys: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    import yaml  # here, so that importing the language for its types alone stays cheap

    text = files("promptkit.language").joinpath("data/vocabulary.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    moves = {name: _move(name, entry) for name, entry in data["moves"].items()}
    light = data["light"]
    return Vocabulary(
        moves=moves,
        move_names=_move_names(moves, data["moves"]),
        elsewhere=data["elsewhere"],
        speeds=_terms(data["speeds"], "adverb"),
        eases=_terms(data["eases"], "phrase"),
        supports=_terms(data["supports"], "phrase"),
        support_amounts=tuple(data["support_amounts"]),
        shot_sizes=_names(data["shot_sizes"]),
        angles=_names(data["angles"]),
        angle_phrases=data["angle_phrases"],
        depths_of_field=_names(data["depths_of_field"]),
        light_roles=tuple(light["roles"]),
        light_qualities=frozenset(map(normal, light["qualities"])),
        light_sources={normal(name): phrase for name, phrase in light["sources"].items()},
        light_colours=frozenset(map(normal, light["colours"])),
        time_effects=tuple(data["time_effects"]),
        motions=tuple(data["motions"]),
        free_slots=frozenset(map(normal, data["free_slots"])),
        direction_synonyms=data["direction_synonyms"],
        track_sides=data["track_sides"],
        other_keys=data["other_keys"],
    )


def _move(name: str, entry: dict[str, Any]) -> Move:
    return Move(
        name=name,
        axes=frozenset(entry["axes"]),
        directions=tuple(entry["directions"]),
        measures=tuple(entry.get("measures", ())),
        verb=entry["verb"],
        noun=entry["noun"],
        direction_synonyms=entry.get("direction_synonyms", {}),
        misuse=entry.get("misuse", {}),
    )


def _move_names(moves: Mapping[str, Move], data: Mapping[str, Any]) -> dict[str, tuple[Move, str | None]]:
    names: dict[str, tuple[Move, str | None]] = {}
    for name, move in moves.items():
        entry = data[name]
        for synonym in (name, *entry.get("synonyms", ())):
            names[normal(synonym)] = (move, None)
            for direction in move.directions:
                names.setdefault(normal(f"{synonym} {direction}"), (move, direction))
        for synonym, direction in entry.get("directed", {}).items():
            names[normal(synonym)] = (move, direction)
    return names


def _terms(data: Mapping[str, Any], phrase: str) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for name, entry in data.items():
        for synonym in (name, *entry["synonyms"]):
            terms[normal(synonym)] = Term(name, entry[phrase])
    return terms


def _names(data: Mapping[str, list[str]]) -> dict[str, str]:
    return {normal(synonym): name for name, synonyms in data.items() for synonym in (name, *synonyms)}
