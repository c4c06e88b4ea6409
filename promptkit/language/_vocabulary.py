"""The words of the language: moves, sizes, angles, lights, with their synonyms, from the files under ``data/``.

People write and read the YAML files there; what is loaded is ``vocabulary.json``, made of them by
:mod:`._gather_words`, for a YAML parser would take longer than the whole compilation of a shot.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_JOINTS = re.compile(r"[\s_\-]+")
_WORD = re.compile(r"[\w']+")
_ARTICLES = ("a", "an", "the")
#: Where more than the term begins.
_MORE = re.compile(r",| (?:on|of|from|over|past|through|with|at|in|into|to|as|behind)\b")


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
    """A camera move: what it changes, where it can go, and how the prompt says it.

    :param subject: whether a thing stands behind it instead of a direction: ``optional``, ``needed`` or empty.
    :param misuse: directions that belong to another move, with that move.
    :param read_as: directions that this move says in other words, with its own word.
    :param unclear: directions that may mean several moves, with these.
    :param means: what the camera does, in a line.
    :param source: key of :attr:`Vocabulary.sources`.
    """

    name: str
    axes: frozenset[str]
    directions: tuple[str, ...]
    measures: tuple[str, ...]
    subject: str
    verb: str
    noun: str
    misuse: Mapping[str, str]
    read_as: Mapping[str, str]
    unclear: Mapping[str, list[str]]
    means: str
    source: str

    def takes(self, name: str) -> bool:
        """Whether the move can be told ``name``: a measure, its path, whom it follows, where it comes from."""
        if name in ("from", "side"):
            return self.name in ("track", "rack_focus")
        if name == "subject":
            return bool(self.subject)
        if name == "path":
            return bool(self.axes - {"roll", "focus"})
        if name == "starts_on":
            return bool(self.axes - {"focus"})
        return name in self.measures or (name == "to" and self.name == "rack_focus")

    @property
    def travels(self) -> bool:
        """Whether the camera itself goes somewhere."""
        return bool(self.axes & {"depth", "lateral", "vertical", "orbit", "follow"})

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
    """A word of a list.

    :param phrase: what a prompt says for it.
    :param means: what it is, in a line; empty where the word says it.
    :param source: key of :attr:`Vocabulary.sources`.
    """

    name: str
    phrase: str
    means: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one key.

    :param key: where they are written, as a line of YAML with ``...`` for the word.
    :param closed: whether a word that is not among them is warned of.
    :param names: every name after :func:`normal`, with its term's own.
    """

    name: str
    about: str
    key: str
    closed: bool
    names: Mapping[str, str]
    fillers: tuple[str, ...]
    entries: Mapping[str, Mapping[str, Any]]
    source: str

    def read(self, text: str) -> str | None:
        """The term that the whole text names, words aside that say nothing beside it; ``None`` if it names none."""
        tried = [normal(text)]
        for words in tried:
            found = self.names.get(words)
            if found is not None:
                return found
            tried += (shorter for shorter in self._without_filler(words) if shorter not in tried)
        return None

    def read_with_more(self, text: str) -> str | None:
        """The text with its first words as a term, where a joint shows that they end there: ``CU on her hands``."""
        for joint in _MORE.finditer(text):
            term = self.read(text[: joint.start()])
            if term is not None:
                return f"{term}{text[joint.start() :]}"
        return None

    def _without_filler(self, words: str) -> Iterator[str]:
        for filler in (*self.fillers, *_ARTICLES):
            if words.startswith(f"{filler} "):
                yield words[len(filler) + 1 :]
            if words.endswith(f" {filler}"):
                yield words[: -len(filler) - 1]

    def group(self, term: str) -> str:
        """The group that a term belongs to; empty where it is told of none."""
        found: str = self.entries.get(term, {}).get("group", "")
        return found

    def mentions(self, text: str) -> bool:
        """Whether one of the terms stands somewhere in the text, by its own name."""
        words = f" {' '.join(_WORD.findall(normal(text)))} "
        return any(f" {' '.join(_WORD.findall(normal(name)))} " in words for name in self.entries)

    def terms(self) -> dict[str, Term]:
        """Every term by its own name, in the order of the data."""
        return {name: _term(name, entry, self.source) for name, entry in self.entries.items()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, looked up by any of their names after :func:`normal`.

    ``move_names`` maps a name to its move and, where the name contains it, the direction (``push in``: dolly, in);
    ``measured`` has what else a name contains (``lead tracking``: from ahead), ``shown`` how much a name of a support
    says of it (``shaky cam``: strong). ``lists`` holds the words of every key
    by the key's name; ``speeds`` and the like are the same words, by what is asked of them most.
    """

    moves: Mapping[str, Move]
    move_names: Mapping[str, tuple[Move, str | None]]
    measured: Mapping[str, Mapping[str, str]]
    verbs: Mapping[str, str]
    fillers: frozenset[str]
    elsewhere: Mapping[str, str]
    lists: Mapping[str, WordList]
    speeds: Mapping[str, Term]
    eases: Mapping[str, Term]
    supports: Mapping[str, Term]
    shown: Mapping[str, str]
    angle_phrases: Mapping[str, str]
    light_roles: tuple[str, ...]
    light_qualities: frozenset[str]
    light_sources: Mapping[str, str]
    light_colours: frozenset[str]
    time_effects: tuple[str, ...]
    motions: tuple[str, ...]
    free_slots: frozenset[str]
    directions: Mapping[str, str]
    direction_synonyms: Mapping[str, str]
    sweeps: Mapping[str, str]
    track_sides: Mapping[str, str]
    path_words: frozenset[str]
    end_words: frozenset[str]
    other_keys: Mapping[str, str]
    rivals: Mapping[str, list[list[str]]]
    sources: Mapping[str, str]
    as_of: str


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = json.loads(files("promptkit.language").joinpath("data/vocabulary.json").read_text("utf-8"))
    moves = {name: _move(name, entry) for name, entry in data["moves"].items()}
    lists = {name: _list(name, entry) for name, entry in data["lists"].items()}
    sources = lists["light_source"]
    return Vocabulary(
        moves=moves,
        move_names={name: (moves[move], direction) for name, (move, direction) in data["move_names"].items()},
        measured=data["measured"],
        verbs=data["verbs"],
        fillers=frozenset(data["fillers"]),
        elsewhere=data["elsewhere"],
        lists=lists,
        speeds=_by_name(lists["speed"]),
        eases=_by_name(lists["ease"]),
        supports=_by_name(lists["support"]),
        shown=data["shown"],
        angle_phrases={name: entry["phrase"] for name, entry in lists["angle"].entries.items() if "phrase" in entry},
        light_roles=tuple(lists["light_role"].entries),
        light_qualities=frozenset(lists["light_quality"].names),
        light_sources={name: sources.entries[term]["phrase"] for name, term in sources.names.items()},
        light_colours=frozenset(lists["light_colour"].names),
        time_effects=tuple(lists["time_effect"].entries),
        motions=tuple(lists["motion"].entries),
        free_slots=frozenset(map(normal, data["free_slots"])),
        directions=data["directions"]["means"],
        direction_synonyms=data["direction_synonyms"],
        sweeps=data["sweeps"],
        track_sides=data["track_sides"],
        path_words=frozenset(data["path_words"]),
        end_words=frozenset(data["end_words"]),
        other_keys=data["other_keys"],
        rivals=data["rivals"],
        sources=data["sources"],
        as_of=data["as_of"],
    )


def _move(name: str, entry: dict[str, Any]) -> Move:
    return Move(
        name=name,
        axes=frozenset(entry["axes"]),
        directions=tuple(entry["directions"]),
        measures=tuple(entry.get("measures", ())),
        subject=entry.get("subject", ""),
        verb=entry["verb"],
        noun=entry["noun"],
        misuse=entry.get("misuse", {}),
        read_as=entry.get("read_as", {}),
        unclear=entry.get("unclear", {}),
        means=entry["means"],
        source=entry["source"],
    )


def _list(name: str, entry: dict[str, Any]) -> WordList:
    return WordList(
        name=name,
        about=entry["about"],
        key=entry["key"],
        closed=entry.get("closed", False),
        names=entry["names"],
        fillers=tuple(entry.get("fillers", ())),
        entries=entry["terms"],
        source=entry["source"],
    )


def _by_name(words: WordList) -> dict[str, Term]:
    terms = words.terms()
    return {name: terms[term] for name, term in words.names.items()}


def _term(name: str, entry: Mapping[str, Any], source: str) -> Term:
    return Term(
        name=name,
        phrase=entry.get("phrase", name),
        means=entry.get("means", ""),
        source=entry.get("source", source),
    )
