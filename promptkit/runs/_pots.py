"""Budgets of experiments: the takes that fit into them, fairly shared among the variants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from promptkit.ledger import Ledger, Pot

from ._plan import Plan, ShotPlan


def in_turns(shots: Sequence[ShotPlan]) -> Iterator[ShotPlan]:
    """The new takes of several shots in the order in which they are made: one of each shot, then the next of each.

    Whatever ends the run, no shot is then more than one take behind another.
    """
    for turn in range(max((part.make for part in shots), default=0)):
        yield from (part for part in shots if part.make > turn)


def within(plans: Sequence[Plan], ledger: Ledger) -> list[Plan]:
    """The plans with the takes that the budgets of the experiments pay for; the rest is withheld.

    A budget stops at the first take that it does not pay for: no cheaper one is let past it.
    """
    parts = [part for each in plans for part in each.shots]
    pots = {pot for part in parts for pot in part.pots}
    left = {pot: pot.limit - ledger.spent_on(pot) for pot in pots if pot.limit is not None}
    made = dict.fromkeys(map(id, parts), 0)
    for part in in_turns(parts):
        if _paid(part, left):
            made[id(part)] += 1
    return [replace(each, shots=tuple(_held(part, made[id(part)]) for part in each.shots)) for each in plans]


def _paid(part: ShotPlan, left: dict[Pot, Decimal]) -> bool:
    """Take the price of one take out of its pots; one that cannot pay pays nothing more."""
    usd = part.usd or Decimal(0)
    pots = [pot for pot in part.pots if pot in left] if usd else []
    short = [pot for pot in pots if left[pot] < usd]
    for pot in pots:
        left[pot] = Decimal(0) if pot in short else left[pot] - (0 if short else usd)
    return not short


def _held(part: ShotPlan, make: int) -> ShotPlan:
    withheld = part.make - make
    if not withheld:
        return part
    ceiling = None if part.ceiling is None else part.ceiling - withheld
    return replace(part, make=make, ceiling=ceiling, withheld=withheld)
