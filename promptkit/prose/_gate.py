"""Whether a text may say anything of a camera: by its words alone, for reading it costs a hundred times as much."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ._lexicon import lexicon

_WORDS = re.compile(r"[^\W\d_]+|[\d\"“«]")
#: Letters that are another one in another case, and digits of other scripts.
_HIDING = re.compile(r"[İıſ\u212a]|(?![0-9])\d")
#: Stands in a set of words for whatever may be hidden there.
ANY = "?"
DIGITS = frozenset("0123456789")
_MARKS = DIGITS | frozenset('"“«')


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, with its digits and quotation marks.

    :data:`ANY` is among them where letters stand that a search without case takes for others.
    """
    found = frozenset(_WORDS.findall(text.lower()))
    return found if text.isascii() or _HIDING.search(text) is None else found | {ANY}


def may_say(words: AbstractSet[str]) -> bool:
    """Whether a text of these words may tell moves of a camera, or terms that the linter judges."""
    known = lexicon()
    if ANY in words:
        return True
    if not known.misspelt.keys().isdisjoint(words):
        words = {known.misspelt.get(word, word) for word in words}
    if not known.triggers.isdisjoint(words) or _names_a_term(words):
        return True
    return may_tell_times(words) and not known.numbered.isdisjoint(words)


def may_tell_times(words: AbstractSet[str]) -> bool:
    """Whether a text of these words may have time codes or quotations."""
    return not _MARKS.isdisjoint(words)


def _names_a_term(words: AbstractSet[str]) -> bool:
    """Whether all words of a phrase for a term stand in the text."""
    judged = lexicon().judged
    return any(phrase <= words for word in words & judged.keys() for phrase in judged[word])
