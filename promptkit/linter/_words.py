"""What rules look for, as data with a source, in ``data/``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from typing import Any

from promptkit.prose import ANY, words_of


@cache
def data(name: str) -> dict[str, Any]:
    """A file of ``data/``, read once."""
    found: dict[str, Any] = json.loads(files("promptkit.linter").joinpath("data", f"{name}.json").read_text("utf-8"))
    return found


@cache
def words(group: str) -> re.Pattern[str]:
    """Finds the words of a group of ``words.json``, whole and in any case."""
    return _pattern(data("words")[group]["words"], re.IGNORECASE)


@cache
def listed(group: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Finds the words of a group of ``policy.json``."""
    return _pattern(data("policy")[group], flags)


def telling(*words: str, groups: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> Callable[[], frozenset[str]]:
    """Words without one of which a search for these finds nothing, as a set that is made when it is asked for.

    :param groups: of ``words.json``: one word of each entry.
    :param lists: of ``policy.json``, likewise.
    """

    @cache
    def made() -> frozenset[str]:
        phrases = [phrase for group in groups for phrase in data("words")[group]["words"]]
        phrases += (phrase for group in lists for phrase in data("policy")[group])
        return frozenset({*words, *map(_longest, phrases)})

    return made


def may_hold(words: AbstractSet[str], sought: AbstractSet[str]) -> bool:
    """Whether a text of these words may hold what begins with, or contains, one of the sought ones."""
    return ANY in words or not sought.isdisjoint(words)


def _longest(phrase: str) -> str:
    """The longest word of a phrase, which is the rarest most of the time."""
    return max(sorted(words_of(phrase)), key=len)


def _pattern(found: list[str], flags: int) -> re.Pattern[str]:
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", flags)
