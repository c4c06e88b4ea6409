"""container-words: length, resolution or frame rate told in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.prose import DIGITS

from .._rule import Example, Rule
from .._texts import Complaint, Prose
from .._words import telling

_CLIP = r"(?:clip|video|shot|film|footage|animation|sequence|take|movie|spot|trailer|teaser)"
_S = r"(?:s|secs?|seconds?)"
_N = r"\d{1,4}(?:\.\d{1,3})?"
_LENGTH = re.compile(
    rf"\b(?:(?P<a>{_N})[\s-]{{0,3}}{_S}(?:[\s-]{{1,3}}long)?[\s-]{{1,3}}(?:[a-z-]{{3,20}} ){{0,3}}{_CLIP}"
    rf"|{_CLIP}\s(?:of|lasts?|lasting|is|runs?|running|that\slasts)\s(?P<b>{_N})\s?-?{_S}"
    rf"|(?P<c>{_N})[\s-]{{0,3}}{_S}[\s-]{{1,3}}long"
    rf"|(?:duration|format)\s?(?:of|:|=)?\s?(?P<d>{_N})\s?-?{_S}"
    rf"|(?P<e>{_N})[\s-]?{_S}[\s-]duration"
    r"|make\s(?:it|this|the\s(?:clip|video))\s(?:longer|shorter))\b",
    re.IGNORECASE,
)
_RESOLUTION = re.compile(
    r"\b(?:[248]k(?:\s+(?:uhd|resolution|video|quality))?|(?:480|540|720|1080|1440|2160)p|u?hd\b(?:\s+resolution)?"
    r"|\d{3,4}\s*[x×]\s*\d{3,4}|\d{2,3}\s*fps|(?:16:9|9:16|4:3|1:1|21:9)(?:\s+aspect(?:\s+ratio)?)?)(?!\w)",
    re.IGNORECASE,
)


def check(prose: Prose) -> Iterator[Complaint]:
    """Container words in a text."""
    for match in _LENGTH.finditer(prose.text):
        yield _length(match, prose.duration)
    for match in _RESOLUTION.finditer(prose.text):
        yield Complaint(
            f"{match[0]!r} in the text changes nothing: the picture's size is `size`",
            match.span(),
            hint="take it out; only `size` and the model decide",
        )


def _length(match: re.Match[str], duration: float | None) -> Complaint:
    said = next((group for group in match.groups() if group), None)
    differs = duration is not None and said is not None and float(said) != duration
    return Complaint(
        f"{match[0]!r} in the text changes nothing: the clip's length is `duration`"
        + (f", which is {duration:g} s" if differs else ""),
        match.span(),
        hint="take it out",
    )


def said_length(text: str) -> float | None:
    """How many seconds a text says that the clip lasts."""
    for match in _LENGTH.finditer(text):
        said = next((group for group in match.groups() if group), None)
        if said is not None:
            return float(said)
    return None


RULE = Rule(
    name="container-words",
    family="prose",
    severity=Severity.WARNING,
    summary="length, resolution or frame rate told in prose",
    why="Model, size and length are parameters of the request. In the text they cost words, and may be drawn.",
    valid=("shot: a\nduration: 4\nscene: A clock that is 8 seconds slow.\n",),
    invalid=(
        Example("shot: a\nduration: 4\nscene: An 8-second video of a mug.\n", 3, 11),
        Example("shot: a\nduration: 4\nscene: A mug in 4K.\n", 3, 17),
    ),
    reads=check,
    only_with=telling(*DIGITS, "longer", "shorter", "hd", "uhd"),
    source="OpenAI's guide for Sora 2, API parameters",
)
