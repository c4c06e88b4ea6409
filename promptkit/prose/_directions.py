"""Where a move goes: the directions behind its word, or before its noun."""

from __future__ import annotations

from dataclasses import dataclass

from ._lexicon import Lexicon
from ._values import Token

_OPPOSITE = {
    "in": "out", "out": "in", "left": "right", "right": "left", "up": "down", "down": "up",
    "clockwise": "counterclockwise", "counterclockwise": "clockwise",
}  # fmt: skip
_REACH = 12
_FREE = 6


@dataclass(frozen=True, slots=True)
class Directions:
    """What was found.

    :param names: in the order of the text.
    :param last: the index of the token that ends them, -1 if there are none.
    :param wavers: whether the move goes both ways by turns.
    :param then: whether the second comes after the first ("down and then up").
    """

    names: tuple[str, ...] = ()
    last: int = -1
    wavers: bool = False
    then: bool = False

    def first_of(self, at: int) -> int:
        """Where the words begin, if directions stand before the one at ``at``."""
        return self.last if 0 <= self.last < at else at


def behind(tokens: tuple[Token, ...], at: int, words: Lexicon, *, free: bool) -> Directions:
    """The directions that follow a word.

    :param at: the index of the first token behind it.
    :param free: whether other words may stand between, as in "pans across the room to the left".
    """
    found: list[str] = []
    last, skipped, then, linked, origin = -1, 0, False, False, False
    for back in range(at, min(at + _REACH, len(tokens))):
        word = tokens[back].word
        if not found and (sweep := _sweep(tokens, back, words)) is not None:
            return Directions((sweep[0],), sweep[1])
        if words.has("negators", word) and found:
            break  # `pans right, not left`
        origin = origin or word == "from"
        far = skipped > 0 and not (origin and back + 1 < len(tokens) and tokens[back + 1].word == "to")
        name = _direction(tokens, back, words, far=far)
        on = tokens[back + 1].word if back + 1 < len(tokens) else ""
        if name in ("up", "down") and found == ["in"] and not linked and words.has("determiners", on):
            break  # `forward down the slope`
        if name is not None and found and ((not linked and _OPPOSITE.get(name) == found[-1]) or word in WEAK):
            break
        if name is not None:
            if found and _OPPOSITE.get(name) == found[-1]:
                if not then and not any(token.word == "then" for token in tokens[back + 1 : back + 4]):
                    return Directions(tuple(found[:-1]), back, wavers=True)
                return Directions((*found, name), back, then=True)
            found.append(name)
            last, linked = back, False
        elif found:
            linked = linked or word in _LINKS
            then = then or word == "then"
            if word not in _LINKS and not _goes_on(word, words):
                break
        elif back == at and (word == "(" or (word == "," and _sweep(tokens, back + 1, words) is not None)):
            continue  # `pan (right)`, `tracking shot, left to right`
        elif _stops(tokens, back, words):
            break
        elif not _goes_on(word, words):
            skipped += 1
            if not free or skipped > _FREE:
                break
    return Directions(tuple(dict.fromkeys(found)), last, then=then and len(found) > 1)


#: Behind another direction these only say where to ("dollies out through the door").
WEAK = frozenset({"toward", "towards", "into", "through", "inside"})
_LINKS = frozenset({"and", "then", ",", "or"})


def _goes_on(word: str, words: Lexicon) -> bool:
    return words.has("between", word) or word.endswith("ly") or word.isdigit() or words.has("adverbs", word)


def _stops(tokens: tuple[Token, ...], at: int, words: Lexicon) -> bool:
    word = tokens[at].word
    if word.endswith("ing") and len(word) > 4 and _noun_like(tokens[at - 1].word, words):
        return True
    if word == "," and _sweep(tokens, at + 1, words) is not None:
        return False
    if not word[0].isalnum() or word == "of" or words.has("subordinates", word):
        return True
    if word in ("but", "before", "after", "while", "then", "and", "or", "until"):
        follow = tokens[at + 1].word if at + 1 < len(tokens) else ""
        return not (word == "and" and (follow.endswith("ly") or words.has("manner", follow)))
    if word == "to" and at + 1 < len(tokens):
        follow = tokens[at + 1].word
        beyond = tokens[at + 2].word if at + 2 < len(tokens) else ""
        named = follow in words.directions and follow not in WEAK and (not beyond[:1].isalnum() or beyond == "and")
        named = named or follow in _SIDES
        return not (named or words.has("determiners", follow) or follow in ("camera", "screen", "frame"))
    return (
        word in words.heads
        and word not in words.directions
        and not words.has("manner", word)
        and not words.has("between", word)
    )


_SIDES = frozenset({"left", "right", "l", "r"})


def _noun_like(word: str, words: Lexicon) -> bool:
    """Whether a word before a participle may be what the participle is about ("a dog running to the left")."""
    known = ("determiners", "prepositions", "manner", "between", "adverbs", "joins")
    return word[:1].isalpha() and not any(words.has(kind, word) for kind in known) and word not in words.heads


def _direction(tokens: tuple[Token, ...], at: int, words: Lexicon, *, far: bool) -> str | None:
    """The direction that a token says here, if it says one."""
    word = tokens[at].word
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    previous = tokens[at - 1].word if at else ""
    if words.has("around", word):
        round_it = following[:1].isalnum() and not words.has("around_not", following) and not following.isdigit()
        if round_it and following in ("the", "a", "an"):
            beyond = tokens[at + 2].word if at + 2 < len(tokens) else ""
            round_it = not words.has("around_not", beyond) and not beyond.isdigit()
        return "around" if round_it and not far and not following.endswith("ing") else None
    if (word == "in" and following == "reverse") or (word == "far" and following in ("from", "away")):
        return "out"
    if word == "near" and following == "to":
        return "in"
    if word in ("wide", "past", "between", "among", "over") and any(
        head.way == ("pull" if word == "wide" else "push") for head in words.heads.get(previous, ())
    ):
        return "out" if word == "wide" else "in"  # `pulls wide`, `pushes past the guards`
    name = words.directions.get(word)
    if name is None:
        return None
    if word in _SIDES:
        return name if _is_side(tokens, at, previous, following, words, far=far) else None
    if far and not words.has("far", word) and not (word in ("up", "down") and _lengthways(tokens, at, words)):
        return None
    return _particle(tokens, at, word, name, following, words)


def _particle(tokens: tuple[Token, ...], at: int, word: str, name: str, following: str, words: Lexicon) -> str | None:
    if word == "in" and (
        words.has("in_not", following) or (following == "from" and _travels(tokens[at - 1].word, words))
    ):
        return None
    if word in ("up", "down") and _lengthways(tokens, at, words):
        return "in"
    if (
        word == "up"
        and following in ("close", "speed", "until", "and")
        and (following != "and" or not _both(tokens, at))
    ):
        return None if following != "and" else name
    if word == "overhead" or (word in ("toward", "towards", "into") and not following):
        return None
    if word in ("toward", "towards") and _names_side(tokens, at, words):
        return None
    if (
        word == "back"
        and following in ("and", "to")
        and (at + 2 < len(tokens) and tokens[at + 2].word in ("forth", "its", "normal"))
    ):
        return None
    return name


def _travels(word: str, words: Lexicon) -> bool:
    """``glides in from the left`` comes into the picture."""
    return any(head.way == "travel" for head in words.heads.get(word, ()))


def _both(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at + 2].word == "down"


def _names_side(tokens: tuple[Token, ...], at: int, words: Lexicon) -> bool:
    """``toward the left``: the side is the direction."""
    return any(token.word in _SIDES for token in tokens[at + 1 : at + 3])


def _lengthways(tokens: tuple[Token, ...], at: int, words: Lexicon) -> bool:
    for token in tokens[at + 1 : at + 6]:
        if words.has("lengthways", token.word):
            return True
        if not token.word[0].isalnum() or words.has("prepositions", token.word) or words.has("joins", token.word):
            return False
    return False


def _is_side(tokens: tuple[Token, ...], at: int, previous: str, following: str, words: Lexicon, *, far: bool) -> bool:
    """Whether ``left`` or ``right`` is where the camera goes."""
    if words.has("side_not", following) and previous not in ("the", "to", "toward", "towards"):
        return False
    if (
        tokens[at].word == "right"
        and previous != "the"
        and words.has("right_not", following)
        and not _moves_on(tokens, at, words)
    ):
        return False
    if previous in ("the", "its", "camera", "screen", "frame", "your", "their"):
        before = tokens[at - 2].word if at > 1 else ""
        if previous in ("camera", "screen", "frame") and before not in ("to", "toward", "towards", "the"):
            return not far and not words.has("place_before", before)
        if before == "the" and at > 2:
            before = tokens[at - 3].word
        return before in ("to", "toward", "towards") and not _of_thing(tokens, at)
    if previous in ("to", "toward", "towards"):
        return not _of_thing(tokens, at)
    return not far and not words.has("place_before", previous) and not words.has("determiners", previous)


def _of_thing(tokens: tuple[Token, ...], at: int) -> bool:
    """``to the left of the house`` is where something is; ``to the left of frame`` is a direction."""
    after = [token.word for token in tokens[at + 1 : at + 4] if token.word != "the"]
    return after[:1] == ["of"] and after[1:2] not in (["frame"], ["screen"], ["picture"], ["image"])


def _moves_on(tokens: tuple[Token, ...], at: int, words: Lexicon) -> bool:
    """``pans right past the door``: right behind a verb that only goes sideways it is a direction, whatever follows."""
    heads = words.heads.get(tokens[at - 1].word, ()) if at else ()
    return any(head.way in ("pan", "truck", "whip") for head in heads)


def _sweep(tokens: tuple[Token, ...], at: int, words: Lexicon) -> tuple[str, int] | None:
    """``from left to right``, ``from the window on the left to the door on the right``: the second side."""
    if at >= len(tokens):
        return None
    start = at + 1 if tokens[at].word == "from" else at
    if start == at and tokens[at].word not in _SIDES:
        return None
    side: list[str] = []
    goes = False
    for place in range(start, min(len(tokens), start + (14 if start > at else 8))):
        word = tokens[place].word
        if word in _SIDES and (not side or goes or (len(word) == 1 and place == start + 1)):
            side.append(words.directions[word])
            if len(side) == 2:
                return (side[1], place) if side[0] != side[1] else None
        elif word == "to" and side:
            goes = True
        elif not word[0].isalnum() or (start == at and word not in _IN_SWEEP):
            return None
    return None


_IN_SWEEP = frozenset({"the", "to", "camera", "screen", "frame", "side", "of", "a", "far"})


def before(tokens: tuple[Token, ...], at: int, words: Lexicon) -> Directions:
    """The directions that stand before a noun: "a slight leftward pan", "forward and backward dollying"."""
    found: list[str] = []
    back = at - 1
    first = at
    if back >= 2 and tokens[back - 1].word == "to" and {tokens[back].word, tokens[back - 2].word} <= _SIDES:
        return Directions((words.directions[tokens[back].word],), back - 2)  # `a left-to-right pan`
    while back >= 0 and at - back <= 5:
        word = tokens[back].word
        if words.has("before_noun", word):
            name = "out" if word == "reverse" else words.directions.get(word)
            if name is not None and word not in _SIDES:
                found.insert(0, name)
                first = back
        elif not (words.has("manner", word) or word.endswith("ly") or word in ("and", "or", "camera")):
            break
        back -= 1
    if len(found) == 2 and _OPPOSITE.get(found[0]) == found[1]:
        return Directions((), first, wavers=True)
    return Directions(tuple(dict.fromkeys(found)), first if found else -1)
