"""YAML with places: text to nodes that know where each value was written, and findings for what is wrong with it."""

from ._comments import comments
from ._files import read_file
from ._nodes import Mapping, Node, Path, Plain, Scalar, Sequence, plain
from ._parse import parse_text
from ._parsed import ParsedFile
from ._text import SourceText, apply_edits
from ._written import flow

__all__ = [
    "Mapping",
    "Node",
    "ParsedFile",
    "Path",
    "Plain",
    "Scalar",
    "Sequence",
    "SourceText",
    "apply_edits",
    "comments",
    "flow",
    "parse_text",
    "plain",
    "read_file",
]
