"""A shot drafted from a reading: what was understood as values, everything else kept as prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from promptkit.language import DURATIONS, vocabulary

from ._lexicon import Lexicon, lexicon
from ._values import CameraMove, Mention, Reading, Sentence

_KEYS = ("shot_size", "angle", "depth_of_field", "support", "time_effect", "time_of_day", "light_style")
#: More is no prompt of one clip.
_MOST_MOVES, _MOST_CUTS = 50, 50
_RESERVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue0ff\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Setup:
    """What one set-up of a clip says.

    :param camera: moves by beat, each beat the moves that run together.
    :param terms: the terms that were named, by key.
    :param scene: what was not understood, in its own words.
    :param length: seconds, where they are told.
    """

    camera: tuple[tuple[CameraMove, ...], ...]
    terms: tuple[tuple[str, str], ...]
    scene: str
    length: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a shot's document is made of.

    :param whole: what is said of all the clip; of a clip with one set-up, everything.
    :param cuts: the set-ups, where there are several.
    """

    name: str
    duration: int
    whole: Setup
    cuts: tuple[Setup, ...] = ()


def draft(reading: Reading, name: str, length: float | None = None) -> Draft:
    """The shot that a prompt describes.

    :param length: seconds, where the prompt says how long the clip is.

    Where every sentence was understood they all stay the scene: a shot needs one. So does a text that is no prompt of
    one clip: one that is longer than what is read, or that tells of more moves or set-ups than any clip holds.
    """
    if (
        not reading.is_whole
        or len(reading.moves) > _MOST_MOVES
        or len({each.shot for each in reading.sentences}) > _MOST_CUTS
    ):
        reading = replace(reading, moves=(), mentions=(), sentences=())
    ends = [window.end for window in reading.windows if window.end is not None]
    duration = _duration(length if length is not None else max(ends, default=None))
    shots = sorted({each.shot for each in reading.sentences})
    if len([each for each in shots if each]) < 2:
        whole = _setup(reading, frozenset(shots))
        return Draft(name, duration, whole if whole.scene else replace(whole, scene=_tidy(reading.text)))
    cuts = tuple(_setup(reading, frozenset({each})) for each in shots if each)
    if sum(each.length or 0 for each in cuts) != duration or not all(each.length for each in cuts):
        cuts = tuple(replace(each, length=None) for each in cuts)
    return Draft(name, duration, _setup(reading, frozenset({0})), cuts)


def _setup(reading: Reading, shots: frozenset[int]) -> Setup:
    words = lexicon()
    beats = tuple(_beats(each for each in reading.moves if each.shot in shots))
    known = [move for beat in beats for move in beat]
    firsts = [mention for key in _KEYS if (mention := _first(reading, key, shots)) is not None]
    windows = {each.window for each in reading.sentences if each.shot in shots} - {(None, None)}
    (start, end) = next(iter(windows)) if len(windows) == 1 else (None, None)
    return Setup(
        beats,
        tuple((each.key, each.term) for each in firsts),
        _left(reading, shots, words, known, firsts),
        end - start if start is not None and end is not None else None,
    )


def _duration(length: float | None) -> int:
    """The shortest length of the language that holds it; 8 s where nothing is said."""
    if length is None:
        return 8
    return next((each for each in DURATIONS if each >= length), DURATIONS[-1])


def _first(reading: Reading, key: str, shots: frozenset[int]) -> Mention | None:
    named = (each for each in reading.mentions if each.key == key and each.shot in shots)
    return next((each for each in named if not each.denied), None)


def _beats(moves: Iterable[CameraMove]) -> Iterator[tuple[CameraMove, ...]]:
    """The moves that can be written down, by beat; what would run twice on one axis follows instead."""
    known = vocabulary().moves
    for _, group in groupby(moves, key=lambda each: (each.shot, each.order)):
        beat: list[CameraMove] = []
        axes: set[str] = set()
        for move in group:
            entry = known.get(move.move)
            if (
                entry is None
                or (entry.directions and move.direction not in entry.directions)
                or move.move in _NEEDS_MORE
            ):
                continue
            if move.move == "hold" or entry.axes & axes or (beat and beat[0].move == "hold"):
                if beat:
                    yield tuple(beat)
                beat, axes = [], set()
            beat.append(move)
            axes |= entry.axes
        if beat:
            yield tuple(beat)


#: They need a subject or two planes of focus, which only the prose has.
_NEEDS_MORE = frozenset({"track", "rack_focus"})


def _understood(sentence: Sentence, words: Lexicon, moves: Sequence[CameraMove], terms: Sequence[Mention]) -> bool:
    """Whether every word of a sentence is in the draft, or says nothing beside it."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    spans = [
        span for span in (*(each.span for each in moves), *(each.span for each in terms)) if start <= span[0] < end
    ]
    if not spans:
        return False
    told = [each for each in moves if start <= each.span[0] < end]
    timed = any(each.start is not None or each.length is not None for each in told)
    holds = any(each.move == "hold" for each in told)
    return all(
        any(one <= token.start < other for one, other in spans)
        or _says_nothing(token.word, words, denies=holds)
        or (timed and (token.word[0].isdigit() or token.word in _OF_TIME))
        for token in sentence.tokens
    )


_EMPTY = frozenset(
    {
        "shot",
        "view",
        "frame",
        "framing",
        "is",
        "remains",
        "stays",
        "and",
        "the",
        "with",
        "of",
        "camera",
        "move",
        "movement",
        "motion",
    }
)


_OF_TIME = frozenset(
    {"for", "over", "from", "to", "after", "at", "in", "s", "sec", "secs", "second", "seconds", "first", "last"}
)


def _says_nothing(word: str, words: Lexicon, *, denies: bool) -> bool:
    if word in _EMPTY or not word[0].isalnum() or word in words.speeds:
        return True
    if words.has("negators", word) or (denies and word in words.heads):
        return denies
    return (
        words.has("determiners", word)
        or words.has("camera_nouns", word)
        or words.has("joins", word)
        or words.has("sequence", word)
        or words.has("starting", word)
        or word in words.still["verbs"]
        or word in words.still["states"]
    )


def _left(
    reading: Reading, shots: frozenset[int], words: Lexicon, moves: Sequence[CameraMove], terms: Sequence[Mention]
) -> str:
    """The text of some set-ups without the sentences that the draft says."""
    kept: list[str] = []
    for own, group in groupby(enumerate(reading.sentences), key=lambda each: each[1].shot in shots):
        if own:
            numbers = [number for number, _ in group]
            kept.append(_remainder(reading, numbers, words, moves, terms))
    return _tidy("\n".join(kept))


def _remainder(
    reading: Reading, numbers: Sequence[int], words: Lexicon, moves: Sequence[CameraMove], terms: Sequence[Mention]
) -> str:
    """A run of sentences, with all that stands between them, without those that the draft says."""
    text, kept = reading.text, []
    first, last = numbers[0], numbers[-1]
    at = reading.sentences[first].tokens[0].start if first else 0
    stop = reading.sentences[last + 1].tokens[0].start if last + 1 < len(reading.sentences) else len(text)
    for number in numbers:
        sentence = reading.sentences[number]
        if _understood(sentence, words, moves, terms):
            end = sentence.tokens[-1].end
            while end < stop and text[end] in ".!?;,…":
                end += 1
            kept.append(text[at : max(at, _from_label(text, sentence))])
            at = max(at, end)
    kept.append(text[at:stop])
    return "".join(kept)


_LABEL = re.compile(r"[ \t]*(?:[-*•#]+[ \t]*)?\**[A-Za-z][A-Za-z /&_-]{0,30}\**:\**[ \t]*")


def _from_label(text: str, sentence: Sentence) -> int:
    """Where a sentence begins, with the label of its line if that is all that stands before it."""
    start = sentence.tokens[0].start
    line = text.rfind("\n", max(0, start - 60), start) + 1
    before = text[line:start]
    return line if sentence.label and _LABEL.fullmatch(before) else start


#: How a set-up is announced; the cut says it.
_OPENING = re.compile(
    r"(?:(?:shot|scene) [\w]{1,5} ?(?:[\[(][^\])\n]{0,40}[\])])?|(?:smash |match )?cut to) ?[:.–—-]* ?", re.IGNORECASE
)


def _tidy(text: str) -> str:
    text = _RESERVED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    whole = _OPENING.sub("", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), count=1)
    return "" if not re.search(r"[^\W_]", whole) else whole
