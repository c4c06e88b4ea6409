"""The key of an endpoint, from the environment variable that the endpoint names."""

from __future__ import annotations

from collections.abc import Mapping

from promptkit.catalog import Endpoint
from promptkit.findings import UsageError


def key_for(endpoint: Endpoint, environ: Mapping[str, str]) -> str:
    """The key that ``endpoint`` wants, white space around it removed; empty where it needs none.

    :raises UsageError: if the variable is missing or empty, or holds what cannot be a key; its value is never shown.
    """
    name = endpoint.key_env
    if name is None:
        return ""
    key = environ.get(name, "").strip()
    if not key:
        missing = "is empty" if name in environ else "is not set"
        raise UsageError(
            f"the endpoint {endpoint.name} needs a key, and the environment variable {name} {missing}",
            hint=f"export {name}=...",
        )
    # What cannot stand in a header would be an error deep inside the transport, which might show it.
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(
            f"the environment variable {name} holds no key: there are spaces, line breaks or odd characters in it"
        )
    return key
