"""Reads prompts that people wrote in English: camera moves with directions, order and times, and the terms they name.

Rules of the language and words from ``data/``; no model, no network, the same text gives the same reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
    from ._draft import Draft, Setup, draft
    from ._gate import ANY, DIGITS, words_of
    from ._reader import read
    from ._skim import skim
    from ._values import LIMIT, CameraMove, Mention, Quote, Reading, Sentence, Token, Window
    from ._written import written

__all__ = [
    "ANY",
    "DIGITS",
    "LIMIT",
    "CameraMove",
    "Draft",
    "Mention",
    "Quote",
    "Reading",
    "Sentence",
    "Setup",
    "Token",
    "Window",
    "draft",
    "read",
    "skim",
    "words_of",
    "written",
]

__getattr__ = lazily(
    __name__,
    {
        "._draft": "Draft Setup draft",
        "._gate": "ANY DIGITS words_of",
        "._reader": "read",
        "._skim": "skim",
        "._values": "LIMIT CameraMove Mention Quote Reading Sentence Token Window",
        "._written": "written",
    },
)
