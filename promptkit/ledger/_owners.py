"""Leases: which process works on a take, and whether it is still alive."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

LEASE_SECONDS = 20.0
"""A process that did not renew its lease for this long counts as dead."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that works on takes, as it stands in the ledger."""

    id: str
    host: str
    pid: int


def this_process(token: str) -> Owner:
    """The calling process under a fresh name."""
    return Owner(id=token, host=socket.gethostname(), pid=os.getpid())


def renew(connection: sqlite3.Connection, owner: Owner, now: float) -> None:
    """Write the owner's lease from ``now`` on."""
    connection.execute(
        "INSERT INTO owners (id, host, pid, beat) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET beat = excluded.beat",
        (owner.id, owner.host, owner.pid, now),
    )


def forget_the_dead(connection: sqlite3.Connection, now: float) -> None:
    """Drop the leases of processes that ended long ago without giving them back."""
    connection.execute("DELETE FROM owners WHERE beat < ?", (now - 1000 * LEASE_SECONDS,))


def drop(connection: sqlite3.Connection, owner: Owner) -> None:
    """Forget the owner: it works on nothing any more."""
    connection.execute("DELETE FROM owners WHERE id = ?", (owner.id,))


def living(connection: sqlite3.Connection, owner_id: str, now: float) -> Owner | None:
    """The owner of that name if its process is alive, else ``None``."""
    row = connection.execute("SELECT id, host, pid, beat FROM owners WHERE id = ?", (owner_id,)).fetchone()
    if row is None or now - row["beat"] > LEASE_SECONDS:
        return None
    owner = Owner(row["id"], row["host"], row["pid"])
    return None if owner.host == socket.gethostname() and not _runs(owner.pid) else owner


def _runs(pid: int) -> bool:
    if sys.platform == "win32":  # signal 0 would end the process there; the lease alone decides
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return fields[0] == "Z"
    except (OSError, IndexError):
        return False
