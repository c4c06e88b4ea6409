"""What a word that names a move means with the directions beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ._agents import Scene
from ._directions import WEAK, Directions
from ._lexicon import Head, Meaning
from ._negation import denied


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move that was found in a sentence, by indices of its tokens."""

    meaning: Meaning
    at: int
    first: int
    last: int
    wavers: bool = False
    denied: bool = False
    then: bool = False
    noun: bool = False
    word: str = ""


def meant(
    scene: Scene, at: int, head: Head, ahead: Directions, there: Directions, *, noun: bool
) -> list[Candidate] | None:
    """The moves that a head means with these directions."""
    no = denied(scene.tokens, at, scene.words)
    names = list(dict.fromkeys((*ahead.names, *there.names)))
    if head.way in ("rising", "sinking", "diving") and scene.word(there.last) in WEAK:
        names = [name for name in names if name != "in"]
    first = ahead.first_of(at)
    last = max(at, there.last)
    made = [head.meanings[name] for name in names if name in head.meanings]
    bare = head.meanings.get("bare")
    kept = scene.words.kept_beside.get(head.way, frozenset())
    if bare and made and any(name in kept for name in names) and bare not in made:
        made.insert(0, bare)
    if "around" in names and len(made) > 1:
        made = [each for each in made if each != head.meanings["around"]]
        made = [("arc", name) if each[0] == "roll" else each for each, name in zip(made, names, strict=False)]
    wavers = ahead.wavers or there.wavers
    if not made and bare and (not wavers or bare[1] is None):
        made = [bare]
    if not made:
        return None
    if made == [("tilt", None)] and (way := _looks_to(scene, at)) is not None:
        made = [("tilt", way)]
    if made == [("zoom", None)] and goes_for(scene, at + 1):
        made, last = [("zoom", "in")], at + 1
    if len(made) == 1 and made[0][1] is None and not wavers:
        made[0], first, last = turned(scene, made[0], first, last)
    return [
        Candidate(
            each, at, first, last, wavers=wavers, denied=no, then=there.then and place > 0, noun=noun, word=head.lemma
        )
        for place, each in enumerate(made)
    ]


def turned(scene: Scene, meaning: Meaning, first: int, last: int) -> tuple[Meaning, int, int]:
    """An arc or a roll whose sense is told elsewhere: ``circles the car, slowly, clockwise``, ``180 arc CW``."""
    if meaning[0] not in ("arc", "roll"):
        return meaning, first, last
    for place in range(last + 1, len(scene.tokens)):
        name = scene.words.directions.get(scene.word(place))
        if name in _SENSES:
            return (meaning[0], name), first, place
        acts = any(head.form == "s" for head in scene.words.heads.get(scene.word(place), ()))
        if place > last + _NEAR or acts or scene.word(place) in ("and", "then", "while"):
            break
    for place in range(first - 1, -1, -1):
        name = scene.words.directions.get(scene.word(place))
        if name in _SENSES and scene.word(place + 1) in ("direction", "manner", "fashion", "sense"):
            return (meaning[0], name), first, last
    return meaning, first, last


_SENSES = frozenset({"clockwise", "counterclockwise"})


_NEAR = 9


def _looks_to(scene: Scene, at: int) -> str | None:
    """``tilts slowly toward the sky``: up, by what it ends on."""
    found, towards = None, False
    for token in scene.tokens[at + 1 : at + 10]:
        if not token.word[0].isalnum() or token.word in ("and", "then", "while", "as"):
            break
        towards = towards or token.word in ("to", "toward", "towards")
        if towards and (scene.words.has("above", token.word) or scene.words.has("below", token.word)):
            found = "up" if scene.words.has("above", token.word) else "down"
    return found


def goes_for(scene: Scene, at: int) -> bool:
    """``zooms on her face``, ``a quick zoom to the badge``: on a thing one zooms in."""
    at = scene.forward(at)
    follow = scene.word(at + 1)
    named = scene.words.has("determiners", follow) or follow.endswith("'s")
    named = named or (scene.word(at) in ("on", "onto") and follow[:1].isalpha() and follow not in ("and", "or"))
    return (
        scene.word(at) in ("to", "on", "onto", "at") and named and scene.word(at + 2) not in ("left", "right", "lens")
    )
