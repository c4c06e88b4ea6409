"""Quotations: lines that are spoken, and text that is seen. Their words are never read as camera moves."""

from __future__ import annotations

import re

from ._lexicon import Lexicon
from ._values import Quote

_QUOTE = re.compile(r"\"([^\"\n]{1,600})\"|“([^”\n]{1,600})”|«([^»\n]{1,600})»")
_WORD = re.compile(r"[^\W\d_]+")
_SPEAKER = re.compile(r"([A-Z][\w .'’-]{0,40}?)[ ]?(?:\([^()\n]{0,60}\))?\]?[ ]?:[ ]?$")
_JSON = re.compile(r"\s*[\[{]\s*\"")


def quotes(text: str, words: Lexicon) -> tuple[Quote, ...]:
    """The quotations of a text. JSON has none: there, marks enclose everything."""
    if _JSON.match(text):
        return ()
    found = []
    for match in _QUOTE.finditer(text):
        said = next(group for group in match.groups() if group is not None)
        if len(said) > len(text.strip()) - 4:
            continue  # the whole prompt stands in quotation marks
        before, after = text[max(0, match.start() - 80) : match.start()], text[match.end() : match.end() + 40]
        speaker = _SPEAKER.search(before.rsplit("\n", 1)[-1])
        spoken = speaker is not None or _says(before, words, last=True) or _says(after, words, last=False)
        if spoken or len(_WORD.findall(said)) > 2:
            found.append(Quote(said, match.span(), spoken, speaker[1].strip(" -*[") if speaker else None))
    return tuple(found)


def _says(near: str, words: Lexicon, *, last: bool) -> bool:
    named = [word.lower() for word in _WORD.findall(near)]
    return any(words.has("dialogue_verbs", word) for word in (named[-4:] if last else named[:3]))
