"""What endpoints commonly refuse, or what may not be published: advice, and never the endpoint's own moderation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject
from .._words import listed, telling

_SOURCE = "OpenAI, Creating videos with Sora, content restrictions; kept as data/policy.json"
_SHOT = "shot: a\nduration: 4\n"
_AGE = re.compile(r"\b(?:[1-9]|1[0-7])[\s-]years?[\s-]old\b|\baged?\s+(?:[1-9]|1[0-7])\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:a|the)\s+(?:song|track|hit|tune)\s+(?:by|of)\s+[A-Z]\w+|\b(?:song|theme)\s+[\"“][^\"”]+[\"”]")


def _named(group: str, said: str, hint: str) -> Callable[[Subject], Iterator[Problem]]:
    """A check that finds the names of a list, written as names are."""

    def check(subject: Subject) -> Iterator[Problem]:
        for path, text in subject.texts:
            for match in listed(group, 0).finditer(text):
                whole = len(path) == 2 and path[0] == "cast"
                yield Problem(
                    path, f"{match[0]!r} {said}", hint=hint, part=None if whole else match.span(), at_key=whole
                )

    return check


def check_young(subject: Subject) -> Iterator[Problem]:
    """Somebody under age in a shot with what is not for them."""
    texts = subject.texts
    tried = (sought.search(text) for _, text in texts for sought in (listed("young"), _AGE))
    young = next((match[0] for match in tried if match is not None), None)
    for path, text in texts if young is not None else ():
        match = listed("unfit").search(text)
        if match is not None and path[:1] != ("text",):
            yield Problem(
                path,
                f"{match[0]!r} in a shot with {young!r}",
                hint="endpoints refuse this, and may close the account; it is advice, not their judgement",
                part=match.span() if len(path) != 2 or path[0] != "cast" else None,
            )


def check_explicit(subject: Subject) -> Iterator[Problem]:
    """Words for what endpoints make for nobody."""
    for path, text in subject.prose:
        for match in listed("explicit").finditer(text):
            yield Problem(
                path,
                f"{match[0]!r} is refused by most endpoints",
                hint="what is refused is often paid; it is advice, not their judgement",
                part=match.span(),
            )


def check_music(subject: Subject) -> Iterator[Problem]:
    """Music that belongs to somebody."""
    for path, text in subject.texts:
        for match in (*listed("music").finditer(text), *_BY.finditer(text)):
            yield Problem(
                path,
                f"{match[0]!r} belongs to somebody",
                hint="describe the music: instruments, tempo, mood",
                part=match.span(),
            )


PEOPLE = Rule(
    name="real-person",
    family="policy",
    severity=Severity.WARNING,
    summary="somebody who lives, or lived, is named",
    why="Endpoints refuse likenesses without consent, some only after the take is paid.",
    valid=(f"{_SHOT}scene: A singer on a small stage.\n",),
    invalid=(Example(f"{_SHOT}scene: Taylor Swift on a small stage.\n", 3, 8),),
    check=_named("people", "is a real person", "describe somebody instead; it is advice, not the endpoint's judgement"),
    only_with=telling(lists=("people",)),
    source=_SOURCE,
)
CHARACTERS = Rule(
    name="protected-character",
    family="policy",
    severity=Severity.WARNING,
    summary="a character who belongs to somebody is named",
    why="Endpoints refuse them, and what one of them makes you may not publish.",
    valid=(f"{_SHOT}scene: A masked hero on a roof.\n",),
    invalid=(Example(f"{_SHOT}scene: Batman on a roof.\n", 3, 8),),
    check=_named("characters", "belongs to somebody", "describe a character of your own"),
    only_with=telling(lists=("characters",)),
    source=_SOURCE,
)
BRANDS = Rule(
    name="brand-name",
    family="policy",
    severity=Severity.INFO,
    summary="a brand is named",
    why="Some endpoints refuse brands, and models write logos wrong; in a film of your own it may need leave.",
    valid=(f"{_SHOT}scene: A red can on a counter.\n",),
    invalid=(Example(f"{_SHOT}scene: A Coca-Cola can on a counter.\n", 3, 10),),
    check=_named("brands", "is a brand", "describe the thing: its shape, colour, material"),
    only_with=telling(lists=("brands",)),
    source=_SOURCE,
)
YOUNG = Rule(
    name="minor-at-risk",
    family="policy",
    severity=Severity.WARNING,
    summary="somebody under age in a shot with what is not for them",
    why="It is refused everywhere, and repeated tries close accounts.",
    valid=(
        f"{_SHOT}scene: A child flies a kite.\n",
        f"{_SHOT}scene: A woman raises a glass of wine.\n",
    ),
    invalid=(Example(f"{_SHOT}scene: A boy beside a glass of wine.\n", 3, 32),),
    check=check_young,
    only_with=telling(lists=("unfit",)),
    source=_SOURCE,
)
EXPLICIT = Rule(
    name="explicit-content",
    family="policy",
    severity=Severity.WARNING,
    summary="words for what most endpoints refuse",
    why="What is refused while it is made is often paid.",
    valid=(f"{_SHOT}scene: A wall of bare brick.\n",),
    invalid=(Example(f"{_SHOT}scene: A naked statue in a garden.\n", 3, 10),),
    check=check_explicit,
    only_with=telling(lists=("explicit",)),
    source=_SOURCE,
)
MUSIC = Rule(
    name="protected-music",
    family="policy",
    severity=Severity.WARNING,
    summary="music that belongs to somebody",
    why="Endpoints refuse it, and what one of them makes you may not publish.",
    valid=(f"{_SHOT}scene: A bar.\nsound: {{music: a slow waltz on an old piano}}\n",),
    invalid=(Example(f"{_SHOT}scene: A bar.\nsound: {{music: Billie Jean}}\n", 4, 16),),
    check=check_music,
    only_with=telling("song", "track", "hit", "tune", "theme", lists=("music",)),
    source=_SOURCE,
)
