"""What a text says that the camera does not do: "no zoom", "without panning or tilting", "never moves"."""

from __future__ import annotations

from ._lexicon import Lexicon
from ._values import Token

_REACH = 6
_STOPS = frozenset({"stop", "stops", "stopping", "cease", "ceases", "ceasing", "fails", "hesitates"})


def denied(tokens: tuple[Token, ...], at: int, words: Lexicon) -> bool:
    """Whether a "no" or the like reaches the word at ``at``. It reaches over "or" and commas of a list, not beyond a
    new clause.
    """
    back, steps, listed = at - 1, 0, False
    finite = any(head.form == "s" for head in words.heads.get(tokens[at].word, ()))
    while back >= 0 and steps < _REACH:
        word = tokens[back].word
        if words.has("negators", word):
            # `never stops moving` goes on.
            stops = any(token.word in _STOPS for token in tokens[back + 1 : at])
            return not stops and not words.has("not_negating", tokens[back + 1].word)
        if back and f"{tokens[back - 1].word} {word}" in words.words["negating_pairs"]:
            return True
        if finite and word == "or" and tokens[back - 1].word in words.heads:
            return denied(tokens, back - 1, words)
        if finite and word in (",", "and", "but"):
            return word == "," and _one_of_all(tokens, back, at, words)
        if word == ",":
            # `no tilt, pan or zoom`: a comma goes on where what stands before it is denied and is a word of motion.
            if not _listed(tokens, back, words):
                return False
            listed = True
        elif (
            words.has("scope_ends", word)
            or not word[0].isalnum()
            or _other_verb(word, words, near=back == at - 1 or listed)
        ):
            return False
        back -= 1
        steps += 1
    return False


def _one_of_all(tokens: tuple[Token, ...], comma: int, at: int, words: Lexicon) -> bool:
    """``never pans, tilts or zooms``: what holds of the first holds of all, where `or` joins the last."""
    rest = [token.word for token in tokens[at + 1 : at + 6]]
    chain = [*(token.word for token in tokens[comma + 1 : at]), *rest[: rest.index("or") if "or" in rest else 0]]
    listed = all(word in words.heads or word in (",", "or") for word in chain)
    joined = "or" in rest or tokens[at - 1].word == "or"
    return joined and listed and tokens[comma - 1].word in words.heads and denied(tokens, comma - 1, words)


def _other_verb(word: str, words: Lexicon, *, near: bool) -> bool:
    return not near and any(head.form == "s" for head in words.heads.get(word, ()))


def _listed(tokens: tuple[Token, ...], comma: int, words: Lexicon) -> bool:
    before, after = tokens[comma - 1].word if comma else "", tokens[comma + 1].word if comma + 1 < len(tokens) else ""
    is_noun = before in words.heads and all(head.form in ("base", "ing") for head in words.heads[before])
    fits = after in words.heads or after in ("or", "and", "no", "nor")
    return is_noun and fits and not any(head.form == "s" for head in words.heads.get(after, ()))
