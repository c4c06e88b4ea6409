"""Putting marked phrases into English: lists, sentences, counts and units as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promptkit.templating import CLOSE

from ._marks import bare, head_of

_ENDS = (".", "!", "?", "…", ":", '."', '!"', '?"')
_CLOSING_SPACE = re.compile(rf"\s+(?={CLOSE}*$)")
_STOPS = re.compile(rf"[.\s]+(?={CLOSE}*$)")


def flowing(text: str) -> str:
    """User's text on one line: line breaks and runs of space become one space."""
    return " ".join(text.split())


def listed(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    parts = [part for part in items if part]
    if len(parts) < 2:
        return "".join(parts)
    joint = "; " if any("," in bare(part) for part in parts) else ", "
    if joint == "; ":
        return "; ".join(parts)
    return f"{joint.join(parts[:-1])} {last} {parts[-1]}"


def joined(items: Iterable[str], joint: str = ", ") -> str:
    """The parts that say something, with ``joint`` between them."""
    return joint.join(part for part in items if part)


def sentence(text: str) -> str:
    """The text with a capital at the start and a stop at the end, whatever marks stand around it."""
    if not bare(text).strip():
        return ""
    text = capital(_CLOSING_SPACE.sub("", text))
    return text if bare(text).endswith(_ENDS) else f"{unstopped(text)}."


def capital(text: str) -> str:
    """The text with a capital at the start, whatever marks stand before it."""
    at = head_of(text)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def unstopped(text: str) -> str:
    """The text without the stop or space at its end."""
    return _STOPS.sub("", text)


def number(value: float) -> str:
    """``2`` for 2.0, ``0.5`` for 0.5."""
    return f"{value:g}"


def counted_seconds(value: float) -> str:
    """``half a second``, ``1 second``, ``1.5 seconds``."""
    if value == 0.5:
        return "half a second"
    return f"{number(round(value, 3))} second{'' if value == 1 else 's'}"


def with_noun(words: str, noun: str) -> str:
    """``fine grain`` for ``fine`` and ``grain``; the words alone where they say the noun themselves."""
    return words if noun in bare(words).lower() else f"{words} {noun}"
