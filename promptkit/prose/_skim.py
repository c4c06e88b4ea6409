"""A look at a text, which is read only where its words may speak of a camera."""

from __future__ import annotations

from ._gate import may_say, may_tell_times, words_of
from ._lexicon import lexicon
from ._quotes import quotes
from ._values import LIMIT, Reading
from ._windows import windows


def skim(text: str, *, acted: bool = False) -> Reading:
    """As :func:`read`, where the words of the text may speak of a camera; else its quotations and time codes alone."""
    words = words_of(text)
    if may_say(words):
        from ._reader import read  # nor need the reader be there for most texts

        return read(text, acted=acted)
    if not may_tell_times(words):
        return Reading(text, (), (), (), (), (), min(len(text), LIMIT))
    part = text[:LIMIT]
    return Reading(text, (), (), quotes(part, lexicon()), windows(part), (), len(part))
