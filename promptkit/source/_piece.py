"""What the builder reads: a stretch of a file, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from promptkit.findings import Finding, Span

from ._events import Mark
from ._text import SourceText


@dataclass(frozen=True, slots=True)
class StandIn:
    """A scalar in the fed text that stands for what the user wrote and YAML could not read.

    :param mark: what stands in the fed text, as long as ``text`` and found nowhere else in it.
    :param text: what the user meant.
    :param finding: what to say where the mark is a whole value.
    """

    mark: str
    text: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file for the parser.

    :param source: the whole text as the user wrote it.
    :param file: its name.
    :param start: where the stretch starts in it.
    :param fed: what the parser reads, character by character at the same place as the user's text.
    :param stand_ins: what ``fed`` stands in for.
    :param lost: anchors that were taken out with the entries that held them.
    """

    source: SourceText
    file: str
    start: int
    fed: str
    stand_ins: tuple[StandIn, ...] = ()
    lost: frozenset[str] = frozenset()

    def offset(self, mark: Mark) -> int:
        """Where ``mark`` stands in the file."""
        return mark.index + self.start

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets of the file."""
        return self.source.span(self.file, start, end)

    def text(self, start: int, end: int) -> str:
        """What the user wrote between two offsets of the file."""
        return self.source.text[start:end]

    def meant(self, raw: str) -> str:
        """``raw`` as the user wrote it."""
        for item in self.stand_ins:
            raw = raw.replace(item.mark, item.text)
        return raw
