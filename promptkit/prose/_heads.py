"""Words that name a move, and whether they do so here: verb or noun, the camera's or another's, thing or move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._agents import Agent, Scene
from ._directions import WEAK, Directions, before, behind
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


def candidates(scene: Scene) -> Iterator[Candidate]:
    """The moves of one sentence, in order."""
    at, end = 0, len(scene.tokens)
    while at < end:
        scene.step(at)
        found = tuple(_compound(scene, at) or _head(scene, at) or _motion_noun(scene, at) or ())
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
        if _owner_is_other(scene, at):
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
        found = _as_noun(scene, at, head) if _stands_as_noun(scene, at, head) else _as_verb(scene, at, head)
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


def _stands_as_noun(scene: Scene, at: int, head: Head) -> bool:
    """Whether an article, an adjective or a direction stands right before the word."""
    if head.form == "past":
        return False
    place = at - 1
    while place >= 0 and scene.word(place).endswith("ly"):
        place -= 1
    previous = scene.word(place)
    if head.form == "ing" and place != at - 1:
        return False
    if previous.endswith("'s") and previous not in ("it's", "let's", "there's"):
        return True
    if head.form == "base" and head.sense == "camera" and _unknown_adjective(scene, place):
        return True
    described = scene.words.has("manner", previous) or scene.words.has("determiners", previous)
    described = described or (scene.words.has("before_noun", previous) and previous not in ("left", "right"))
    if previous in ("camera", "lens", "drone") and head.form in ("base", "ing"):
        return head.form == "base" and place not in scene.subjects
    if previous == "that" or (
        previous in ("both", "low", "fast", "slow", "last", "first", "second") and head.form == "s"
    ):
        return False
    return described or (head.form == "base" and previous == "with")


def _unknown_adjective(scene: Scene, at: int) -> bool:
    """``an abrupt zoom``: a word that is not known, with an article before it."""
    word = scene.word(at)
    known = word in scene.words.heads or word in scene.words.performs or scene.words.has("camera_nouns", word)
    return word[:1].isalpha() and not known and scene.words.has("determiners", scene.word(at - 1))


def _as_noun(scene: Scene, at: int, head: Head) -> list[Candidate] | None:
    ahead = before(scene.tokens, at, scene.words)
    there = behind(scene.tokens, at + 1, scene.words, free=False)
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
    if _owner_is_other(scene, at) and scene.word(at - 1) != "camera":
        return None
    if scene.word(at + 1) == "of" and not scene.camera_ahead(at + 2):
        return None
    by_itself = scene.main is None and (
        ahead.names or (told and head.way in ("push", "pull") and _described(scene, at))
    )
    if head.sense == "general" and (not told or not camera) and not by_itself:
        return None
    if not told and not (camera and _performed(scene, at)) and not has_shot:
        return None
    if told and not camera and not _described(scene, at) and not ahead.names:
        return None
    return _meant(scene, at, head, ahead, there, noun=True)


def _described(scene: Scene, at: int) -> bool:
    return scene.words.has("manner", scene.word(at - 1)) or scene.word(at - 1) == "camera"


def _camera_context(scene: Scene, at: int) -> bool:
    if scene.sub is Agent.OTHER and not scene.camera_line:
        return scene.word(at - 1) == "camera"
    return (
        scene.camera_line
        or scene.main is Agent.CAMERA
        or scene.word(at - 1) == "camera"
        or (scene.main is None and scene.read)
    )


def _owner_is_other(scene: Scene, at: int) -> bool:
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
        if scene.words.has("determiners", word) or scene.words.has("manner", word) or scene.words.has("joins", word):
            continue
        if word.endswith("ly") or scene.words.has("adverbs", word):
            continue
        return False
    return True


def _as_verb(scene: Scene, at: int, head: Head) -> list[Candidate] | None:
    agent = scene.of(at, head)
    there = behind(scene.tokens, at + 1, scene.words, free=True)
    if head.form == "base":
        allowed = _orders(scene, at, head, there, agent)
    elif agent is None:
        allowed = _by_itself(scene, at, head, there)
    else:
        allowed = agent is Agent.CAMERA
    if head.form == "past":
        allowed = allowed and _happened(scene, at, head)
    if not allowed or (head.way == "follow" and not _has_object(scene, at)):
        return None
    ahead = before(scene.tokens, at, scene.words) if head.form == "ing" and not there.names else Directions()
    return _meant(scene, at, head, ahead, there, noun=False)


#: Verbs whose past form is as often said of a thing that somebody else moves: "is lowered", "followed by".
_DONE_TO = frozenset({"lower", "raise", "lift", "elevate", "pull", "push", "move"})
_OFTEN_DONE_TO = _DONE_TO | {"follow", "lead", "close", "trail", "shift", "tilt"}


def _happened(scene: Scene, at: int, head: Head) -> bool:
    """Whether a past form tells a move: ``the camera moved left``, ``the camera is lowered``."""
    before = scene.backward(at - 1)
    if scene.words.has("auxiliaries", scene.word(before)):
        return head.lemma in _DONE_TO
    return head.lemma not in _OFTEN_DONE_TO or (scene.word(at + 1) != "by" and scene.is_camera(before))


def _by_itself(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    """A verb without a subject in the sentence: ``panning left along the wall``."""
    opens = scene.backward(at - 1) < 0
    if scene.camera_line or scene.read or (opens and scene.topic is Agent.CAMERA) or scene.camera_follows(at):
        return True
    if head.sense == "general" and not any(scene.words.has("picture_nouns", token.word) for token in scene.tokens[:at]):
        return False
    return any(name in head.meanings for name in there.names)


def _orders(scene: Scene, at: int, head: Head, there: Directions, agent: Agent | None) -> bool:
    """Whether the plain form is an order to the camera, or hangs on the camera by ``to``."""
    previous = scene.backward(at - 1)
    word = scene.word(previous)
    if word == "to":
        return agent is Agent.CAMERA or _to_of_camera(scene, previous)
    if previous in scene.subjects or scene.words.has("auxiliaries", word):
        return agent is Agent.CAMERA
    if previous >= 0 and word[0].isalnum() and not scene.words.has("joins", word):
        return False
    if agent is Agent.OTHER or (agent is Agent.CAMERA and word[:1].isalpha() and not scene.plain):
        return False
    if head.sense == "general":
        return scene.words.has("imperative", head.lemma) and _is_order(scene, at, head, there)
    if there.names and head.lemma in ("truck", "pan", "roll", "crane", "arc", "track"):
        return there.last == at + 1 or scene.camera_line or scene.word(at + 1) in ("to", "slowly", "quickly", "around")
    return bool(there.names) or scene.camera_line or scene.read


def _to_of_camera(scene: Scene, at: int) -> bool:
    return scene.main is Agent.CAMERA and scene.sub is not Agent.OTHER


def _is_order(scene: Scene, at: int, head: Head, there: Directions) -> bool:
    if scene.camera_line or (scene.main is Agent.CAMERA and scene.sub is None):
        return bool(there.names) or head.way == "follow"
    if head.way == "follow":
        return at == 0 and scene.words.has("determiners", scene.word(at + 1))
    if not there.names or there.last > at + 2:
        return False
    after = scene.word(there.last + 1)
    return not after or not after[0].isalnum() or scene.words.has("not_object", after)


def _has_object(scene: Scene, at: int) -> bool:
    after = scene.word(scene.forward(at + 1))
    if after in ("by", "to", "into", "up", "on", "through", "lines", "down", "suit", "along", ""):
        return after in ("along",)
    return after[0].isalnum()


def _meant(
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
    return [
        Candidate(
            each, at, first, last, wavers=wavers, denied=no, then=there.then and place > 0, noun=noun, word=head.lemma
        )
        for place, each in enumerate(made)
    ]


def _motion_noun(scene: Scene, at: int) -> list[Candidate] | None:
    """``a slight upward movement``."""
    way = scene.words.motion_nouns.get(scene.word(at))
    of_camera = scene.word(at + 1) == "of" and scene.camera_ahead(at + 2)
    if way is None or _owner_is_other(scene, at) or (scene.word(at + 1) == "of" and not of_camera):
        return None
    ahead = before(scene.tokens, at, scene.words)
    known = of_camera or _camera_context(scene, at) or (scene.main is None and _described(scene, ahead.last))
    spoken = scene.words.has("spoken_nouns", scene.word(at))
    if not known or not (ahead.names or (spoken and of_camera)):
        return None
    head = Head(scene.word(at), "base", "general", way, scene.words.ways[way])
    return _meant(scene, at, head, ahead, Directions(), noun=True)
