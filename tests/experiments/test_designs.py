"""Which variants a design chooses, for any axes."""

from __future__ import annotations

from collections import Counter
from itertools import combinations as two_of
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.experiments import Axis
from promptkit.experiments._designs import DesignError, fraction, one_at_a_time
from promptkit.experiments._filters import Filter, combinations
from promptkit.experiments._pairs import pairs
from promptkit.experiments._sample import draw, sample
from tests.experiments.trial import ALL, axes, row, trial

COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=5)
SEEDS = st.text(max_size=5)
#: How long an example takes is the machine's business.
lenient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _axes(count: int, levels: int) -> str:
    """The lines of so many axes ``a0``, ``a1`` ... with levels ``l0``, ``l1`` ..."""
    return "".join(f"  a{at}: {{{', '.join(f'l{level}: {{}}' for level in range(levels))}}}\n" for at in range(count))


def _clauses(count: int) -> str:
    """Combinations of three levels among sixty axes, without a pattern."""
    chance = Random(1)
    drawn = [[f"a{at}=l{chance.randrange(2)}" for at in chance.sample(range(60), 3)] for _ in range(count)]
    return ", ".join(f'"{",".join(each)}"' for each in drawn)


def made(counts: list[int]) -> tuple[Axis, ...]:
    return axes(**{chr(ord("a") + at): count for at, count in enumerate(counts)})


@lenient
@given(COUNTS)
def test_full_has_every_combination_once_in_the_order_of_the_axes(counts: list[int]) -> None:
    there = made(counts)
    assert [tuple(each.values()) for each in combinations(there, ALL)] == list(product(*(axis.names for axis in there)))


@lenient
@given(COUNTS)
def test_one_at_a_time_changes_one_axis_of_the_reference(counts: list[int]) -> None:
    there = made(counts)
    first, *others = one_at_a_time(there, ALL)
    assert first == {axis.name: axis.names[0] for axis in there}
    assert len(others) == sum(count - 1 for count in counts)
    assert all(sum(each[name] != first[name] for name in first) == 1 for each in others)


@lenient
@given(COUNTS)
def test_pairs_meets_any_two_levels_of_two_axes(counts: list[int]) -> None:
    there = made(counts)
    rows = pairs(there, ALL)
    for one, other in two_of(there, 2):
        assert {(each[one.name], each[other.name]) for each in rows} == set(product(one.names, other.names))
    assert len({row(each) for each in rows}) == len(rows) <= len(list(combinations(there, ALL)))


def test_pairs_is_far_smaller_than_all() -> None:
    there = made([3] * 8)
    assert len(pairs(there, ALL)) <= 21  # of 6,561; no fewer than 9 can do


def test_pairs_covers_what_the_filter_leaves() -> None:
    there = made([3, 3, 3])
    allowed = Filter(leave_out=({"a": "a0", "b": "b1"},))
    met = {(each["a"], each["b"]) for each in pairs(there, allowed)}
    assert met == set(product(("a0", "a1", "a2"), ("b0", "b1", "b2"))) - {("a0", "b1")}


@pytest.mark.parametrize(("counts", "part"), [([2, 2, 2], 2), ([2] * 5, 2), ([3, 3, 3], 3), ([2] * 5, 4), ([4] * 3, 4)])
def test_a_fraction_is_its_part_and_balanced(counts: list[int], part: int) -> None:
    there = made(counts)
    rows = list(fraction(there, ALL, part))
    assert len(rows) * part == len(list(combinations(there, ALL)))
    assert rows[0] == {axis.name: axis.names[0] for axis in there}
    for one, other in two_of(there, 2):
        assert len(set(Counter((each[one.name], each[other.name]) for each in rows).values())) == 1


def test_a_fraction_of_too_few_axes_is_refused() -> None:
    with pytest.raises(DesignError, match=r"at least 3 axes with 2 levels each"):
        list(fraction(made([2, 2, 3]), ALL, 2))


# --- drawing


@lenient
@given(COUNTS, SEEDS, st.integers(1, 12))
def test_a_sample_has_as_many_different_ones_as_asked_for(counts: list[int], seed: str, size: int) -> None:
    there = made(counts)
    every = [row(each) for each in combinations(there, ALL)]
    if size > len(every):
        with pytest.raises(DesignError, match="are to be drawn"):
            sample(there, ALL, size, seed)
        return
    drawn = [row(each) for each in sample(there, ALL, size, seed)]
    assert len(set(drawn)) == len(drawn) == size
    assert set(drawn) <= set(every)
    assert [row(each) for each in sample(there, ALL, size, seed)] == drawn


@lenient
@given(SEEDS, st.integers(0, 50), st.permutations(range(4)))
def test_a_draw_hangs_on_seed_and_axis_alone(seed: str, number: int, order: list[int]) -> None:
    (axis,) = axes(light=4)
    turned = Axis(axis.name, tuple(axis.levels[at] for at in order), axis.key)
    assert draw(seed, number, axis) == draw(seed, number, turned)


@lenient
@given(SEEDS, st.integers(0, 50))
def test_a_further_level_takes_only_the_draws_that_it_wins(seed: str, number: int) -> None:
    (three,), (four,) = axes(light=3), axes(light=4)
    assert draw(seed, number, four) in {draw(seed, number, three), "light3"}


@lenient
@given(SEEDS, st.permutations(["a", "b", "c", "d"]))
def test_another_order_of_the_axes_draws_the_same(seed: str, order: list[str]) -> None:
    there = axes(a=3, b=3, c=2, d=4)
    turned = tuple(next(axis for axis in there if axis.name == name) for name in order)
    assert [row(each) for each in sample(turned, ALL, 6, seed)] == [row(each) for each in sample(there, ALL, 6, seed)]


@lenient
@given(SEEDS)
def test_one_more_axis_changes_no_draw_on_the_others(seed: str) -> None:
    there, more = axes(a=50, b=50), axes(a=50, b=50, c=2)
    before = [row(each) for each in sample(there, ALL, 5, seed)]
    after = [tuple(pair for pair in row(each) if pair[0] != "c") for each in sample(more, ALL, 5, seed)]
    # Two that were alike and drawn once may now differ on the new axis: the draws themselves stay in their order.
    assert list(dict.fromkeys(after)) == before[: len(dict.fromkeys(after))]


def test_levels_are_drawn_evenly() -> None:
    (axis,) = axes(light=4)
    counts = Counter(draw("1", number, axis) for number in range(4000))
    assert all(900 < count < 1100 for count in counts.values())


def test_a_draw_is_the_same_on_every_machine() -> None:
    drawn = sample(axes(light=3, push=3, mood=2), ALL, 4, "1")
    assert [",".join(each.values()) for each in drawn] == [
        "light0,push1,mood0",
        "light2,push2,mood0",
        "light1,push2,mood0",
        "light0,push2,mood0",
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"design: pairs\nvary:\n{_axes(20, 20)}",
        f"design: pairs\nexcept: [{_clauses(300)}]\nvary:\n{_axes(60, 2)}",
        f"except: [{_clauses(300)}]\nvary:\n{_axes(60, 2)}",
        f"except: [{', '.join(f'a39=l{level}' for level in range(10))}]\nvary:\n{_axes(40, 10)}",
        f"vary:\n{_axes(999, 2)}",
        f"design: one-at-a-time\nvary:\n{_axes(999, 2)}",
    ],
    ids=["pairs", "pairs that are left out", "left out", "all left out", "axes", "axes one at a time"],
)
def test_a_design_that_cannot_be_found_is_given_up(body: str) -> None:
    found = trial(body)
    assert [each.rule for each in found.findings] == ["invalid-design"]
    assert found.variants == ()
