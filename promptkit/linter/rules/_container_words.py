"""container-words: length, resolution or frame rate told in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity

from .._prose import prose
from .._rule import Example, Problem, Rule, Subject

_CLIP = r"(?:clip|video|shot|film|footage|animation|sequence|take)"
_LENGTH = re.compile(
    rf"\b(?:(?P<a>\d+(?:\.\d+)?)[\s-]*(?:s|secs?|seconds?)(?:[\s-]+long)?[\s-]+{_CLIP}"
    rf"|{_CLIP}\s+(?:of|lasts?|lasting|is|runs?|running|that\s+lasts)\s+(?P<b>\d+(?:\.\d+)?)\s*-?(?:s|secs?|seconds?)"
    r"|(?P<c>\d+(?:\.\d+)?)[\s-]*(?:s|secs?|seconds?)[\s-]+long"
    r"|duration\s*(?:of|:|=)?\s*(?P<d>\d+(?:\.\d+)?)\s*-?(?:s|secs?|seconds?)"
    r"|make\s+(?:it|this|the\s+(?:clip|video))\s+(?:longer|shorter))\b",
    re.IGNORECASE,
)
_RESOLUTION = re.compile(
    r"\b(?:[248]k(?:\s+(?:uhd|resolution|video|quality))?|(?:480|540|720|1080|1440|2160)p|u?hd\b(?:\s+resolution)?"
    r"|\d{3,4}\s*[x×]\s*\d{3,4}|\d{2,3}\s*fps|(?:16:9|9:16|4:3|1:1|21:9)(?:\s+aspect(?:\s+ratio)?)?)(?!\w)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Problem]:
    """Container words in the free texts."""
    for path, text in prose(subject.shot):
        for match in _LENGTH.finditer(text):
            yield _length(path, match, subject.timeline.length / 1000)
        for match in _RESOLUTION.finditer(text):
            yield Problem(
                path,
                f"{match[0]!r} in the text changes nothing: the picture's size is `size`",
                part=match.span(),
                hint="take it out; only `size` and the model decide",
            )


def _length(path: tuple[str | int, ...], match: re.Match[str], duration: float) -> Problem:
    said = next((group for group in match.groups() if group), None)
    differs = f", which is {duration:g} s" if said is not None and float(said) != duration else ""
    return Problem(
        path,
        f"{match[0]!r} in the text changes nothing: the clip's length is `duration`{differs}",
        part=match.span(),
        hint="take it out",
    )


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
    check=check,
    source="OpenAI's guide for Sora 2, API parameters",
)
