"""One walk over libyaml's events: nodes with places, and the defects that only the walk can see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import replace

import yaml

from promptkit.findings import Finding, Span

from . import _defects as defects
from ._characters import CONTROL, OTHER_BREAKS, PRIVATE
from ._events import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
    STREAM_END,
    Event,
    Mark,
    event_source,
)
from ._flow import is_bare, read_bare
from ._nodes import Mapping, Node, Path, Scalar, Sequence
from ._piece import Piece
from ._scalars import core_value

MAX_DEPTH = 64
MAX_NODES = 20_000
MAX_ENTRIES = 1_000  # of one list or map
MAX_DOCUMENTS = 250

_TOO_DEEP = f"more than {MAX_DEPTH} levels of nesting"
_TOO_MANY = f"more than {MAX_NODES:,} values in one file"
_TOO_LONG = f"more than {MAX_ENTRIES:,} entries in one list or map"
TOO_MANY_DOCUMENTS = f"more than {MAX_DOCUMENTS:,} documents in one file"
_HASH_TEXT = re.compile(r"[ \t]+#(?!promptkit:)[^\s#!][^\r\n]*")
_HASH = re.compile(r"#(?<=[ \t]#)(?!promptkit:)[^\s#!]")  # starts with a letter of its own: searched fast
_PROPERTIES = re.compile(r"(?:(?:!<[^>]*>|[&!][^\s,\[\]{}]*)(?:\s+|$))+")
_TAG = re.compile(r"!(?:<[^>]*>|[^\s,\[\]{}]*)")


def _spans_of(piece: Piece, line: int) -> Callable[[Mark, Mark], Span]:
    """What makes the span between two marks of a piece that starts at ``line``."""
    if not piece.fed.isascii() and OTHER_BREAKS.search(piece.fed) is not None:
        # libyaml ends a line at U+0085, U+2028 and U+2029 too, which no editor does
        return lambda start, end: piece.span(piece.offset(start), piece.offset(end))
    file, new = piece.file, tuple.__new__  # without the Python function that a named tuple is made by

    def between(start: Mark, end: Mark) -> Span:
        return new(Span, (file, start.line + line, start.column + 1, end.line + line, end.column + 1))

    return between


class LimitReached(Exception):
    """The document is larger than any document of ours.

    :param index: where in the piece that was fed.
    :param whole: whether it is the document itself, so that less of it would not help.
    """

    def __init__(self, message: str, index: int, *, whole: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.index = index
        self.whole = whole


def _limit(entries: Sized, start: Event, path: Path) -> None:
    if len(entries) > MAX_ENTRIES:
        raise LimitReached(_TOO_LONG, start.start_mark.index, whole=not path)


class Builder:
    """Builds the documents of one :class:`Piece`.

    :raises yaml.YAMLError: by :meth:`documents`, when libyaml cannot go on.
    :raises LimitReached: likewise, when the document is too deep or too large.
    """

    def __init__(self, piece: Piece) -> None:
        self.findings: list[Finding] = []
        self._piece = piece
        self._text = piece.source.text
        self._file = piece.file
        self._line = piece.source.position(piece.start)[0] if piece.start else 1
        self._stand_ins = piece.stand_ins
        self._next = event_source(piece.fed)
        self._anchors: dict[str, Node] = {}
        self._open: set[str] = set()
        self._visited = 0
        self._braces = "{{" in piece.fed
        self._hashes = _HASH.search(piece.fed) is not None
        self._escapes = "\\" in piece.fed
        self._between = _spans_of(piece, self._line)

    def documents(self) -> list[Node]:
        """The root of every document that is not empty."""
        try:
            return self._roots()
        except yaml.YAMLError as error:
            # libyaml has a limit of its own, which a long run of brackets meets while it looks ahead
            if "nesting depth" not in str(getattr(error, "problem", None)):
                raise
            mark = getattr(error, "problem_mark", None)
            raise LimitReached(_TOO_DEEP, 0 if mark is None else mark.index) from None

    def _roots(self) -> list[Node]:
        roots: list[Node] = []
        while True:
            event = self._next()
            kind = type(event)
            if kind is STREAM_END:
                return roots
            if kind is DOCUMENT_START:
                self._anchors = {}
                root = self._node(self._next(), (), 1)
                if not (isinstance(root, Scalar) and root.plain and root.raw == ""):
                    roots.append(root)
                if len(roots) > MAX_DOCUMENTS:
                    raise LimitReached(TOO_MANY_DOCUMENTS, event.start_mark.index)

    # --- places

    def _whole(self, start: Event, end: Event, last: Node | None) -> Span:
        if start.flow_style or last is None:
            return self._between(start.start_mark, end.end_mark)
        # libyaml ends a block where the next token starts: take the end of its last value instead
        head = self._between(start.start_mark, start.start_mark)
        return Span(self._file, head.line, head.column, last.span.end_line, last.span.end_column)

    def _block_span(self, event: Event) -> Span:
        start = self._piece.offset(event.start_mark)
        written = self._text[start : self._piece.offset(event.end_mark)]
        return self._piece.span(start, start + len(written.rstrip()))

    # --- nodes

    def _node(self, event: Event, path: Path, depth: int) -> Node:
        self._visited = visited = self._visited + 1
        if visited > MAX_NODES:
            raise LimitReached(_TOO_MANY, event.start_mark.index)
        kind = type(event)
        if kind is SCALAR and event.tag is None and event.anchor is None:
            return self._scalar(event, path)
        if kind is ALIAS:
            return self._alias(event, path, depth)
        if event.anchor is not None or event.tag is not None:
            return self._with_properties(event, path, depth)
        return self._collection(event, path, depth)

    def _collection(self, event: Event, path: Path, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise LimitReached(_TOO_DEEP, event.start_mark.index)
        if type(event) is SEQUENCE_START:
            return self._sequence(event, path, depth)
        if self._braces and self._text.startswith("{{", self._piece.offset(event.start_mark)):
            return self._expression(event, path)
        if event.flow_style:
            return self._flow_mapping(event, path, depth)
        return self._block_mapping(event, path, depth)

    def _scalar(self, event: Event, path: Path) -> Scalar:
        raw, style = event.value, event.style
        if self._stand_ins and any(item.mark in raw for item in self._stand_ins):
            return self._restored(event, path)
        if not style:
            node = Scalar(core_value(raw), raw, self._between(event.start_mark, event.end_mark), path)
            if event.end_mark.line != event.start_mark.line:
                node.spelled = self._spelled(event)
            if self._hashes:
                self._check_for_hash(node, event)
            return node
        if style == "|" or style == ">":
            return Scalar(raw, raw, self._block_span(event), path, plain=False, spelled=self._spelled(event))
        span = self._between(event.start_mark, event.end_mark)
        if self._escapes and PRIVATE.search(raw):
            self.findings.append(defects.private_character(span, path))
            raw = PRIVATE.sub("\ufffd", raw)
        if self._escapes and CONTROL.search(raw):
            self.findings.append(defects.control_character(span, path))
            raw = CONTROL.sub("\ufffd", raw)
        goes_on = event.end_mark.line != event.start_mark.line
        return Scalar(raw, raw, span, path, plain=False, spelled=self._spelled(event) if goes_on else None)

    def _spelled(self, event: Event) -> str:
        return self._text[self._piece.offset(event.start_mark) : self._piece.offset(event.end_mark)]

    def _sequence(self, event: Event, path: Path, depth: int) -> Sequence:
        items: list[Node] = []
        deeper = depth + 1
        while True:
            item = self._next()
            if type(item) is SEQUENCE_END:
                _limit(items, event, path)
                span = self._whole(event, item, items[-1] if items else None)
                return Sequence(items, span, path, flow=bool(event.flow_style))
            items.append(self._node(item, (*path, len(items)), deeper))

    def _block_mapping(self, event: Event, path: Path, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        value: Node | None = None
        deeper = depth + 1
        following, unmended = self._next, not self._stand_ins
        while True:
            key = following()
            kind = type(key)
            if kind is MAPPING_END:
                _limit(entries, event, path)
                return Mapping(entries, keys, self._whole(event, key, value), path)
            if kind is SCALAR and unmended and key.anchor is None and key.tag is None and key.value != "<<":
                name: str | None = key.value  # what nearly every key is; the rest takes the longer way
            else:
                name = self._key(key, path, deeper)
            value = self._node(following(), path if name is None else (*path, name), deeper)
            if name is not None:
                self._enter(entries, keys, name, key, value)

    def _flow_mapping(self, event: Event, path: Path, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        previous: Node | None = None
        deeper = depth + 1
        while True:
            key = self._next()
            if type(key) is MAPPING_END:
                _limit(entries, event, path)
                return Mapping(entries, keys, self._between(event.start_mark, key.end_mark), path, flow=True)
            name = self._key(key, path, deeper)
            follower = self._next()
            if name is not None and is_bare(key, follower):
                name, previous = read_bare(self._piece, key, previous, path, self.findings)
            else:
                previous = self._node(follower, path if name is None else (*path, name), deeper)
            if name is not None:
                self._enter(entries, keys, name, key, previous)

    def _enter(self, entries: dict[str, Node], keys: dict[str, Span], name: str, key: Event, value: Node) -> None:
        span = self._between(key.start_mark, key.end_mark)
        if name not in entries:
            entries[name] = value
            keys[name] = span
        elif entries[name] is not value:
            self.findings.append(defects.duplicate_key(name, keys[name], span, value.path))

    def _key(self, event: Event, path: Path, depth: int) -> str | None:
        """The key as spelled, or ``None`` when there is none that a document can have."""
        if type(event) is not SCALAR or event.tag is not None or event.anchor is not None:
            node = self._node(event, path, depth)
            if isinstance(node, Scalar):
                return node.raw
            message = "a key is text, never a list or a map"
            self._report("yaml-syntax", message, node.span, "write the key as a word", path)
            return None
        if event.value == "<<" and not event.style:
            span = self._between(event.start_mark, event.end_mark)
            self._report("merge-key", "the merge key '<<' is not part of the language", span, "use extends", path)
            return None
        return self._piece.meant(event.value) if self._stand_ins else event.value

    # --- what documents do not have

    def _report(self, rule: str, message: str, span: Span, hint: str, path: Path) -> None:
        self.findings.append(defects.error(rule, message, span, hint, path=path))

    def _alias(self, event: Event, path: Path, depth: int) -> Node:
        name = event.anchor or ""
        span = self._between(event.start_mark, event.end_mark)
        if name in self._anchors:
            node = self._copied(self._anchors[name], path, depth, event.start_mark.index)
            node.span = span
            return node
        if name in self._open:
            self._report("yaml-limit", f"alias '*{name}' stands inside what it names", span, "write it out", path)
        elif name not in self._piece.lost:
            hint = f"write &{name} at an earlier value, or quote the text"
            self._report("undefined-alias", f"alias '*{name}' names nothing above it", span, hint, path)
        return Scalar(f"*{name}", f"*{name}", span, path)

    def _copied(self, node: Node, path: Path, depth: int, index: int) -> Node:
        self._count(index, depth)
        if isinstance(node, Scalar):
            return Scalar(node.value, node.raw, node.span, path, plain=node.plain, spelled=node.spelled)
        if isinstance(node, Sequence):
            items = [self._copied(item, (*path, i), depth + 1, index) for i, item in enumerate(node.items)]
            return Sequence(items, node.span, path, flow=node.flow)
        entries = {key: self._copied(value, (*path, key), depth + 1, index) for key, value in node.entries.items()}
        return Mapping(entries, dict(node.keys), node.span, path, flow=node.flow)

    def _count(self, index: int, depth: int) -> None:
        self._visited += 1
        if self._visited > MAX_NODES:
            raise LimitReached(_TOO_MANY, index)
        if depth > MAX_DEPTH:
            raise LimitReached(_TOO_DEEP, index)

    def _with_properties(self, event: Event, path: Path, depth: int) -> Node:
        """A node behind an anchor or a tag: its span starts after them."""
        start = self._piece.offset(event.start_mark)
        match = _PROPERTIES.match(self._text, start)
        if event.tag is not None:
            self._report_tag(match.group() if match else "", start, path)
        if event.anchor is not None:
            self._open.add(event.anchor)
        node = self._scalar(event, path) if type(event) is SCALAR else self._collection(event, path, depth)
        end = self._piece.source.offset(node.span.end_line, node.span.end_column)
        node.span = self._piece.span(min(match.end() if match else start, end), end)
        if event.anchor is not None:
            self._open.discard(event.anchor)
            self._anchors[event.anchor] = node
        return node

    def _restored(self, event: Event, path: Path) -> Scalar:
        raw = event.value
        for item in self._stand_ins:
            if item.mark == raw:
                self.findings.append(replace(item.finding, path=path))
        text = self._piece.meant(raw)
        block = event.style == "|" or event.style == ">"
        span = self._block_span(event) if block else self._between(event.start_mark, event.end_mark)
        return Scalar(text, text, span, path, plain=not event.style)

    def _report_tag(self, properties: str, start: int, path: Path) -> None:
        found = _TAG.search(properties)
        tag, at = (found.group(), found.start()) if found else ("!", 0)
        span = self._piece.span(start + at, start + at + len(tag))
        hint = "leave it out, or quote the text if '!' is meant"
        self._report("yaml-tag", f"the tag {defects.shown(tag)} is not part of the language", span, hint, path)

    def _expression(self, event: Event, path: Path) -> Scalar:
        """``{{ x }}`` without quotes, as the text that was meant."""
        level = 1
        while level:
            last = self._next()
            kind = type(last)
            if kind is MAPPING_START or kind is SEQUENCE_START:
                level += 1
            elif kind is MAPPING_END or kind is SEQUENCE_END:
                level -= 1
            if level > MAX_DEPTH:  # the time that libyaml takes grows with the square of the depth
                raise LimitReached(_TOO_DEEP, event.start_mark.index)
        start, end = self._piece.offset(event.start_mark), self._piece.offset(last.end_mark)
        text = self._text[start:end]
        span = self._piece.span(start, end)
        self.findings.append(defects.unquoted_expression(text, span, path))
        return Scalar(text, text, span, path)

    def _check_for_hash(self, node: Scalar, event: Event) -> None:
        end = self._piece.offset(event.end_mark)
        match = _HASH_TEXT.match(self._text, end) if not node.raw or isinstance(node.value, str) else None
        if match:
            start = self._piece.offset(event.start_mark) if node.raw else self._text.index("#", end)
            text = self._text[start : match.end()].rstrip()
            span = self._piece.span(start, start + len(text))
            self.findings.append(defects.comment_in_prose(text, span, node.path))
