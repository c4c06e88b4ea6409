"""The source map by construction: each phrase carries its YAML path through the template, and is taken off at the end.

A mark is two private-use characters around the text, which no document may contain (the loader refuses them), so that a
template can join, capitalise and lay out marked text without knowing about marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from promptkit.source import Path
from promptkit.templating import CLOSE, OPEN, SEPARATOR

_MARK = re.compile(f"{OPEN}(\\d+){SEPARATOR}|{CLOSE}")


@dataclass(slots=True)
class Marker:
    """Numbers the paths of one compilation."""

    paths: list[Path] = field(default_factory=list)

    def mark(self, text: str, path: Path) -> str:
        """The text, marked as coming from ``path``."""
        self.paths.append(path)
        return f"{OPEN}{len(self.paths) - 1}{SEPARATOR}{text}{CLOSE}"


def bare(text: str) -> str:
    """The text without marks."""
    return _MARK.sub("", text)


def head_of(text: str) -> int:
    """The index of the first character that is not part of a mark."""
    at = 0
    while match := _MARK.match(text, at):
        at = match.end()
    return at


def untangled(marked: str, paths: list[Path]) -> tuple[str, list[tuple[int, int, Path]]]:
    """The text without marks, and which of its characters came from which path: the innermost mark counts."""
    text: list[str] = []
    stretches: list[tuple[int, int, Path]] = []
    stack: list[int] = []
    at = position = 0
    for match in _MARK.finditer(marked):
        at = _take(marked[position : match.start()], at, stack, paths, text, stretches)
        position = match.end()
        if match[1]:
            stack.append(int(match[1]))
        else:
            stack.pop()
    _take(marked[position:], at, stack, paths, text, stretches)
    return "".join(text), stretches


def _take(
    chunk: str, at: int, stack: list[int], paths: list[Path], text: list[str], stretches: list[tuple[int, int, Path]]
) -> int:
    if not chunk:
        return at
    text.append(chunk)
    end = at + len(chunk)
    if stack:
        path = paths[stack[-1]]
        if stretches and stretches[-1][1] == at and stretches[-1][2] == path:
            stretches[-1] = (stretches[-1][0], end, path)
        else:
            stretches.append((at, end, path))
    return end
