"""Entries of a flow map that have no value: what ``{does: breathes in, and smiles}`` was meant to be."""

from __future__ import annotations

import re

from promptkit.findings import Finding

from . import _defects as defects
from ._events import SCALAR, Event
from ._nodes import Node, Path, Scalar
from ._piece import Piece
from ._scalars import core_value

_UNSPACED = re.compile(r"([A-Za-z_][\w-]*):([^\s/].*)", re.DOTALL)


def is_bare(key: Event, follower: Event) -> bool:
    """Whether ``key`` stands alone in its flow map: no colon, no value."""
    return (
        type(key) is type(follower) is SCALAR
        and not follower.value  # tells nearly every entry apart, so it comes first
        and key.anchor is None
        and key.tag is None
        and not follower.style
        and follower.anchor is None
        and follower.tag is None
        and follower.start_mark.index == key.end_mark.index
    )


def read_bare(piece: Piece, key: Event, previous: Node | None, path: Path, findings: list[Finding]) -> tuple[str, Node]:
    """The key and value of an entry that stands alone.

    :param previous: the value before it, which takes the entry in where a comma has cut a text.
    :param path: the map's path.
    """
    start, end = piece.offset(key.start_mark), piece.offset(key.end_mark)
    unspaced = None if key.style else _UNSPACED.fullmatch(key.value)
    if unspaced:
        return _unspaced(piece, unspaced, (start, end), path, findings)
    if not key.style and isinstance(previous, Scalar) and previous.plain and isinstance(previous.value, str):
        return _joined(piece, previous, end, findings)
    name = piece.meant(key.value)
    return name, Scalar(None, "", piece.span(end, end), (*path, name))


def _unspaced(
    piece: Piece, match: re.Match[str], place: tuple[int, int], path: Path, findings: list[Finding]
) -> tuple[str, Node]:
    name, raw = match.groups()
    start, end = place
    value = start + len(name) + 1
    fix = defects.replacement("safe", "put a space after the colon", piece.span(value, value), " ")
    message = f"a space is missing after the colon in {defects.shown(match.group())}"
    findings.append(
        defects.error("yaml-syntax", message, piece.span(start, end), f"write {name}: {raw}", path=path, fix=fix)
    )
    return name, Scalar(core_value(raw), raw, piece.span(value, end), (*path, name))


def _joined(piece: Piece, previous: Scalar, end: int, findings: list[Finding]) -> tuple[str, Node]:
    """The text that a comma has cut in two, as one value in the place of its first half."""
    start, _ = piece.source.offsets(previous.span)
    text = " ".join(piece.text(start, end).split())
    span = piece.span(start, end)
    if findings and findings[-1].rule == "comma-in-flow" and findings[-1].path == previous.path:
        findings.pop()
    findings.append(defects.comma_in_flow(text, span, previous.path))
    previous.value = previous.raw = text
    previous.span = span
    return str(previous.path[-1]), previous
