"""The place of some words of a value, over however many lines it is written."""

from __future__ import annotations

from promptkit.findings import Span
from promptkit.source import Scalar, SourceText


def part_of(node: Scalar, start: int, end: int) -> Span | None:
    """Where the characters from ``start`` to ``end`` of a value stand; ``None`` where its spelling hides it."""
    span, quotes = node.span, 0 if node.plain else 1
    if node.spelled is not None:
        return _in_lines(node, node.spelled, start, end)
    if span.line != span.end_line or span.end_column - span.column != len(node.raw) + 2 * quotes:
        return None
    column = span.column + quotes
    return Span(span.file, span.line, column + start, span.line, column + end)


def _in_lines(node: Scalar, spelled: str, start: int, end: int) -> Span | None:
    at = _aligned(node.raw, spelled, _first(spelled), start)
    if at is None or (last := _aligned(node.raw[start:], spelled, at, end - start - 1)) is None:
        return None
    text = SourceText(spelled)
    return Span(node.span.file, *_place(node, text, at), *_place(node, text, last + 1))


def _first(spelled: str) -> int:
    """Where the text begins: behind the quotation mark, or on the line below ``|``."""
    if spelled[:1] in "|>":
        return spelled.find("\n") + 1 or len(spelled)
    return 1 if spelled[:1] in "\"'" else 0


def _aligned(value: str, spelled: str, at: int, count: int) -> int | None:
    """The index in ``spelled`` of the character of ``value`` at ``count``: space matches any space, the rest itself."""
    for letter in value[:count]:
        if letter.isspace():
            continue
        at = _skip(spelled, at)
        if spelled[at : at + 1] != letter:
            return None
        at += 2 if letter == "'" and spelled[:1] == "'" else 1
    at = _skip(spelled, at)
    return at if value[count : count + 1] == spelled[at : at + 1] != "" else None


def _skip(text: str, at: int) -> int:
    """Over space, and over a backslash that joins two lines."""
    while at < len(text) and (text[at].isspace() or (text[at] == "\\" and text[at + 1 : at + 2] in ("\n", "\r"))):
        at += 1
    return at


def _place(node: Scalar, text: SourceText, offset: int) -> tuple[int, int]:
    line, column = text.position(offset)
    return node.span.line + line - 1, column + (node.span.column - 1 if line == 1 else 0)
