"""From a text to its reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ._agents import Agent, Scene
from ._heads import candidates
from ._holds import Hold, holds
from ._lexicon import Lexicon, lexicon
from ._meanings import Candidate
from ._order import Order
from ._quotes import quotes
from ._sentences import sentences
from ._terms import mentions
from ._tokens import tokens
from ._values import LIMIT, CameraMove, Mention, Reading, Sentence
from ._windows import Times, said, windows


@lru_cache(maxsize=1024)
def read(text: str, *, acted: bool = False) -> Reading:
    """What a prompt says of the camera, and the terms of the language that it names.

    :param acted: whether the text tells what somebody in the picture does: a verb without a subject is theirs.
    """
    words = lexicon()
    part = text[:LIMIT]
    codes, said_by_others = windows(part), quotes(part, words)
    cut = tuple(sentences(part, tokens(part, words.misspelt), words, codes, said_by_others))
    moves = tuple(_Walk(part, words, _has_camera(cut, words), acted).moves(cut))
    named = tuple(mention for sentence in cut for mention in mentions(sentence, words))
    moves = tuple(_from_above(_settled(moves, named), named))
    return Reading(text, moves, named, said_by_others, codes, cut, len(part))


def _has_camera(cut: Iterable[Sentence], words: Lexicon) -> bool:
    """Whether a camera is spoken of beside a drone; then the drone is a thing in the picture."""
    for sentence in cut:
        for at, token in enumerate(sentence.tokens):
            if token.word == "camera" and not (at and sentence.tokens[at - 1].word in ("drone", "handheld")):
                return True
    return False


class _Walk:
    """The walk over all sentences: who they are about, and what comes after what."""

    def __init__(self, text: str, words: Lexicon, has_camera: bool, acted: bool) -> None:
        self._text = text
        self._words = words
        self._has_camera = has_camera
        self._nobody = Agent.OTHER if acted else None
        self._drone_films = False
        self._topic: Agent | None = None
        self._order = Order(words)
        self._shot = 0
        self._number = 0

    def moves(self, cut: Iterable[Sentence]) -> Iterator[CameraMove]:
        """The moves and holds of all sentences, in order."""
        for number, sentence in enumerate(cut):
            self._number = number
            if sentence.label in ("negative", "dialogue", "text"):
                continue
            if sentence.shot != self._shot:
                self._shot, self._order, self._topic = sentence.shot, Order(self._words, shot=sentence.shot), None
            yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[CameraMove]:
        scene = Scene(
            self._text, sentence.tokens, self._words, self._topic, sentence.label == "camera", self._drones(sentence)
        )
        scene.main = self._nobody
        found = list(candidates(scene))
        busy = frozenset(place for each in found for place in range(each.first, each.last + 1))
        still = [hold for hold in holds(scene, busy) if hold.first not in busy]
        if scene.main is not None:
            self._topic = scene.main
        elif found and not sentence.label:
            self._topic = self._topic or Agent.CAMERA
        previous: int | None = None
        beats = _in_time(sentence, [*(each for each in found if not each.denied), *still])
        for number, beat in enumerate(beats):
            at = _place(beat)
            order, joined = self._order.next(sentence, previous, at)
            if beat.then and (previous is not None or isinstance(beat, Candidate)):
                self._order.now += 1
                order, joined = self._order.now, False
            yield self._move(sentence, beat, order, joined, self._times(sentence, beats, number))
            following = beats[number + 1] if number + 1 < len(beats) else None
            previous = None if following is not None and _place(following) < at else beat.last

    def _drones(self, sentence: Sentence) -> bool:
        return not self._has_camera or any(
            one.word == "drone" and other.word == "camera"
            for one, other in zip(sentence.tokens, sentence.tokens[1:], strict=False)
        )

    def _move(self, sentence: Sentence, beat: Candidate | Hold, order: int, joined: bool, times: Times) -> CameraMove:
        tokens = sentence.tokens
        word = tokens[beat.at if isinstance(beat, Candidate) else beat.first]
        name, direction = ("hold", None) if isinstance(beat, Hold) else beat.meaning
        still = beat if isinstance(beat, Hold) else None
        return CameraMove(
            name,
            direction,
            order,
            (tokens[beat.first].start, tokens[beat.last].end),
            *times,
            sentence.shot,
            whole=still is not None and still.whole,
            unsteady=still is not None and still.unsteady,
            wavers=not isinstance(beat, Hold) and beat.wavers,
            joined=joined,
            speed=self._speed(sentence, beat),
            word=beat.word,
            head=(word.start, word.end),
            sentence=self._number,
        )

    def _speed(self, sentence: Sentence, beat: Candidate | Hold) -> str | None:
        """How fast, where a word for it stands beside the move."""
        near = sentence.tokens[max(0, beat.first - 3) : beat.last + 3]
        return next((self._words.speeds[token.word] for token in near if token.word in self._words.speeds), None)

    def _times(self, sentence: Sentence, beats: list[Candidate | Hold], at: int) -> Times:
        """What is said behind this beat, or right before it; the time code of the sentence else.

        A length belongs to the beat before it ("pans left for 2 seconds, then ..."), a start to the one after it
        ("..., then after 3 seconds tilts up").
        """
        tokens, beat = sentence.tokens, beats[at]
        last = at + 1 == len(beats)
        before = tokens[beats[at - 1].last].end if at else tokens[0].start
        after = tokens[-1].end if last else tokens[_place(beats[at + 1])].start
        behind = said(self._text, tokens[beat.last].end, after)
        ahead = said(self._text, before, tokens[beat.first].start)
        if behind[2] is not None or behind[1] is not None or (last and behind[0] is not None):
            return behind
        if ahead[0] is not None or (at == 0 and ahead[2] is not None):
            return ahead
        start, end = sentence.window
        return start, end, None


def _in_time(sentence: Sentence, beats: list[Candidate | Hold]) -> list[Candidate | Hold]:
    """In the order of the words; ``Before zooming out, the camera pans`` tells the later one first."""
    beats = sorted(beats, key=_place)
    if sentence.tokens[0].word != "before":
        return beats
    comma = next((at for at, token in enumerate(sentence.tokens) if token.word == ","), 0)
    return [*(each for each in beats if _place(each) > comma), *(each for each in beats if _place(each) <= comma)]


def _place(beat: Candidate | Hold) -> int:
    return beat.first if isinstance(beat, Hold) else min(beat.at, beat.first)


#: They mean the move itself, whatever the lens looks at.
_BY_NAME = frozenset({"pedestal", "ped", "pedestal up", "pedestal down"})


def _from_above(moves: tuple[CameraMove, ...], named: tuple[Mention, ...]) -> Iterator[CameraMove]:
    """For a lens that looks straight down, what rises goes away from the picture, what sinks goes into it, and a spiral
    turns about the lens.
    """
    for move in moves:
        above = any(
            each.term == "overhead" and each.shot == move.shot and each.span[0] < move.span[1] and not each.denied
            for each in named[:200]
        )
        if above and move.move == "pedestal" and move.word not in _BY_NAME:
            move = replace(move, move="dolly", direction="out" if move.direction == "up" else "in")
        if above and move.move == "arc" and move.word in ("spiral", "corkscrew"):
            move = replace(move, move="roll")
        yield move


def _settled(moves: tuple[CameraMove, ...], named: tuple[Mention, ...]) -> tuple[CameraMove, ...]:
    """A move that only repeats an earlier one is told once, and a bare name beside its full one is left out."""
    made: list[CameraMove] = []
    for move in moves:
        twin = next((each for each in made[-4:] if _repeats(each, move)), None)
        if twin is None:
            made.append(move)
        elif twin.direction is None and move.direction is not None:
            made[made.index(twin)] = replace(move, order=twin.order)
    return tuple(made)


def _repeats(one: CameraMove, other: CameraMove) -> bool:
    same = one.move == other.move and one.shot == other.shot and one.order == other.order
    return same and (one.direction == other.direction or None in (one.direction, other.direction))
