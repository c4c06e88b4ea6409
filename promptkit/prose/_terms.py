"""Sizes, angles, supports, light and times of day that a prompt names."""

from __future__ import annotations

from collections.abc import Iterator

from ._lexicon import Lexicon
from ._negation import denied
from ._values import Mention, Sentence

_MARKS = frozenset(",:—()")


def mentions(sentence: Sentence, words: Lexicon) -> Iterator[Mention]:
    """The terms of one sentence, in order; the longest phrase wins."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        length, found = _phrase(sentence, at, words)
        if found is None:
            length, found = _lone(sentence, at, words)
        if found is not None:
            yield found
        at += max(length, 1)


def _phrase(sentence: Sentence, at: int, words: Lexicon) -> tuple[int, Mention | None]:
    tokens = sentence.tokens
    for phrase, key, term in words.terms.get(tokens[at].word, ()):
        end = at + len(phrase)
        if end > len(tokens) or any(tokens[at + place].word != word for place, word in enumerate(phrase)):
            continue
        if _another_sense(sentence, at, end, phrase, words):
            continue
        span = (tokens[at].start, tokens[end - 1].end)
        unwanted = sentence.label == "negative" or denied(tokens, at, words)
        return len(phrase), Mention(key, term, span, sentence.shot, unwanted)
    return 0, None


def _another_sense(sentence: Sentence, at: int, end: int, phrase: tuple[str, ...], words: Lexicon) -> bool:
    """``handheld console``, ``as bright as noon``, ``a black and white cat``, ``by a long shot``."""
    tokens, said = sentence.tokens, " ".join(phrase)
    following = tokens[end].word if end < len(tokens) else ""
    before = tokens[at - 1].word if at else ""
    if following in words.other_after.get(said, ()) or before in words.other_before.get(said, ()):
        return True
    if said == "straight down" and before in words.heads:
        return True  # `moves straight down` is a move, no angle
    if said in words.other_unless and following[:1].isalpha() and following not in words.other_unless[said]:
        return True
    return said == "long shot" and [each.word for each in tokens[max(0, at - 2) : at]] == ["by", "a"] and not following


def _lone(sentence: Sentence, at: int, words: Lexicon) -> tuple[int, Mention | None]:
    """``Wide, low angle;``: one word between marks that names a size."""
    tokens = sentence.tokens
    term = words.lone_sizes.get(tokens[at].word)
    if term is None:
        return 0, None
    opens = at == 0 or tokens[at - 1].word in _MARKS
    closes = (
        at + 1 == len(tokens)
        or tokens[at + 1].word in _MARKS
        or (at == 0 and tokens[at + 1].word in ("on", "down", "of"))
    )
    if not (opens and closes) or (at and sentence.label not in ("camera", "framing") and len(tokens) > 14):
        return 0, None
    if sentence.label not in (None, "camera", "framing"):
        return 0, None
    return 1, Mention("shot_size", term, (tokens[at].start, tokens[at].end), sentence.shot)
