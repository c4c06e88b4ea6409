"""A process that submits takes and may be killed: ``python -m tests.runs.worker STATE URL MODE TAKES DEADLINE``.

MODE is ``replays`` or ``lists``, with ``-remix`` behind it for takes that are made from a clip. It prints ``ready``
when it is about to begin, then one line of JSON for each event.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openai  # noqa: F401 - the import takes a second, and nobody is to be killed during it

from promptkit.compiler import Origin
from promptkit.ledger import Ledger
from promptkit.runs import Checker, Connection, Event, RunInterrupted, best_probe, plan, submit
from tests.runs.shots import KEY, endpoint, quick, shot


def main(state: str, url: str, mode: str, takes: str, deadline: str) -> int:
    manner, _, remix = mode.partition("-")
    facts = endpoint(replays_key=manner == "replays", routes=("remix",))
    origin = Origin("remix", "video_1", seconds=4) if remix else None
    shots = [shot(name, takes=int(takes), origin=origin) for name in ("one", "two")]

    def say(event: Event) -> None:
        sys.stdout.write(json.dumps(event.to_json()) + "\n")
        sys.stdout.flush()

    with Ledger(Path(state)) as ledger:
        planned = plan(shots, facts, ledger)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        try:
            submit(
                planned,
                Connection(facts, url, KEY),
                ledger,
                folder=Path(state),
                on_event=say,
                checker=Checker(best_probe()),
                limits=quick(create=2.0, deadline=float(deadline)),
            )
        except RunInterrupted as interrupted:
            return interrupted.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
