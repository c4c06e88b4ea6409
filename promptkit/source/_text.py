"""Lines, columns and offsets of a text, and edits to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from promptkit.findings import Edit, Span

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class SourceText:
    r"""A text with its lines, as an editor counts them: ``\n``, ``\r\n`` and ``\r`` end a line, nothing else does.

    Lines and columns count from 1, offsets from 0, all in characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    @property
    def line_count(self) -> int:
        """How many lines there are; a text that ends in a line break has an empty last line."""
        return len(self._starts)

    def line_text(self, line: int) -> str:
        """The text of ``line`` without its line break; empty beyond the last line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, held inside the text."""
        if line > len(self._starts):
            return len(self.text)
        return min(max(self._starts[max(line, 1) - 1] + column - 1, 0), len(self.text))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def slice(self, span: Span) -> str:
        """The text that ``span`` covers."""
        start, end = self.offsets(span)
        return self.text[start:end]

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where ``span`` starts and ends, as offsets."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def span(self, file: str, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(file, *self.position(start), *self.position(end))


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """Apply ``edits`` to ``text``, in the order in which they stand in it.

    An edit that overlaps one before it is left alone, and so is a second, different insertion at one place.

    :return: the new text, and the edits that were left alone.
    """
    source = SourceText(text)
    placed = sorted(((*source.offsets(edit.span), edit) for edit in edits), key=lambda item: item[:2])
    parts: list[str] = []
    skipped: list[Edit] = []
    done = 0
    previous: tuple[int, int] | None = None
    for start, end, edit in placed:
        if start < done or end < start or (start, end) == previous:
            skipped.append(edit)
            continue
        parts += text[done:start], edit.text
        done = end
        previous = (start, end)
    return "".join((*parts, text[done:])), tuple(skipped)
