"""The linter: rules as modules, an engine that runs them, and reports. It reads a shot and never the network."""

from ._engine import lint, lint_text
from ._rule import Example, Problem, Rule, StillFacts, Subject
from .reports import FORMATS, Batch, finding_data, report
from .rules import RULES, said_length

__all__ = [
    "FORMATS",
    "RULES",
    "Batch",
    "Example",
    "Problem",
    "Rule",
    "StillFacts",
    "Subject",
    "finding_data",
    "lint",
    "lint_text",
    "report",
    "said_length",
]
