"""Who acts: the camera, or somebody in front of it.

A sentence is walked from left to right. ``main`` is who its main clause is about, ``sub`` who the clause within it is
about ("as the car turns ..."), which ends at the next comma.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ._lexicon import Head, Lexicon
from ._values import Token

#: Participles that hang on the camera even behind another noun ("moves through the wood panning left").
_CAMERA_ONLY = frozenset({"pan", "tilt", "zoom", "dolly", "truck", "pedestal", "track"})


class Agent(Enum):
    """Who does it."""

    CAMERA = "camera"
    OTHER = "other"


@dataclass(slots=True)
class Scene:
    """The walk through one sentence.

    :param topic: who the text was about before this sentence.
    :param camera_line: whether the line's label says that it is about the camera.
    :param read: whether a move has been found in it; ``plain``, whether one in its plain form ("begins to pan").
    :param drones: whether a drone is the camera here, not a thing in the picture.
    """

    text: str
    tokens: tuple[Token, ...]
    words: Lexicon
    topic: Agent | None
    camera_line: bool
    drones: bool
    main: Agent | None = None
    sub: Agent | None = None
    at: int = 0
    things: int = 0
    read: bool = False
    plain: bool = False
    subjects: dict[int, Agent] = field(default_factory=dict)

    def step(self, at: int) -> None:
        """Take the token at ``at`` into account, before it is asked what it means."""
        self.at = at
        word = self.tokens[at].word
        if not word[0].isalnum():
            if word != '"':
                self.sub = None
        elif self.words.has("subordinates", word):
            self._subordinate(at, word)
        elif word in ("before", "after", "until", "with"):
            self._clause_or_phrase(at, word)
        elif self.is_camera(at) or (at == 0 and self._is_rig(word)):
            self._camera(at)
        elif word == "it":
            self._it(at)
        elif self.words.has("we", word):
            self.subjects[at] = Agent.CAMERA
        elif self.words.has("persons", word):
            self._person(at)
        elif self.words.has("determiners", word) or word.endswith("'s"):
            self._noun_phrase(at)

    def _is_rig(self, word: str) -> bool:
        """``Crane descends past the windows``: what carries the camera stands for it, without an article."""
        if not self.words.has("rigs", word):
            return False
        verb = self.forward(1)
        after = self.word(self.forward(verb + 1))
        moves = any(head.form == "s" and head.sense == "general" for head in self.words.heads.get(self.word(verb), ()))
        goes = self.words.has("prepositions", after) or after in self.words.directions or not after[:1].isalnum()
        return moves and goes

    def _subordinate(self, at: int, word: str) -> None:
        nxt = self.forward(at + 1)
        follow = self.word(nxt)
        heads = self.words.heads.get(follow, ())
        if not follow or any(head.form == "ing" for head in heads) or self.words.has("before_noun", follow):
            self.sub = None
        elif self.camera_ahead(nxt):
            self.sub = Agent.CAMERA
        elif follow == "it" or follow == "they":
            self.sub = self._it_is(nxt)
        elif word in ("who", "which", "that", "whose"):
            noun = at - 2 if self.word(at - 1) == "," else at - 1
            self.sub = Agent.CAMERA if noun >= 0 and self.is_camera(noun) else Agent.OTHER
        elif self._leaves_it(nxt, word):
            self.sub = None
        else:
            self.sub = Agent.OTHER

    def _leaves_it(self, at: int, opener: str) -> bool:
        """Whether what follows is no other's clause: ``as a slow push-in begins``, ``so the frame settles``."""
        follow = self.word(at)
        described = self.words.has("manner", follow) and self._is_move_ahead(at)
        return described or opener in ("so", "once") or self.words.has("we", follow)

    def _is_move_ahead(self, at: int) -> bool:
        return any(
            token.word in self.words.heads or token.word in self.words.compounds for token in self.tokens[at : at + 3]
        )

    def _clause_or_phrase(self, at: int, word: str) -> None:
        """``before the car turns`` has a subject of its own; ``before panning`` has not."""
        follow = self.word(self.forward(at + 1))
        if word != "with" and self.words.has("determiners", follow) and not self.camera_ahead(self.forward(at + 1)):
            self.sub = Agent.OTHER
        elif word == "with" and self.camera_ahead(at + 1):
            self.sub = None

    def _camera(self, at: int) -> None:
        if not self._is_subject(at):
            return
        self.subjects[at] = Agent.CAMERA
        start = self._phrase_start(at)
        previous = self.word(start - 1)
        if self.words.has("subordinates", previous) and start > 1:
            self.sub = Agent.CAMERA
        else:
            self.main, self.sub = Agent.CAMERA, None

    def _is_subject(self, at: int) -> bool:
        start = self._phrase_start(at)
        previous = self.word(start - 1)
        if start == 0 or not previous[:1].isalnum():
            return True
        if previous == "with":  # `a man with camera walk` has none of its own
            return not any(head.form == "base" for head in self.words.heads.get(self.word(at + 1), ()))
        if self.words.has("joins", previous) or self.words.has("subordinates", previous):
            return True
        following = self.forward(at + 1)
        verb = self._is_verb(following)
        if self.words.has("prepositions", previous) and previous not in ("before", "after", "until"):
            return verb and previous not in ("at", "toward", "towards", "to", "of", "from", "past")
        return verb or self.words.has("adverbs", previous) or previous.endswith("ly")

    def _is_verb(self, at: int) -> bool:
        word = self.word(at)
        heads = self.words.heads.get(word, ())
        return (
            any(head.form in ("s", "ing", "base") for head in heads)
            or word in self.words.performs
            or word in self.words.leads_on
            or word in self.words.still["verbs"]
            or word in self.words.still["holds"]
            or self.words.has("auxiliaries", word)
        )

    def _it(self, at: int) -> None:
        if self.words.has("prepositions", self.word(at - 1)) and self.word(at - 1) not in ("before", "after", "until"):
            return
        agent = self._it_is(at)
        self.subjects[at] = agent
        if self.sub is None:
            self.main = agent

    def _it_is(self, at: int) -> Agent:
        """Who ``it`` is: the camera, where the text was about it and names no other thing since."""
        verb = self.word(self.forward(at + 1))
        opens = (
            at == 0 or not self.word(at - 1)[:1].isalnum() or self.word(at - 1) in ("then", "and", "finally", "next")
        )
        if self.camera_line and at == 0:
            return Agent.CAMERA
        known = self.main or self.topic or self._foretold(at, verb)
        if known is not Agent.CAMERA:
            return Agent.OTHER
        if opens or not self.things:
            return Agent.CAMERA
        heads = self.words.heads.get(verb, ())
        own = any(head.sense != "general" or head.way in ("follow", "nearer") for head in heads)
        own = own or verb in self.words.performs
        if verb in ("tracks", "follows", "pans", "tilts"):
            return Agent.CAMERA
        return Agent.CAMERA if own and self.word(at - 1) != "as" else Agent.OTHER

    def _foretold(self, at: int, verb: str) -> Agent | None:
        """``As it moves forward, the camera ...``; or a text that opens with ``It pans``."""
        if self.camera_follows(at) or any(head.sense != "general" for head in self.words.heads.get(verb, ())):
            return Agent.CAMERA
        return None

    def camera_follows(self, at: int) -> bool:
        """Whether the clause behind the next comma is about the camera."""
        for place in range(at + 1, min(at + 16, len(self.tokens))):
            if self.word(place) == ",":
                return self.camera_ahead(self.forward(place + 1))
        return False

    def _person(self, at: int) -> None:
        self.subjects[at] = Agent.OTHER
        previous = self.word(at - 1)
        if self.words.has("prepositions", previous):
            return
        self.things += 1
        if self.sub is None and not previous[:1].isalnum():
            self.main = Agent.OTHER

    def _noun_phrase(self, at: int) -> None:
        """A thing that is named; where it opens the sentence, the sentence is about it."""
        if self.camera_ahead(at) or self._is_move_ahead(at + 1) or self._way_ahead(at + 1):
            return
        beside = self.word(at - 1) == "with" and self.words.has("manner", self.word(at + 1))
        if not (beside or self._picture_ahead(at) or self.word(at - 1) in ("in", "at", "during", "throughout")):
            self.things += 1
        if at == 0 and self.main is None:
            self.main = self._opening(at)

    def _opening(self, at: int) -> Agent | None:
        """Who a sentence is about that opens with this phrase: ``The shot begins with ...`` is about the camera."""
        if not self._picture_ahead(at):
            return Agent.OTHER
        for place in range(at, min(at + 4, len(self.tokens))):
            if self.words.has("picture_nouns", self.word(place)):
                verb = self.word(self.forward(place + 1))
                return Agent.CAMERA if verb in self.words.performs or verb in self.words.leads_on else None
        return None

    def _way_ahead(self, at: int) -> bool:
        return any(
            self.words.has("before_noun", token.word) and token.word not in ("left", "right")
            for token in self.tokens[at : at + 2]
        )

    def _picture_ahead(self, at: int) -> bool:
        return any(
            self.words.has("picture_nouns", token.word) or self.words.has("camera_nouns", token.word)
            for token in self.tokens[at : at + 4]
        )

    def is_camera(self, at: int) -> bool:
        """Whether the token is a noun for the camera, not a part of another noun ("camera path")."""
        word = self.word(at)
        if not self.words.has("camera_nouns", word) or (word == "drone" and not self.drones):
            return False
        if word == "operator" or word == "pov" or word == "lens":
            return self.word(at - 1) in ("the", "camera", "a") and self._is_verb(self.forward(at + 1))
        return not self.words.has("camera_nouns", self.word(at + 1))

    def camera_ahead(self, at: int) -> bool:
        """Whether a phrase that starts here is one for the camera: ``the handheld camera``."""
        for place in range(at, min(at + 4, len(self.tokens))):
            word = self.word(place)
            if self.is_camera(place):
                return True
            fits = word == "drone" or self.words.has("determiners", word) or self.words.has("manner", word)
            if not fits and not word.endswith(("ly", "ed")) and word not in ("hand", "held", "steady", "person"):
                return False
        return False

    def _phrase_start(self, at: int) -> int:
        """Where the phrase starts that ends in the noun at ``at``."""
        start = at
        while start > 0 and at - start < 5:
            word = self.word(start - 1)
            if self.words.has("determiners", word):
                return start - 1
            described = self.words.has("manner", word) or word in (
                "hand",
                "held",
                "drone",
                "person",
                "steadicam",
                "main",
                "unsteady",
                "shaky",
                "dim",
                "low",
                "body",
                "same",
            )
            if not described:
                break
            start -= 1
        # One or two words that are not known still belong to it where an article stands before them.
        for place in range(start - 1, max(-1, start - 4), -1):
            if self.words.has("determiners", self.word(place)):
                return place
            if not self._may_describe(self.word(place)):
                break
        return start

    def _may_describe(self, word: str) -> bool:
        return (
            word[:1].isalpha()
            and not self.words.has("prepositions", word)
            and not self.words.has("joins", word)
            and not self.words.has("subordinates", word)
            and not self.words.has("auxiliaries", word)
            and word not in self.words.still["verbs"]
        )

    def word(self, at: int) -> str:
        """The word at an index, empty beyond the ends."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def hyphen(self, at: int) -> bool:
        """Whether a hyphen joins the token to the next one."""
        return self.text[self.tokens[at].end] in "-‑"

    def forward(self, at: int) -> int:
        """The index of the next token that is no adverb."""
        while at < len(self.tokens) and self._skips(self.word(at)):
            at += 1
        return at

    def backward(self, at: int) -> int:
        """The index of the last token up to ``at`` that is no adverb; -1 before the start."""
        while at >= 0 and self._skips(self.word(at)):
            at -= 1
        return at

    def _skips(self, word: str) -> bool:
        if word == "then":
            return False
        return self.words.has("adverbs", word) or (
            word.endswith("ly") and len(word) > 3 and word not in ("fly", "family")
        )

    def of(self, at: int, head: Head) -> Agent | None:
        """Who does what the verb at ``at`` says; ``None`` if the sentence does not tell."""
        before = self._over_time(self.backward(at - 1))
        while before >= 0 and self.words.has("auxiliaries", self.word(before)):
            before = self.backward(before - 1)
        word = self.word(before)
        if before < 0 or not word[0].isalnum():
            return self.main
        if before in self.subjects:
            return self.subjects[before]
        if self.words.has("camera_nouns", word):
            return Agent.CAMERA if before in self.subjects else Agent.OTHER
        if word in ("and", "then", "or", "but", "plus", "yet"):
            return self._joined(head)
        if self.words.has("subordinates", word):
            return self.sub or self.main
        if word in self.words.leads_on or word in ("by", "while", "before", "after", "without", "when"):
            return self.sub or self.main if word in self.words.leads_on else self.main
        return self._noun_before(before, head)

    def _over_time(self, at: int) -> int:
        """Beyond a time that stands before the verb: ``and after two seconds tilts up``."""
        if self.word(at) == "time" and self.word(at - 1) == "same":
            return self.backward(at - (4 if self.word(at - 3) == "at" else 2))
        if self.word(at) not in ("seconds", "second", "s", "sec", "beat", "beats", "moment", "pause"):
            return at
        for place in range(at - 1, max(-1, at - 5), -1):
            if self.word(place) in ("after", "for", "in", "at", "over", "within"):
                return self.backward(place - 1)
        return at

    def _joined(self, head: Head) -> Agent | None:
        """Behind ``and``: who acted so far; a verb that only cameras have goes back to the camera."""
        if self.sub is Agent.OTHER and self.main is Agent.CAMERA and (head.sense != "general" or head.form == "ing"):
            return self.main
        return self.sub or self.main

    def _noun_before(self, before: int, head: Head) -> Agent | None:
        word = self.word(before)
        if self.words.has("picture_nouns", word) and (
            head.sense != "general" or head.form == "ing" or self._opens(before)
        ):
            return Agent.CAMERA
        if head.form == "ing" and head.lemma in _CAMERA_ONLY and self.main is Agent.CAMERA and self.sub is None:
            return Agent.CAMERA
        seen_by = self.main is None and any(token.word == "pov" for token in self.tokens[: min(before, 3)])
        if self._in_phrase_of_camera(before) or (seen_by and head.form == "ing"):
            return Agent.CAMERA  # `POV of a skier moving downhill`
        return Agent.OTHER

    def _opens(self, at: int) -> bool:
        start = self._phrase_start(at)
        return start == 0 or not self.word(start - 1)[:1].isalnum() or self.words.has("joins", self.word(start - 1))

    def _in_phrase_of_camera(self, before: int) -> bool:
        """``the camera in the hallway pans``: what stands between belongs to the camera."""
        for place in range(before, max(-1, before - 6), -1):
            if self.subjects.get(place) is Agent.CAMERA:
                return self.words.has("prepositions", self.word(place + 1)) and self.word(place + 1) not in ("to", "as")
            if not self.word(place)[0].isalnum():
                return False
        return False
