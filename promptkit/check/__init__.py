"""From one document to everything that is to be said about it; joins the findings of all stages."""

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
