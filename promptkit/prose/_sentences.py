"""A text cut into sentences, each with the label of its line, its time code and its set-up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ._lexicon import Lexicon
from ._values import Quote, Range, Sentence, Token, Window

_BULLET = re.compile(r"[ \t]*(?:[-*•·#>]|\d{1,2}[.)])")
_ENDS = frozenset(".!?;…—|")
_SHOT = frozenset({"shot", "scene", "cut"})
#: So many tokens are a sentence whatever their marks; from the first limit on a comma is enough.
_LONG, _MAX = 80, 160


@dataclass(slots=True)
class _Cutter:
    """Where the reading of the text stands."""

    text: str
    words: Lexicon
    windows: Sequence[Window]
    label: str | None = None
    kept: bool = False
    shot: int = 0
    shots: int = 0
    items: int = 0
    item: int = 0
    window: tuple[float | None, float | None] = (None, None)
    open: list[Token] = field(default_factory=list)

    def close(self) -> Iterator[Sentence]:
        """What was gathered, as a sentence; ``Camera.`` by itself is a label."""
        tokens, self.open = tuple(self.open), []
        if not tokens:
            return
        label = self.words.labels.get(" ".join(token.word for token in tokens[:4])) if len(tokens) <= 3 else None
        if label in ("camera", "sound", "light"):
            self.label = label
            return
        self._new_shot(tokens)
        sequenced = any(self.words.has("sequenced", token.word) for token in tokens)
        yield Sentence(tokens, self.label, self.window, self.shot, self.item, sequenced)

    def _new_shot(self, tokens: Sequence[Token]) -> None:
        first = [token.word for token in tokens[:2]]
        numbered = len(first) == 2 and first[0] in ("shot", "scene") and (first[1].isdigit() or first[1] in _LETTERS)
        if numbered or first == ["cut", "to"] or first == ["smash", "cut"] or first == ["match", "cut"]:
            self.shots += 1
            self.shot = self.shots
            self.label = None
            self.window = (None, None)


_LETTERS = frozenset("abcdefgh") | {"one", "two", "three", "four", "five", "six"}


def sentences(
    text: str, tokens: Sequence[Token], words: Lexicon, windows: Sequence[Window], quotes: Sequence[Quote]
) -> Iterator[Sentence]:
    """The sentences, in order; what stands in time codes, and what is quoted, is left out."""
    cutter = _Cutter(text, words, windows)
    hidden = _Hidden([each.span for each in quotes])
    codes = _Hidden([each.span for each in windows])
    line_start, at = True, 0
    if _BULLET.match(text):
        cutter.items = cutter.item = 1
    while at < len(tokens):
        token = tokens[at]
        code = codes.at(token.start)
        if code is not None:
            yield from cutter.close()
            cutter.window = (windows[code].start, windows[code].end)
        elif hidden.at(token.start) is not None:
            _quoted(cutter, token)
        elif token.word[0] == "\n":
            yield from _newline(cutter, tokens, at)
            line_start = True
            at += 1
            continue
        elif (length := _label_length(tokens, at, words)) and (line_start or not cutter.open):
            yield from cutter.close()
            _labelled(cutter, tokens, at, length)
            at += length + 1
            line_start = False
            continue
        elif token.word in _ENDS or _too_long(cutter, token):
            yield from cutter.close()
        else:
            cutter.open.append(token)
        line_start = False
        at += 1
    yield from cutter.close()


def _too_long(cutter: _Cutter, token: Token) -> bool:
    return len(cutter.open) >= _LONG and (token.word == "," or len(cutter.open) >= _MAX)


def _quoted(cutter: _Cutter, token: Token) -> None:
    """A quotation counts as one mark."""
    if cutter.open and cutter.open[-1].word != '"':
        cutter.open.append(Token('"', token.start, token.end))


def _newline(cutter: _Cutter, tokens: Sequence[Token], at: int) -> Iterator[Sentence]:
    """A line's end ends the sentence, unless the next line goes on with it."""
    token = tokens[at]
    blank = token.word == "\n\n"
    if not blank and cutter.open and not _starts_anew(cutter, tokens, at):
        return
    had_words = bool(cutter.open)
    yield from cutter.close()
    if blank:
        cutter.item = 0
    if _BULLET.match(cutter.text, token.end):
        cutter.items += 1
        cutter.item = cutter.items
    if blank or (had_words and not cutter.kept):
        cutter.label = None
        cutter.kept = False


def _starts_anew(cutter: _Cutter, tokens: Sequence[Token], at: int) -> bool:
    end = tokens[at].end
    if _BULLET.match(cutter.text, end) or (at + 1 < len(tokens) and _label_length(tokens, at + 1, cutter.words)):
        return True
    if at + 1 >= len(tokens):
        return True
    following = cutter.text[tokens[at + 1].start]
    line = cutter.text.rfind("\n", max(0, tokens[at].start - 200), tokens[at].start)
    return following.isupper() and tokens[at].start - max(line, 0) < 60


def _label_length(tokens: Sequence[Token], at: int, words: Lexicon) -> int:
    """How many tokens a known label has that starts here and ends in a colon; 0 if none does."""
    named: list[str] = []
    for length in range(5):
        if at + length >= len(tokens):
            return 0
        word = tokens[at + length].word
        if word == ":":
            return length if named and " ".join(named) in words.labels else 0
        if word not in ("/", '"', "(", ")"):
            named.append(word)
        if word[0] == "\n" or word in _ENDS:
            return 0
    return 0


def _labelled(cutter: _Cutter, tokens: Sequence[Token], at: int, length: int) -> None:
    name = " ".join(token.word for token in tokens[at : at + length] if token.word not in ("/", '"', "(", ")"))
    cutter.label = cutter.words.labels[name]
    after = tokens[at + length + 1] if at + length + 1 < len(tokens) else None
    cutter.kept = after is not None and after.word[0] == "\n"


class _Hidden:
    """Stretches that may be asked for by a place."""

    def __init__(self, spans: Sequence[Range]) -> None:
        self._spans = sorted(range(len(spans)), key=lambda each: spans[each])
        self._starts = [spans[each][0] for each in self._spans]
        self._ends = [spans[each][1] for each in self._spans]

    def at(self, place: int) -> int | None:
        """Which stretch holds the place."""
        found = bisect_right(self._starts, place) - 1
        return self._spans[found] if found >= 0 and place < self._ends[found] else None
