"""Comments, which libyaml passes over: they stand in the gaps between its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ._build import MAX_DEPTH
from ._characters import UNREADABLE
from ._events import tokens
from ._text import SourceText

_COMMENT = re.compile(r"(?<![^\s])#[^\r\n]*")
_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_WHOLE_LINE = re.compile(r"^[ \t]*(#[^\r\n]*)", re.MULTILINE)


def comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Every comment of ``text`` as line, column and text, from its ``#`` to the end of its line.

    Behind a syntax error only comments that have a line of their own are found.
    """
    text = text.removeprefix("\ufeff")
    if "#" not in text:
        return
    source = SourceText(text)
    end = 0
    try:
        for start, stop in _tokens(text):
            for match in _COMMENT.finditer(text, end, max(start, end)):
                yield (*source.position(match.start()), match.group())
            end = max(end, stop)
    except yaml.YAMLError:
        for match in _WHOLE_LINE.finditer(text, end):
            yield (*source.position(match.start(1)), match.group(1))
        return
    for match in _COMMENT.finditer(text, end):
        yield (*source.position(match.start()), match.group())


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where each token of ``text`` starts and ends; of a block scalar, its header and its lines are told apart."""
    depth = 0
    for token in tokens(UNREADABLE.sub(" ", text)):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > MAX_DEPTH:  # the time that libyaml takes grows with the square of the depth
            raise yaml.YAMLError
        start, end = token.start_mark.index, token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            yield start, start + 1
            start = text.find("\n", start, end) if "\n" in text[start:end] else end
        yield start, end
