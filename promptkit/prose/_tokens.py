"""Words, numbers and marks of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ._values import Token

_TOKEN = re.compile(
    r"(?:counter|anti)[ \-‑]?clockwise\b"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\d+(?:[.:]\d+)*"
    r"|\n[ \t\r]*(?:\n[ \t\r]*)?"
    r"|(?<=\s)[-–]+(?=\s)|[—;,:.!?()\[\]{}\"“”…|→/&+]",
    re.IGNORECASE,
)


def tokens(text: str, misspelt: Mapping[str, str]) -> list[Token]:
    """The tokens of a text; hyphens inside words, and whatever else says nothing, are left out.

    :param misspelt: words that are meant, by what people type for them.
    """
    meant = misspelt.get
    found = ((_normal(match[0]), *match.span()) for match in _TOKEN.finditer(text))
    return [Token(meant(word, word), start, end) for word, start, end in found]


def _normal(word: str) -> str:
    if word[0] == "\n":
        return "\n\n" if word.count("\n") > 1 else "\n"
    word = word.lower().replace("’", "'")
    if word.endswith("clockwise") and len(word) > len("clockwise"):
        return "counterclockwise"
    return "and" if word in "&+" else word if word.strip("-–") else "—"
