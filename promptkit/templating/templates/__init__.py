"""Users' templates: found in their folders, checked without data, rendered within bounds, traced to their sources."""

from ._book import Book, family_blocks
from ._loader import BUILT_IN, SUFFIX, Folders, templates_in
from ._published import FILTERS, TESTS, Published
from ._render import Failure, Rendered, render
from ._schema import Kind, Variable, schema_of
from ._shelf import Layout, Owner, Shelf
from ._static import check
from ._traced import stretches

__all__ = [
    "BUILT_IN",
    "FILTERS",
    "SUFFIX",
    "TESTS",
    "Book",
    "Failure",
    "Folders",
    "Kind",
    "Layout",
    "Owner",
    "Published",
    "Rendered",
    "Shelf",
    "Variable",
    "check",
    "family_blocks",
    "render",
    "schema_of",
    "stretches",
    "templates_in",
]
