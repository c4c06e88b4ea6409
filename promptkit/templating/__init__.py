"""Expressions in documents: ``{{ }}`` with a whitelist of what it may hold. Jinja is imported when one is met."""

from ._evaluate import evaluate
from ._filters import FILTERS, TESTS
from ._marks import CLOSE, MARK, OPEN, SEPARATOR
from ._scope import Scope

__all__ = ["CLOSE", "FILTERS", "MARK", "OPEN", "SEPARATOR", "TESTS", "Scope", "evaluate"]
