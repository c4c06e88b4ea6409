"""From a shot to its prompt and request: dialects, source map, fingerprint, price."""

from ._compile import compile_shot
from ._dialects import dialects
from ._values import CompiledShot, MapEntry, Price, Request, StillFile, StillReference, TimelineRow

__all__ = [
    "CompiledShot",
    "MapEntry",
    "Price",
    "Request",
    "StillFile",
    "StillReference",
    "TimelineRow",
    "compile_shot",
    "dialects",
]
