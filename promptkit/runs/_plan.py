"""What a submit would make, go on with, reuse and spend. Reads the ledger, sends nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from promptkit.catalog import Endpoint
from promptkit.compiler import CompiledShot, StillFile
from promptkit.findings import SpendRefused, UsageError
from promptkit.ledger import UNFINISHED, Ledger, Pot, State, Take
from promptkit.project import Budget


@dataclass(frozen=True, slots=True)
class ShotPlan:
    """What a submit does for one shot.

    :param reuse: completed takes of the same request at the same endpoint.
    :param resume: takes of it that are not finished yet.
    :param make: how many new takes are made.
    :param usd: of one new take; ``None`` where nobody has stated a price.
    :param ceiling: how many takes of the request there may then be; ``None`` where more were asked for.
    :param pots: the budgets of experiments that its takes are paid from.
    :param withheld: how many takes more are missing, which those budgets no longer pay for.
    """

    shot: CompiledShot
    reuse: tuple[Take, ...]
    resume: tuple[Take, ...]
    make: int
    usd: Decimal | None
    ceiling: int | None
    pots: tuple[Pot, ...] = ()
    withheld: int = 0

    @property
    def total(self) -> Decimal | None:
        """USD for all new takes; ``None`` where some are due and their price is not known."""
        if self.make == 0:
            return Decimal(0)
        return None if self.usd is None else self.usd * self.make

    @property
    def paid(self) -> Decimal:
        """USD that one take sets aside; the guard lets no take without a price come this far."""
        if self.usd is None:
            raise SpendRefused(_no_price(self.shot))
        return self.usd

    @property
    def still(self) -> Path | None:
        """Where the shot's local still stands, if it has one."""
        still = self.shot.request.still
        return still.path.absolute() if isinstance(still, StillFile) else None

    def _source(self) -> dict[str, Any] | None:
        origin = self.shot.request.origin
        return None if origin is None else {"route": origin.route, "video_id": origin.video, "take": origin.take}

    def to_json(self) -> dict[str, Any]:
        """The shot's part of ``plan --format json``."""
        price = self.shot.price
        return {
            "shot": self.shot.name,
            "file": self.shot.file,
            "model": self.shot.request.model,
            "size": self.shot.request.size,
            "seconds": self.shot.request.seconds,
            "source": self._source(),
            "fingerprint": self.shot.fingerprint,
            "path": self.shot.request.path,
            "content_type": self.shot.request.content_type,
            "request": self.shot.request.body(),
            "takes": self.shot.takes,
            "reuse": [take.id for take in self.reuse],
            "resume": [{"take": take.id, "state": take.state.value} for take in self.resume],
            "make": self.make,
            "withheld": self.withheld,
            "usd_each": _number(self.usd),
            "usd": _number(self.total),
            "price": None if price is None else {"usd": float(price.usd), "source": price.source, "as_of": price.as_of},
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What a submit would do at one endpoint.

    :param budget: the hard stops that hold.
    :param spent_today: USD that count against the budget of the day already.
    """

    endpoint: Endpoint
    shots: tuple[ShotPlan, ...]
    budget: Budget
    spent_today: Decimal

    @property
    def make(self) -> int:
        """How many new takes are made."""
        return sum(part.make for part in self.shots)

    @property
    def total(self) -> Decimal | None:
        """USD for all new takes; ``None`` where the price of one is not known."""
        totals = [part.total for part in self.shots]
        known = [total for total in totals if total is not None]
        return sum(known, Decimal(0)) if len(known) == len(totals) else None

    @property
    def refusal(self) -> SpendRefused | None:
        """Why nothing may be sent, if there is a reason."""
        for part in self.shots:
            if part.total is None:
                return SpendRefused(_no_price(part.shot), hint=_HOW_TO_STATE)
        total = self.total or Decimal(0)
        if not total:
            return self._all_withheld()
        if self.budget.run is not None and total > self.budget.run:
            return SpendRefused(f"the takes cost {total} USD and the budget of a run is {self.budget.run} USD")
        if self.budget.day is not None and self.spent_today + total > self.budget.day:
            return SpendRefused(
                f"the takes cost {total} USD, {self.spent_today} USD are spent or set aside today, "
                f"and the budget of a day is {self.budget.day} USD"
            )
        return None

    def _all_withheld(self) -> SpendRefused | None:
        """The budget of an experiment that does not even pay for one take, where that is all that is left to do."""
        pots = {pot.name: pot for part in self.shots if part.withheld for pot in part.pots}
        if not pots or any(part.make or part.resume for part in self.shots):
            return None
        said = " and ".join(f"{pot.name} ({pot.limit} USD)" for pot in pots.values() if pot.limit is not None)
        return SpendRefused(f"no further take fits into the budget of {said}")

    def to_json(self) -> dict[str, Any]:
        """The plan as ``plan --format json`` shows it; amounts in USD, ``null`` where unknown."""
        refusal = self.refusal
        return {
            "version": 1,
            "endpoint": self.endpoint.name,
            "shots": [part.to_json() for part in self.shots],
            "make": self.make,
            "usd": _number(self.total),
            "budget": {
                "run": _number(self.budget.run),
                "day": _number(self.budget.day),
                "spent_today": float(self.spent_today),
            },
            "refusal": None if refusal is None else str(refusal),
        }


def plan(
    shots: Sequence[CompiledShot],
    endpoint: Endpoint,
    ledger: Ledger,
    *,
    new: bool = False,
    budget: Budget | None = None,
    usd_per_take: Decimal | None = None,
    pots: Sequence[Pot] = (),
) -> Plan:
    """Say what a submit of these shots would do; nothing is sent and nothing written.

    :param new: make as many takes as each shot asks for beside those there are, in place of only what is missing.
    :param usd_per_take: a price that the user states for takes that have none.
    :param pots: the budgets of experiments; :func:`within` holds the plan to them.
    :raises UsageError: a shot was compiled for another endpoint.
    """
    promised: dict[str, int] = defaultdict(int)
    parts = []
    for shot in shots:
        if shot.endpoint != endpoint.name:
            raise UsageError(f"shot '{shot.name}' was compiled for endpoint '{shot.endpoint}', not '{endpoint.name}'")
        there = ledger.takes(fingerprint=shot.fingerprint, endpoint=endpoint.name)
        reuse = tuple(take for take in there if take.state is State.COMPLETED)
        resume = tuple(take for take in there if take.state in UNFINISHED)
        # Two shots may be the same request: what the first one makes is there for the second.
        standing = len(reuse) + len(resume) + promised[shot.fingerprint]
        make = shot.takes if new else max(shot.takes - standing, 0)
        promised[shot.fingerprint] += make
        usd = usd_per_take if shot.price is None else shot.price.usd
        paid_from = tuple(pot for pot in pots if pot.holds(shot.name, endpoint.name, shot.fingerprint))
        parts.append(ShotPlan(shot, reuse, resume, make, usd, None if new else standing + make, paid_from))
    return Plan(endpoint, tuple(parts), budget or Budget(), ledger.spent_today())


_HOW_TO_STATE = "state one: `--usd-per-take 0.40`, or usd_per_second of the offer in promptkit.yaml"


def _no_price(shot: CompiledShot) -> str:
    if not shot.request.model and shot.request.origin is not None:
        what = str(shot.request.origin)
        return f"nobody here knows what {'an' if what[0] == 'e' else 'a'} {what} costs at endpoint '{shot.endpoint}'"
    return f"nobody has stated what {shot.request.model} costs at endpoint '{shot.endpoint}'"


def _number(usd: Decimal | None) -> float | None:
    return None if usd is None else float(usd)
