"""From one document to everything that is to be said about it; joins the findings of all stages."""

from ._check import Checked, check_document, check_shot
from ._dialects import shelf
from ._diff import Change, Diff, diff
from ._ignored import unknown_ignored
from ._options import Options
from ._presets import sample_params

__all__ = [
    "Change",
    "Checked",
    "Diff",
    "Options",
    "check_document",
    "check_shot",
    "diff",
    "sample_params",
    "shelf",
    "unknown_ignored",
]
