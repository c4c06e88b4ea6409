"""What every request must pass: a Host that is ours, the key, and a bounded body."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ._body import LARGEST_BODY
from ._refusal import Refusal

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


class Guard:
    """Refuses foreign Hosts (a browser that a web page has rebound), wrong keys and endless bodies."""

    def __init__(self, app: ASGIApp, *, key: str, hosts: Iterable[str]) -> None:
        """Guard ``app``.

        :param hosts: names that a Host header may have, without port.
        """
        self._app = app
        self._authorization = f"bearer {key}".encode()
        self._hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            return
        body = _BoundedBody(receive)
        refusal = self._refusal(Headers(scope=scope))
        if refusal is None:
            await self._app(scope, body, send)
            return
        # A client that still sends would see a broken connection instead of the answer.
        await body.discard()
        await refusal.response()(scope, receive, send)

    def _refusal(self, headers: Headers) -> Refusal | None:
        if _host_name(headers.get("host", "")) not in self._hosts:
            return Refusal(400, "The Host header names another server.", code="invalid_host")
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = f"{scheme.lower()} {key}".encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._authorization):
            return Refusal(401, "Incorrect API key provided.", code="invalid_api_key")
        return None


class _BoundedBody:
    """A ``receive`` that reads an oversized body to its end, keeps nothing of it, and refuses it then."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size <= LARGEST_BODY:
            return message
        while message.get("more_body"):
            message = await self._receive()
        raise Refusal(413, f"The body is larger than {LARGEST_BODY // 2**20} MiB.", code="body_too_large")

    async def discard(self) -> None:
        message = await self._receive()
        while message.get("more_body") and self._size <= LARGEST_BODY:
            self._size += len(message.get("body", b""))
            message = await self._receive()


def _host_name(host: str) -> str:
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if ":" in name else name
