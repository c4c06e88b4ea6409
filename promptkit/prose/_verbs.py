"""Verbs that tell a move, and whether the camera is who does it."""

from __future__ import annotations

from ._agents import Agent, Scene
from ._directions import WEAK, Directions, before, behind
from ._lexicon import Head
from ._meanings import Candidate, meant


def as_verb(scene: Scene, at: int, head: Head) -> list[Candidate] | None:
    agent = scene.of(at, head)
    there = _done_to(scene, at, head) or behind(scene.tokens, at + 1, scene.words, free=True)
    if head.form == "base":
        allowed = _orders(scene, at, head, there, agent)
    elif agent is None:
        allowed = _by_itself(scene, at, head, there)
    else:
        allowed = agent is Agent.CAMERA
    if head.form == "past":
        allowed = allowed and _happened(scene, at, head, there)
    if not allowed or (head.way == "follow" and not _has_object(scene, at)):
        return None
    if head.way == "follow" and "in" not in there.names:
        there = _led_on(scene, at, head) or there
    ahead = before(scene.tokens, at, scene.words) if head.form == "ing" and not there.names else Directions()
    return meant(scene, at, head, ahead, there, noun=False)


_ROUND = frozenset({"clockwise", "counterclockwise", "cw", "ccw"})


def _done_to(scene: Scene, at: int, head: Head) -> Directions | None:
    """``gains height``, ``closes the distance``: the meaning is in what it is done to."""
    for place in range(at + 1, min(at + 5, len(scene.tokens))):
        word = scene.word(place)
        if word in head.meanings and word not in scene.words.directions and word not in ("bare", "around"):
            return Directions((word,), place)
        if not (scene.words.has("determiners", word) or scene.words.has("between", word) or word.endswith("ly")):
            return None
    return None


#: Verbs whose past form is as often said of a thing that somebody else moves: "is lowered", "followed by".
_DONE_TO = frozenset({"lower", "raise", "lift", "elevate", "pull", "push", "move"})


_OFTEN_DONE_TO = _DONE_TO | {"follow", "lead", "close", "trail", "shift", "tilt"}


#: A camera that "is tilted down" looks down, for all that is said; while it "is being tilted" it moves.
_ALSO_STATES = frozenset({"tilt", "angle", "pitch", "turn", "rotate", "roll", "swivel", "elevate"})


_IN_THE_ACT = frozenset({"being", "been", "get", "gets", "getting", "got"})


def _led_on(scene: Scene, at: int, head: Head) -> Directions | None:
    """``follows her into the hall``: who follows somebody goes where they go, if not beside or before them."""
    if head.lemma in ("lead", "precede", "accompany", "shadow"):
        return None
    for place in range(at + 2, min(at + 8, len(scene.tokens))):
        word = scene.word(place)
        if word in ("into", "inside", "forward", "forwards"):
            beside = any(token.word in ("side", "front", "alongside", "above") for token in scene.tokens)
            return None if beside else Directions(("in",), place)
        if not word[0].isalnum() or word in scene.words.heads or scene.words.has("subordinates", word) or word == "and":
            return None
    return None


def _happened(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    """Whether a past form tells a move: ``the camera moved left``, ``the camera is lowered``."""
    before = scene.backward(at - 1)
    if scene.word(before) in scene.words.leads_on:
        return False  # `starts zoomed in`
    if scene.words.has("auxiliaries", scene.word(before)):
        acts = scene.word(before) in _IN_THE_ACT or scene.word(there.last + 1) == "by"
        told = any(name in head.meanings for name in there.names)
        return head.lemma in _DONE_TO or (told and (acts or head.lemma not in _ALSO_STATES))
    return head.lemma not in _OFTEN_DONE_TO or (scene.word(at + 1) != "by" and scene.is_camera(before))


def _by_itself(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    """A verb without a subject in the sentence: ``panning left along the wall``."""
    opens = scene.backward(at - 1) < 0
    if opens and _is_fragment(scene, at, head, there):
        return True
    if scene.camera_line or scene.read or (opens and scene.topic is Agent.CAMERA) or scene.camera_follows(at):
        return True
    if head.sense == "general" and not any(scene.words.has("picture_nouns", token.word) for token in scene.tokens[:at]):
        return False
    return any(name in head.meanings for name in there.names) or _goes_by_itself(scene, at, head)


def _goes_by_itself(scene: Scene, at: int, head: Head) -> bool:
    """``rising above the roofs``: the verb says the way; a thing behind it would be what is lifted."""
    near = scene.word(scene.forward(at + 1))
    return head.meanings.get("bare", (None, None))[1] is not None and (
        not near[:1].isalnum() or scene.words.has("prepositions", near)
    )


def _is_fragment(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    """``MOVING IN on the foreman.``, ``Descending past lit windows``: a participle, and nobody else in the sentence."""
    if head.form != "ing" or not scene.words.has("imperative", head.lemma) or head.way == "follow":
        return False
    going = (there.names and there.last <= at + 3) or _goes_by_itself(scene, at, head)
    if not going or (scene.word(there.last) in WEAK and "bare" not in head.meanings):
        return False
    return not any(
        token.word == "," and _names_somebody(scene, place + 1)
        for place, token in enumerate(scene.tokens[at:], start=at)
    )


def _names_somebody(scene: Scene, at: int) -> bool:
    """Whether a clause with a subject of its own starts here: ``rising from her chair, Anna ...``."""
    word = scene.word(at)
    named = scene.words.has("persons", word) or (scene.words.has("determiners", word) and word != "one")
    start = scene.tokens[at].start if at < len(scene.tokens) else 0
    return (named and not scene.camera_ahead(at)) or scene.text[start : start + 2].istitle()


def _orders(scene: Scene, at: int, head: Head, there: Directions, agent: Agent | None) -> bool:
    """Whether the plain form is an order to the camera, or hangs on the camera by ``to``."""
    previous = scene.backward(at - 1)
    word = scene.word(previous)
    if word == "to":
        return agent is Agent.CAMERA or _to_of_camera(scene, previous)
    if previous in scene.subjects or scene.words.has("auxiliaries", word):
        return agent is Agent.CAMERA
    if scene.words.has("picture_nouns", word) and scene.backward(previous - 1) <= 0:
        return any(name in head.meanings for name in there.names)
    if previous == 0 and head.lemma in ("roll", "tilt", "zoom", "dolly") and scene.word(at + 1) in _ROUND:
        return True  # `Dutch roll clockwise`
    if previous >= 0 and word[0].isalnum() and not scene.words.has("joins", word):
        return False
    if agent is Agent.OTHER or (agent is Agent.CAMERA and word[:1].isalpha() and not scene.plain):
        return False
    if head.sense == "general":
        known = scene.camera_line or scene.words.has("imperative", head.lemma)
        return known and _is_order(scene, at, head, there)
    if there.names and head.lemma in ("truck", "pan", "roll", "crane", "arc", "track"):
        near = scene.word(at + 1)
        return near in scene.words.directions or scene.camera_line or near in ("to", "slowly", "quickly", "around")
    return bool(there.names) or scene.camera_line or scene.read


def _to_of_camera(scene: Scene, at: int) -> bool:
    return scene.main is Agent.CAMERA and scene.sub is not Agent.OTHER


def _is_order(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    if scene.camera_line or (scene.main is Agent.CAMERA and scene.sub is None):
        return bool(there.names) or head.way == "follow" or head.meanings.get("bare", (None, None))[1] is not None
    if head.way == "follow":
        return at == 0 and scene.words.has("determiners", scene.word(at + 1))
    if not there.names or there.last > at + (3 if scene.word(at + 1) == "to" else 2):
        return False
    if scene.word(there.last) in WEAK and there.last == at + 1:
        return True  # `push toward the tent`
    after = scene.word(there.last + 1)
    return not after or not after[0].isalnum() or scene.words.has("not_object", after)


def _has_object(scene: Scene, at: int) -> bool:
    after = scene.word(scene.forward(at + 1))
    if after in ("by", "to", "into", "up", "on", "through", "lines", "down", "suit", "along", ""):
        return after in ("along",)
    return after[0].isalnum()
