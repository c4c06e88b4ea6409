"""Running the endpoint: in a thread for a while, or until somebody stops it."""

from __future__ import annotations

import contextlib
import importlib.util
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from promptkit.findings import MissingExtra, PromptkitError, UsageError
from promptkit.media import require_media

if TYPE_CHECKING:
    from ._assembly import Parts

_START_SECONDS = 10.0


class RunningServer:
    """A server that answers, and renders; closing it leaves unfinished jobs in the store for the next one."""

    def __init__(self, parts: Parts, address: socket.socket) -> None:
        """Begin to answer on ``address``, which listens already; :func:`start` is the way to get here."""
        self._parts, self._socket = parts, address
        self._address: tuple[str, int] = address.getsockname()[:2]
        self._thread = threading.Thread(target=self._run, name="promptkit-endpoint-http", daemon=True)
        self._closed = False
        self._begin()

    @property
    def base_url(self) -> str:
        """Where it answers, up to and with ``/v1``."""
        host, port = self._address
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/v1"

    def close(self) -> None:
        """Stop answering, break off renders, close the store; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._parts.server.should_exit = True
        self._parts.workers.stop()
        self._thread.join(_START_SECONDS)
        self._socket.close()
        self._parts.store.close()

    def __enter__(self) -> Self:
        """The server itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _begin(self) -> None:
        self._parts.workers.start()
        self._thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not self._parts.server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                self.close()
                raise PromptkitError("the local endpoint did not start")
            time.sleep(0.005)

    def _run(self) -> None:
        self._parts.server.run(sockets=[self._socket])


def require_web(what: str) -> None:
    """Say early that the libraries of the server are missing.

    :raises MissingExtra: at least one of them is not installed.
    """
    if any(importlib.util.find_spec(name) is None for name in ("starlette", "uvicorn", "python_multipart")):
        raise MissingExtra(what, "local")


def start(
    state_dir: Path,
    *,
    key: str,
    offers: Mapping[str, Sequence[str]],
    host: str = "127.0.0.1",
    port: int = 0,
    hosts: Sequence[str] = (),
    renderers: int = 1,
) -> RunningServer:
    """Start the endpoint in a thread of its own; use it as a context manager, or close it.

    :param state_dir: where jobs and clips are kept; made with mode 0700. Several servers may share it.
    :param key: the bearer token that every request must carry.
    :param offers: the sizes (``WIDTHxHEIGHT``) of each model.
    :param host: the address to bind.
    :param port: 0 takes any free one.
    :param hosts: further names that a Host header may have, besides the loopback names and ``host``.
    :param renderers: how many clips are drawn at the same time.
    :raises MissingExtra: the libraries of the renderer or the server are not installed.
    :raises UsageError: no key, no offers, or the address cannot be bound.
    :raises PromptkitError: the state cannot be opened.
    """
    require_media("rendering a clip")
    require_web("the local endpoint")
    if not key or not key.isascii():
        raise UsageError("the local endpoint needs a key of ASCII characters")
    if not offers or not all(offers.values()):
        raise UsageError("the local endpoint needs at least one model with sizes")
    from ._assembly import assemble

    address = _bound(host, port)
    try:
        parts = assemble(state_dir, key=key, offers=offers, hosts=(host, *hosts), renderers=renderers)
    except BaseException:
        address.close()
        raise
    return RunningServer(parts, address)


def serve(
    state_dir: Path,
    *,
    key: str,
    offers: Mapping[str, Sequence[str]],
    host: str = "127.0.0.1",
    port: int = 8000,
    hosts: Sequence[str] = (),
    renderers: int = 1,
    ready: Callable[[str], None],
) -> None:
    """Run the endpoint until Ctrl-C or SIGTERM, then stop cleanly; for the main thread.

    :param ready: called with the base URL once the server answers.
    :raises MissingExtra: as :func:`start`, like the others.
    """
    stopping = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda number, frame: stopping.set())
    try:
        with (
            start(state_dir, key=key, offers=offers, host=host, port=port, hosts=hosts, renderers=renderers) as running,
            contextlib.suppress(KeyboardInterrupt),
        ):
            ready(running.base_url)
            stopping.wait()
    finally:
        signal.signal(signal.SIGTERM, before)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    address = socket.socket(family, socket.SOCK_STREAM)
    try:
        address.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        address.bind((host, port))
        address.listen(128)
    except (OSError, OverflowError) as error:
        address.close()
        raise UsageError(f"cannot listen on {host}:{port}: {error}", hint="choose another port") from error
    return address
