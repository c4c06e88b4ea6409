"""Time codes and times in words: ``[0-4s]``, ``(00:02)``, ``from 2 to 4 seconds``, ``for 2 seconds``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from ._values import Window

_NUMBER = r"\d{1,3}(?:[.:]\d{1,3}){0,2}"
_UNIT = r"(?:s|secs?|seconds?)"
_RANGE = re.compile(
    rf"(?<![\w.:])({_NUMBER})[ ]?({_UNIT})?[ ]?(?:-|–|—|to|→|until)[ ]?({_NUMBER})[ -]?({_UNIT})?(?![\w:])",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"[\[(][ ]?(?:at )?({_NUMBER})[ ]?({_UNIT})?[ ]?[\])]", re.IGNORECASE)
_WORDS: Mapping[str, float] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "half": 0.5,
}  # fmt: skip
_COUNT = rf"({_NUMBER}|{'|'.join(_WORDS)}(?: a)?)"
_SAID = re.compile(
    rf"\b(?P<how>for|over|lasting|within|during|in|at|after|by|from)[ ](?:about |around |roughly )?"
    rf"(?:the )?(?P<which>first |opening |initial |last |final )?{_COUNT}[ -]?(?:{_UNIT})\b",
    re.IGNORECASE,
)


def windows(text: str) -> tuple[Window, ...]:
    """The time codes in front of sentences, in the order of the text; times inside a sentence are no codes."""
    found = []
    for match in _RANGE.finditer(text):
        first, unit, last, other = match.groups()
        if not (unit or other or (":" in first and ":" in last) or _spelled_out(first, last)):
            continue
        start, end = seconds(first), seconds(last)
        if start < end and _heads_a_sentence(text, match.start()):
            found.append(Window(start, end, _with_brackets(text, match.span())))
    for match in _SINGLE.finditer(text):
        number, unit = match.groups()
        if unit or ":" in number:
            found.append(Window(seconds(number), None, match.span()))
    return _closed(sorted(found, key=lambda each: each.span))


def _closed(found: list[Window]) -> tuple[Window, ...]:
    """Where only the start is told, the next one's start is the end."""
    made = list(found)
    for at, (one, other) in enumerate(pairwise(found)):
        if one.end is None and other.start > one.start:
            made[at] = replace(one, end=other.start)
    return tuple(made)


def _spelled_out(first: str, last: str) -> bool:
    """``0.00-2.40``: hundredths on both sides are a time code without a unit."""
    return all(len(number.partition(".")[2]) == 2 for number in (first, last))


def _heads_a_sentence(text: str, at: int) -> bool:
    """Whether what stands here opens a sentence, a line or a bracket; ``Shot 1 (`` and the like do."""
    before = text[max(0, at - 40) : at].rstrip(" *_-•·\t")
    return not before or before[-1] in "[(.!?;\n|:—>"


def _with_brackets(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    if start and text[start - 1] in "[(" and end < len(text) and text[end] in "])":
        return start - 1, end + 1
    return start, end


def seconds(number: str) -> float:
    """``90``, ``1:30``, ``0:01.5`` in seconds; a word of number likewise."""
    word = number.lower().removesuffix(" a")
    if word in _WORDS:
        return _WORDS[word]
    total = 0.0
    for part in number.split(":"):
        pieces = part.split(".")
        total = total * 60 + float(".".join(pieces[:2]))
    return total


Times = tuple[float | None, float | None, float | None]


def said(text: str, start: int, end: int) -> Times:
    """Start, end and length in seconds that a stretch of a sentence says."""
    match = _RANGE.search(text, start, end)
    if match and (match[2] or match[4]) and seconds(match[1]) < seconds(match[3]):
        return seconds(match[1]), seconds(match[3]), None
    spoken = _SAID.search(text, start, end)
    if spoken is None:
        return None, None, None
    how, which, count = spoken["how"].lower(), (spoken["which"] or "").strip().lower(), seconds(spoken[3])
    if which in ("first", "opening", "initial"):
        return (count, None, None) if how == "after" else (0.0, count, None)
    if how in ("at", "after", "from") and not which:
        return count, None, None
    return None, None, count
