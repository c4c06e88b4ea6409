"""Going on with what is unfinished, and the decisions that only a person can make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from promptkit.findings import PromptkitError, UsageError
from promptkit.ledger import UNFINISHED, Ledger, State, Take

from ._connection import Connection
from ._crew import Job
from ._events import take_event
from ._limits import Limits
from ._replies import is_usable_id
from ._run import Listener, Run, RunResult, leased, new_run
from ._steps import go_on
from ._verify import Checker


def resume(
    connection_for: Callable[[str], Connection],
    ledger: Ledger,
    *,
    folder: Path,
    on_event: Listener,
    checker: Checker,
    limits: Limits | None = None,
    takes: Collection[str] | None = None,
) -> RunResult:
    """Go on with every unfinished take, at whatever endpoint: find lost answers, wait, fetch, check.

    No new take is made. A take whose process is alive is left to it.

    :param connection_for: the connection to an endpoint of that name; its ``PromptkitError`` leaves the endpoint's
        takes as they are.
    :param folder: the state folder.
    :param takes: only these; all by default.
    :raises UnknownTake: the ledger has none of that name.
    :raises RunInterrupted: the user interrupted.
    """
    unfinished: dict[str, list[Take]] = defaultdict(list)
    for take in _chosen(ledger, takes):
        unfinished[take.endpoint].append(take)
    with leased(ledger) as owner:
        work = Run(
            new_run(), ledger, owner, folder=folder, on_event=on_event, limits=limits or Limits(), checker=checker
        )
        try:
            jobs: list[Job] = []
            for endpoint, group in unfinished.items():
                jobs += _jobs(work, connection_for, endpoint, group)
            return work.carry_out(jobs, (), {"endpoint": None, "make": 0, "resume": len(jobs), "reuse": 0})
        finally:
            work.close()


def adopt(ledger: Ledger, take: str, video_id: str) -> Take:
    """A person says which video an uncertain, given-up or failed take is; ``resume`` then fetches it.

    :raises UsageError: the id is none, or a living process works on the take.
    :raises VideoTaken: another take of the endpoint owns the video.
    :raises IllegalTransition: the take has a video already, or nothing was bought for it.
    """
    if not is_usable_id(video_id):
        raise UsageError(f"'{video_id}' is no id of a video")
    _settle_posting(ledger, take)
    return ledger.accept(take, video_id)


def resubmit(ledger: Ledger, take: str) -> Take:
    """A person accepts that an uncertain take may have been paid for in vain; a submit then makes another.

    :raises UsageError: a living process works on the take.
    :raises IllegalTransition: the take is not uncertain.
    """
    _settle_posting(ledger, take)
    return ledger.give_up(take)


def _chosen(ledger: Ledger, takes: Collection[str] | None) -> list[Take]:
    if takes is None:
        return list(ledger.takes(states=UNFINISHED))
    return [take for take in map(ledger.take, takes) if take.state in UNFINISHED]


def _jobs(work: Run, connection_for: Callable[[str], Connection], endpoint: str, group: list[Take]) -> list[Job]:
    try:
        desk = work.desk(connection_for(endpoint))
    except PromptkitError as error:
        for take in group:
            work.emit(take_event("take.waiting", take, error=str(error)))
        return []
    return [partial(go_on, desk, take) for take in group]


def _settle_posting(ledger: Ledger, take: str) -> None:
    holder = ledger.holder(take)
    if holder is not None:
        raise UsageError(f"process {holder.pid} works on take {take}", hint="wait for it, or end it")
    if ledger.take(take).state is State.POSTING:
        ledger.lose(take, "the process ended before the answer came")
