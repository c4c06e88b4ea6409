"""libyaml's events and tokens, with the types that its Python binding leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml
from yaml import cyaml as _libyaml

# typed as anything, so that an event can be told by the identity of its class, which is the fastest way
ALIAS: Any = yaml.AliasEvent
DOCUMENT_START: Any = yaml.DocumentStartEvent
MAPPING_END: Any = yaml.MappingEndEvent
MAPPING_START: Any = yaml.MappingStartEvent
SCALAR: Any = yaml.ScalarEvent
SEQUENCE_END: Any = yaml.SequenceEndEvent
SEQUENCE_START: Any = yaml.SequenceStartEvent
STREAM_END: Any = yaml.StreamEndEvent


class Mark(Protocol):
    """A place as libyaml counts it: all from 0, in characters."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """One event; which of the attributes it has depends on its class in ``yaml.events``."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None


def event_source(text: str) -> Callable[[], Event]:
    """What gives the next event of ``text`` whenever it is called.

    :raises yaml.YAMLError: by the call that meets a syntax error.
    :raises UnicodeEncodeError: for a text that is no Unicode.
    """
    parser: Any = _libyaml.CParser(text)  # type: ignore[attr-defined]
    source: Callable[[], Event] = parser.get_event
    return source


def tokens(text: str) -> Iterator[Event]:
    """The tokens of ``text``; those of scalars have a ``style``.

    :raises yaml.YAMLError: at a syntax error.
    """
    parser: Any = _libyaml.CParser(text)  # type: ignore[attr-defined]
    while not isinstance(token := parser.get_token(), yaml.StreamEndToken):
        yield token
