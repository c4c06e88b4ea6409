"""Where the cursor stands in a text that may not be whole yet: the keys above it, and whether a key or a value is due.

A parser needs a document; a person who asks for completion has half a line. So indentation, dashes and brackets are
read as a person reads them, from the cursor upward.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ITEM = "-"
_LINE = re.compile(r"^(?P<lead>\s*(?:-\s+)*)(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')\s*:(?=\s|$)\s*(?P<rest>.*)$")
_DASHES = re.compile(r"^\s*(?:-(?:\s+|$))*")
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Context:
    """What is due at the cursor.

    :param path: the keys above, from the top; :data:`ITEM` for an entry of a list.
    :param is_key: whether a key is due; else a value.
    :param prefix: what is there of it already.
    """

    path: tuple[str, ...]
    is_key: bool
    prefix: str


def context(lines: Sequence[str], line: int, column: int) -> Context:
    """The context at a place.

    :param line: from 0.
    :param column: from 0, in characters.
    """
    text = lines[line][:column] if line < len(lines) else ""
    match = _LINE.match(text)
    if match is not None:
        above = _above(lines, line, match["lead"], len(match["lead"]))
        return _flow(match["rest"], (*above, match["key"].strip("\"'")))
    lead = _dashes(text)
    above = _above(lines, line, lead, len(lead))
    rest = text[len(lead) :]
    if rest[:1] in ("{", "["):
        return _flow(rest, above)
    return Context(above, is_key=True, prefix=rest)


def _dashes(text: str) -> str:
    found = _DASHES.match(text)
    return found[0] if found is not None else ""


def _above(lines: Sequence[str], line: int, lead: str, column: int) -> tuple[str, ...]:
    """The keys under which something at ``column`` of a line stands; ``lead`` are its indentation and dashes."""
    path: list[str] = []
    column = _out_of_items(lead, column, path)
    for at in range(line - 1, max(-1, line - _MOST_LINES), -1):
        text = lines[at]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if text.startswith("---"):
            break
        match = _LINE.match(text)
        if match is None:
            continue
        own = len(match["lead"])
        if ITEM in match["lead"] and own == column:  # the first key of the entry that we are in
            column = _out_of_items(match["lead"], own, path)
        elif own < column or (own == column and path[:1] == [ITEM] and not match["rest"]):
            path.insert(0, match["key"].strip("\"'"))
            column = _out_of_items(match["lead"], own, path)
        if column <= 0 and path[:1] != [ITEM]:
            break
    return tuple(path)


def _out_of_items(lead: str, column: int, path: list[str]) -> int:
    """Note the dashes that stand before something, and go to the first of them."""
    dashes = [at for at, char in enumerate(lead) if char == ITEM]
    path[:0] = [ITEM] * len(dashes)
    return dashes[0] if dashes else column


def _flow(text: str, path: tuple[str, ...]) -> Context:
    """The context behind a key, or inside its brackets."""
    stack: list[list[str | None]] = []
    word, quote = "", ""
    for char in text:
        if quote:
            quote = "" if char == quote else quote
            word += char
        elif char in "\"'" and not word.strip():
            quote, word = char, word + char
        elif char in "{[":
            stack.append([char, None])
            word = ""
        elif char in "}]" and stack:
            stack.pop()
            word = ""
        elif char == "," and stack:
            stack[-1][1] = None
            word = ""
        elif char == ":" and stack and stack[-1][0] == "{" and stack[-1][1] is None:
            stack[-1][1] = word.strip().strip("\"'")
            word = ""
        else:
            word += char
    inside: list[str] = []
    for kind, key in stack:
        if kind == "[":
            inside.append(ITEM)
        elif key is not None:
            inside.append(key)
    is_key = bool(stack) and stack[-1][0] == "{" and stack[-1][1] is None
    return Context((*path, *inside), is_key, word.lstrip())
