"""A shot drafted from a reading: what was understood as values, everything else kept as prose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from promptkit.language import DURATIONS, vocabulary

from ._lexicon import Lexicon, lexicon
from ._values import CameraMove, Mention, Reading, Sentence

_KEYS = ("shot_size", "angle", "depth_of_field", "support", "time_effect", "time_of_day", "light_style")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+)*")
_RESERVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue0ff\ufeff\ufffe\uffff\ud800-\udfff]")
_NOT_PLAIN = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """What a shot's document is made of.

    :param camera: moves by beat, each beat the moves that run together.
    :param terms: the terms that were named, by key.
    :param scene: what was not understood, in its own words.
    """

    name: str
    duration: int
    camera: tuple[tuple[CameraMove, ...], ...]
    terms: tuple[tuple[str, str], ...]
    scene: str


def draft(reading: Reading, name: str, length: float | None = None) -> Draft:
    """The shot that a prompt describes.

    :param length: seconds, where the prompt says how long the clip is.
    """
    words = lexicon()
    beats = tuple(_beats(reading.moves))
    used = frozenset(id(move) for beat in beats for move in beat)
    firsts = [mention for key in _KEYS if (mention := _first(reading, key)) is not None]
    known = [each for each in reading.moves if id(each) in used]
    gone = [_understood(each, words, known, firsts) for each in reading.sentences]
    ends = [window.end for window in reading.windows if window.end is not None]
    return Draft(
        name,
        _duration(length if length is not None else max(ends, default=None)),
        beats,
        tuple((each.key, each.term) for each in firsts),
        _left(reading, gone),
    )


def _duration(length: float | None) -> int:
    """The shortest length of the language that holds it; 8 s where nothing is said."""
    if length is None:
        return 8
    return next((each for each in DURATIONS if each >= length), DURATIONS[-1])


def _first(reading: Reading, key: str) -> Mention | None:
    return next((each for each in reading.mentions if each.key == key and not each.denied), None)


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


def _left(reading: Reading, gone: Sequence[bool]) -> str:
    """The text without the sentences that the draft says."""
    text, kept, at = reading.text, [], 0
    for sentence, is_gone in zip(reading.sentences, gone, strict=True):
        if not is_gone:
            continue
        start = _from_label(text, sentence)
        end = sentence.tokens[-1].end
        while end < len(text) and text[end] in ".!?;,…":
            end += 1
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    return _tidy("".join(kept))


_LABEL = re.compile(r"[ \t]*(?:[-*•#]+[ \t]*)?\**[A-Za-z][A-Za-z /&_-]{0,30}\**:\**[ \t]*")


def _from_label(text: str, sentence: Sentence) -> int:
    """Where a sentence begins, with the label of its line if that is all that stands before it."""
    start = sentence.tokens[0].start
    line = text.rfind("\n", max(0, start - 60), start) + 1
    before = text[line:start]
    return line if sentence.label and _LABEL.fullmatch(before) else start


def _tidy(text: str) -> str:
    text = _RESERVED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if not re.search(r"[^\W_]", whole) else whole


def written(shot: Draft, *, timed: bool = True) -> str:
    """The draft as a document.

    :param timed: whether times are written where the prompt says them.
    """
    terms = dict(shot.terms)
    lines = [f"shot: {shot.name}", f"duration: {shot.duration}"]
    lines += _scene(shot.scene or "As in the picture.")
    framing = {key: terms[key] for key in ("shot_size", "angle", "depth_of_field") if key in terms}
    if framing:
        lines.append(f"framing: {{{', '.join(f'{key}: {_scalar(value)}' for key, value in framing.items())}}}")
    if shot.camera:
        lines.append("camera:")
        lines += [f"  - {_item(beat, shot, timed=timed)}" for beat in shot.camera]
    if "support" in terms:
        lines.append(f"support: {_scalar(terms['support'])}")
    if "time_effect" in terms:
        lines.append(f"time_effect: {_scalar(terms['time_effect'])}")
    light = {
        name: terms[key] for key, name in (("time_of_day", "time_of_day"), ("light_style", "style")) if key in terms
    }
    if light:
        lines.append(f"lighting: {{{', '.join(f'{key}: {_scalar(value)}' for key, value in light.items())}}}")
    return "\n".join(lines) + "\n"


def _scene(text: str) -> list[str]:
    escaped = text.replace("{{", '{{ "{{" }}')
    if "\n" not in escaped and len(escaped) <= _WIDTH:
        return [f"scene: {_scalar(escaped)}"]
    return ["scene: |-", *(f"  {line}".rstrip() for line in escaped.split("\n"))]


def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_PLAIN:
        return value
    return json.dumps(value, ensure_ascii=False)


def _item(beat: Sequence[CameraMove], shot: Draft, *, timed: bool) -> str:
    lead = beat[0]
    if lead.move == "hold":
        length = _length(lead, shot) if timed else None
        if length is not None:
            return f"hold: {length:g}"
        return "hold: all" if len(shot.camera) == 1 else "hold"
    parts = [f"{move.move}: {move.direction}" if move.direction else f"move: {move.move}" for move in beat]
    length = _length(lead, shot) if timed else None
    if length is not None:
        parts.append(f"for: {length:g}")
    if len(beat) == 1 and lead.speed:
        parts.append(f"speed: {lead.speed}")
    return parts[0] if len(parts) == 1 else f"{{{', '.join(parts)}}}"


def _length(move: CameraMove, shot: Draft) -> float | None:
    """How long a beat takes, where the prompt says it and the clip has room."""
    length = move.end - move.start if move.start is not None and move.end is not None else move.length
    return length if length is not None and 0 < length <= shot.duration else None
