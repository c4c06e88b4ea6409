"""From one document to everything that is to be said about it; joins the findings of all stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
    from ._check import Checked, Trial, check_document, check_shot, side_by_side
    from ._choice import LASTING, Choice
    from ._clips import FindClip, nowhere
    from ._dialects import shelf
    from ._diff import Change, Diff, Made, diff, differences
    from ._experiments import check_experiment
    from ._ignored import families, known_rules, unknown_rules
    from ._leftovers import leftovers
    from ._options import Options
    from ._presets import sample_params
    from ._sequences import check_sequence

__all__ = [
    "LASTING",
    "Change",
    "Checked",
    "Choice",
    "Diff",
    "FindClip",
    "Made",
    "Options",
    "Trial",
    "check_document",
    "check_experiment",
    "check_sequence",
    "check_shot",
    "diff",
    "differences",
    "families",
    "known_rules",
    "leftovers",
    "nowhere",
    "sample_params",
    "shelf",
    "side_by_side",
    "unknown_rules",
]

__getattr__ = lazily(
    __name__,
    {
        "._check": "Checked Trial check_document check_shot side_by_side",
        "._choice": "LASTING Choice",
        "._clips": "FindClip nowhere",
        "._dialects": "shelf",
        "._diff": "Change Diff Made diff differences",
        "._experiments": "check_experiment",
        "._ignored": "families known_rules unknown_rules",
        "._leftovers": "leftovers",
        "._options": "Options",
        "._presets": "sample_params",
        "._sequences": "check_sequence",
    },
)
