"""Reads prompts that people wrote in English: camera moves with directions, order and times, and the terms they name.

Rules of the language and words from ``data/``; no model, no network, the same text gives the same reading.
"""

from ._draft import Draft, Setup, draft
from ._reader import LIMIT, may_say, read
from ._values import CameraMove, Mention, Quote, Reading, Sentence, Token, Window
from ._written import written

__all__ = [
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
    "may_say",
    "read",
    "written",
]
