"""Runs: plan, submit, watch, fetch, resume. The only package that talks to an endpoint, through the ``openai`` SDK.

:func:`plan` says what would be made and spent; :func:`submit` makes it; :func:`resume` goes on after whatever ended a
process. :func:`adopt` and :func:`resubmit` are decisions of a person about a take whose answer was lost.
"""

from ._connection import Connection
from ._errors import RunInterrupted
from ._events import Event
from ._limits import Limits
from ._moderate import moderate
from ._moderation import Verdict
from ._plan import Plan, ShotPlan, plan
from ._pots import within
from ._probes import best_probe
from ._resume import adopt, resubmit, resume
from ._run import RunResult, new_run
from ._submit import submit
from ._verify import Checker

__all__ = [
    "Checker",
    "Connection",
    "Event",
    "Limits",
    "Plan",
    "RunInterrupted",
    "RunResult",
    "ShotPlan",
    "Verdict",
    "adopt",
    "best_probe",
    "moderate",
    "new_run",
    "plan",
    "resubmit",
    "resume",
    "submit",
    "within",
]
