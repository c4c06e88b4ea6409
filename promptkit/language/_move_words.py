"""What a few words say about a move: ``slow push in``, ``pan slowly to the left``, ``track Mara from behind``.

Nothing here knows a particular phrase: each run of words is looked up in the vocabulary, the longest first, and what
was found has to make one move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from ._vocabulary import Move, Vocabulary, vocabulary

_WORD = re.compile(r"\d+\.\d+[^\s_\-,;.!()]*|[^\s_\-,;.!()]+")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?|\.\d+)([^\d.]*)")
_LONGEST = 6
_UNITS = {
    **dict.fromkeys(("deg", "degree", "degrees", "°"), "degrees"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "ms"), "for"),
    **dict.fromkeys(
        ("cm", "m", "metre", "metres", "meter", "meters", "ft", "foot", "feet", "inch", "inches"), "distance"
    ),
    **dict.fromkeys(("x", "×", "times"), "factor"),
    "mm": "to",
}
#: Words before a measure, which its unit says already.
_BEFORE_MEASURE = frozenset({"for", "over", "by", "to", "about"})
_ARTICLES = ("a", "an", "the")
_JOINTS = frozenset({"and", "then", "while", "&", "+"})
_TOWARD = frozenset({"on", "onto", "to", "toward", "towards", "until"})
_DENIALS = frozenset({"no", "not", "never", "without", "don't", "avoid"})
_AROUND = frozenset({"around", "round", "about"})
#: Words behind which the picture starts or ends somewhere: ``starting on the sky``.
_STARTING = frozenset({"starting", "beginning"})
_ENDING = frozenset({"ending", "finishing"})
_SHOWING = frozenset({"reveal", "show", "find"})
_AT = frozenset({"on", "at", "with", "from"})


@dataclass(slots=True)
class Words:
    """What was understood.

    :param moves: every move that is named, with the direction that its name contains.
    :param directions: every direction that is told, in plain words.
    :param said: further keys of a move (speed, degrees, subject) with their texts.
    :param sweep: from one side to the other, as it was written.
    :param elsewhere: what is no move and was named as one.
    :param denied: what is said not to happen, from the word that denies it.
    :param unknown: words that nothing explains.
    """

    moves: list[tuple[Move, str | None]] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    sweep: str = ""
    elsewhere: list[str] = field(default_factory=list)
    denied: str = ""
    unknown: list[str] = field(default_factory=list)

    @property
    def move(self) -> Move | None:
        """The move, where exactly one is named."""
        names = {move.name: move for move, _ in self.moves}
        return next(iter(names.values())) if len(names) == 1 else None

    @property
    def ways(self) -> tuple[str, ...]:
        """All directions that were told, each once."""
        inside = [way for _, way in self.moves if way is not None]
        return tuple(dict.fromkeys([*inside, *self.directions]))


def understood(text: str, move: Move | None = None) -> Words:
    """Look up all words of a text.

    :param move: the move that the text is said of, where it stands behind its name.
    """
    return _Reading(text, move).words


class _Reading:
    """One pass over the words of a text."""

    def __init__(self, text: str, move: Move | None) -> None:
        self.move = move
        self.text, self.words, self.known = text, Words(), vocabulary()
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.tokens = [text[start:end].lower() for start, end in self.spans]
        self.bases = [self.known.verbs.get(token, token) for token in self.tokens]
        at, end = self._swept()
        if at is None:
            self._read(0, len(self.tokens))
        else:
            self._read(0, at)
            self._read(end, len(self.tokens))
        if not self.words.moves and move is None:
            self._scattered()

    def _swept(self) -> tuple[int | None, int]:
        """``left to right`` anywhere in the text says where the camera goes, before single words are looked up."""
        for at, end, name in self._runs(0, len(self.tokens)):
            way = self.known.sweeps.get(name)
            if way is not None:
                self.words.sweep = self.text[self.spans[at][0] : self.spans[end - 1][1]]
                self.words.directions.append(way)
                return at, end
        return None, 0

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        for at in range(first, last):
            for end in range(min(last, at + _LONGEST), at, -1):
                yield at, end, " ".join(self.tokens[at:end])

    def _read(self, at: int, last: int) -> None:
        while at < last:
            after = self._measure(at, last) or self._thing(at, last) or self._origin(at, last) or self._term(at, last)
            if after is None and self.tokens[at] in _DENIALS:
                self.words.denied = self._slice(at, last)
                return
            after = after or self._tail(at, last)
            if after is None:
                self.words.unknown.append(self._slice(at, at + 1))
                after = at + 1
            at = after

    def _slice(self, at: int, end: int) -> str:
        return self.text[self.spans[at][0] : self.spans[end - 1][1]]

    def _term(self, at: int, last: int) -> int | None:
        for end in range(min(last, at + _LONGEST), at, -1):
            name, base = " ".join(self.tokens[at:end]), " ".join(self.bases[at:end])
            if self._take(name) or (base != name and self._take(base)):
                return end
        return None

    def _take(self, name: str) -> bool:
        known, words = self.known, self.words
        if name in known.move_names:
            words.moves.append(known.move_names[name])
            words.said |= known.measured.get(name, {})
        elif name in known.directions or name in known.direction_synonyms:
            words.directions.append(known.direction_synonyms.get(name, name))
        elif name.startswith("from ") and name[5:] in known.track_sides:
            words.said["from"] = known.track_sides[name[5:]]
        elif name in known.speeds:
            words.said["speed"] = known.speeds[name].name
        elif name in known.eases:
            words.said["ease"] = known.eases[name].name
        elif name in known.elsewhere:
            words.elsewhere.append(name)
        else:
            return name in known.fillers or name in _JOINTS
        return True

    def _measure(self, at: int, last: int) -> int | None:
        """A number with its unit, and the word before it that goes with it."""
        found = self._measured(at, last)
        if found is None:
            return None
        key, text, end = found
        self.words.said[key] = text
        return end

    def _measured(self, at: int, last: int) -> tuple[str, str, int] | None:
        """The key and the text of a measure that stands here, and where it ends."""
        if self.tokens[at] in _BEFORE_MEASURE:
            return self._measured(at + 1, last) if at + 1 < last else None
        number = _NUMBER.fullmatch(self.tokens[at])
        if number is None:
            return None
        unit, end = number[2], at + 1
        if not unit and end < last and self.tokens[end] in _UNITS:
            unit, end = self.tokens[end], end + 1
        key = _UNITS.get(unit, "for" if not unit and self._is_hold() else None)
        if key is None:
            return None
        return key, number[1] if key == "factor" else f"{number[1]}{unit}", end

    def _is_hold(self) -> bool:
        return bool(self.words.moves) and self.words.moves[-1][0].name == "hold"

    def _tail(self, at: int, last: int) -> int | None:
        """What follows a move: on whom it ends, whom it follows, between which planes the focus goes."""
        move = self.words.moves[-1][0] if self.words.moves else self.move
        if move is None or self._goes_on(at, last):
            return None
        word = self.tokens[at]
        if move.name == "rack_focus":
            return self._planes(at, last)
        if word in _TOWARD and at + 1 < last:
            shown = self.tokens[at + 1] in _SHOWING and at + 2 < last
            return self._name("ends_on", at + 2 if shown else at + 1, last)
        if move.takes("starts_on") and word == "from" and at + 1 < last:
            return self._name("starts_on", at + 1, last, _TOWARD - {"on"})
        if word in _STARTING | _ENDING and at + 2 < last and self.tokens[at + 1] in _AT:
            key = "starts_on" if word in _STARTING else "ends_on"
            return self._name(key, at + 2, last, _ENDING | _TOWARD - {"on"})
        way = None if word in _AROUND and move.subject else self._path(at, last)
        if way is not None and way < last and move.takes("path"):
            return self._name("path", at, last, _TOWARD - {"on"} | {"from"})
        if move.subject and (not move.directions or word in (*_AROUND, *_ARTICLES) or self._is_name(at)):
            start = at + 1 if word in (*_AROUND, "with", "through") and at + 1 < last else at
            return self._name("subject", start, last, self.known.path_words | {"from"})
        return None

    def _goes_on(self, at: int, last: int) -> bool:
        """Whether another move may follow: ``and`` within a name joins things, as in ``the door and the steps``."""
        for joint in range(at, last):
            if self.tokens[joint] in _JOINTS and (self.tokens[joint] != "and" or not self._is_thing(joint + 1, last)):
                return True
        return False

    def _is_thing(self, at: int, last: int) -> bool:
        if at >= last or self._is_move(at, last):
            return False
        return self.tokens[at] in _ARTICLES or self._is_name(at) or self._is_manner(at, last)

    def _is_move(self, at: int, last: int) -> bool:
        names = (" ".join(self.bases[at:end]) for end in range(at + 1, min(last, at + _LONGEST) + 1))
        return any(name in self.known.move_names for name in names)

    def _path(self, at: int, last: int) -> int | None:
        """Where the thing behind a word such as ``over`` or ``in front of`` begins."""
        for end in range(min(last, at + 3), at, -1):
            if " ".join(self.tokens[at:end]) in self.known.path_words:
                return end
        return None

    def _is_name(self, at: int) -> bool:
        return self.text[self.spans[at][0]].isupper()

    def _name(self, key: str, at: int, last: int, until: Set[str] = frozenset()) -> int:
        """Keep the words from here on as one name, up to what says how the move goes.

        :param until: words at which it ends, too.
        """
        last = next((stop for stop in range(at + 1, last) if self.tokens[stop] in until), last)
        end = next((end for end in range(at + 1, last) if self._is_manner(end, last)), last)
        self.words.said[key] = self._slice(at, end)
        return end

    def _is_manner(self, at: int, last: int) -> bool:
        """Whether nothing but speeds, measures, sides and directions stands from here to the end."""
        while at < last:
            if self.tokens[at] == "and":
                at += 1
                continue
            measure = self._measured(at, last)
            after = measure[2] if measure else self._manner(at, last)
            if after is None:
                return False
            at = after
        return True

    def _manner(self, at: int, last: int) -> int | None:
        known = self.known
        lists = (known.speeds, known.eases, known.direction_synonyms, known.directions if self._has_ways() else ())
        for end in range(min(last, at + _LONGEST), at, -1):
            name = " ".join(self.tokens[at:end])
            side = name.startswith("from ") and name[5:] in known.track_sides
            if side or any(name in words for words in lists):
                return end
        return None

    def _has_ways(self) -> bool:
        """Whether a direction may still be told."""
        move = self.words.moves[-1][0] if self.words.moves else self.move
        return move is not None and bool(move.directions) and not self.words.ways

    def _thing(self, at: int, last: int) -> int | None:
        """``the keyhole`` behind a move that takes a thing."""
        move = self.words.moves[-1][0] if self.words.moves else None
        if move is None or not move.subject or self.tokens[at] not in _ARTICLES:
            return None
        return self._tail(at, last)

    def _origin(self, at: int, last: int) -> int | None:
        """``from above the trees``: a place, where ``from above`` alone is a side."""
        move = self.words.moves[-1][0] if self.words.moves else self.move
        if move is None or self.tokens[at] != "from" or move.takes("from"):
            return None
        sides = (end for end in range(at + 2, last) if " ".join(self.tokens[at + 1 : end]) in self.known.track_sides)
        behind = max(sides, default=last)
        return self._tail(at, last) if behind < last and self.tokens[behind] in _ARTICLES else None

    def _planes(self, at: int, last: int) -> int | None:
        word, said = self.tokens[at], self.words.said
        if word == "from" and "to" in self.tokens[at + 2 : last]:
            middle = self.tokens.index("to", at + 2)
            said["from"] = self._slice(at + 1, middle)
            at, word = middle, "to"
        if word in _TOWARD and at + 1 < last:
            return self._name("to", at + 1, last)
        return None

    def _scattered(self) -> None:
        """A name with other words between its own: ``move slowly forward``."""
        known: Vocabulary = self.known
        names = [base for base in self.bases if base not in known.speeds and base not in ("the", "a", "camera")]
        found = known.move_names.get(" ".join(names))
        if found is not None:
            self.words.moves.append(found)
            self.words.directions.clear()
            self.words.unknown.clear()
