"""negated-words: words that say what is not there, for a model that is told what is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity

from .._prose import prose
from .._rule import Example, Problem, Rule, Subject

_NEGATED = re.compile(r"\b(?:no|without|never|not|don't|doesn't|avoid)\s+[a-z]+\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Problem]:
    """A "no" in words for a model that does not read it."""
    if subject.target is None or subject.target.model.negation:
        return
    for path, text in prose(subject.shot):
        for match in _NEGATED.finditer(text):
            yield Problem(
                path,
                f"{match[0]!r}: {subject.target.model.name} is told what is there, not what is not",
                part=match.span(),
                hint="say what is seen in its place, as in 'an empty street' for 'no people'",
            )


_HEAD = "shot: a\nduration: 4\n"
RULE = Rule(
    name="negated-words",
    family="target",
    severity=Severity.WARNING,
    summary="words that say what is not there, for a model that does not read a `no`",
    why="A model that does not understand 'no people' reads 'people', and shows them.",
    valid=(f"{_HEAD}scene: A street with no people.\n", f"{_HEAD}model: nova-reel\nscene: An empty street.\n"),
    invalid=(Example(f"{_HEAD}model: nova-reel\nscene: A street with no people.\n", 4, 22),),
    check=check,
    source="conflict negation_in_prose; the fact is the model's own, under `promptkit models`",
)
