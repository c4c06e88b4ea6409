"""The linter: rules as modules, an engine that runs them, and reports. It reads a shot and never the network."""

from ._baseline import Baseline, beyond, read_baseline, written_baseline
from ._engine import lint, lint_text
from ._page import rule_page
from ._rule import Example, Problem, Rule, StillFacts, Subject
from ._suppressions import Suppression, misspelt, suppressions, unused
from .reports import FORMATS, Batch, finding_data, report
from .rules import RULES, said_length

__all__ = [
    "FORMATS",
    "RULES",
    "Baseline",
    "Batch",
    "Example",
    "Problem",
    "Rule",
    "StillFacts",
    "Subject",
    "Suppression",
    "beyond",
    "finding_data",
    "lint",
    "lint_text",
    "misspelt",
    "read_baseline",
    "report",
    "rule_page",
    "said_length",
    "suppressions",
    "unused",
    "written_baseline",
]
