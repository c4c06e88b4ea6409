"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promptkit.findings import Finding

from ._comments import comments
from ._nodes import Node
from ._text import SourceText


@dataclass(frozen=True)
class ParsedFile:
    """The documents of one file, and what is wrong with how they are written.

    :param text: the text as it was read, without a byte order mark.
    :param file: the file's name, as every span has it.
    :param documents: the root of each document; anything but a :class:`Mapping` is no document of ours.
    :param findings: defects of the YAML itself, in the order of the file.
    :param damaged: for each document the top-level keys that could not be read, so that nobody misses them.
    """

    text: str
    file: str
    documents: tuple[Node, ...]
    findings: tuple[Finding, ...]
    damaged: tuple[frozenset[str], ...]

    @cached_property
    def comments(self) -> tuple[tuple[int, int, str], ...]:
        """Every comment as line, column and text."""
        return tuple(comments(self.text))

    @cached_property
    def source(self) -> SourceText:
        """The text with its lines."""
        return SourceText(self.text)
