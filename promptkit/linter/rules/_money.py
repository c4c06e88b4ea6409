"""What the takes of a shot cost, before one is bought."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject


def check_price(subject: Subject) -> Iterator[Problem]:
    """An offer whose price nobody has stated."""
    target = subject.target
    if target is None or target.offer is None or target.endpoint.embedded or target.offer.has_ended(subject.today):
        return
    if _price(subject) is None:
        yield Problem(
            _place(subject),
            f"nobody has stated what {target.model.name} costs at {target.endpoint.name} in {target.size}",
            hint="`submit` refuses what it cannot count: state `usd_per_second` under `endpoints` in promptkit.yaml",
        )


def check_budget(subject: Subject) -> Iterator[Problem]:
    """Takes that cost more than a run may."""
    price = _price(subject)
    most = subject.budget
    if price is None or most is None:
        return
    takes = subject.shot.takes
    if price * takes > most:
        yield Problem(
            ("takes",) if takes > 1 else _place(subject),
            f"{takes} take{'s' if takes > 1 else ''} at {price:.2f} USD cost {price * takes:.2f} USD,"
            f" and a run may cost {most:.2f} USD",
            hint="`submit` stops before that: take fewer, a shorter clip or a smaller size, or raise `budget.run`",
        )


def _price(subject: Subject) -> Decimal | None:
    target = subject.target
    if target is None or target.offer is None:
        return None
    return target.offer.usd(target.size, subject.timeline.length // 1000)


def _place(subject: Subject) -> tuple[str, ...]:
    return ("model",) if subject.shot.model is not None else ("shot",)


PRICE = Rule(
    name="unknown-price",
    family="price",
    severity=Severity.WARNING,
    summary="nobody has stated what the takes cost",
    why="A budget cannot hold what has no number.",
    valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
    invalid=(
        Example(
            "shot: a\nmodel: wan-2.2\nendpoint: gpu\nduration: 4\nscene: A harbour.\n",
            2,
            8,
            settings='endpoints: {gpu: {base_url: "http://localhost:8000/v1", like: vllm-omni}}\n',
        ),
    ),
    check=check_price,
)
BUDGET = Rule(
    name="over-budget",
    family="price",
    severity=Severity.WARNING,
    summary="the takes of this shot alone cost more than a run may",
    why="The run would stop before it begins, when everything else is done.",
    valid=("shot: a\nduration: 4\nscene: A harbour.\ntakes: 4\n",),
    invalid=(
        Example(
            "shot: a\nendpoint: studio\nduration: 8\nscene: A harbour.\ntakes: 4\n",
            5,
            8,
            settings="budget: {run: 2.00}\nendpoints:\n  studio:\n    base_url: http://localhost:8000/v1\n"
            "    like: custom\n    offers: {sora-2: {usd_per_second: 0.10}}\n",
        ),
    ),
    check=check_budget,
)
