"""rival-traits: what is said of one member of the cast, and cannot be true of one body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from promptkit.findings import Severity
from promptkit.language import Member

from .._rule import Example, Problem, Rule, Subject
from .._words import data

_SAID = ("look", "age", "hair", "wardrobe")


def check(subject: Subject) -> Iterator[Problem]:
    """Two traits of one member that nobody has at once."""
    for name, member in subject.shot.cast.items():
        told: list[tuple[str, str]] = []
        for key, group, match in _traits(member):
            rival = next((words for other, words in told if frozenset((other, group)) in _rivals()), None)
            if rival is not None:
                yield Problem(
                    ("cast", name, key),
                    f"{name} is told to be {rival!r} and {match[0]!r}",
                    part=match.span(),
                    hint="keep one of the two; what changes in the clip belongs under `action`",
                )
            told.append((group, match[0]))


def _traits(member: Member) -> Iterator[tuple[str, str, re.Match[str]]]:
    for key in _SAID:
        text = getattr(member, key)
        for match in _pattern().finditer(text) if text else ():
            yield key, _groups()[match[0].lower()], match


@cache
def _groups() -> dict[str, str]:
    """The group of each word."""
    return {word: group for group, words in data("traits")["groups"].items() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_groups(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


@cache
def _rivals() -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, data("traits")["rivals"]))


_HEAD = "shot: a\nduration: 4\nscene: A harbour.\n"
RULE = Rule(
    name="rival-traits",
    family="cast",
    severity=Severity.WARNING,
    summary="traits of one member of the cast that exclude each other",
    why="Traits that compete come back one at a time, and the face changes with every take.",
    valid=(
        f"{_HEAD}cast: {{Ivo: bald man with a full beard}}\n",
        f"{_HEAD}cast: {{Ivo: young man in an old coat}}\n",
        f"{_HEAD}cast: {{Ivo: {{look: a bald man}}, Mara: {{look: woman with long hair}}}}\n",
    ),
    invalid=(
        Example(f"{_HEAD}cast: {{Ivo: bald man with long hair}}\n", 4, 27),
        Example(f"{_HEAD}cast: {{Mara: {{look: young woman, age: in her eighties}}}}\n", 4, 39),
    ),
    check=check,
    source="OpenAI's guide for Sora 2, Visual cues that steer the look: avoid competing traits",
)
