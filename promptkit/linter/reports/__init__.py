"""Findings as text: ``full`` with the line shown, ``concise`` on one line each, ``json`` for tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from promptkit.findings import Finding

from ._full import concise, full
from ._json import as_json, finding_data

Reporter = Callable[[Sequence[Finding], Mapping[str, str], int], str]

FORMATS: dict[str, Reporter] = {"full": full, "concise": concise, "json": as_json}


def report(findings: Sequence[Finding], form: str, texts: Mapping[str, str], files: int) -> str:
    """The findings in one of the ``FORMATS``.

    :param texts: the text of each file, by the name that spans use.
    :param files: how many files were looked at.
    """
    return FORMATS[form](findings, texts, files)


__all__ = ["FORMATS", "finding_data", "report"]
