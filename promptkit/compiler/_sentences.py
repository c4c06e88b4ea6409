"""A prompt sentence by sentence, each with the places that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ._values import MapEntry

#: A stop, perhaps a quote or bracket that closes, space, and what can begin a sentence.
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])")
_SHORT = re.compile(r"\b(?:approx|Dr|e\.g|i\.e|Mr|Mrs|Ms|No|Prof|Sr|Jr|St|vs|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one line that is none.

    :param start: where it begins, in characters of the prompt.
    :param sources: the values that it was made of, in the order in which they come, each place once; where it was made
        of none, the lines of the template that wrote it.
    """

    start: int
    end: int
    text: str
    sources: tuple[MapEntry, ...]


def sentences_of(prompt: str, source_map: Iterable[MapEntry]) -> tuple[Sentence, ...]:
    """The sentences of a prompt, in order; space around them belongs to none."""
    entries = sorted(source_map, key=lambda entry: entry.start)
    found: list[Sentence] = []
    first = 0
    for start, end in _stretches(prompt):
        while first < len(entries) and entries[first].end <= start:
            first += 1
        touching = []
        for entry in entries[first:]:
            if entry.start >= end:
                break
            touching.append(entry)
        found.append(Sentence(start, end, prompt[start:end], _sources(touching)))
    return tuple(found)


def _stretches(prompt: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in prompt.splitlines(keepends=True):
        start = position
        for match in _END.finditer(line):
            if not _SHORT.search(line[: match.end()]):
                yield from _trimmed(prompt, start, position + match.end())
                start = position + match.end()
        yield from _trimmed(prompt, start, position + len(line))
        position += len(line)


def _trimmed(prompt: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = prompt[start:end]
    if text.strip():
        yield start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _sources(entries: list[MapEntry]) -> tuple[MapEntry, ...]:
    values = [entry for entry in entries if entry.origin == "value"]
    found: dict[tuple[object, ...], MapEntry] = {}
    for entry in values or entries:
        found.setdefault((entry.span, entry.path), entry)
    return tuple(found.values())
