"""misspelled-name: a name that nearly is one of the cast."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import nearest, normal
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject

_MARA = "shot: a\nduration: 4\nscene: A kitchen.\ncast: {Mara: woman in her sixties}\n"


def check(subject: Subject) -> Iterator[Problem]:
    """Who acts, whom the camera follows, and what it ends on: plain things pass, near misses of a name do not."""
    cast = subject.shot.cast
    if not cast:
        return
    for path, name in _named(subject):
        if name in cast:
            continue
        guess = nearest(name, cast)
        if guess is not None and (name[:1].isupper() or normal(name) == normal(guess)):
            yield Problem(path, f"{name!r} is not in the cast (did you mean {guess!r}?)", replacement=guess)


def _named(subject: Subject) -> Iterator[tuple[Path, str]]:
    for setup in subject.setups:
        for at, action in enumerate(setup.action):
            if action.who is not None:
                yield (*setup.path, "action", at, "who"), action.who
        for at, item in enumerate(setup.camera):
            for number, move in enumerate(item.moves):
                if move.subject is not None:
                    yield (*setup.path, "camera", at, "moves", number, "subject"), move.subject
            for key, name in (("starts_on", item.starts_on), ("ends_on", item.ends_on)):
                if name is not None:
                    yield (*setup.path, "camera", at, key), name


RULE = Rule(
    name="misspelled-name",
    family="cast",
    severity=Severity.WARNING,
    summary="a name that nearly is one of the cast",
    why="To the model another name is another person, with a face of its own.",
    valid=(
        f"{_MARA}action: [{{who: Mara, does: looks up}}, {{who: steam, does: rises}}]\n",
        f"{_MARA}camera: [{{track: Mara, from: behind}}]\n",
    ),
    invalid=(
        Example(
            f"{_MARA}action: [{{who: Marra, does: looks up}}]\n",
            5,
            16,
            f"{_MARA}action: [{{who: Mara, does: looks up}}]\n",
        ),
        Example(f"{_MARA}camera: [{{track: mara}}]\n", 5, 18, f"{_MARA}camera: [{{track: Mara}}]\n"),
    ),
    check=check,
    sections=("cast",),
    source="OpenAI's guide for Sora 2, Character consistency",
)
