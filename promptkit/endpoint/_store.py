"""The jobs, in a SQLite file that several servers may share: written before the answer, claimed by a lease.

A deleted job leaves a row without its prompt, so that its idempotency key can never buy a second one.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from promptkit.findings import PromptkitError

from ._create import NewVideo
from ._jobs import Job
from ._refusal import Refusal

LEASE_SECONDS = 2.5
"""A job whose owner was silent for so long is taken over."""

MOST_WAITING = 200
MOST_KEPT = 20_000
MOST_ATTEMPTS = 5

_VERSION = 2
_OPEN_SECONDS = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS video (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    progress INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    completed_at INTEGER,
    prompt TEXT NOT NULL,
    model TEXT NOT NULL,
    seconds TEXT NOT NULL,
    size TEXT NOT NULL,
    camera TEXT,
    error_code TEXT,
    error_message TEXT,
    digest TEXT NOT NULL,
    idempotency_key TEXT UNIQUE,
    deleted INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until REAL NOT NULL DEFAULT 0,
    made_from TEXT,
    way TEXT,
    added TEXT
);
CREATE INDEX IF NOT EXISTS unfinished ON video (status, deleted);
CREATE TABLE IF NOT EXISTS still (video TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS character (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL);
"""
#: What the second version of the store has beside the first.
_ADDED = ("made_from", "way", "added")
_COLUMNS = (
    "id, status, progress, created_at, completed_at, prompt, model, seconds, size, camera, error_code, error_message,"
    " made_from, way, added"
)
_CLAIMABLE = "deleted = 0 AND (status = 'queued' OR (status = 'in_progress' AND lease_until < ?))"


class JobStore:
    """The jobs of one state folder. Every method is one transaction, and any thread may call it."""

    def __init__(self, folder: Path) -> None:
        """Open or make the store in ``folder``.

        :raises PromptkitError: a newer promptkit has written it, or it stays locked.
        """
        self._lock = threading.Lock()
        self._database = sqlite3.connect(
            folder / "jobs.sqlite3", timeout=_OPEN_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._use_write_ahead_log()
            self._database.execute("PRAGMA synchronous = FULL")
            with self._transaction() as database:
                self._make_tables(database)
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def add(self, new: NewVideo, idempotency_key: str | None) -> tuple[Job, bool]:
        """Make a job, or find the one that this key has made; the second value says whether it is new.

        :raises Refusal: the key was used for another request or a deleted video (409), or the queue is full (429).
        """
        with self._transaction() as database:
            before = self._of_key(database, new, idempotency_key)
            if before is not None:
                return before, False
            self._refuse_when_full(database)
            made = f"video_{secrets.token_hex(16)}"
            database.execute(
                "INSERT INTO video (id, status, created_at, prompt, model, seconds, size, camera, digest,"
                " idempotency_key, made_from, way, added) VALUES (?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (made, int(time.time()), new.prompt, new.model, new.seconds, new.size, new.camera, new.digest,
                 idempotency_key, new.made_from, new.way, new.added),
            )  # fmt: skip
            if new.still is not None:
                database.execute("INSERT INTO still VALUES (?, ?)", (made, new.still))
            return self._one(database, made), True

    def add_character(self, name: str) -> tuple[str, int]:
        """Keep a character; its id, and when that was in Unix time."""
        made, now = f"char_{secrets.token_hex(16)}", int(time.time())
        with self._transaction() as database:
            database.execute("INSERT INTO character VALUES (?, ?, ?)", (made, name, now))
        return made, now

    def character(self, character: str) -> tuple[str, int] | None:
        """The name of a character, and when it was made."""
        with self._transaction() as database:
            row = database.execute("SELECT name, created_at FROM character WHERE id = ?", (character,)).fetchone()
        return None if row is None else (row[0], row[1])

    def get(self, video: str) -> Job | None:
        """The job with this id."""
        with self._transaction() as database:
            row = database.execute(f"SELECT {_COLUMNS} FROM video WHERE id = ? AND deleted = 0", (video,)).fetchone()
        return None if row is None else Job(*row)

    def page(self, *, after: str | None, limit: int, order: str) -> tuple[list[Job], bool] | None:
        """Jobs by their time of creation, and whether there are more; ``None`` if ``after`` was never made.

        :param order: ``asc`` or ``desc``.
        """
        falling = order == "desc"
        with self._transaction() as database:
            cursor = None
            if after is not None:
                cursor = database.execute("SELECT number FROM video WHERE id = ?", (after,)).fetchone()
                if cursor is None:
                    return None
            rows = database.execute(
                f"SELECT {_COLUMNS} FROM video WHERE deleted = 0 AND (? IS NULL OR number {'<' if falling else '>'} ?)"
                f" ORDER BY number {'DESC' if falling else 'ASC'} LIMIT ?",
                (*(cursor or (None,)) * 2, limit + 1),
            ).fetchall()
        return [Job(*row) for row in rows[:limit]], len(rows) > limit

    def delete(self, video: str) -> bool:
        """Forget a job in whatever state it is; whoever renders it notices. False if there is none."""
        with self._transaction() as database:
            changed = database.execute(
                "UPDATE video SET deleted = 1, prompt = '', camera = NULL, owner = NULL WHERE id = ? AND deleted = 0",
                (video,),
            ).rowcount
            database.execute("DELETE FROM still WHERE video = ?", (video,))
        return changed == 1

    def claim(self, owner: str) -> tuple[Job, bytes | None] | None:
        """Take the oldest job that nobody renders, with its still. One that ended its owner too often fails."""
        with self._transaction() as database:
            database.execute(
                "UPDATE video SET status = 'failed', completed_at = ?, error_code = 'render_interrupted',"
                f" error_message = 'the render was broken off {MOST_ATTEMPTS} times'"
                f" WHERE attempts >= {MOST_ATTEMPTS} AND {_CLAIMABLE}",
                (int(time.time()), time.time()),
            )
            row = database.execute(
                f"UPDATE video SET status = 'in_progress', owner = ?, lease_until = ?, attempts = attempts + 1"
                f" WHERE number = (SELECT min(number) FROM video WHERE {_CLAIMABLE}) RETURNING {_COLUMNS}",
                (owner, time.time() + LEASE_SECONDS, time.time()),
            ).fetchone()
            if row is None:
                return None
            still = database.execute("SELECT data FROM still WHERE video = ?", (row[0],)).fetchone()
        return Job(*row), None if still is None else still[0]

    def renew(self, owner: str) -> None:
        """Keep all that ``owner`` renders for another lease."""
        with self._transaction() as database:
            database.execute(
                "UPDATE video SET lease_until = ? WHERE owner = ? AND status = 'in_progress'",
                (time.time() + LEASE_SECONDS, owner),
            )

    def report(self, owner: str, video: str, progress: int) -> bool:
        """Note the progress, 0 to 100; false if the job was deleted or is somebody else's now."""
        return self._settle(owner, video, "progress = ?", progress)

    def complete(self, owner: str, video: str) -> bool:
        """Note that the clip is there; false as in :meth:`report`."""
        done = "status = 'completed', progress = 100, owner = NULL, completed_at = ?"
        return self._settle(owner, video, done, int(time.time()), ended=video)

    def fail(self, owner: str, video: str, code: str, message: str) -> bool:
        """Note why there is no clip; false as in :meth:`report`."""
        done = "status = 'failed', owner = NULL, completed_at = ?, error_code = ?, error_message = ?"
        return self._settle(owner, video, done, int(time.time()), code, message, ended=video)

    def release(self, owner: str) -> None:
        """Give back all that ``owner`` renders, as if it had never begun."""
        with self._transaction() as database:
            database.execute(
                "UPDATE video SET status = 'queued', progress = 0, owner = NULL, attempts = attempts - 1"
                " WHERE owner = ? AND status = 'in_progress'",
                (owner,),
            )

    def _settle(self, owner: str, video: str, change: str, *values: object, ended: str | None = None) -> bool:
        with self._transaction() as database:
            mine = "id = ? AND owner = ? AND deleted = 0"
            changed = database.execute(f"UPDATE video SET {change} WHERE {mine}", (*values, video, owner)).rowcount == 1
            if changed and ended:
                database.execute("DELETE FROM still WHERE video = ?", (ended,))
        return changed

    def _of_key(self, database: sqlite3.Connection, new: NewVideo, key: str | None) -> Job | None:
        if key is None:
            return None
        row = database.execute("SELECT id, digest, deleted FROM video WHERE idempotency_key = ?", (key,)).fetchone()
        if row is None:
            return None
        video, digest, deleted = row
        if deleted or digest != new.digest:
            why = "a video that was deleted" if deleted else "another request"
            raise Refusal(409, f"This Idempotency-Key was used for {why}.", code="idempotency_key_reused")
        return self._one(database, video)

    def _one(self, database: sqlite3.Connection, video: str) -> Job:
        return Job(*database.execute(f"SELECT {_COLUMNS} FROM video WHERE id = ?", (video,)).fetchone())

    def _refuse_when_full(self, database: sqlite3.Connection) -> None:
        waiting, kept = database.execute(
            "SELECT count(*) FILTER (WHERE status IN ('queued', 'in_progress')), count(*) FROM video WHERE deleted = 0"
        ).fetchone()
        if waiting >= MOST_WAITING:
            raise Refusal(429, f"{waiting} videos wait already; try again later.", code="queue_full")
        if kept >= MOST_KEPT:
            raise Refusal(429, f"{kept} videos are kept already; delete some.", code="store_full")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            finally:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")

    def _use_write_ahead_log(self) -> None:
        # SQLite's own timeout does not cover the change of this mode, and two servers may start at once.
        deadline = time.monotonic() + _OPEN_SECONDS
        while True:
            try:
                self._database.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if time.monotonic() > deadline:
                    raise PromptkitError(f"the job store stays locked: {error}") from error
                time.sleep(0.02)

    def _make_tables(self, database: sqlite3.Connection) -> None:
        version: Any = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise PromptkitError("the job store was written by a newer promptkit", hint="update promptkit")
        for statement in _SCHEMA.split(";\n"):
            database.execute(statement)
        if version == 1:
            for column in _ADDED:
                database.execute(f"ALTER TABLE video ADD COLUMN {column} TEXT")
        database.execute(f"PRAGMA user_version = {_VERSION}")
