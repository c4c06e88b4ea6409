"""The frame of a run: lease, threads, first and last event, interruption."""

from __future__ import annotations

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from promptkit.findings import PromptkitError, SpendRefused
from promptkit.ledger import LEASE_SECONDS, Ledger, Owner, State, Take

from ._client import Client
from ._connection import Connection
from ._crew import Crew, Job
from ._desk import Desk
from ._errors import RunInterrupted
from ._events import Event
from ._limits import Limits
from ._verify import Checker

Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended.

    :param takes: those that were made or gone on with, as they stand now.
    :param reused: completed takes that were there already.
    """

    run: str
    takes: tuple[Take, ...]
    reused: tuple[Take, ...]

    @property
    def usd(self) -> Decimal:
        """USD spent or set aside by the takes that this run made."""
        return sum((take.spent + take.reserved for take in self.takes if take.intent.run == self.run), Decimal(0))

    @property
    def ok(self) -> bool:
        """Whether every take of the run is completed."""
        return all(take.state is State.COMPLETED for take in self.takes)

    def to_json(self) -> dict[str, Any]:
        """The totals, as ``run.finished`` carries them."""
        counts = Counter(take.state.value for take in self.takes)
        return {
            "run": self.run,
            "takes": len(self.takes),
            **{state.value: counts[state.value] for state in State},
            "reused": len(self.reused),
            "usd": float(self.usd),
        }


def new_run() -> str:
    """A name for a run: sorted by time, unique."""
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:6]}"


class Run:
    """One run over one or several endpoints."""

    def __init__(
        self,
        name: str,
        ledger: Ledger,
        owner: Owner,
        *,
        folder: Path,
        on_event: Listener,
        limits: Limits,
        checker: Checker,
    ) -> None:
        self.name = name
        self._ledger = ledger
        self._owner = owner
        self.folder = folder
        self._on_event = on_event
        self._limits = limits
        self._checker = checker
        self._stop = threading.Event()
        self._crew = Crew(limits.slots, self._stop, limits.grace, on_event)
        self._desks: list[Desk] = []

    def desk(self, connection: Connection) -> Desk:
        """The desk of one endpoint, with a client of its own."""
        desk = Desk(
            client=Client(connection, self._limits),
            connection=connection,
            ledger=self._ledger,
            owner=self._owner,
            folder=self.folder,
            limits=self._limits,
            checker=self._checker,
            emit=self._crew.emit,
            stop=self._stop,
        )
        self._desks.append(desk)
        return desk

    def emit(self, event: Event) -> None:
        """Take an event from any thread; it is handed on after ``run.started``."""
        self._crew.emit(event)

    def carry_out(self, jobs: Sequence[Job], reused: Sequence[Take], started: dict[str, Any]) -> RunResult:
        """Do the jobs, with ``run.started`` before them and ``run.finished`` or ``run.interrupted`` after them.

        :raises RunInterrupted: the user interrupted.
        :raises SpendRefused: the budget was used up on the way; the takes before it are done.
        """
        try:
            self._on_event(Event("run.started", {"run": self.name, **started}))
            self._crew.work(jobs)
        except KeyboardInterrupt:
            totals = self._result(reused).to_json()
            self._on_event(Event("run.interrupted", {**totals, "advice": ["promptkit resume"]}))
            raise RunInterrupted(self.name) from None
        result = self._result(reused)
        refusal = next((refusal for desk in self._desks for refusal in desk.refusals), None)
        self._on_event(Event("run.finished", {**result.to_json(), "refused": refusal}))
        if refusal is not None:
            raise SpendRefused(refusal)
        return result

    def close(self) -> None:
        """Close the clients; where a thread was left behind with a request, when it is done."""
        if self._crew.at_work:
            threading.Thread(target=self._close_after_all, name="promptkit-close", daemon=True).start()
        else:
            self._close_after_all()

    def _close_after_all(self) -> None:
        self._crew.join()
        for desk in self._desks:
            desk.client.close()

    def _result(self, reused: Sequence[Take]) -> RunResult:
        touched = dict.fromkeys(take for desk in self._desks for take in desk.touched)
        return RunResult(self.name, tuple(self._ledger.take(take) for take in touched), tuple(reused))


@contextmanager
def leased(ledger: Ledger) -> Iterator[Owner]:
    """A lease for this process, renewed by a thread until the block ends."""
    owner = ledger.enter()
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(LEASE_SECONDS / 4):
            # A ledger that is busy for so long costs the lease, not the run: others then look, and post nothing.
            with suppress(PromptkitError):
                ledger.beat(owner)

    thread = threading.Thread(target=renew, name="promptkit-lease", daemon=True)
    thread.start()
    try:
        yield owner
    finally:
        ended.set()
        thread.join()
        ledger.leave(owner)
