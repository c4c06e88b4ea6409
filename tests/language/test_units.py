from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.language import Anchored, degrees, metres, millimetres, point_in_time, seconds

_QUANTITIES = st.decimals(min_value=0, max_value=9999, places=3).map(float)


@given(_QUANTITIES, st.sampled_from(["", "s", " s", "sec", " seconds"]))
def test_seconds_read_back(value: float, unit: str) -> None:
    assert seconds(value) == pytest.approx(value, abs=1e-6)
    assert seconds(f"{value:.3f}{unit}") == pytest.approx(value, abs=1e-6)
    assert seconds(f"{value * 1000:.0f}ms") == pytest.approx(value, abs=1e-6)


@given(_QUANTITIES, st.sampled_from(["", "deg", "°", " degrees"]))
def test_degrees_read_back(value: float, unit: str) -> None:
    assert degrees(f"{value:.3f}{unit}") == pytest.approx(value, abs=1e-6)


@given(_QUANTITIES)
def test_metres_read_back_in_every_unit(value: float) -> None:
    assert metres(f"{value:.3f}m") == pytest.approx(value, abs=1e-6)
    assert metres(f"{value * 100:.3f} cm") == pytest.approx(value, abs=1e-4)
    assert metres(f"{value:.3f} ft") == pytest.approx(value * 0.3048, abs=1e-4)
    assert metres(f'{value:.3f}"') == pytest.approx(value * 0.0254, abs=1e-4)


@pytest.mark.parametrize(
    "value", [True, None, [], {}, "", "two", "-1", -1, "1s 2", "1e3", "٤", float("nan"), 10**9, "9" * 400]
)
@pytest.mark.parametrize("reader", [seconds, degrees, metres, millimetres, point_in_time])
def test_what_is_no_quantity_is_refused_in_words(reader: object, value: object) -> None:
    with pytest.raises(ValueError, match=r"expected|no unit|out of range|which edge"):
        reader(value)  # type: ignore[operator]


def test_turns_yards_and_miles() -> None:
    assert degrees("0.25 turn") == 90
    assert degrees("2 turns") == 720
    assert metres("10 yards") == pytest.approx(9.144)
    assert metres("0.5 mile") == pytest.approx(804.672)


def test_a_distance_needs_its_unit() -> None:
    with pytest.raises(ValueError, match="2 has no unit"):
        metres(2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (2, 2.0),
        ("500ms", 0.5),
        ("end", Anchored(None, "end")),
        ("end - 1", Anchored(None, "end", -1.0)),
        ("end-1", Anchored(None, "end", -1.0)),
        ("End - 1.5s", Anchored(None, "end", -1.5)),
        ("start + 0.5", Anchored(None, "start", 0.5)),
        ("push.start", Anchored("push", "start")),
        ("push.end + 500ms", Anchored("push", "end", 0.5)),
        ("push-2.start", Anchored("push-2", "start")),
        ("push-2.end-1", Anchored("push-2", "end", -1.0)),
        ("end-card.start", Anchored("end-card", "start")),
        ("Push.start", Anchored("Push", "start")),
    ],
)
def test_points_in_time(text: object, expected: object) -> None:
    assert point_in_time(text) == expected


@pytest.mark.parametrize("text", ["push", "push - 1", "end.start", "push.middle", "push.start -", "a b.start"])
def test_what_names_no_point_in_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as|which edge"):
        point_in_time(text)


@given(
    st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda name: name not in ("end", "start")),
    st.sampled_from(["start", "end"]),
    st.decimals(min_value=-50, max_value=50, places=2).map(float),
)
def test_an_anchored_time_reads_back_from_its_text(name: str, edge: str, offset: float) -> None:
    at = Anchored(name, edge, offset)  # type: ignore[arg-type]
    assert point_in_time(str(at)) == at
