"""The process in which strangers' templates are rendered: little memory, little time, no files written.

It reads one job as a line of JSON, answers with a line of JSON, and ends with its standard input.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from promptkit.templating.templates import Failure, Folders, Rendered, render

MAX_MEMORY = 768 * 2**20
"""Of address space, in bytes; Python with what a template needs takes a third of it."""
MAX_CPU = 2
"""Seconds of the processor's time for one job."""


def main() -> None:
    """Answer jobs until there are no more."""
    from ._own import filters

    _bound()
    print("ready", flush=True)  # noqa: T201 - this is the answer
    for line in sys.stdin:
        _more_time()
        print(json.dumps(answer(json.loads(line), filters())), flush=True)  # noqa: T201


def answer(job: dict[str, Any], filters: Any) -> dict[str, Any]:
    """Do a job."""
    own = tuple((Path(folder), Path(root)) for folder, root in job["own"])
    outcome = render(job["template"], Folders(own, Path(job["shipped"])), filters, job["values"], job["base"])
    return {"kind": type(outcome).__name__, **asdict(outcome)}


def outcome_of(data: dict[str, Any]) -> Rendered | Failure:
    """What an answer says."""
    kind = data.pop("kind")
    if kind == "Failure":
        return Failure(**data)
    return Rendered(data["text"], data["marked"], tuple((name, start, end) for name, start, end in data["places"]))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # where there are no such limits, the caller's clock is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _more_time() -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + MAX_CPU
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()
