"""One connection to the ledger's file, shared by the threads of a process, and its transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from promptkit.findings import PromptkitError

from ._schema import connect


class Database:
    """The ledger's file. Threads take turns; other processes are waited for.

    :param busy_seconds: how long to wait for another process that writes.
    """

    def __init__(self, folder: Path, busy_seconds: float) -> None:
        self._connection = connect(folder, busy_seconds)
        self._lock = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for queries that see one state of the ledger."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction that nobody else writes beside; durable when the block ends.

        An exception undoes it all.

        :raises PromptkitError: another process wrote for too long, or the disk refused.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                try:
                    self._connection.execute(begin)
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
            except sqlite3.OperationalError as error:
                raise PromptkitError(f"the ledger cannot be used now: {error}") from error
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:  # its subclasses are mistakes of ours
                    raise
                raise PromptkitError(f"the ledger is damaged: {error}") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
