"""Putting marked phrases into English: lists, sentences, counts and units as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from promptkit.language import vocabulary
from promptkit.templating import CLOSE

from ._marks import bare, head_of

#: What may follow the stop of a sentence: quotes and brackets that close.
_CLOSING = "\"'”’»)]"
_ENDS = frozenset(".!?…:。！？｡")
_LOOSE = " ,;.\t\n"
#: A stop that belongs to the word: `a.m.`, `U.S.`, an initial, a common abbreviation.
_OWN_STOP = re.compile(
    r"(?:\.[^\s.]+|(?:^|\s)[A-Z]|\b(?:etc|jr|sr|st|vs|dr|mr|mrs|ms|prof|approx|no|inc|ltd|co|ca|al))\.$", re.IGNORECASE
)
_MILLIMETRES = re.compile(r"(\d)mm\b")
_SOME = frozenset(
    re.findall(
        r"\w+",
        "the a an it he she they his her its their one two three some no any each every in on at as with from under "
        "over behind between",
    )
)


def flowing(text: str) -> str:
    """User's text on one line: line breaks and runs of space become one space."""
    return " ".join(text.split())


def listed(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``; with semicolons where an item has commas of its own."""
    parts = [part for part in items if part]
    if len(parts) < 2:
        return "".join(parts)
    if any("," in part for part in parts):
        return "; ".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def joined(items: Iterable[str], joint: str = ", ") -> str:
    """The parts that say something, with ``joint`` between them."""
    return joint.join(part for part in items if part)


def sentence(text: str) -> str:
    """The text with a capital at the start and a stop at the end, whatever marks stand around it."""
    body = text.rstrip(CLOSE + " ")
    if not body:
        return ""
    if body[-1].isalnum():  # nearly always
        return f"{capital(body)}{CLOSE * text.count(CLOSE, len(body))}."
    at = len(body) - 1
    while at > 0 and (body[at] in _CLOSING or body[at] == CLOSE):
        at -= 1
    if body[at] in _ENDS or body.endswith("</d>"):
        return capital(_trimmed(text))
    return f"{capital(unstopped(text))}."


def sentences(parts: Sequence[str], label: str = "") -> str:
    """The parts as sentences, one after the other; the first goes on behind the label."""
    said = [part for part in parts if part]
    if not said:
        return ""
    return " ".join([sentence(f"{label}{said[0]}"), *(sentence(part) for part in said[1:])])


def capital(text: str) -> str:
    """The text with a capital at the start, whatever marks stand before it; ``iPhone``, ``f/2`` and the like stay."""
    if text[:1].isupper():
        return text
    at = head_of(text)
    behind = text[at + 1 : at + 2]
    if not text[at : at + 1].islower() or behind.isupper() or behind == "/":
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]


def lowered(text: str) -> str:
    """The text for the middle of a sentence: a word that is nobody's name loses the capital it was written with."""
    at = head_of(text)
    if not text[at : at + 1].isupper():
        return text
    end = at + 1
    while end < len(text) and (text[end].isalpha() or text[end] == "-"):
        end += 1
    word = text[at:end]
    if not word[1:].islower() and len(word) > 1:
        return text
    return text[:at] + text[at].lower() + text[at + 1 :] if word.lower() in _common() else text


@cache
def _common() -> frozenset[str]:
    """Words that open a text with a capital and are nobody's name: small words, and those of the vocabulary."""
    known = vocabulary()
    listed = ("shot_size", "angle", "depth_of_field")
    terms = (
        *(name for each in listed for name in known.lists[each].names), *known.light_sources, *known.light_qualities,
        *known.light_colours, *known.time_effects, *known.motions, "golden", "night", "day", "morning", "light",
        "blue", "dawn", "dusk", "noon", "early", "late", "drifting", "quiet", "distant",
    )  # fmt: skip
    return _SOME | {word for term in terms for word in term.lower().split()}


def cleaned(text: str) -> str:
    """A user's text as part of a sentence: on one line, without the stop at its end."""
    text = " ".join(text.split())
    if text and text[-1] in _LOOSE and not text.endswith("..") and not _OWN_STOP.search(text):
        return text.rstrip(_LOOSE) or text
    return text


def unstopped(text: str) -> str:
    """The text without the stop, comma or space at its end, whatever marks stand around it."""
    body = text.rstrip(CLOSE + _LOOSE)
    return body + CLOSE * text.count(CLOSE, len(body))


def _trimmed(text: str) -> str:
    inner = text.rstrip(CLOSE)
    return inner.rstrip() + text[len(inner) :]


def number(value: float) -> str:
    """``2`` for 2.0, ``0.5`` for 0.5."""
    return f"{value:g}"


def counted_seconds(value: float) -> str:
    """``half a second``, ``1 second``, ``1.5 seconds``."""
    if value == 0.5:
        return "half a second"
    return f"{round(value, 3):g} second{'' if value == 1 else 's'}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spoken_seconds(value: float) -> str:
    """Where a sentence starts with it: ``one second``, ``two and a half seconds``; ``1.25 seconds``."""
    whole, rest = divmod(value, 1)
    if value < 1 or whole >= len(_NUMBERS) or rest not in (0, 0.5):
        return counted_seconds(value)
    return f"{_NUMBERS[int(whole)]}{' and a half' if rest else ''} second{'' if value == 1 else 's'}"


def with_noun(words: str, *nouns: str) -> str:
    """``fine grain`` for ``fine`` and ``grain``; the words alone where they say one of the nouns themselves."""
    if not words:
        return ""
    said = bare(words).lower()
    return words if any(noun in said for noun in nouns) else f"{words} {nouns[0]}"


def spaced(lens: str) -> str:
    """``50 mm`` for ``50mm``, as people write it."""
    return _MILLIMETRES.sub(r"\1 mm", lens) if "mm" in lens else lens


def optics(lens: Sequence[str]) -> list[str]:
    """``50 mm lens`` for ``50 mm``, for a sentence without a label."""
    return [f"{part} lens" if bare(part).endswith("mm") else part for part in lens]


def clock(milliseconds: int) -> str:
    """Seconds with two decimals, as shot lists write them: ``2.40``."""
    return f"{milliseconds / 1000:.2f}"
