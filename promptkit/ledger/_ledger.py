"""The ledger: every take, written down before its money can be spent."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
import uuid
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from promptkit.findings import SpendRefused
from promptkit.project import Budget

from . import _owners
from ._database import Database
from ._errors import IllegalTransition, UnknownTake, VideoTaken
from ._money import from_micro, to_micro
from ._names import stem, take_id
from ._owners import Owner
from ._rows import intent_columns, take_from, timestamp
from ._states import RESERVED, SPENT, STANDING, State, sources
from ._values import Intent, Pot, Take, TakeFile, Verified

_COUNTED = tuple(state.value for state in sorted(RESERVED | SPENT))


class Ledger:
    """The durable record of every take of one project. Safe for threads, and for several processes on one machine.

    Each change is one transaction and on the disk when the method returns.

    :param folder: the state folder, made with mode 0700 where it is missing.
    :param clock: seconds since 1970.
    :param busy_seconds: how long to wait for another process that writes.
    :raises UsageError: the folder or the file cannot be used.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time, busy_seconds: float = 30.0) -> None:
        self.folder = folder
        self._clock = clock
        self._database = Database(folder, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # Leases

    def enter(self) -> Owner:
        """Take a lease for this process; it must be renewed (:meth:`beat`) and given back (:meth:`leave`)."""
        owner = _owners.this_process(uuid.uuid4().hex)
        with self._database.writing() as connection:
            _owners.forget_the_dead(connection, self._clock())
            _owners.renew(connection, owner, self._clock())
        return owner

    def beat(self, owner: Owner) -> None:
        """Renew a lease."""
        with self._database.writing() as connection:
            _owners.renew(connection, owner, self._clock())

    def leave(self, owner: Owner) -> None:
        """Give a lease back: another process may go on with what is unfinished."""
        with self._database.writing() as connection:
            _owners.drop(connection, owner)

    def holder(self, take: str) -> Owner | None:
        """The living process that works on a take; ``None`` where there is none."""
        with self._database.reading() as connection:
            return _owners.living(connection, self._row(connection, take)["owner"], self._clock())

    def claim(self, take: str, owner: Owner) -> Take | None:
        """Make a take this owner's; ``None`` where another living process works on it."""
        with self._database.writing() as connection:
            row = self._row(connection, take)
            if row["owner"] != owner.id and _owners.living(connection, row["owner"], self._clock()):
                return None
            connection.execute("UPDATE takes SET owner = ? WHERE id = ?", (owner.id, take))
            return self._take(connection, take)

    # The life of a take

    def begin(
        self,
        intent: Intent,
        owner: Owner,
        *,
        budget: Budget | None = None,
        ceiling: int | None = None,
        pots: Sequence[Pot] = (),
    ) -> Take | None:
        """Write an intent down and set its money aside, in one transaction; after it the POST may leave.

        :param ceiling: how many takes of this request there may be at this endpoint; ``None`` is no limit.
        :param pots: the budgets that it is paid from beside that of the run and of the day.
        :returns: the take, ``posting``; ``None`` where the ceiling is reached already.
        :raises SpendRefused: the budget of the run, of the day or of a pot would be exceeded.
        """
        now = timestamp(self._clock())
        with self._database.writing() as connection:
            if ceiling is not None and self._standing(connection, intent) >= ceiling:
                return None
            self._check_budget(connection, intent, budget or Budget(), now[:10])
            self._check_pots(connection, intent, pots)
            base = stem(intent.shot, intent.fingerprint)
            highest = connection.execute("SELECT max(number) FROM takes WHERE stem = ?", (base,)).fetchone()[0]
            number = (highest or 0) + 1
            columns = {
                "id": take_id(base, number),
                "number": number,
                "stem": base,
                **intent_columns(intent),
                "state": State.POSTING.value,
                "idempotency_key": f"promptkit-{secrets.token_hex(16)}",
                "owner": owner.id,
                "created": now,
                "posted": now,
            }
            marks = ", ".join("?" * len(columns))
            connection.execute(f"INSERT INTO takes ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))
            return self._take(connection, columns["id"])

    def post_again(self, take: str) -> Take:
        """Note that the POST of an uncertain take is about to leave once more under its key."""
        with self._database.writing() as connection:
            state = State(self._row(connection, take)["state"])
            if state is not State.UNCERTAIN:
                raise IllegalTransition(take, state, State.POSTING)
            connection.execute("UPDATE takes SET posted = ? WHERE id = ?", (timestamp(self._clock()), take))
            return self._take(connection, take)

    def accept(self, take: str, video_id: str) -> Take:
        """The endpoint gave the job an id.

        :raises VideoTaken: another take of this endpoint owns it.
        """
        return self._move(
            take, State.ACCEPTED, video_id=video_id, accepted=timestamp(self._clock()), error=None, ended=None
        )

    def reject(self, take: str, error: str) -> Take:
        """Nothing was bought; the money is free again."""
        return self._move(take, State.REJECTED, error=error, ended=timestamp(self._clock()))

    def lose(self, take: str, error: str) -> Take:
        """The answer was lost; the money stays set aside."""
        return self._move(take, State.UNCERTAIN, error=error)

    def give_up(self, take: str) -> Take:
        """A person looks for an uncertain take's video no longer; the money counts as spent."""
        return self._move(take, State.GIVEN_UP, ended=timestamp(self._clock()))

    def fail(self, take: str, error: str, files: Sequence[TakeFile] = ()) -> Take:
        """The job came to nothing usable."""
        return self._move(take, State.FAILED, files=files, error=error, ended=timestamp(self._clock()))

    def complete(
        self, take: str, files: Sequence[TakeFile], verified: Verified | None, notes: Sequence[str] = ()
    ) -> Take:
        """The clip is here.

        :param notes: how what came back differs from what was asked.
        """
        return self._move(
            take,
            State.COMPLETED,
            files=files,
            verified=None if verified is None else json.dumps(verified.to_json()),
            notes=json.dumps(list(notes), ensure_ascii=False),
            error=None,
            ended=timestamp(self._clock()),
        )

    def remark(self, take: str, error: str | None) -> Take:
        """Write down why a take stays as it is, for the person who looks at it."""
        with self._database.writing() as connection:
            connection.execute("UPDATE takes SET error = ? WHERE id = ?", (error, take))
            return self._take(connection, take)

    # What there is

    def take(self, take: str) -> Take:
        """One take.

        :raises UnknownTake: there is none of that name.
        """
        with self._database.reading() as connection:
            return self._take(connection, take)

    def takes(
        self,
        *,
        states: Collection[State] | None = None,
        shot: str | None = None,
        endpoint: str | None = None,
        fingerprint: str | None = None,
        run: str | None = None,
    ) -> tuple[Take, ...]:
        """The takes that fit every condition given, oldest first."""
        equal = {"shot": shot, "endpoint": endpoint, "fingerprint": fingerprint, "run": run}
        clauses = [f"{name} = ?" for name, value in equal.items() if value is not None]
        values = [value for value in equal.values() if value is not None]
        if states is not None:
            clauses.append(f"state IN ({', '.join('?' * len(states))})")
            values += [state.value for state in states]
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT * FROM takes{where} ORDER BY created, stem, number", values).fetchall()
            return tuple(take_from(row, self._files(connection, row["id"])) for row in rows)

    def owned(self, endpoint: str, videos: Collection[str]) -> frozenset[str]:
        """Those of the videos that a take of this endpoint owns."""
        with self._database.reading() as connection:
            query = "SELECT 1 FROM takes WHERE endpoint = ? AND video_id = ?"
            return frozenset(video for video in videos if connection.execute(query, (endpoint, video)).fetchone())

    def spent_in_run(self, run: str) -> Decimal:
        """USD spent or set aside by one run."""
        with self._database.reading() as connection:
            return from_micro(self._run_total(connection, run))

    def spent_today(self) -> Decimal:
        """USD spent or set aside by the takes that were begun today (UTC)."""
        with self._database.reading() as connection:
            return from_micro(self._day_total(connection, timestamp(self._clock())[:10]))

    def spent_on(self, pot: Pot) -> Decimal:
        """USD spent or set aside by the takes that are paid from a pot, over all runs."""
        with self._database.reading() as connection:
            return from_micro(self._pot_total(connection, pot))

    # Inside a transaction

    def _move(self, take: str, target: State, *, files: Sequence[TakeFile] = (), **columns: Any) -> Take:
        allowed = tuple(state.value for state in sorted(sources(target)))
        assignments = ", ".join(f"{name} = ?" for name in ("state", *columns))
        with self._database.writing() as connection:
            row = self._row(connection, take)
            try:
                moved = connection.execute(
                    f"UPDATE takes SET {assignments} WHERE id = ? AND state IN ({', '.join('?' * len(allowed))})",
                    (target.value, *columns.values(), take, *allowed),
                )
            except sqlite3.IntegrityError as error:
                raise self._taken(connection, row["endpoint"], columns["video_id"]) from error
            if moved.rowcount != 1:
                raise IllegalTransition(take, State(row["state"]), target)
            for file in files:
                connection.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (take, file.path, file.sha256, file.bytes)
                )
            return self._take(connection, take)

    def _check_budget(self, connection: sqlite3.Connection, intent: Intent, budget: Budget, day: str) -> None:
        for name, limit, total in (
            ("run", budget.run, self._run_total(connection, intent.run)),
            ("day", budget.day, self._day_total(connection, day)),
        ):
            if limit is not None:
                _refuse_beyond(limit, total, intent, f"the {name}", f"raise budget.{name} in promptkit.yaml")

    def _check_pots(self, connection: sqlite3.Connection, intent: Intent, pots: Sequence[Pot]) -> None:
        for pot in pots if intent.usd else ():
            if pot.limit is not None:
                hint = f"raise the budget that the experiment {pot.name} says"
                _refuse_beyond(pot.limit, self._pot_total(connection, pot), intent, pot.name, hint)

    def _pot_total(self, connection: sqlite3.Connection, pot: Pot) -> int:
        query = (
            "SELECT shot, endpoint, fingerprint, micro_usd FROM takes "
            f"WHERE micro_usd > 0 AND state IN ({_marks(_COUNTED)})"
        )
        rows = connection.execute(query, _COUNTED)
        return sum(micro for shot, endpoint, fingerprint, micro in rows if pot.holds(shot, endpoint, fingerprint))

    def _standing(self, connection: sqlite3.Connection, intent: Intent) -> int:
        states = tuple(state.value for state in sorted(STANDING))
        query = f"SELECT count(*) FROM takes WHERE fingerprint = ? AND endpoint = ? AND state IN ({_marks(states)})"
        return int(connection.execute(query, (intent.fingerprint, intent.endpoint, *states)).fetchone()[0])

    def _run_total(self, connection: sqlite3.Connection, run: str) -> int:
        query = f"SELECT coalesce(sum(micro_usd), 0) FROM takes WHERE run = ? AND state IN ({_marks(_COUNTED)})"
        return int(connection.execute(query, (run, *_COUNTED)).fetchone()[0])

    def _day_total(self, connection: sqlite3.Connection, day: str) -> int:
        next_day = (datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)).date().isoformat()
        query = (
            "SELECT coalesce(sum(micro_usd), 0) FROM takes "
            f"WHERE created >= ? AND created < ? AND state IN ({_marks(_COUNTED)})"
        )
        return int(connection.execute(query, (day, next_day, *_COUNTED)).fetchone()[0])

    def _taken(self, connection: sqlite3.Connection, endpoint: str, video_id: str) -> VideoTaken:
        query = "SELECT id FROM takes WHERE endpoint = ? AND video_id = ?"
        return VideoTaken(video_id, connection.execute(query, (endpoint, video_id)).fetchone()["id"])

    def _row(self, connection: sqlite3.Connection, take: str) -> sqlite3.Row:
        row: sqlite3.Row | None = connection.execute("SELECT * FROM takes WHERE id = ?", (take,)).fetchone()
        if row is None:
            raise UnknownTake(take)
        return row

    def _take(self, connection: sqlite3.Connection, take: str) -> Take:
        return take_from(self._row(connection, take), self._files(connection, take))

    def _files(self, connection: sqlite3.Connection, take: str) -> list[sqlite3.Row]:
        return connection.execute("SELECT * FROM files WHERE take = ? ORDER BY path", (take,)).fetchall()


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _refuse_beyond(limit: Decimal, total: int, intent: Intent, budget: str, hint: str) -> None:
    """Refuse a take that costs money, where with ``total`` in micro-USD it would exceed the limit of a budget."""
    asked = to_micro(intent.usd)
    if asked and total + asked > to_micro(limit):
        raise SpendRefused(
            f"a take of {intent.shot} for {from_micro(asked)} USD would exceed the budget of {budget}: "
            f"{from_micro(total)} of {limit} USD are spent or set aside",
            hint=hint,
        )
