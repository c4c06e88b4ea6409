"""From a shot to its prompt and request: dialects, source map, fingerprint, price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promptkit._lazy import lazily

if TYPE_CHECKING:
    from ._compile import compile_shot
    from ._dialects import dialects
    from ._failed import TemplateFailed
    from ._memory import Memory
    from ._own import CheckedTemplates, check_templates, filters, variables
    from ._sentences import Sentence, sentences_of
    from ._values import CompiledShot, MapEntry, Origin, Price, Request, StillFile, StillReference, TimelineRow

__all__ = [
    "CheckedTemplates",
    "CompiledShot",
    "MapEntry",
    "Memory",
    "Origin",
    "Price",
    "Request",
    "Sentence",
    "StillFile",
    "StillReference",
    "TemplateFailed",
    "TimelineRow",
    "check_templates",
    "compile_shot",
    "dialects",
    "filters",
    "sentences_of",
    "variables",
]

__getattr__ = lazily(
    __name__,
    {
        "._compile": "compile_shot",
        "._dialects": "dialects",
        "._failed": "TemplateFailed",
        "._memory": "Memory",
        "._own": "CheckedTemplates check_templates filters variables",
        "._sentences": "Sentence sentences_of",
        "._values": "CompiledShot MapEntry Origin Price Request StillFile StillReference TimelineRow",
    },
)
