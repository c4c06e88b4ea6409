"""What a reading is made of: frozen values, places as offsets in characters of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Range = tuple[int, int]

#: How many characters of a text are read: twice what any model takes as its prompt.
LIMIT = 64_000


class Token(NamedTuple):
    """A word, a number or a mark, in lower case, with its place in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text that says one thing.

    :param label: what kind of line it is, where one opens it: ``camera``, ``sound``, ``negative`` ...
    :param window: start and end in seconds, where a time code stands before it.
    :param shot: the number of the set-up it belongs to, from 0.
    :param item: the number of the list item it stands in, from 1; 0 outside of lists.
    :param sequenced: whether it tells one thing after another, or what is not always so.
    """

    tokens: tuple[Token, ...]
    label: str | None
    window: tuple[float | None, float | None]
    shot: int
    item: int = 0
    sequenced: bool = False


@dataclass(frozen=True, slots=True)
class CameraMove:
    """One thing that the camera does.

    :param move: by its name in the language; ``hold`` for a camera that stays static.
    :param direction: ``None`` where the text says none.
    :param order: 0 for what comes first; what runs at the same time has the same number.
    :param start: in seconds, where the text says it; so ``end``, and ``length`` where only that is said.
    :param span: from the word that names the move to the one that ends its direction.
    :param shot: the number of the set-up it belongs to, from 0.
    :param whole: whether a hold is said of the whole set-up, as in "static camera".
    :param unsteady: whether a hold trembles, as a handheld camera does.
    :param wavers: whether it goes both ways by turns, so that no direction is missing.
    :param joined: whether the text says that it runs together with the one before it.
    :param subject: what a tracking camera follows.
    :param word: the word of the lexicon that names it: ``pedestal``, ``rise``, ``static``.
    :param head: where that word stands.
    :param sentence: the index of its sentence.
    """

    move: str
    direction: str | None
    order: int
    span: Range
    start: float | None = None
    end: float | None = None
    length: float | None = None
    shot: int = 0
    whole: bool = False
    unsteady: bool = False
    wavers: bool = False
    joined: bool = False
    speed: str | None = None
    subject: str | None = None
    word: str = ""
    head: Range = (0, 0)
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of the language that the text names: ``("shot_size", "close-up")``."""

    key: str
    term: str
    span: Range
    shot: int = 0
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks: a line that somebody says, or text that is seen."""

    text: str
    span: Range
    spoken: bool
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A time code: from when to when, in seconds; ``end`` is ``None`` where only the start is told."""

    start: float
    end: float | None
    span: Range


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a prompt.

    :param read: how many characters were read; a text beyond :data:`promptkit.prose.LIMIT` is cut off there.
    """

    text: str
    moves: tuple[CameraMove, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    windows: tuple[Window, ...]
    sentences: tuple[Sentence, ...]
    read: int

    @property
    def is_whole(self) -> bool:
        """Whether all of the text was read."""
        return self.read == len(self.text)

    def first(self, key: str) -> str | None:
        """The first term that is named for a key, as in ``first("shot_size")``."""
        return next((each.term for each in self.mentions if each.key == key and not each.denied), None)
