"""What a report is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promptkit.findings import Finding

from .._rule import Rule

#: Rules whose line holds what nobody else may read.
SECRET = frozenset({"key-in-file"})


@dataclass(frozen=True, slots=True)
class Batch:
    """The findings of one call.

    :param findings: sorted.
    :param texts: the text of each file, by the name that spans use.
    :param files: the names of the files that were looked at, with findings or without.
    :param rules: every rule that may have found something; a report that explains them takes the words from here.
    """

    findings: Sequence[Finding]
    texts: Mapping[str, str]
    files: Sequence[str]
    rules: Sequence[Rule] = ()
