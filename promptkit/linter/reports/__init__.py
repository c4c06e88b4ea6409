"""Findings as text: for people (``full``, ``concise``), for tools (``json``, ``sarif``), and for build services."""

from __future__ import annotations

from collections.abc import Callable

from ._batch import Batch
from ._full import concise, full
from ._json import as_json, finding_data
from ._sarif import sarif
from ._services import github, gitlab, junit

FORMATS: dict[str, Callable[[Batch], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
}


def report(batch: Batch, form: str) -> str:
    """The findings in one of the ``FORMATS``."""
    return FORMATS[form](batch)


__all__ = ["FORMATS", "Batch", "finding_data", "report"]
