"""For editors: the JSON Schemas of everything that people write, and the language server.

The schemas are made from the models and the words of the language; the server asks what any Python user asks.
"""

from __future__ import annotations

from promptkit.findings import MissingExtra

from ._schemas import SCHEMAS, schema, written


def serve() -> None:
    """Speak the Language Server Protocol over standard input and output, until the editor goes.

    :raises MissingExtra: if the libraries for it are not installed.
    """
    try:
        from ._server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtra("the language server", "lsp") from None
    server().start_io()


__all__ = ["SCHEMAS", "schema", "serve", "written"]
