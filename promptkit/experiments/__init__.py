"""Experiments (A/B): axes of patches, the designs that choose variants from them, and the collisions between axes.

Pure: nodes with places go in, variants and findings come out; resolving and compiling them is the work of ``check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
    from ._axes import Axis, Level
    from ._collisions import collisions, says_nothing_new
    from ._models import DESIGNS, Experiment, Fraction, Sample
    from ._names import SELECTION, Variant, selection
    from ._read import Reading, read_experiment
    from ._select import MOST_VARIANTS, chosen, selected

__all__ = [
    "DESIGNS",
    "MOST_VARIANTS",
    "SELECTION",
    "Axis",
    "Experiment",
    "Fraction",
    "Level",
    "Reading",
    "Sample",
    "Variant",
    "chosen",
    "collisions",
    "read_experiment",
    "says_nothing_new",
    "selected",
    "selection",
]

__getattr__ = lazily(
    __name__,
    {
        "._axes": "Axis Level",
        "._collisions": "collisions says_nothing_new",
        "._models": "DESIGNS Experiment Fraction Sample",
        "._names": "SELECTION Variant selection",
        "._read": "Reading read_experiment",
        "._select": "MOST_VARIANTS chosen selected",
    },
)
