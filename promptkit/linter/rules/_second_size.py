"""second-shot-size: the words name another size than the framing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import normal, vocabulary

from .._rule import Example, Problem, Rule, Subject
from .._words import telling

_CHANGES_SIZE = frozenset({"depth", "vertical", "orbit", "focal length", "follow"})


def _comes_nearer(subject: Subject) -> bool:
    moves = vocabulary().moves
    return any(
        moves[move.move].axes & _CHANGES_SIZE
        for part, _ in subject.parts
        for item in part.camera
        for move in item.moves
    )


def check(subject: Subject) -> Iterator[Problem]:
    """A shot size in the words of the scene that is another one than the framing's."""
    framing = subject.shot.framing
    if framing is None or framing.shot_size is None or subject.shot.cuts or _comes_nearer(subject):
        return
    sizes = vocabulary().lists["shot_size"].names
    for path, text in subject.prose:
        for match in _SIZE_WORDS.finditer(text):
            named = sizes.get(normal(match[0]))
            if named is not None and named != framing.shot_size:
                yield Problem(
                    path,
                    f"{match[0]!r} beside `shot_size: {framing.shot_size}`",
                    part=match.span(),
                    hint="a frame has one size, unless a move changes it",
                )


# Names that mean a size and nothing else in a sentence.
_SIZE_WORDS = re.compile(
    r"\b(?:extreme\s+|medium\s+|big\s+)?close-?\s?up\b|\b(?:extreme\s+|medium\s+)?(?:wide|long)\s+shot\b|\bextreme\s+(?:wide|long)\b"
    r"|\b(?:medium|full|cowboy|establishing)\s+shot\b",
    re.IGNORECASE,
)


RULE = Rule(
    name="second-shot-size",
    family="framing",
    severity=Severity.WARNING,
    summary="the words of the shot name another size than its framing",
    why="A prompt with two sizes gets one of them, or a cut between both.",
    valid=(
        "shot: a\nduration: 4\nscene: A wide shot of a harbour.\nframing: {shot_size: wide shot}\n",
        "shot: a\nduration: 4\nscene: From a wide shot to the rope.\nframing: {shot_size: close-up}\n"
        "camera: [{dolly: in, for: 4}]\n",
    ),
    invalid=(
        Example("shot: a\nduration: 4\nscene: A wide shot of a harbour.\nframing: {shot_size: close-up}\n", 3, 10),
    ),
    check=check,
    sections=("framing",),
    only_with=telling("close", "closeup", "extreme", "shot"),
    source="conflict size_vs_angle",
)
