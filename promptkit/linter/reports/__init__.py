"""Findings as text: for people (``full``, ``concise``), for tools (``json``, ``sarif``), and for build services."""

from __future__ import annotations

from importlib import import_module

from ._batch import Batch
from ._json import finding_data

#: Each format with the module and the function that write it; a call pays for its own alone.
_WRITERS = {
    "full": ("._full", "full"),
    "concise": ("._full", "concise"),
    "json": ("._json", "as_json"),
    "sarif": ("._sarif", "sarif"),
    "github": ("._services", "github"),
    "gitlab": ("._services", "gitlab"),
    "junit": ("._services", "junit"),
}
FORMATS = tuple(_WRITERS)


def report(batch: Batch, form: str) -> str:
    """The findings in one of the ``FORMATS``."""
    module, name = _WRITERS[form]
    text: str = getattr(import_module(module, __package__), name)(batch)
    return text


__all__ = ["FORMATS", "Batch", "finding_data", "report"]
