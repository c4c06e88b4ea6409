"""What ``plan`` says of an experiment: the matrix of its variants, and what all of it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import click

from promptkit.api import Checked, Report, Runs, Trial, differences, pot_of
from promptkit.ledger import Pot
from promptkit.runs import Plan, ShotPlan

from ._shared import table, usd

_LONGEST = 96


@dataclass(frozen=True)
class Matrix:
    """One experiment among the documents that are planned.

    :param whole: the experiment.
    """

    whole: Checked
    trial: Trial
    pot: Pot

    @cached_property
    def variants(self) -> dict[str, Checked]:
        """Those that were chosen, by name."""
        return {each.document.name: each for each in self.whole.parts}

    @property
    def name(self) -> str:
        """The experiment's name."""
        return self.trial.experiment.name

    def of(self, plans: Sequence[Plan]) -> list[ShotPlan]:
        """What is planned for its variants."""
        return [part for plan in plans for part in plan.shots if part.shot.name in self.variants]

    def difference(self, name: str) -> list[str]:
        """What a variant says otherwise than the reference, in words."""
        reference = self.trial.reference
        assert reference is not None
        return [str(change) for change in differences(reference, self.variants[name])]

    def levels(self, name: str) -> str:
        """``light=dawn,push=slow``: a variant's name without the experiment's."""
        return name.removeprefix(f"{self.name}[").removesuffix("]")


@dataclass(frozen=True)
class Cost:
    """What an experiment costs, in USD; ``None`` where nobody has stated a price.

    :param whole: all takes of all variants that are planned, if none of them were there.
    :param spent: spent or set aside so far.
    :param now: what a submit would spend.
    :param worst: what will then be spent if every take that is under way comes to nothing and is made again.
    """

    whole: Decimal | None
    spent: Decimal
    now: Decimal | None
    worst: Decimal | None


def matrices(found: Report) -> list[Matrix]:
    """The experiments among what was checked."""
    return [
        Matrix(each, each.trial, pot_of(each.trial))
        for each in found.checked
        if each.trial is not None and each.trial.reference is not None
    ]


def cost(parts: Sequence[ShotPlan], matrix: Matrix, runs: Runs) -> Cost:
    """What an experiment costs by the plans that are made for its variants."""
    spent = runs.spent_on(matrix.pot)
    if any(part.usd is None for part in parts):
        return Cost(None, spent, None, None)
    now = sum((part.paid * part.make for part in parts), Decimal(0))
    again = sum((part.paid * len(part.resume) for part in parts), Decimal(0))
    whole = sum((part.paid * part.shot.takes for part in parts), Decimal(0))
    return Cost(whole, spent, now, spent + now + again)


def text(matrix: Matrix, plan: Plan) -> list[str]:
    """The variants at one endpoint as people read them."""
    parts = matrix.of([plan])
    if not parts:
        return []
    rows = [row for part in parts for row in _rows(matrix, part)]
    reference = matrix.trial.reference
    assert reference is not None
    title = click.style(f"{matrix.name}", bold=True)
    return [
        f"{title}: {len(parts)} variants of {matrix.trial.experiment.base} at {plan.endpoint.name}",
        table(rows, ("variant", "takes", "each", "cost", f"unlike {matrix.levels(reference.document.name)}")),
    ]


def _rows(matrix: Matrix, part: ShotPlan) -> Iterator[tuple[str, ...]]:
    first, *more = matrix.difference(part.shot.name) or ["-"]
    yield matrix.levels(part.shot.name), said(part), usd(part.usd), usd(part.total), _short(first)
    yield from (("", "", "", "", _short(each)) for each in more)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def said(part: ShotPlan) -> str:
    """What is made, gone on with, and there."""
    words = [f"{part.make} to make"] if part.make else []
    if part.withheld:
        words.append(f"{part.withheld} beyond the budget")
    if part.resume:
        words.append(f"{len(part.resume)} under way")
    if part.reuse:
        words.append(f"{len(part.reuse)} there already")
    return ", ".join(words) or "none"


def sums(matrix: Matrix, plans: Sequence[Plan], runs: Runs) -> list[str]:
    """What an experiment costs as a whole, at all its endpoints."""
    parts = matrix.of(plans)
    found, limit = cost(parts, matrix, runs), matrix.pot.limit
    takes = sum(part.shot.takes for part in parts)
    against = f" of the budget of {usd(limit)}" if limit is not None else ""
    lines = [
        f"{matrix.name}: {takes} takes in all for {usd(found.whole)}; so far {usd(found.spent)}, now {usd(found.now)}, "
        f"at worst {usd(found.worst)}{against}"
    ]
    withheld = sum(part.withheld for part in parts)
    if withheld:
        stopped = f"the budget of {matrix.name} ends before {withheld} more; every variant has its turn first"
        lines.append(click.style(stopped, fg="yellow"))
    return lines


def data(matrix: Matrix, plans: Sequence[Plan], runs: Runs) -> dict[str, Any]:
    """An experiment's part of ``plan --format json``."""
    parts, reference = matrix.of(plans), matrix.trial.reference
    assert reference is not None
    found = cost(parts, matrix, runs)
    return {
        "experiment": matrix.name,
        "file": matrix.whole.document.node.span.file,
        "base": matrix.trial.experiment.base,
        "reference": reference.document.name,
        "variants": len(parts),
        "takes": sum(part.shot.takes for part in parts),
        "withheld": sum(part.withheld for part in parts),
        "budget": _number(matrix.pot.limit),
        "usd_whole": _number(found.whole),
        "usd_so_far": _number(found.spent),
        "usd_now": _number(found.now),
        "usd_at_worst": _number(found.worst),
    }


def of_variant(matrix: Matrix, name: str) -> dict[str, Any]:
    """What ``plan --format json`` says of a variant beside what it says of any shot."""
    variant = matrix.variants[name].variant
    assert variant is not None
    return {"experiment": matrix.name, "levels": dict(variant.levels), "difference": matrix.difference(name)}


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
