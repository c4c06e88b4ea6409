"""The tables of the ledger, and how its file is opened."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from promptkit.findings import UsageError

FILE_NAME = "ledger.sqlite"
VERSION = 2

_TABLES = """
CREATE TABLE takes (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    stem TEXT NOT NULL,
    shot TEXT NOT NULL,
    file TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    origin TEXT NOT NULL,
    model TEXT NOT NULL,
    size TEXT NOT NULL,
    seconds TEXT NOT NULL,
    prompt TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    body TEXT NOT NULL,
    still TEXT,
    micro_usd INTEGER NOT NULL CHECK (micro_usd >= 0),
    run TEXT NOT NULL,
    document TEXT,
    state TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    video_id TEXT,
    error TEXT,
    notes TEXT NOT NULL DEFAULT '[]',
    verified TEXT,
    created TEXT NOT NULL,
    posted TEXT NOT NULL,
    accepted TEXT,
    ended TEXT,
    UNIQUE (stem, number),
    UNIQUE (endpoint, video_id)
);
CREATE INDEX takes_by_request ON takes (fingerprint, endpoint);
CREATE INDEX takes_by_state ON takes (state);
CREATE INDEX takes_by_run ON takes (run);
CREATE INDEX takes_by_time ON takes (created);
CREATE TABLE files (
    take TEXT NOT NULL REFERENCES takes (id),
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (take, path)
);
CREATE TABLE owners (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    beat REAL NOT NULL
);
"""


def connect(folder: Path, busy_seconds: float) -> sqlite3.Connection:
    """Open the ledger of a state folder, and make both where they are missing; nobody else may read them.

    :raises UsageError: the folder cannot be written, the file is no ledger, or a newer promptkit wrote it.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise UsageError(f"cannot open the ledger {path}: {error.strerror}") from error
    try:
        return _prepared(path, busy_seconds)
    except sqlite3.DatabaseError as error:
        raise UsageError(f"cannot open the ledger {path}: {error}") from error


def _prepared(path: Path, busy_seconds: float) -> sqlite3.Connection:
    # isolation_level=None: the ledger says itself where a transaction begins, always with BEGIN IMMEDIATE.
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        _write_ahead(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    # SQLite does not wait by itself where two processes switch the journal of one new file at once.
    give_up = time.monotonic() + busy_seconds
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise UsageError(f"the ledger {path} was written by a newer promptkit", hint="update promptkit")
        if version == 0:
            for statement in filter(None, map(str.strip, _TABLES.split(";"))):
                connection.execute(statement)
        elif version == 1:  # it did not keep the shots
            connection.execute("ALTER TABLE takes ADD COLUMN document TEXT")
        if version != VERSION:
            connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
