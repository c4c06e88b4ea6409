"""What comes first, what runs together: the order of moves within and over sentences."""

from __future__ import annotations

from dataclasses import dataclass

from ._lexicon import Lexicon
from ._values import Sentence

_SPAN = 8


@dataclass(slots=True)
class Order:
    """The count of beats so far.

    :param shot: the set-up that is being counted; each begins at 0.
    """

    words: Lexicon
    now: int = -1
    shot: int = 0

    def next(self, sentence: Sentence, previous: int | None, at: int) -> tuple[int, bool]:
        """The order of the move at ``at``, and whether the text says that it runs with the one before.

        :param previous: the index in the sentence of the move before it, ``None`` for the first.
        """
        if sentence.shot != self.shot:
            self.shot = sentence.shot
        start = 0 if previous is None else previous + 1
        between = [token.word for token in sentence.tokens[start:at]]
        together, later = self._said(between, within=previous is not None)
        if self.now < 0 or later or (previous is None and not together):
            self.now += 1
            return self.now, False
        return self.now, together

    def _said(self, between: list[str], *, within: bool) -> tuple[bool, bool]:
        together = any(self.words.has("together", word) for word in between)
        later = any(
            self.words.has("sequence", word)
            and not (word in ("second", "third") and between[at + 1 : at + 2] in (["half"], ["floor"], ["person"]))
            for at, word in enumerate(between)
        )
        if not within:
            # `As it moves, ...`, `Throughout ...`, `Meanwhile ...` open a sentence that runs beside the one before.
            return bool(between) and between[0] in _BESIDE and not later, later
        return together, later


_BESIDE = frozenset({"as", "while", "meanwhile", "throughout", "simultaneously", "during", "all", "at"})
