"""What is left of a document when YAML itself fails: mend or take out the entry to blame, and read the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice

import yaml

from promptkit.findings import Finding, Span

from . import _defects as defects
from ._build import MAX_DOCUMENTS, TOO_MANY_DOCUMENTS, Builder, LimitReached
from ._nodes import Node
from ._piece import Piece, StandIn
from ._syntax import Wording, line_around, word
from ._text import SourceText

_MARKER = re.compile(r"^(?:---|\.\.\.)(?=[ \t\r\n]|\Z)", re.MULTILINE)
_CONTENT = re.compile(r"^(?!\.\.\.)(?:---[ \t]+[^\s#]|(?!---)[ \t]*[^\s#%])", re.MULTILINE)
_TOP = re.compile(r"^(?![\s#\]}]|-(?:\s|\Z)|---|\.\.\.).", re.MULTILINE)
_KEY = re.compile(
    r"""
    "([^"\r\n]*)"[ \t]*: | '([^'\r\n]*)'[ \t]*:
    | ([^\s:]+(?:[ \t]+[^\s:]+)*?)[ \t]*:(?=\s|\Z)
    | ([^\W_][\w-]*)   # no colon: the first word was meant
    """,
    re.VERBOSE,
)
_EXPRESSION = re.compile(
    r"""
    (?<=[\s\[{,:]) (?: "(?:\\.|[^"\\\r\n])*" | '(?:''|[^'\r\n])*' )   # quoted text: passed over
    | (?: (?<=[:,\[-][\ \t]) | (?<=\[) ) (?P<expression> \{\{[^\r\n]{0,500}?\}\} )
    """,
    re.VERBOSE,
)
_FLOW_TAIL = re.compile(r"[^,\]}#\r\n]*")
_BLOCK_TAIL = re.compile(r"(?:[^\s#]|[ \t]+(?!#)|(?<=\S)#)*")
_ANCHOR = re.compile(r"&([\w-]+)")
_FIRST_MARK = 0xE000
_MARKS = 256
_PER_REPAIR = 32
_MARKER_HEAD = re.compile(r"---[ \t]?")
MAX_REPAIRS = 32
MAX_LIMITS = 3
_USUAL_SIZE = 10_000  # characters; a shot has two thousand


@dataclass(slots=True)
class Recovered:
    """What recovery has found so far."""

    documents: list[Node] = field(default_factory=list)
    damaged: list[frozenset[str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def recover(source: SourceText, fed: str, file: str) -> Recovered:
    """Read every document of a file that libyaml refuses as a whole."""
    result = Recovered()
    bounds = _chunks(fed)
    for start, end in bounds[:MAX_DOCUMENTS]:
        _Chunk(source, file, start, fed[start:end], result).read()
    if len(bounds) > MAX_DOCUMENTS:
        at = source.span(file, bounds[MAX_DOCUMENTS][0], bounds[MAX_DOCUMENTS][0])
        result.findings.append(limit(TOO_MANY_DOCUMENTS, at))
    return result


def limit(message: str, span: Span) -> Finding:
    """A file that is larger than any file of ours."""
    return defects.error("yaml-limit", message, span, "write less, or split the file")


def _chunks(text: str) -> list[tuple[int, int]]:
    starts = sorted({0, *(match.start() for match in _MARKER.finditer(text))})
    bounds = zip(starts, [*starts[1:], len(text)], strict=True)
    return [(start, end) for start, end in bounds if _CONTENT.search(text, start, end)]


class _Chunk:
    """One document that may be broken, as it is mended."""

    def __init__(self, source: SourceText, file: str, start: int, fed: str, result: Recovered) -> None:
        self._source = source
        self._file = file
        self._start = start
        if fed.startswith("..."):
            fed = "#  " + fed[3:]
        self._fed = fed
        self._result = result
        self._stand_ins: list[StandIn] = []
        self._lost: set[str] = set()
        self._damaged: set[str] = set()
        self._tops = [match.start() for match in _TOP.finditer(fed)]
        self._taken: set[int] = set()

    def read(self) -> None:
        """Read the document, and add what was found to the result."""
        limits = 0
        for _ in range(_repairs(len(self._fed))):
            builder = Builder(self._piece())
            try:
                documents = builder.documents()
            except LimitReached as reached:
                finding = limit(reached.message, self._span(reached.index, reached.index))
                if reached.whole:
                    self._result.findings.append(finding)
                    return
                limits += 1
                if not self._taken_out(finding, reached.index) or limits == MAX_LIMITS:
                    return
            except yaml.YAMLError as error:
                wording = word(error, self._fed)
                if not self._mended(wording) and not self._taken_out(self._worded(wording), wording.blamed):
                    return
            else:
                self._result.documents += documents
                self._result.damaged += [frozenset(self._damaged)] * len(documents)
                self._result.findings += builder.findings
                return

    def _piece(self) -> Piece:
        stand_ins, lost = tuple(self._stand_ins), frozenset(self._lost)
        return Piece(self._source, self._file, self._start, self._fed, stand_ins, lost)

    def _worded(self, wording: Wording) -> Finding:
        span = self._span(wording.start, wording.end)
        return defects.error("yaml-syntax", wording.message, span, wording.hint)

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._file, start + self._start, end + self._start)

    # --- mending

    def _mended(self, wording: Wording) -> bool:
        """Whether what is wrong could be read as what was meant."""
        if len(self._stand_ins) + _PER_REPAIR > _MARKS:
            return False
        return self._mend_expressions(wording.blamed) or self._mend_colon(wording)

    def _mend_expressions(self, blamed: int) -> bool:
        start, end = self._block(blamed)
        matches = (match for match in _EXPRESSION.finditer(self._fed, start, end) if match["expression"])
        found = list(islice(matches, _PER_REPAIR))
        for match in found:
            line = self._fed[line_around(self._fed, match.start())[0] : match.start()]
            tail = _FLOW_TAIL if "[" in line or "{" in line else _BLOCK_TAIL
            stop = tail.match(self._fed, match.end())
            text = self._fed[match.start() : stop.end() if stop else match.end()].rstrip()
            span = self._span(match.start(), match.start() + len(text))
            self._stand_in(match.start(), text, defects.unquoted_expression(text, span, ()))
        return bool(found)

    def _mend_colon(self, wording: Wording) -> bool:
        if wording.text is None:
            return False
        span = self._span(wording.start, wording.end)
        fix = defects.replacement("unsafe", "quote the value", span, defects.quoted(wording.text))
        finding = defects.error("yaml-syntax", wording.message, span, wording.hint, fix=fix)
        self._stand_in(wording.start, wording.text, finding)
        return True

    def _stand_in(self, start: int, text: str, finding: Finding) -> None:
        mark = chr(_FIRST_MARK + len(self._stand_ins)) + "x" * (len(text) - 1)
        self._stand_ins.append(StandIn(mark, text, finding))
        self._fed = self._fed[:start] + mark + self._fed[start + len(text) :]

    # --- taking out

    def _block(self, offset: int) -> tuple[int, int]:
        """The top-level entry around ``offset``."""
        at = bisect_right(self._tops, offset)
        start = self._tops[at - 1] if at else 0
        return start, self._tops[at] if at < len(self._tops) else len(self._fed)

    def _taken_out(self, finding: Finding, offset: int) -> bool:
        """Report the entry around ``offset`` and turn it into comments; false if that was done before."""
        start, end = self._block(offset)
        marker = _MARKER_HEAD.match(self._fed, start)
        name = None if marker else _KEY.match(self._fed, start, end)
        if name:
            key = next(group for group in name.groups() if group is not None)
            self._damaged.add(key)
            finding = replace(finding, path=(key,))
        self._result.findings.append(finding)
        if start in self._taken:
            return False
        self._taken.add(start)
        self._lost.update(_ANCHOR.findall(self._fed, start, end))
        body = marker.end() if marker else start
        self._fed = self._fed[:body] + _commented(self._fed[body:end]) + self._fed[end:]
        return True


def _repairs(size: int) -> int:
    """How often a document of ``size`` characters is read anew; what is large and broken shall end soon too."""
    return max(MAX_REPAIRS // 8, min(MAX_REPAIRS, 2 * MAX_REPAIRS * _USUAL_SIZE // (size + 1)))


def _commented(text: str) -> str:
    """``text`` as comments of the same length, so that they end a block scalar above and move nothing below."""
    return re.sub(r"[^\r\n]+", lambda match: "#" + " " * (len(match[0]) - 1), text)
