"""A prompt with the line behind each of its sentences, as ``compile --explain`` prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from promptkit.compiler import CompiledShot, MapEntry, Sentence, sentences_of

_WIDTH = 100
_WIDEST_GUTTER = 34


def explained(shot: CompiledShot) -> str:
    """The sentences of the prompt behind a gutter of places; an empty line of the prompt stays one."""
    found = sentences_of(shot.prompt, shot.source_map)
    places = [_places(sentence) for sentence in found]
    width = min(max((len(place) for each in places for place in each), default=0), _WIDEST_GUTTER)
    lines: list[str] = []
    end = 0
    for sentence, each in zip(found, places, strict=True):
        if "\n\n" in shot.prompt[end : sentence.start]:
            lines.append(f"{'':>{width}} {_bar()}")
        lines.extend(_rows(sentence.text, each, width))
        end = sentence.end
    return "\n".join(lines)


def _rows(text: str, places: list[str], width: int) -> Iterator[str]:
    words = textwrap.wrap(text, max(_WIDTH - width - 3, 30)) or [""]
    for at in range(max(len(words), len(places))):
        place = places[at] if at < len(places) else ""
        said = words[at] if at < len(words) else ""
        yield f"{click.style(_cut(place, width).rjust(width), fg='cyan')} {_bar()} {said}".rstrip()


def _bar() -> str:
    return click.style("│", dim=True)


def _cut(place: str, width: int) -> str:
    return place if len(place) <= width else f"…{place[-width + 1 :]}"


def _places(sentence: Sentence) -> list[str]:
    """``coffee.yaml:18,20`` for each file, in the order in which they come."""
    files: dict[str, list[int]] = {}
    for entry in sentence.sources:
        lines = files.setdefault(_file(entry), [])
        if entry.span.line not in lines:
            lines.append(entry.span.line)
    return [f"{file}:{_ranges(sorted(lines))}" for file, lines in files.items()]


def _ranges(lines: list[int]) -> str:
    """``11-13,15``."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _file(entry: MapEntry) -> str:
    """The file, short: what ships stands far from where the user is."""
    path = Path(entry.span.file)
    return str(Path(*path.parts[-2:])) if path.is_absolute() else entry.span.file
