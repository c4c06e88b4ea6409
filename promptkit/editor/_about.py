"""What the keys of documents mean, for whoever hovers over them: ``data/about.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ._fragments import Fragment


@cache
def words_about() -> dict[str, dict[str, Any]]:
    """By the name of a model or a document, what is said of each of its keys."""
    text = files("promptkit.editor").joinpath("data/about.yaml").read_text("utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def about(part: str, key: str) -> str:
    """What a key means."""
    said = words_about()[part][key]
    return str(said["about"] if isinstance(said, dict) else said)


def told(part: str, key: str, made: Fragment) -> Fragment:
    """What may stand under a key, with what it means, and with examples and its default where there are such."""
    said = words_about()[part][key]
    more = {name: said[name] for name in ("examples", "default") if name in said} if isinstance(said, dict) else {}
    return {"description": about(part, key), **made, **more}
