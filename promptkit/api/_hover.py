"""What an editor shows at a place of a shot: the words of the prompt that it became; and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from promptkit.check import Checked, Options
from promptkit.compiler import CompiledShot, MapEntry, Sentence, sentences_of
from promptkit.findings import Span
from promptkit.source import Mapping, Node, Plain, Sequence, plain
from promptkit.source import Path as YamlPath

from ._python import check_file


@dataclass(frozen=True, slots=True)
class HoverBeat:
    """A beat of the timeline; ``start`` and ``end`` in seconds from the clip's first frame."""

    channel: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Hover:
    """What is known of a place.

    :param span: the value there, or the key's whole value where the place is a key.
    :param path: the value's path as it is written.
    :param value: what it was read as, after synonyms and expressions.
    :param words: the stretches of the prompt that it became, in order; none where it is not in the prompt.
    :param sentences: the sentences in which they stand.
    :param beats: when what is written there happens.
    """

    span: Span
    path: YamlPath
    value: Plain
    words: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    beats: tuple[HoverBeat, ...]


def hover(shot: Checked | str | Path, line: int, column: int, *, file: str | None = None) -> Hover | None:
    """What the prompt made of the place at ``line`` and ``column``, from 1; ``None`` where no value stands.

    :param shot: the shot's file, or what a check of it gave.
    :param file: the file meant, as spans name it, where a value of a preset is asked for; by default the shot's own.
    :raises UsageError: if there is no such file.
    """
    found = shot if isinstance(shot, Checked) else check_file(shot, Options())
    if found.built is None:
        return None
    root = found.built.places.root
    wanted = root.span.file if file is None else file
    inside = [
        (_size(span), path, node)
        for span, path, node in _places(root, ())
        if path
        and span.file == wanted
        and (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
    ]
    if not inside:
        return None
    _, path, node = min(inside, key=lambda each: (each[0], -len(each[1])))
    entries = _entries(found.compiled, node, wanted)
    prompt = found.compiled.prompt if found.compiled is not None else ""
    said = sentences_of(prompt, found.compiled.source_map) if found.compiled is not None else ()
    return Hover(
        node.span,
        node.path,
        plain(node),
        tuple(_words(prompt, entries)),
        tuple(each for each in said if any(each.start < entry.end and entry.start < each.end for entry in entries)),
        tuple(_beats(found, path)),
    )


def place_at(compiled: CompiledShot, offset: int) -> MapEntry | None:
    """What wrote the character at ``offset`` of the prompt: a value, or a line of a template; ``None`` if unknown."""
    return next((entry for entry in compiled.source_map if entry.start <= offset < entry.end), None)


def _places(node: Node, path: YamlPath) -> Iterator[tuple[Span, YamlPath, Node]]:
    """Every value and every key with the value's canonical path."""
    yield node.span, path, node
    if isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from _places(item, (*path, at))
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield node.keys[key], (*path, key), value
            yield from _places(value, (*path, key))


def _size(span: Span) -> tuple[int, int]:
    return span.end_line - span.line, span.end_column - span.column


def _entries(compiled: CompiledShot | None, node: Node, file: str) -> list[MapEntry]:
    """The stretches that came from the value or from something in it."""
    if compiled is None:
        return []
    length = len(node.path)
    return [
        each for each in compiled.source_map if each.span.file == file and each.path[:length] == node.path and each.path
    ]


def _words(prompt: str, entries: list[MapEntry]) -> Iterator[str]:
    """The stretches as people read them: those with nothing but space between them are one."""
    start = end = 0
    for entry in sorted(entries, key=lambda each: each.start):
        if prompt[end : entry.start].strip() or end == 0:
            if prompt[start:end].strip():
                yield prompt[start:end].strip()
            start = entry.start
        end = max(end, entry.end)
    if prompt[start:end].strip():
        yield prompt[start:end].strip()


def _beats(found: Checked, path: YamlPath) -> Iterator[HoverBeat]:
    timeline = found.built.timeline if found.built is not None else None
    for beat in timeline.beats if timeline is not None else ():
        same = min(len(beat.path), len(path))
        if same > 1 and beat.path[:same] == path[:same]:
            yield HoverBeat(beat.channel, beat.start / 1000, beat.end / 1000)
