"""Asking an endpoint's moderation what it says of texts. Nothing is made and nothing is written down."""

from __future__ import annotations

from collections.abc import Sequence

from ._client import Client, Trouble
from ._connection import Connection
from ._limits import Limits
from ._moderation import Verdict

#: Texts of one request: few, so that a long list of long prompts stays below what a server takes at once.
_BATCH = 16
_NO_ROUTE = (404, 405, 501)


def moderate(connection: Connection, texts: Sequence[str], limits: Limits | None = None) -> tuple[Verdict, ...] | str:
    """One verdict for each text, in order; in place of them all, in words, why there are none.

    Texts go to the connection's origin and nowhere else.
    """
    client = Client(connection, limits or Limits())
    found: list[Verdict] = []
    try:
        for start in range(0, len(texts), _BATCH):
            answer = client.moderate(texts[start : start + _BATCH])
            if isinstance(answer, Trouble):
                return _words(answer)
            found += answer
    finally:
        client.close()
    return tuple(found)


def _words(trouble: Trouble) -> str:
    if trouble.status in _NO_ROUTE:
        return f"there is no moderation route at its address ({trouble.error})"
    return trouble.error
