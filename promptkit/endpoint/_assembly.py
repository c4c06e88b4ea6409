"""The parts of one server, put together; the only way from the light face of this package to its libraries."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from promptkit.findings import UsageError

from ._app import create_app
from ._clips import ClipFolder
from ._guard import LOOPBACK_NAMES
from ._store import JobStore
from ._worker import Workers

# A client that comes back on a kept connection must not meet a closed one: it could not tell what became of its POST.
_KEEP_ALIVE_SECONDS = 120
_STOP_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs, and what it stands on."""

    server: uvicorn.Server
    workers: Workers
    store: JobStore


def assemble(
    state_dir: Path, *, key: str, offers: Mapping[str, Sequence[str]], hosts: Sequence[str], renderers: int
) -> Parts:
    """Open the state and build a server on it; nothing runs yet.

    :raises UsageError: the folder cannot be used.
    """
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        state_dir.chmod(0o700)
        clips = ClipFolder(state_dir / "clips")
        store = JobStore(state_dir)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"cannot keep jobs in {state_dir}: {error}") from error
    workers = Workers(store, clips, count=renderers)
    app = create_app(store, clips, key=key, offers=offers, hosts=(*LOOPBACK_NAMES, *hosts), created=workers.wake)
    return Parts(uvicorn.Server(_configuration(app)), workers, store)


def _configuration(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
