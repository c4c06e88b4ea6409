"""The names of takes: readable, safe as a file name, sorted by number within a request."""

from __future__ import annotations

import re

_LONGEST = 48


def slug(shot: str) -> str:
    """A shot's name in ``[a-z0-9-]`` and at most 48 characters, as in ``steaming-cup``."""
    words = re.sub(r"[^a-z0-9]+", "-", shot.lower()).strip("-")
    return words[:_LONGEST].rstrip("-") or "shot"


def stem(shot: str, fingerprint: str) -> str:
    """What the takes of one request share: ``steaming-cup-3f9a``."""
    return f"{slug(shot)}-{fingerprint[:4]}"


def take_id(stem: str, number: int) -> str:
    """The name of one take: ``steaming-cup-3f9a-01``."""
    return f"{stem}-{number:02d}"
