"""Words that name a move, and whether they do so here: verb or noun, the camera's or another's, thing or move."""

from __future__ import annotations

from collections.abc import Iterator

from ._agents import Scene
from ._directions import before, behind
from ._lexicon import Head, Meaning
from ._meanings import Candidate, goes_for, turned
from ._negation import denied
from ._nouns import as_noun, motion_noun, owner_is_other, stands_as_noun
from ._verbs import as_verb


def candidates(scene: Scene) -> Iterator[Candidate]:
    """The moves of one sentence, in order."""
    at, end = 0, len(scene.tokens)
    while at < end:
        scene.step(at)
        found = tuple(_compound(scene, at) or _head(scene, at) or motion_noun(scene, at) or ())
        if not found:
            at += 1
            continue
        yield from found
        scene.read = scene.read or any(not each.denied for each in found)
        scene.plain = scene.plain or any(head.form == "base" for head in scene.words.heads.get(scene.word(at), ()))
        past = max(each.last for each in found)
        for between in range(at + 1, past + 1):
            scene.step(between)
        at = past + 1


def _compound(scene: Scene, at: int) -> Iterator[Candidate] | None:
    for phrase, meaning, certain in scene.words.compounds.get(scene.word(at), ()):
        end = at + len(phrase)
        if tuple(token.word for token in scene.tokens[at:end]) != phrase:
            continue
        hyphened = all(
            scene.tokens[place + 1].start - scene.tokens[place].end == 1 and scene.hyphen(place)
            for place in range(at, end - 1)
        )
        if not certain and not (hyphened and len(phrase) > 1) and phrase != ("pullback",):
            continue
        if owner_is_other(scene, at):
            continue
        return iter(_compounded(scene, at, end, meaning))
    return None


def _compounded(scene: Scene, at: int, end: int, meaning: Meaning) -> list[Candidate]:
    move, direction = meaning
    there = behind(scene.tokens, end, scene.words, free=False)
    ahead = before(scene.tokens, at, scene.words)
    no = denied(scene.tokens, at, scene.words)
    word = " ".join(token.word for token in scene.tokens[at:end])
    if direction is not None:
        return [Candidate(meaning, at, at, end - 1, denied=no, noun=True, word=word)]
    way = scene.words.ways.get(_WAY_OF.get(move, move), {})
    names = [name for name in (*ahead.names, *there.names) if name in way]
    if not names and move == "crash_zoom" and goes_for(scene, end):
        return [Candidate(("crash_zoom", "in"), at, at, end, denied=no, noun=True, word=word)]
    if not names and move in ("arc", "roll"):
        sense, first, last = turned(scene, (move, None), at, end - 1)
        return [Candidate(sense, at, first, last, wavers=ahead.wavers or there.wavers, denied=no, noun=True, word=word)]
    if not names:
        return [
            Candidate(meaning, at, at, end - 1, wavers=ahead.wavers or there.wavers, denied=no, noun=True, word=word)
        ]
    last = max(end - 1, there.last)
    return [Candidate(way[name], at, ahead.first_of(at), last, denied=no, noun=True, word=word) for name in names[:2]]


_WAY_OF = {"whip_pan": "whip"}


def _head(scene: Scene, at: int) -> list[Candidate] | None:
    heads = scene.words.heads.get(scene.word(at))
    if heads is None or _is_thing(scene, at, heads[0]):
        return None
    for head in heads:
        found = as_noun(scene, at, head) if stands_as_noun(scene, at, head) else as_verb(scene, at, head)
        if found is not None:
            return found
    return None


def _is_thing(scene: Scene, at: int, head: Head) -> bool:
    previous, following = scene.word(at - 1), scene.word(at + 1)
    word = scene.word(at)
    near = scene.words.things_before.get(head.lemma, frozenset())
    after = scene.words.things_after
    return (
        (previous in near and head.form in ("base", "s"))
        or following in after.get(word, frozenset())
        or (head.form == "base" and following in after.get(head.lemma, frozenset()))
    )
