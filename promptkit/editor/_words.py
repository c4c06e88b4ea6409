"""Which words of the vocabulary can stand under a key, and what each means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promptkit.language import normal, vocabulary

from ._context import ITEM

#: The word list of a key, where it is not called like the key.
_LISTS = {
    ("lighting", "style"): "light_style",
    ("quality",): "light_quality",
    ("source",): "light_source",
    ("colour",): "light_colour",
    ("support",): "support",
    ("amount",): "support_amount",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that can stand somewhere, with its meaning on one line."""

    name: str
    means: str = ""


def words_for(path: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of the vocabulary for the value at a path; none where it is free text."""
    path = path[:-1] if path[-1:] == (ITEM,) else path
    if not path:
        return ()
    if _in_camera(path):
        move = move_called(path[-1])
        if move is not None:
            known = vocabulary()
            return tuple(Word(each, known.directions.get(each, "")) for each in known.moves[move].directions)
    lists = vocabulary().lists
    name = _LISTS.get(path[-2:]) or _LISTS.get(path[-1:]) or path[-1]
    found = lists.get(name)
    return () if found is None else tuple(Word(term.name, term.means) for term in found.terms().values())


def moves() -> Iterator[Word]:
    """Every camera move by its own name."""
    for name, move in vocabulary().moves.items():
        yield Word(name, move.means)


def move_called(name: str) -> str | None:
    """The move that a word means."""
    found = vocabulary().move_names.get(normal(name))
    return found[0].name if found is not None else None


def meaning(path: tuple[str, ...], text: str) -> str:
    """What a value means by the vocabulary; empty for free text."""
    lists = vocabulary().lists
    by_name = {normal(word.name): word.means for word in words_for(path)}
    path = path[:-1] if path[-1:] == (ITEM,) else path
    name = _LISTS.get(path[-2:]) or _LISTS.get(path[-1:]) or (path[-1] if path else "")
    read = lists[name].read(text) if name in lists else None
    return by_name.get(normal(read or text), "")


def _in_camera(path: tuple[str, ...]) -> bool:
    return "camera" in path[:-1]
