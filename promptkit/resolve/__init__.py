"""From one document to its resolved form: parents, parameters, expressions, with the origin of every value kept."""

from ._edits import NOTHING_INHERITED
from ._library import KINDS, Document, Library, display, documents, kind_of, preset_files, straight
from ._origins import Hop, Layer, Origins
from ._params import TYPES as PARAM_TYPES
from ._params import Param, declared
from ._resolve import Resolved, resolve

__all__ = [
    "KINDS",
    "NOTHING_INHERITED",
    "PARAM_TYPES",
    "Document",
    "Hop",
    "Layer",
    "Library",
    "Origins",
    "Param",
    "Resolved",
    "declared",
    "display",
    "documents",
    "kind_of",
    "preset_files",
    "resolve",
    "straight",
]
