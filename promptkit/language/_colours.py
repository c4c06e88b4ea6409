"""Whether a text names a colour."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ._vocabulary import normal, vocabulary

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_WORDS = re.compile(r"[A-Za-z][A-Za-z' -]*")


def is_colour(text: str) -> bool:
    """Whether it is ``#rrggbb`` (or ``#rgb``), or words of which the last is a colour, as in ``dusty slate blue``."""
    text = text.strip()
    if _HEX.fullmatch(text):
        return True
    words = normal(text).split()
    if not words or not _WORDS.fullmatch(text):
        return False
    return not _names().isdisjoint((words[-1], "".join(words), "".join(words[-2:])))


@cache
def _names() -> frozenset[str]:
    lines = files("promptkit.language").joinpath("data/colour-names.txt").read_text("utf-8").splitlines()
    listed = (name for line in lines if not line.startswith("#") for name in line.split())
    return frozenset(listed) | {name.replace(" ", "") for name in vocabulary().light_colours}
