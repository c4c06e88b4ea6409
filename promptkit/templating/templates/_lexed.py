"""Exact places in a template: Jinja's nodes know their line, and here the offset of their first token, too.

A line number that is handed to Jinja's parser comes out again as ``node.lineno``; :class:`At` is one with an offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from typing import NamedTuple

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_BREAKS = re.compile(r"\r\n|\r|\n")
#: What Jinja's lexer sees and its parser does not.
_SKIPPED = frozenset(
    {
        "comment", "comment_begin", "comment_end", "linecomment", "linecomment_begin", "linecomment_end", "raw_begin",
        "raw_end", "whitespace",
    }
)  # fmt: skip
_SOURCE: ContextVar[str] = ContextVar("source")


class At(int):
    """A line, from 1, with the ``offset`` in characters of what stands there."""

    offset: int


class Lexeme(NamedTuple):
    """A token of the template: where it starts and ends, its kind and its text."""

    start: int
    end: int
    kind: str
    text: str


def normalised(source: str) -> str:
    """The text with one kind of line break; lines and columns stay."""
    return _BREAKS.sub("\n", source)


def lexemes(environment: Environment, source: str) -> Iterator[Lexeme]:
    """The tokens of a normalised text. Where Jinja takes space away, the next token stands behind that space."""
    position = 0
    for _, kind, text in environment.lex(source):
        start = source.find(text, position)
        position = max(start, position) + len(text)
        yield Lexeme(position - len(text), position, kind, text)


class Places(Extension):
    """Gives every token a line that knows its offset."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Keep the text for :meth:`filter_stream`, which Jinja calls next."""
        text = normalised(source)
        _SOURCE.set(text)
        return text

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The same tokens, placed."""
        placed = (each for each in lexemes(self.environment, _SOURCE.get()) if each.kind not in _SKIPPED)
        for token, lexeme in zip(stream, placed, strict=False):
            line = At(token.lineno)
            line.offset = lexeme.start
            yield Token(line, token.type, token.value)


def offset_of(line: int) -> int | None:
    """The offset of what stands at a line that Jinja gave, where it is known."""
    return line.offset if isinstance(line, At) else None
