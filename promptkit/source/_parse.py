"""From text to nodes with places and findings."""

from __future__ import annotations

import yaml

from promptkit.findings import Finding

from . import _defects as defects
from ._build import Builder, LimitReached
from ._characters import PRIVATE, UNREADABLE
from ._parsed import ParsedFile
from ._piece import Piece
from ._recover import Recovered, limit, recover
from ._text import SourceText

MAX_SIZE = 1 << 20
MAX_REPORTED = 20


def parse_text(text: str, file: str) -> ParsedFile:
    """Read the documents of ``text``; whatever is wrong with it is a finding, and the rest is still read.

    :param file: the name that every place gets.
    """
    text = text.removeprefix("\ufeff")
    source = SourceText(text)
    if len(text) > MAX_SIZE:
        span = source.span(file, 0, 0)
        return ParsedFile(text, file, (), (limit("the file is larger than 1 MiB", span),), ())
    result = _read(source, file)
    if not result.documents and not result.findings:
        hint = "write a shot, preset, experiment or sequence into it"
        result.findings.append(defects.error("empty-file", "the file holds no document", source.span(file, 0, 0), hint))
    result.findings.sort(key=_place)
    return ParsedFile(text, file, tuple(result.documents), tuple(result.findings), tuple(result.damaged))


def _read(source: SourceText, file: str) -> Recovered:
    text = source.text
    findings: list[Finding] = []
    if not text.isascii() and PRIVATE.search(text):
        places = [source.span(file, match.start(), match.end()) for match in PRIVATE.finditer(text)]
        findings += map(defects.private_character, places[:MAX_REPORTED])
        text = PRIVATE.sub("\ufffd", text)
    try:
        builder = Builder(Piece(source, file, 0, text))
        documents = builder.documents()
    except (yaml.YAMLError, LimitReached, UnicodeEncodeError):
        findings += _unreadable(source, text, file)
        result = recover(source, UNREADABLE.sub(" ", text), file)
    else:
        result = Recovered(documents, [frozenset()] * len(documents), builder.findings)
    result.findings += findings
    return result


def _unreadable(source: SourceText, text: str, file: str) -> list[Finding]:
    """Characters that no YAML may hold."""
    return [
        defects.error(
            "yaml-syntax",
            f"the character U+{ord(match[0]):04X} cannot stand in YAML",
            source.span(file, match.start(), match.end()),
            "take it out",
        )
        for match, _ in zip(UNREADABLE.finditer(text), range(MAX_REPORTED), strict=False)
    ]


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.span.line, finding.span.column) if finding.span else (0, 0)
