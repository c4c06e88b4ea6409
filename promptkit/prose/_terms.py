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
        if _another_sense(sentence, at, end, phrase, key):
            continue
        span = (tokens[at].start, tokens[end - 1].end)
        return len(phrase), Mention(key, term, span, sentence.shot, denied(tokens, at, words))
    return 0, None


def _another_sense(sentence: Sentence, at: int, end: int, phrase: tuple[str, ...], key: str) -> bool:
    """``get up close up``, ``handheld console``, ``as dusk falls`` in a title and the like."""
    following = sentence.tokens[end].word if end < len(sentence.tokens) else ""
    if phrase == ("handheld",):
        return following in (
            "console",
            "device",
            "game",
            "fan",
            "radio",
            "mirror",
            "vacuum",
            "phone",
            "scanner",
            "lantern",
        )
    if phrase == ("tripod",):
        return following in ("legs", "stands", "stand") or (at > 0 and sentence.tokens[at - 1].word == "no")
    if phrase == ("close", "on"):
        return at > 0 and sentence.tokens[at - 1].word in ("doors", "door", "eyes", "to", "shops", "they", "gates")
    if phrase == ("long", "shot"):
        return (
            at > 0
            and sentence.tokens[at - 1].word == "a"
            and following == ""
            and at > 1
            and sentence.tokens[at - 2].word == "by"
        )
    return False


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
