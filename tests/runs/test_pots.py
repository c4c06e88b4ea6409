"""Budgets of experiments: one take of each variant, then the next of each, and none beyond what the budget pays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from promptkit.compiler import CompiledShot
from promptkit.findings import SpendRefused
from promptkit.ledger import Ledger, Pot
from promptkit.runs import Plan, RunResult, plan, within
from promptkit.runs._pots import in_turns
from tests.runs.conftest import Studio
from tests.runs.shots import endpoint, quick, shot


def variants(count: int = 3, takes: int = 2, usd: str | None = "0.80") -> list[CompiledShot]:
    return [shot(f"ab[light=l{at}]", takes=takes, usd=usd, prompt=f"A cup {at}.") for at in range(count)]


def pot(shots: list[CompiledShot], limit: str | None, name: str = "ab") -> Pot:
    requests = frozenset((each.endpoint, each.fingerprint) for each in shots)
    return Pot(name, None if limit is None else Decimal(limit), requests)


def planned(shots: list[CompiledShot], ledger: Ledger, *pots: Pot, **more: object) -> Plan:
    made = plan(shots, endpoint(), ledger, pots=pots, **more)  # type: ignore[arg-type]
    return within([made], ledger)[0]


def counts(found: Plan) -> list[tuple[int, int]]:
    return [(part.make, part.withheld) for part in found.shots]


def done(studio: Studio, found: Plan) -> RunResult:
    return studio.carry_out(found, quick(slots=1))


def test_takes_are_made_in_turns(studio: Studio) -> None:
    shots = [*variants(2, takes=3), shot("alone", takes=1)]
    done(studio, planned(shots, studio.ledger))
    assert [event.to_json()["shot"] for event in studio.events if event.name == "take.posting"] == [
        "ab[light=l0]",
        "ab[light=l1]",
        "alone",
        *["ab[light=l0]", "ab[light=l1]"] * 2,
    ]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("4.80", [(2, 0), (2, 0), (2, 0)]),
        ("4.79", [(2, 0), (2, 0), (1, 1)]),
        ("2.40", [(1, 1), (1, 1), (1, 1)]),
        ("1.00", [(1, 1), (0, 2), (0, 2)]),
        ("0", [(0, 2), (0, 2), (0, 2)]),
        (None, [(2, 0), (2, 0), (2, 0)]),
    ],
)
def test_a_budget_stops_in_the_order_of_the_turns(
    studio: Studio, limit: str | None, expected: list[tuple[int, int]]
) -> None:
    shots = variants()
    found = planned(shots, studio.ledger, pot(shots, limit))
    assert counts(found) == expected
    assert (found.refusal is None) is (found.make > 0)


def test_no_cheaper_take_is_let_past_a_dearer_one(studio: Studio) -> None:
    dear, cheap = shot("ab[a=dear]", usd="2"), shot("ab[a=cheap]", usd="0.10")
    assert counts(planned([dear, cheap], studio.ledger, pot([dear, cheap], "1"))) == [(0, 1), (0, 1)]
    assert counts(planned([cheap, dear], studio.ledger, pot([dear, cheap], "1"))) == [(1, 0), (0, 1)]


def test_what_costs_nothing_needs_no_budget(studio: Studio) -> None:
    shots = variants(usd="0")
    assert counts(planned(shots, studio.ledger, pot(shots, "0"))) == [(2, 0)] * 3


def test_an_unknown_price_is_refused_as_ever(studio: Studio) -> None:
    shots = variants(usd=None)
    refusal = planned(shots, studio.ledger, pot(shots, "9")).refusal
    assert refusal is not None
    assert "nobody has stated" in str(refusal)


def test_it_holds_over_all_runs(studio: Studio) -> None:
    shots = variants()
    purse = pot(shots, "4.00")
    first = planned(shots, studio.ledger, purse)
    assert counts(first) == [(2, 0), (2, 0), (1, 1)]
    assert done(studio, first).usd == studio.ledger.spent_on(purse) == Decimal("4")
    again = planned(shots, studio.ledger, purse)
    assert counts(again) == [(0, 0), (0, 0), (0, 1)]
    assert str(again.refusal) == "no further take fits into the budget of ab (4.00 USD)"
    with pytest.raises(SpendRefused):
        done(studio, again)
    more = planned(shots, studio.ledger, pot(shots, "4.80"))
    assert counts(more) == [(0, 0), (0, 0), (1, 0)]
    assert more.refusal is None


def test_takes_of_levels_that_are_no_longer_there_count(studio: Studio) -> None:
    done(studio, planned(variants(), studio.ledger))
    changed = [shot("ab[light=other]", prompt="Another.")]
    assert studio.ledger.spent_on(pot(changed, "9")) == Decimal("4.8")
    assert studio.ledger.spent_on(pot(changed, "9", name="abc")) == 0


def test_what_another_process_spends_meanwhile_is_not_spent_twice(studio: Studio) -> None:
    shots = variants(1, takes=2)
    purse = pot(shots, "1.60")
    stale = planned(shots, studio.ledger, purse)
    other = [shot("ab[light=l9]", prompt="Meanwhile.")]
    done(studio, planned(other, studio.ledger, purse))
    with pytest.raises(SpendRefused, match="would exceed the budget of ab"):
        done(studio, stale)
    assert studio.ledger.spent_on(purse) == Decimal("1.6")


def test_one_budget_is_shared_by_two_endpoints(studio: Studio) -> None:
    here = variants(1)
    there = [shot("ab[light=far]", takes=2, prompt="Far.")]
    purse = pot([*here, *there], "2.40")
    plans = [plan(each, endpoint(), studio.ledger, pots=[purse]) for each in (here, there)]
    held = within(plans, studio.ledger)
    assert [counts(each) for each in held] == [[(2, 0)], [(1, 1)]]
    assert [part.shot.name for part in in_turns([*held[0].shots, *held[1].shots])] == [
        "ab[light=l0]",
        "ab[light=far]",
        "ab[light=l0]",
    ]
