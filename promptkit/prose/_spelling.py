"""Slips of the pen in the words that matter: ``foward``, ``rigth``, ``camrea``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def slips(words: Iterable[str], real: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """What people type for some words, and the word that is meant.

    :param real: words of their own that a slip must not be taken for (``tiling`` is no ``tilting``).
    :param known: slips that no rule makes.
    """
    words, found = tuple(words), dict(known)
    for word in words:
        for slip in _slips(word):
            found.setdefault(slip, word)
    for word in (*words, *real):
        found.pop(word, None)
    return found


def _slips(word: str) -> Iterator[str]:
    """One letter left out, written twice or changed for its neighbour; the first letter is right."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
