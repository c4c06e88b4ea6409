"""Whatever is asked of a ledger, in whatever order: takes go only along the ways, and the money adds up."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from promptkit.findings import SpendRefused
from promptkit.ledger import STANDING, UNFINISHED, WAYS, IllegalTransition, Ledger, State, VideoTaken
from promptkit.ledger._money import from_micro, to_micro
from promptkit.ledger._states import RESERVED, SPENT, sources
from promptkit.project import Budget
from tests.ledger.conftest import make_intent

LIMIT = Decimal(5)


def test_the_states_are_one_whole() -> None:
    assert set(WAYS) == set(State)
    assert RESERVED | SPENT | {State.REJECTED} == set(State)
    assert not RESERVED & SPENT
    assert UNFINISHED < STANDING
    assert State.POSTING not in {target for targets in WAYS.values() for target in targets}


@pytest.mark.parametrize("state", State)
def test_no_take_is_without_a_way_out_but_the_last(state: State) -> None:
    assert WAYS[state] or state in {State.COMPLETED, State.REJECTED}
    assert all(state in sources(target) for target in WAYS[state])


@given(st.decimals(min_value=0, max_value=10**6, places=6))
def test_money_survives_the_ledger(usd: Decimal) -> None:
    assert from_micro(to_micro(usd)) == usd


@given(st.decimals(max_value=-1, allow_nan=False))
def test_there_is_no_negative_money(usd: Decimal) -> None:
    with pytest.raises(ValueError, match="no amount"):
        to_micro(usd)


class Life(RuleBasedStateMachine):
    """Random changes against a model in memory."""

    takes = Bundle("takes")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = Ledger(Path(self.folder.name))
        self.owner = self.ledger.enter()
        self.states: dict[str, State] = {}
        self.prices: dict[str, Decimal] = {}
        self.videos: dict[str, str] = {}

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    @rule(target=takes, cents=st.integers(0, 300))
    def begin(self, cents: int) -> str | None:
        usd = Decimal(cents) / 100
        room = self.spent() + usd <= LIMIT or not usd
        try:
            take = self.ledger.begin(make_intent(usd=usd), self.owner, budget=Budget(run=LIMIT))
        except SpendRefused:
            assert not room
            return None
        assert room
        assert take is not None
        self.states[take.id], self.prices[take.id] = State.POSTING, usd
        return take.id

    @rule(take=takes, goal=st.sampled_from(sorted(set(State) - {State.POSTING})), video=st.integers(1, 4))
    def move(self, take: str | None, goal: State, video: int) -> None:
        if take is None:
            return
        name = f"video_{video}"
        legal = goal in WAYS[self.states[take]]
        free = self.videos.get(name, take) == take
        try:
            self._move(take, goal, name)
        except IllegalTransition:
            assert not legal
        except VideoTaken:
            assert goal is State.ACCEPTED
            assert not free
        else:
            assert legal
            self.states[take] = goal
            if goal is State.ACCEPTED:
                self.videos = {key: owner for key, owner in self.videos.items() if owner != take} | {name: take}

    def _move(self, take: str, target: State, video: str) -> None:
        if target is State.ACCEPTED:
            self.ledger.accept(take, video)
        elif target is State.COMPLETED:
            self.ledger.complete(take, [], None)
        elif target is State.GIVEN_UP:
            self.ledger.give_up(take)
        else:
            change = {State.REJECTED: "reject", State.UNCERTAIN: "lose", State.FAILED: "fail"}[target]
            getattr(self.ledger, change)(take, "why")

    def spent(self) -> Decimal:
        return sum((self.prices[take] for take, state in self.states.items() if state in RESERVED | SPENT), Decimal(0))

    @invariant()
    def the_ledger_says_the_same(self) -> None:
        takes = self.ledger.takes()
        assert {take.id: take.state for take in takes} == self.states
        assert {take.video_id: take.id for take in takes if take.video_id} == self.videos
        assert self.ledger.spent_in_run("run-1") == self.spent() <= LIMIT


def test_any_order_of_changes() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Life, settings=settings(max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=checks)
    )
