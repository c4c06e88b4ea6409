"""What rules look for, as data with a source, in ``data/``."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """A file of ``data/``, read once."""
    found: dict[str, Any] = json.loads(files("promptkit.linter").joinpath("data", f"{name}.json").read_text("utf-8"))
    return found


@cache
def words(group: str) -> re.Pattern[str]:
    """Finds the words of a group of ``words.json``, whole and in any case."""
    return _pattern(data("words")[group]["words"], re.IGNORECASE)


@cache
def listed(group: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Finds the words of a group of ``policy.json``."""
    return _pattern(data("policy")[group], flags)


def _pattern(found: list[str], flags: int) -> re.Pattern[str]:
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", flags)
