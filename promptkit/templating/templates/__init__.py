"""Users' templates: found in their folders, checked without data, rendered within bounds, traced to their sources."""

from ._loader import BUILT_IN, SUFFIX, Folders, templates_in
from ._published import FILTERS, TESTS, Published
from ._render import Failure, Rendered, render

__all__ = [
    "BUILT_IN",
    "FILTERS",
    "SUFFIX",
    "TESTS",
    "Failure",
    "Folders",
    "Published",
    "Rendered",
    "render",
    "templates_in",
]
