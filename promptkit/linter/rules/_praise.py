"""Words that praise the light or the picture in the place of what is seen, and palettes too small or too large."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject
from .._words import telling, words

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
_FEWEST, _MOST = 3, 5


def check_sources(subject: Subject) -> Iterator[Problem]:
    """Praise of the light in the place of its quality and its sources."""
    for path, text in subject.prose:
        for match in words("lit").finditer(text):
            yield Problem(
                path,
                f"{match[0]!r} does not say how the light falls, or from where",
                part=match.span(),
                hint="say it under `lighting`: `key: {quality: soft, source: window, from: left}`",
            )


def check_palette(subject: Subject) -> Iterator[Problem]:
    """A palette of fewer or more colours than hold a look together."""
    for part, path in subject.parts:
        count = len(part.lighting.palette) if part.lighting is not None else 0
        if count and not _FEWEST <= count <= _MOST:
            yield Problem(
                (*path, "lighting", "palette"),
                f"a palette of {count} colour{'s' if count > 1 else ''}",
                hint=f"{_FEWEST} to {_MOST} anchors hold a look together over several shots",
            )


def check_boosters(subject: Subject) -> Iterator[Problem]:
    """Words that praise the picture and show nothing of it."""
    for path, text in subject.prose:
        for match in words("booster").finditer(text):
            yield Problem(
                path,
                f"{match[0]!r} praises the picture and shows nothing of it",
                part=match.span(),
                hint="name what makes it so: a lens, a light, a film stock, a texture",
            )


SOURCES = Rule(
    name="praised-light",
    family="light",
    severity=Severity.WARNING,
    summary="praise of the light in the place of how it falls and from where",
    why="'Brightly lit' gives another room with every take; a soft window from the left can be repeated.",
    valid=(f"{_SHOT}lighting: {{key: {{quality: soft, source: window, from: left}}}}\n",),
    invalid=(Example("shot: a\nduration: 4\nscene: A brightly lit kitchen.\n", 3, 10),),
    check=check_sources,
    only_with=telling(groups=("lit",)),
    source="OpenAI's guide for Sora 2, Lighting and color consistency",
)
PALETTE = Rule(
    name="palette-size",
    family="look",
    severity=Severity.INFO,
    summary="a palette of fewer than three or more than five colours",
    why="Three to five named colours keep the look of several shots together.",
    valid=(f"{_SHOT}lighting: {{palette: [amber, cream, walnut brown]}}\n",),
    invalid=(Example(f"{_SHOT}lighting: {{palette: [amber]}}\n", 4, 21),),
    check=check_palette,
    sections=("cuts", "lighting"),
    source="OpenAI's guide for Sora 2, Lighting and color consistency",
)
BOOSTERS = Rule(
    name="booster-words",
    family="prose",
    severity=Severity.INFO,
    summary="words that praise the picture and show nothing of it",
    why="They take the place of words that would be seen, in a prompt that has only so many.",
    valid=("shot: a\nduration: 4\nscene: A harbour in low sun, on grainy 16 mm film.\n",),
    invalid=(Example("shot: a\nduration: 4\nscene: A stunning harbour.\n", 3, 10),),
    check=check_boosters,
    only_with=telling(groups=("booster",)),
    source="OpenAI's guide for Sora 2, weak and strong prompts",
)
