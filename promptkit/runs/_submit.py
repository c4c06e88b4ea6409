"""Making the takes of a plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from promptkit.findings import UsageError
from promptkit.ledger import Ledger

from ._connection import Connection
from ._crew import Job
from ._limits import Limits
from ._plan import Plan
from ._pots import in_turns
from ._run import Listener, Run, RunResult, leased, new_run
from ._steps import go_on, make
from ._verify import Checker
from ._wire import check


def submit(
    plan: Plan,
    connection: Connection,
    ledger: Ledger,
    *,
    folder: Path,
    on_event: Listener,
    checker: Checker,
    limits: Limits | None = None,
    run: str | None = None,
) -> RunResult:
    """Go on with what is unfinished, make what is missing, and bring every clip home.

    Events are handed to ``on_event`` in the calling thread. Whatever ends the process, ``resume`` goes on.

    :param folder: the state folder; clips go to ``takes/<shot>/<take>.mp4`` below it.
    :param run: the run that this is part of; a new one by default.
    :raises SpendRefused: a price is unknown or a budget would be exceeded. When it is found before the first take
        nothing was sent; when another process spent meanwhile, the takes before it are done.
    :raises UsageError: the connection is another endpoint's, or a request cannot be sent as it was compiled.
    :raises RunInterrupted: the user interrupted.
    """
    if connection.endpoint.name != plan.endpoint.name:
        raise UsageError(f"the plan is for endpoint '{plan.endpoint.name}', not '{connection.endpoint.name}'")
    if plan.refusal is not None:
        raise plan.refusal
    for part in plan.shots:
        if part.make:
            check(part.shot.request, plan.endpoint)
    name = run or new_run()
    with leased(ledger) as owner:
        work = Run(name, ledger, owner, folder=folder, on_event=on_event, limits=limits or Limits(), checker=checker)
        return _carry_out(work, plan, connection)


def _carry_out(work: Run, plan: Plan, connection: Connection) -> RunResult:
    unfinished = {take.id: take for part in plan.shots for take in part.resume}
    reused = {take.id: take for part in plan.shots for take in part.reuse}
    started = {"endpoint": plan.endpoint.name, "make": plan.make, "resume": len(unfinished), "reuse": len(reused)}
    try:
        desk = work.desk(connection)
        jobs: list[Job] = [partial(go_on, desk, take) for take in unfinished.values()]
        jobs += [partial(make, desk, part, work.name, plan.budget) for part in in_turns(plan.shots)]
        for take in reused.values():
            missing = [file.path for file in take.files if not (work.folder / file.path).is_file()]
            desk.say("take.reused", take, missing=missing)
        return work.carry_out(jobs, tuple(reused.values()), started)
    finally:
        work.close()
