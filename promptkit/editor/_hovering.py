"""What is shown at a word: what it means, the sentence it becomes, when it happens, what a preset takes."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.api import Hover, Preset, hover, presets
from promptkit.findings import Span
from promptkit.language import vocabulary

from ._completion import described
from ._context import ITEM, context
from ._sight import Sight
from ._words import meaning, move_called


def hovered(sight: Sight, line: int, column: int) -> tuple[str, Span | None] | None:
    """Markdown about a place, and the stretch that it is about; ``line`` and ``column`` from 1."""
    found = sight.shot_at(line)
    seen = hover(found, line, column, file=sight.file) if found is not None else None
    parts = [*_preset(sight, line, column), *_move(sight, line, column), *_said(seen)]
    if not parts:
        return None
    return "\n\n".join(parts), seen.span if seen is not None else None


def _word_at(sight: Sight, line: int, column: int) -> tuple[str, str]:
    """The word at a place, and the text of its line up to the word's end."""
    return sight.word_at(line, column, lambda each: each.isalnum() or each in "_-")


def _preset(sight: Sight, line: int, column: int) -> Iterator[str]:
    word, _ = _word_at(sight, line, column)
    path = context(sight.lines, line - 1, column - 1).path
    if "extends" in path or (path == () and sight.lines[line - 1].startswith("extends")):
        for each in presets(sight.reader, sight.path.parent):
            if each.name == word:
                yield preset_page(each)


def preset_page(preset: Preset) -> str:
    """A preset as Markdown: whose it is, what it is for, what it takes."""
    rows = [f"**{preset.name}** ({preset.whose}): {preset.about}"]
    rows += (f"- `{each.name}`: {described(each)}" for each in preset.params)
    return "\n".join(rows)


def _move(sight: Sight, line: int, column: int) -> Iterator[str]:
    word, before = _word_at(sight, line, column)
    found = context(sight.lines, line - 1, len(before))
    inner = tuple(each for each in found.path if each != ITEM)
    name = move_called(word) if "camera" in inner else None
    if name is not None and (found.is_key or word == inner[-1]):
        move = vocabulary().moves[name]
        ways = f" Directions: {', '.join(move.directions)}." if move.directions else ""
        yield f"**{name}**: {move.means}.{ways}"
    elif not found.is_key and word:
        means = meaning(found.path, found.prefix.strip("\"' ") if " " in found.prefix.strip() else word)
        if means:
            yield f"**{word}**: {means}"


def _said(seen: Hover | None) -> Iterator[str]:
    if seen is None:
        return
    if seen.sentences:
        yield "\n".join(f"> {sentence.text.strip()}" for sentence in seen.sentences)
    if seen.beats:
        yield ", ".join(f"{beat.channel} {beat.start:g} to {beat.end:g} s" for beat in dict.fromkeys(seen.beats))
