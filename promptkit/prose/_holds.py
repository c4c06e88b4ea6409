"""A camera that stays where it is: "remains fixed", "static shot", "holds on her face", "no camera movement"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._agents import Agent, Scene
from ._negation import denied

_CLAIM = 4


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that was found, by indices of tokens.

    :param whole: whether it is said of all the set-up: "static camera", "throughout".
    :param then: whether it ends what came before: "pans left and halts".
    """

    first: int
    last: int
    whole: bool
    unsteady: bool
    word: str
    then: bool = False


def holds(scene: Scene, busy: frozenset[int]) -> Iterator[Hold]:
    """The holds of a sentence that was walked; ``busy`` are the tokens that name moves."""
    taken = -1
    trembles, whole = unsteady(scene), _whole(scene)
    for at in range(len(scene.tokens)):
        if at <= taken:
            continue
        found = _at(scene, at)
        last = found if found is not None else _no_motion(scene, at, busy)
        if last is None:
            continue
        taken, word = last, scene.word(at)
        # `No camera movement` is of the whole set-up, unless a part of it is named.
        of_all = whole or (found is None and not _of_a_part(scene))
        yield Hold(at, last, of_all, trembles, word, word in scene.words.still["halts"])


def _at(scene: Scene, at: int) -> int | None:
    """The index of the last token of the hold that starts here, if something is said to stay."""
    for find in (_state, _verb, _stays):
        last = find(scene, at)
        if last is not None:
            return last
    return None


def unsteady(scene: Scene) -> bool:
    """Whether the sentence says that the camera trembles."""
    still = scene.words.still
    return any(token.word in still["unsteady"] and not _calmed(scene, at) for at, token in enumerate(scene.tokens))


def _calmed(scene: Scene, at: int) -> bool:
    for place in range(at - 1, max(-1, at - 6), -1):
        word = scene.word(place)
        if word in ("no", "without", "minimal", "minimally", "not", "zero", "little", "any", "never", "free"):
            return True
        if not word[0].isalnum() or word in ("but", "and", "while", "though", "with"):
            return word == "and" and _calmed(scene, place)
    return scene.word(at + 1) == "free"


def _state(scene: Scene, at: int) -> int | None:
    """``fixed`` and the like, said of the camera; the index of the last word that says it."""
    still = scene.words.still
    word = scene.word(at)
    if word not in still["states"]:
        return None
    if scene.word(at + 1) in still["not_after"] or scene.word(at - 1) in still["not_before"]:
        return None
    if scene.word(at - 1) in ("not", "isn't", "never") or denied(scene.tokens, at, scene.words):
        return None
    end = at + 1 if word == "locked" and scene.word(at + 1) in ("off", "down") else at
    noun = _noun_behind(scene, end) if word not in ("steady", "still", "put", "frozen") else None
    if noun is not None:
        return noun
    if word == "put" and scene.word(at - 1) not in ("stays", "stay", "staying", "remains"):
        return None
    if scene.backward(at - 1) < 0 and scene.word(end + 1) == "," and scene.camera_ahead(end + 2):
        return end  # `Initially motionless, the camera ...`
    if _said_of_camera(scene, at):
        return None if word == "frozen" or not _fits(scene, at, word) else end
    return end if word not in ("steady", "still", "put", "frozen", "fixed") and _alone(scene, at, end) else None


def _fits(scene: Scene, at: int, word: str) -> bool:
    """``holds steady`` is a hold, ``a steady motion`` and ``keeps it steady on the move`` are none."""
    if word in ("steady", "still"):
        verb = scene.word(scene.backward(at - 1))
        if word == "steady" and verb == "is":
            return False  # it may well move
        return verb in scene.words.still["holds"] or verb in _STAYS
    return True


_STAYS = frozenset(
    {"remains", "stays", "remain", "stay", "remaining", "staying", "held", "keeps", "is", "stands", "sits", "camera"}
)
_BETWEEN = frozenset(
    {"a", "an", "the", "in", "into", "on", "completely", "and", "locked", "static", "perfectly", "place", "shaky",
     "unsteady", "very", "complete", "total", "absolute", "perfect"}
)  # fmt: skip


def _noun_behind(scene: Scene, end: int) -> int | None:
    """``locked three-quarter height framing``: the index of the noun of the camera's that the state belongs to."""
    still = scene.words.still
    found = None
    for place in range(end + 1, min(end + 6, len(scene.tokens))):
        word = scene.word(place)
        if word in still["nouns"]:
            found = place
        if word not in still["between"] and word not in still["nouns"]:
            break
    if found is None:
        return None
    if scene.word(found) in ("position", "two", "view", "take") and not _said_of_camera(scene, end):
        return (
            found if scene.word(found) == "position" and "from" in (scene.word(end - 1), scene.word(end - 2)) else None
        )
    return found


def _said_of_camera(scene: Scene, at: int) -> bool:
    """``the camera remains completely fixed``, ``before remaining static``, ``settles into a static position``."""
    still = scene.words.still
    place = scene.backward(at - 1)
    while place >= 0 and scene.word(place) in _BETWEEN:
        place = scene.backward(place - 1)
    word = scene.word(place)
    if place in scene.subjects:
        return scene.subjects[place] is Agent.CAMERA
    if scene.words.has("camera_nouns", word) and _kept(scene, place):
        return True
    if word in ("and", ",", ":") and scene.camera_line:
        return True
    if word not in still["verbs"] and word not in scene.words.leads_on and word not in scene.words.performs:
        return scene.camera_line and place < 0
    owner = scene.backward(place - 1)
    while owner >= 0 and (
        scene.words.has("auxiliaries", scene.word(owner)) or scene.word(owner) in scene.words.leads_on
    ):
        owner = scene.backward(owner - 1)
    return _owner(scene, owner)


def _kept(scene: Scene, at: int) -> bool:
    """``Keep the camera still``, as an order."""
    place = at - 2 if scene.words.has("determiners", scene.word(at - 1)) else at - 1
    opens = place == 0 or not scene.word(place - 1)[0].isalnum() or scene.words.has("joins", scene.word(place - 1))
    return scene.word(place) in ("keep", "hold", "leave", "lock") and opens


def _stays(scene: Scene, at: int) -> int | None:
    """``the camera stays in one place``, ``we stay``."""
    if scene.word(at) not in scene.words.still["stays"]:
        return None
    follow = scene.word(at + 1)
    there = follow in ("there", "here", "put") or not follow[:1].isalnum() or follow == "throughout"
    kept = follow in ("in", "at", "where") and _place_behind(scene, at + 2)
    if not (there or kept) or denied(scene.tokens, at, scene.words):
        return None
    return at if _owner(scene, scene.backward(at - 1)) else None


def _place_behind(scene: Scene, at: int) -> bool:
    """``in one place``, ``in the same position``, ``where it is``."""
    return any(
        scene.word(place) in ("place", "position", "spot", "is", "was", "stands", "stood")
        for place in range(at, at + 3)
    )


def _owner(scene: Scene, at: int) -> bool:
    word = scene.word(at)
    if at in scene.subjects:
        return scene.subjects[at] is Agent.CAMERA
    if word in ("which", "that"):
        return scene.is_camera(at - 2 if scene.word(at - 1) == "," else at - 1)
    if at < 0 or not word[0].isalnum() or word in ("and", "then", "before", "while", "but", "after", "or"):
        return scene.main is Agent.CAMERA or (scene.main is None and (scene.camera_line or scene.topic is Agent.CAMERA))
    return scene.words.has("picture_nouns", word) and scene.word(at - 1) in ("the", "this", "whole", "entire", "")


def _alone(scene: Scene, first: int, last: int) -> bool:
    """``Wide, eye-level, locked off``: between commas, where the line is about the picture."""
    start = first
    while start > 0 and scene.word(start - 1)[0].isalnum():
        start -= 1
    end = last
    while end + 1 < len(scene.tokens) and scene.word(end + 1)[0].isalnum():
        end += 1
    if end - start >= _CLAIM or end > last + 1:
        return False
    if scene.camera_line:
        return True
    at_start, at_end = start == 0, end + 1 >= len(scene.tokens)
    if (at_start and at_end) or scene.word(first) == "locked":
        return True
    if at_start and scene.words.has("negators", scene.word(end + 2)):
        return True
    if at_end and any(scene.words.has("negators", token.word) for token in scene.tokens[:start]):
        return any(
            token.word in scene.words.compounds or _of_camera(scene, token.word) for token in scene.tokens[:start]
        )
    return (at_start or at_end or _frames(scene, start)) and _frames(scene, len(scene.tokens))


def _of_camera(scene: Scene, word: str) -> bool:
    return any(head.sense != "general" for head in scene.words.heads.get(word, ()))


def _frames(scene: Scene, end: int) -> bool:
    """Whether the sentence names a size or an angle."""
    known = {
        "wide",
        "medium",
        "close",
        "macro",
        "eye",
        "angle",
        "shot",
        "tripod",
        "frame",
        "framing",
        "up",
        "overhead",
        "low",
        "high",
    }
    return any(token.word in known for token in scene.tokens[:end])


def _verb(scene: Scene, at: int) -> int | None:
    """``the camera holds on her face``, ``lingers``, ``does not move``."""
    word = scene.word(at)
    still = scene.words.still
    if word in still["holds"]:
        if scene.word(at - 1) in ("to", "the", "a") and scene.main is not Agent.CAMERA:
            return None
        owner = scene.backward(at - 1)
        if at == 0 or (owner >= 0 and not scene.word(owner)[0].isalnum() and scene.main is not Agent.OTHER):
            return _ordered(scene, at)
        return at if _owner(scene, owner) and not denied(scene.tokens, at, scene.words) else None
    if word in still["move_words"] and denied(scene.tokens, at, scene.words):
        owner = at - 1
        while owner >= 0 and (
            scene.words.has("negators", scene.word(owner))
            or scene.words.has("auxiliaries", scene.word(owner))
            or scene.words.has("adverbs", scene.word(owner))
        ):
            owner -= 1
        of_camera = scene.subjects.get(owner) is Agent.CAMERA or scene.word(owner) in ("frame", "framing", "shot")
        # `Do not move the camera`; `watches the street without ever moving`.
        told_not_to = word == "move" and scene.is_camera(at + 2) and not scene.word(owner)[:1].isalpha()
        never = word == "moving" and scene.main is Agent.CAMERA and scene.sub is None and not scene.read
        return at if of_camera or told_not_to or never else None
    return None


def _ordered(scene: Scene, at: int) -> int | None:
    """``Hold on her face``, ``Hold for 2 seconds``, ``HOLD 2s``, but not ``Hold the source cut points``."""
    if scene.word(at) not in ("hold", "holds", "holding", "linger", "lingers", "lingering"):
        return None
    if scene.main is Agent.CAMERA or scene.camera_line:
        return at
    follow = scene.word(at + 1)
    if scene.word(at) != "hold" and scene.word(at) != "linger":
        return None
    if follow in ("on", "for", "steady", "still", "") or follow[0].isdigit() or not follow[0].isalnum():
        return at
    return (
        at
        if any(scene.word(place) in ("framing", "frame", "shot", "wide") for place in range(at + 1, at + 6))
        else None
    )


def _no_motion(scene: Scene, at: int, busy: frozenset[int]) -> int | None:
    """``no camera movement``, ``without any movement`` where the camera is spoken of and goes nowhere."""
    if scene.camera_line and scene.word(at) in ("none", "no") and len(scene.tokens) <= at + 1 and at < 2:
        return at  # `Camera movement: none`
    if scene.word(at) not in scene.words.still["no_motion"] or at in busy:
        return None
    if _nothing_but(scene, at):
        return at
    named = scene.word(at - 1) in ("camera", "lens", "frame")
    if not named and not (
        scene.main is Agent.CAMERA and not busy and scene.word(at - 1) in ("no", "any", "zero", "without")
    ):
        return None
    if scene.word(at - 1) in ("intentional", "deliberate") or scene.word(at + 1) in ("of", "except"):
        return None
    if not named and scene.word(at + 1) == "in":
        return None
    return at if denied(scene.tokens, at, scene.words) else None


def _nothing_but(scene: Scene, at: int) -> bool:
    """``no movement``, ``no camera moves`` between marks, as an item of a list."""
    start = at - 1 if scene.word(at - 1) == "camera" else at
    if scene.word(start - 1) not in ("no", "zero", "without"):
        return False
    before, after = scene.word(start - 2), scene.word(at + 1)
    return not before[:1].isalnum() and (not after[:1].isalnum() or after in ("at", "whatsoever"))


def _whole(scene: Scene) -> bool:
    return not _of_a_part(scene) and not scene.words.still["whole"].isdisjoint(token.word for token in scene.tokens)


def _of_a_part(scene: Scene) -> bool:
    return not scene.words.still["part"].isdisjoint(token.word for token in scene.tokens)
