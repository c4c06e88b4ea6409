"""The states of a take, and the ways from one to the other."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a take stands.

    - ``posting``: the intent is durable and the POST is on its way, or was when its process ended.
    - ``uncertain``: the POST may have reached the endpoint, and its answer is lost.
    - ``accepted``: the endpoint gave the job an id; it is queued or in progress.
    - ``completed``: the clip is here, and was compared with the request.
    - ``failed``: the endpoint accepted the job and no usable clip came of it.
    - ``rejected``: the endpoint refused, or was never reached; nothing was bought.
    - ``given_up``: it was uncertain, and a person decided to look for it no longer.
    """

    POSTING = "posting"
    UNCERTAIN = "uncertain"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    FAILED = "failed"
    REJECTED = "rejected"
    GIVEN_UP = "given_up"


WAYS: dict[State, frozenset[State]] = {
    State.POSTING: frozenset({State.ACCEPTED, State.REJECTED, State.UNCERTAIN}),
    State.UNCERTAIN: frozenset({State.ACCEPTED, State.GIVEN_UP}),
    State.ACCEPTED: frozenset({State.COMPLETED, State.FAILED}),
    State.GIVEN_UP: frozenset({State.ACCEPTED}),
    State.COMPLETED: frozenset(),
    State.FAILED: frozenset({State.ACCEPTED}),
    State.REJECTED: frozenset(),
}
"""From each state, the states that a take may go to. Only a person leads one out of ``given_up`` and ``failed``."""

UNFINISHED = frozenset({State.POSTING, State.UNCERTAIN, State.ACCEPTED})
"""What ``resume`` goes on with."""

STANDING = UNFINISHED | {State.COMPLETED}
"""Takes that exist, or may: no further one is made in their place unless it is asked for."""

RESERVED = frozenset({State.POSTING, State.UNCERTAIN})
"""The money may be spent; it stays set aside."""

SPENT = frozenset({State.ACCEPTED, State.COMPLETED, State.FAILED, State.GIVEN_UP})
"""The money counts as spent, a failed and a given-up take's included: who is not sure does not spend it again."""


def sources(target: State) -> frozenset[State]:
    """The states from which a take may go to ``target``."""
    return frozenset(state for state, targets in WAYS.items() if target in targets)
