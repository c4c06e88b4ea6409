"""Reads prompts that people wrote in English: camera moves with directions, order and times, and the terms they name.

Rules of the language and words from ``data/``; no model, no network, the same text gives the same reading.
"""

from ._draft import Draft, Setup, draft
from ._gate import ANY, DIGITS, words_of
from ._reader import LIMIT, read, skim
from ._values import CameraMove, Mention, Quote, Reading, Sentence, Token, Window
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
