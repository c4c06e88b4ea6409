"""Terms that exclude each other in one picture, as data: ``data/rivals.json``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from ._words import data

#: A term and what it is a term of: ``("time_of_day", "noon")``.
Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rivals:
    """What excludes what.

    :param pairs: two terms each.
    :param kinds: what a term can be of that has rivals.
    :param says: how a sentence about a kind begins: ``the focus is``.
    :param apart: words between two terms by which both may hold: one after the other, or one beside the other.
    :param hedged: words before a term by which it may be another picture's.
    :param mixed: words by which two manners are meant to be one.
    """

    pairs: frozenset[frozenset[Told]]
    kinds: frozenset[str]
    says: dict[str, str]
    apart: frozenset[str]
    hedged: frozenset[str]
    mixed: tuple[str, ...]

    def exclude(self, one: Told, other: Told) -> bool:
        """Whether a picture cannot have both."""
        return frozenset((one, other)) in self.pairs


@cache
def rivals() -> Rivals:
    """All of them, read once."""
    found = data("rivals")
    pairs = frozenset(frozenset(pair) for one, other in found["rivals"] for pair in product(_terms(one), _terms(other)))
    return Rivals(
        pairs,
        frozenset(kind for pair in pairs for kind, _ in pair),
        found["says"],
        frozenset(found["apart"]),
        frozenset(found["hedged"]),
        tuple(found["mixed"]),
    )


def _terms(line: str) -> list[Told]:
    """``light_source: moonlight, stars``."""
    kind, _, terms = line.partition(": ")
    return [(kind, term) for term in terms.split(", ")]
