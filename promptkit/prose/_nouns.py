"""Nouns that name a move: "a slow push in", "a slight upward movement"."""

from __future__ import annotations

from ._agents import Agent, Scene
from ._directions import WEAK, Directions, before, behind
from ._lexicon import Head
from ._meanings import Candidate, goes_for, meant


def stands_as_noun(scene: Scene, at: int, head: Head) -> bool:
    """Whether an article, an adjective or a direction stands right before the word."""
    if head.form == "past":
        return False
    place = at - 1
    while place >= 0 and scene.word(place).endswith("ly"):
        place -= 1
    previous = scene.word(place)
    if head.form == "ing" and (place != at - 1 or previous in ("first", "last", "then")):
        return False
    if previous.endswith("'s") and previous not in ("it's", "let's", "there's"):
        return True
    own = head.sense == "camera" or (head.sense == "thing" and scene.main is Agent.CAMERA)
    if head.form == "base" and own and (_unknown_adjective(scene, place) or previous in scene.words.performs):
        return True
    described = scene.words.has("manner", previous) or scene.words.has("determiners", previous)
    sweeps = scene.word(place - 1) == "to" and scene.words.directions.get(scene.word(place - 2)) in ("left", "right")
    described = described or (
        scene.words.has("before_noun", previous) and (previous not in ("left", "right") or sweeps)
    )
    if previous in ("camera", "lens", "drone") and head.form in ("base", "ing"):
        return head.form == "base" and place not in scene.subjects
    if previous == "that" or (
        previous in ("both", "low", "fast", "slow", "last", "first", "second") and head.form == "s"
    ):
        return False
    return described or (head.form == "base" and (previous == "with" or previous.isdigit()))


def _unknown_adjective(scene: Scene, at: int) -> bool:
    """``an abrupt zoom``: a word that is not known, with an article before it."""
    word = scene.word(at)
    known = word in scene.words.heads or word in scene.words.performs or scene.words.has("camera_nouns", word)
    return word[:1].isalpha() and not known and scene.words.has("determiners", scene.word(at - 1))


def as_noun(scene: Scene, at: int, head: Head) -> list[Candidate] | None:
    ahead = before(scene.tokens, at, scene.words)
    there = behind(scene.tokens, _past_is(scene, at), scene.words, free=False)
    camera = _camera_context(scene, at)
    has_shot = head.form != "s" and scene.word(at + 1) in (
        "shot",
        "move",
        "movement",
        "motion",
        "camera",
        "shots",
        "moves",
    )
    told = bool(ahead.names or there.names or ahead.wavers or there.wavers)
    told = told or (head.lemma == "zoom" and goes_for(scene, at + 1))
    if owner_is_other(scene, at) and scene.word(at - 1) != "camera":
        return None
    if scene.word(at + 1) == "of" and not scene.camera_ahead(at + 2) and not _of_what_is_seen(scene, at, head, ahead):
        return None
    apart = scene.main is None or _by_means(scene, at)
    by_itself = apart and (ahead.names or (_named(scene, at, head, there) and _described(scene, at)))
    if head.sense == "general" and (not told or not camera) and not by_itself:
        return None
    if not told and not (camera and _performed(scene, at)) and not has_shot:
        return None
    described = _described(scene, at) or (head.sense == "camera" and _performed(scene, at))
    described = described or (head.sense != "general" and at == 1 and _does(scene, there.last + 1))
    if told and not camera and not described and not ahead.names:
        return None
    return meant(scene, at, head, ahead, there, noun=True)


def _of_what_is_seen(scene: Scene, at: int, head: Head, ahead: Directions) -> bool:
    """``a slow leftward pan of the market``, but not ``a downward tilt of her head``."""
    film = head.sense == "camera" or head.lemma == "pan"
    return film and bool(ahead.names) and scene.word(at + 2) not in ("his", "her", "their", "its", "my", "your")


def _by_means(scene: Scene, at: int) -> bool:
    """``revealed via a slow push in``, ``followed by a quick pull back``."""
    place = at - 1
    while place >= 0 and (
        scene.words.has("manner", scene.word(place))
        or scene.words.has("before_noun", scene.word(place))
        or scene.words.has("determiners", scene.word(place))
    ):
        place -= 1
    return scene.word(place) in ("via", "by", "using", "into", "through") and place < at - 1


def _named(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    """Whether a noun of motion with its direction names a move by itself: ``a slow slide to the left``."""
    if not there.names or head.way in ("push", "pull"):
        return bool(there.names)
    noun = scene.words.motion_nouns.get(scene.word(at), scene.words.motion_nouns.get(head.lemma))
    return noun is not None and noun != "turning" and scene.word(there.last) not in _VAGUE


#: Behind a noun they may say anything ("a slow shift into winter", "a rise in pitch").
_VAGUE = WEAK | {"in", "out"}


def _described(scene: Scene, at: int) -> bool:
    word = scene.word(at - 1)
    return scene.words.has("manner", word) or word in _DESCRIBING


_DESCRIBING = frozenset(
    {
        "slider",
        "crane",
        "jib",
        "gimbal",
        "steadicam",
        "drone",
        "camera",
        "camera's",
        "lens's",
        "drone's",
        "vertical",
        "horizontal",
    }
)


def _camera_context(scene: Scene, at: int) -> bool:
    if scene.sub is Agent.OTHER and not scene.camera_line:
        return scene.word(at - 1) == "camera"
    return (
        scene.camera_line
        or scene.main is Agent.CAMERA
        or scene.word(at - 1) == "camera"
        or (scene.main is None and scene.read)
    )


def owner_is_other(scene: Scene, at: int) -> bool:
    """``her slow roll``, ``the dancer's turn``."""
    for place in range(at - 1, max(-1, at - 5), -1):
        word = scene.word(place)
        if word.endswith("'s") and word not in ("it's", "let's", "camera's", "lens's", "drone's"):
            return True
        if word in ("his", "her", "their", "my", "your"):
            return True
        if not (scene.words.has("manner", word) or scene.words.has("before_noun", word) or word.endswith("ly")):
            return False
    return False


def _performed(scene: Scene, at: int) -> bool:
    """``executes a slow arc``, ``with a slight tilt``, ``then a pan``."""
    for place in range(at - 1, max(-1, at - 7), -1):
        word = scene.word(place)
        if (
            word in scene.words.performs
            or word in ("with", "via", "through", "by", "using", "into", "in", "of", "is")
            or not word[0].isalnum()
        ):
            return True
        if any(scene.words.has(kind, word) for kind in ("determiners", "manner", "joins", "before_noun")):
            continue
        if word.endswith("ly") or scene.words.has("adverbs", word):
            continue
        return False
    return True


def motion_noun(scene: Scene, at: int) -> list[Candidate] | None:
    """``a slight upward movement``."""
    way = scene.words.motion_nouns.get(scene.word(at))
    of_camera = scene.word(at + 1) == "of" and scene.camera_ahead(at + 2)
    if way is None or owner_is_other(scene, at) or (scene.word(at + 1) == "of" and not of_camera):
        return None
    ahead = before(scene.tokens, at, scene.words)
    start = _past_is(scene, at + 2 if of_camera and scene.is_camera(at + 2) else at + 3 if of_camera else at)
    there = Directions() if ahead.names or ahead.wavers else behind(scene.tokens, start, scene.words, free=False)
    if (
        scene.word(there.last) in _VAGUE
        or (way == "turning" and scene.main is not Agent.CAMERA)
        or not _opens_noun(scene, at)
    ):
        there = Directions()
    if any(scene.word(place) not in _TO_SIDE for place in range(start, there.last)):
        there = Directions()
    first = ahead.last if ahead.names else at
    apart = scene.main is None or _by_means(scene, at)
    known = of_camera or _camera_context(scene, at) or (apart and (_described(scene, first) or _item(scene, first, at)))
    spoken = scene.words.has("spoken_nouns", scene.word(at)) and (of_camera or _performed(scene, at))
    if not known or not (ahead.names or there.names or spoken):
        return None
    head = Head(scene.word(at), "base", "general", way, scene.words.ways[way])
    return meant(scene, at, head, ahead, there, noun=True)


def _past_is(scene: Scene, at: int) -> int:
    """``the camera movement is leftward``: the index behind the noun, and behind the `is`."""
    return at + 2 if scene.word(at + 1) in ("is", "was", "goes") else at + 1


def _does(scene: Scene, at: int) -> bool:
    """``A pan to the right reveals ...``: what no pan of a kitchen's does."""
    word = scene.word(at)
    return word in _DOES or (word in ("is", "was") and scene.word(at + 1) in _DONE)


_DOES = frozenset({"reveals", "shows", "occurs", "unveils", "introduces", "uncovers", "discloses", "follows", "brings"})
_DONE = frozenset({"performed", "executed", "made", "used", "added", "introduced", "applied"})
_TO_SIDE = frozenset(
    {
        "to",
        "the",
        "towards",
        "toward",
        "from",
        "left",
        "right",
        "l",
        "r",
        "camera",
        "screen",
        "frame",
        "slightly",
        "directly",
        "and",
    }
)


def _item(scene: Scene, first: int, last: int) -> bool:
    """``forward movement`` between marks."""
    follow = scene.word(last + 1)
    ends = not follow[:1].isalnum() or (first == 0 and (scene.words.has("auxiliaries", follow) or follow == "occurs"))
    return not scene.word(first - 1)[:1].isalnum() and ends and first < last


def _opens_noun(scene: Scene, at: int) -> bool:
    """Whether what stands before the word leaves it a noun: ``a movement to the left``, not ``watches it rise``."""
    before = scene.word(at - 1)
    return (
        at == 0
        or scene.words.has("determiners", before)
        or before in scene.words.performs
        or scene.word(at + 1) == "of"
        or _described(scene, at)
    )
