"""What every step of a run needs at hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from promptkit.ledger import Ledger, Owner, Take

from ._client import Client
from ._connection import Connection
from ._events import Event, take_event
from ._limits import Limits
from ._verify import Checker


@dataclass(frozen=True, slots=True)
class Desk:
    """One endpoint's side of a run, shared by its threads.

    :param folder: the state folder.
    :param emit: takes an event from any thread.
    :param stop: set when no new POST may be made and nothing is waited for any more.
    :param heard: the unknown words for a job's state that were said already.
    :param touched: ids of the takes that were made or gone on with.
    :param refusals: why no further take may be made.
    """

    client: Client
    connection: Connection
    ledger: Ledger
    owner: Owner
    folder: Path
    limits: Limits
    checker: Checker
    emit: Callable[[Event], None]
    stop: threading.Event
    heard: set[str] = field(default_factory=set)
    touched: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def say(self, name: str, take: Take, **more: object) -> None:
        """Emit an event about a take."""
        self.emit(take_event(name, take, **more))

    def leave_waiting(self, take: Take, why: str) -> Take:
        """Leave a take as it is for ``resume``, and say why."""
        remarked = self.ledger.remark(take.id, why)
        self.say("take.waiting", remarked)
        return remarked
