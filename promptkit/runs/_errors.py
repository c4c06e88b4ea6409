"""How a run ends early."""

from __future__ import annotations

from promptkit.findings import PromptkitError


class RunInterrupted(PromptkitError):
    """The user interrupted; every take is in the ledger and can be gone on with."""

    exit_code = 130

    def __init__(self, run: str) -> None:
        super().__init__("interrupted, everything resumable", hint="promptkit resume")
        self.run = run
