"""What free text says of lens, stop and size that optics cannot give at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.prose import Mention

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_STOP = re.compile(r"\b[fT]\s?/\s?(\d{1,2}(?:\.\d)?)\b(?!\s*(?:to|-|–)\s*[fT]?/?\d)")
_FOCAL = re.compile(
    r"\b(\d{1,3})\s?-?mm\b(?!\s*(?:film|stock|print|reel|negative|look|footage|grain|projector|gun|shell))"
)
_MACRO = re.compile(r"\bmacro\s+lens\b", re.IGNORECASE)
_FAR = frozenset({"extreme wide shot", "extreme long shot", "establishing shot", "wide shot", "long shot"})
#: From this stop on little is blurred, and up to this focal length in millimetres little is, unless it is very near.
_STOPPED_DOWN, _WIDE = 8.0, 24


def lens_conflicts(prose: Prose) -> Iterator[Complaint]:
    """A small opening or a very wide lens with a shallow depth of field; a macro lens for a wide view."""
    named = [each for each in prose.reading.mentions if not each.denied]
    if len({each.shot for each in prose.reading.sentences}) > 1:
        return  # of which set-up a number speaks is not known
    shallow = _first(named, "depth_of_field", frozenset({"shallow"}))
    far = _first(named, "shot_size", _FAR)
    near = any(each.key == "shot_size" and each.term not in _FAR for each in named)
    if shallow is not None and not near:
        yield from _blurred(prose, shallow, far)
    macro = _MACRO.search(prose.text) if far is not None and not near else None
    if far is not None and macro is not None:
        yield Complaint(
            f"{macro[0]!r} is for small things near by, and {_said(prose, far)!r} is neither",
            max(macro.span(), far.span),
            hint="take another lens, or a near size",
        )


def _blurred(prose: Prose, shallow: Mention, far: Mention | None) -> Iterator[Complaint]:
    for match in _STOP.finditer(prose.text):
        if float(match[1]) >= _STOPPED_DOWN:
            yield Complaint(
                f"{match[0]!r} does not give {_said(prose, shallow)!r}",
                max(match.span(), shallow.span),
                hint="write f/2, or leave the stop out",
            )
            return
    for match in _FOCAL.finditer(prose.text):
        if far is not None and int(match[1]) <= _WIDE:
            yield Complaint(
                f"a {match[0]} lens keeps {_said(prose, far)!r} sharp from near to far",
                max(match.span(), shallow.span),
                hint="take a longer lens, or put something near the lens",
            )
            return


def _first(named: list[Mention], key: str, terms: frozenset[str]) -> Mention | None:
    return next((each for each in named if each.key == key and each.term in terms), None)


def _said(prose: Prose, mention: Mention) -> str:
    return " ".join(prose.text[slice(*mention.span)].split())


def _shot(scene: str) -> str:
    return f"shot: a\nduration: 4\nscene: {scene}\n"


RULE = Rule(
    name="prose-lens-conflict",
    family="prose",
    severity=Severity.INFO,
    summary="a text asks for a lens and a picture that this lens does not give",
    why="Told both, a model blurs what no lens would, or drops one of the two.",
    valid=(
        _shot("A mug, shot at f/2 with a shallow depth of field."),
        _shot("Extreme close-up of an eye on a 24mm lens, shallow focus."),
        _shot("Macro lens on a dew drop in which a mountain stands."),
    ),
    invalid=(
        Example(_shot("A mug, shot at f/16 with a shallow depth of field."), 3, 35),
        Example(_shot("Extreme wide shot of a valley on a 14mm lens, shallow focus."), 3, 54),
        Example(_shot("Extreme wide shot of a valley, macro lens."), 3, 39),
    ),
    reads=lens_conflicts,
    source="conflicts stopped_down_shallow, wide_lens_shallow_dof and macro_vs_far",
)
