"""Which beats of the camera run at the same time, however many there are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.language import Beat, Move, Timeline
from promptkit.linter._overlaps import overlaps


def timeline(times: list[tuple[int, int]]) -> Timeline:
    beats = [
        Beat("camera", start, start + length, ("camera", at, "moves", 0), Move(move="pan", direction="left"), True)
        for at, (start, length) in enumerate(times)
    ]
    return Timeline(12_000, tuple(sorted(beats, key=lambda beat: (beat.start, beat.end))), ())


def pairs(line: Timeline) -> list[tuple[int, int]]:
    return sorted((int(one.path[1]), int(other.path[1])) for one, other in overlaps(line))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 8)), max_size=12))
def test_every_pair_that_shares_time_is_found(times: list[tuple[int, int]]) -> None:
    expected = [
        (one, other)
        for one, other in combinations(range(len(times)), 2)
        if times[one][0] < sum(times[other]) and times[other][0] < sum(times[one]) and times[one][1] and times[other][1]
    ]
    assert pairs(timeline(times)) == expected


def test_of_very_many_each_is_found_beside_some() -> None:
    found = pairs(timeline([(1000, 2000)] * 3000))
    assert len(found) < 3000 * 13
    assert {place for pair in found for place in pair} == set(range(3000))
