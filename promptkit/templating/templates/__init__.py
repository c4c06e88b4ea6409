"""Users' templates: found in their folders, checked without data, rendered within bounds, traced to their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
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

__getattr__ = lazily(
    __name__,
    {
        "._book": "Book family_blocks",
        "._loader": "BUILT_IN SUFFIX Folders templates_in",
        "._published": "FILTERS TESTS Published",
        "._render": "Failure Rendered render",
        "._schema": "Kind Variable schema_of",
        "._shelf": "Layout Owner Shelf",
        "._static": "check",
        "._traced": "stretches",
    },
)
