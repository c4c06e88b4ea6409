from __future__ import annotations

import pytest

from promptkit.language import Rate
from tests.language.reading import beats, found, move, only, shot


@pytest.mark.parametrize(
    ("written", "axis", "per_second", "words"),
    [
        ("10cm/s", "distance", 0.1, "10 cm per second"),
        ("0.5 m/s", "distance", 0.5, "0.5 m per second"),
        ("1 ft/s", "distance", 0.3048, "1 foot per second"),
        ("2 metres per second", "distance", 2.0, "2 m per second"),
        ("30 km/h", "distance", 30 / 3.6, "30 km per hour"),
        ("20 mph", "distance", 20 * 1609.344 / 3600, "20 miles per hour"),
        ("6m/min", "distance", 0.1, "6 m per minute"),
        ("1 yard a second", "distance", 0.9144, "1 yard per second"),
        ("1 mph", "distance", 1609.344 / 3600, "1 mile per hour"),
    ],
)
def test_speeds_of_travel(written: str, axis: str, per_second: float, words: str) -> None:
    speed = move(f"{{dolly: in, speed: {written}}}").speed
    assert isinstance(speed, Rate)
    assert (speed.axis, speed.words) == (axis, words)
    assert speed.per_second == pytest.approx(per_second)


@pytest.mark.parametrize(
    ("written", "per_second", "words"),
    [
        ("15deg/s", 15, "15 degrees per second"),
        ("1°/s", 1, "1 degree per second"),
        ("90 degrees a second", 90, "90 degrees per second"),
        ("2 turns per minute", 12, "2 turns per minute"),
        ("1 rpm", 6, "1 turn per minute"),
    ],
)
def test_speeds_of_turning(written: str, per_second: float, words: str) -> None:
    speed = move(f"{{arc: left, speed: {written}}}").speed
    assert speed == Rate("degrees", per_second, words)


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("{pan: left, speed: 10cm/s}", "measure-unit"),
        ("{dolly: in, speed: 15deg/s}", "measure-unit"),
        ("{zoom: in, speed: 10mm/s}", "measure-unit"),
        ("{rack_focus: drop, speed: 10mm/s}", "measure-unit"),
        ("{dolly: in, truck: left, speed: 10cm/s}", "ambiguous-measure"),
        ("{dolly: in, speed: 10}", "invalid-value"),
        ("{dolly: in, speed: 10cm}", "invalid-value"),
        ("{dolly: in, speed: 10 bananas/s}", "invalid-value"),
        ("{dolly: in, speed: 0m/s}", "invalid-value"),
        ("{dolly: in, speed: sloow}", "invalid-value"),
        ("{hold: 1, speed: slow}", "invalid-value"),
        ("{dolly: in, speed: 0.0001mm/s}", "invalid-value"),
    ],
)
def test_a_speed_that_is_none(item: str, rule: str) -> None:
    assert only(f"camera: [{item}]\n").rule == rule


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{pan: left, degrees: 0}", "an angle is more than 0 and at most 3600 degrees, not 0"),
        ("{roll: clockwise, degrees: 20 turns}", "an angle is more than 0 and at most 3600 degrees, not 20 turns"),
        ("{dolly: in, distance: 0 m}", "a distance is more than 0 and at most 1000 m, not 0 m"),
        ("{dolly: in, distance: 2 km}", "a distance is more than 0 and at most 1000 m, not 2 km"),
        ("{zoom: in, factor: 50%}", "expected a number above 0, not '50%'"),
        ("{pan: left, for: 0.0001}", "a length is at least 1 ms"),
    ],
)
def test_a_measure_that_is_none(item: str, message: str) -> None:
    assert only(f"camera: [{item}]\n").message == message


@pytest.mark.parametrize("written", ["2", "2x", "x2", "2 ×", "2.0"])
def test_how_much_a_zoom_magnifies(written: str) -> None:
    assert move(f"{{zoom: in, factor: {written}}}").factor == 2


def test_the_unit_is_named() -> None:
    assert only("camera: [{pan: left, speed: 10cm/s}]\n").message == (
        "the speed of a pan is measured by an angle, not by a distance"
    )


def test_a_speed_beside_two_moves_goes_to_the_one_on_its_axis() -> None:
    (item,) = shot("camera: [{dolly: in, pan: left, speed: 10cm/s}]\n").camera
    assert [str(each.speed) for each in item.moves] == ["10 cm per second", "None"]


def test_speed_and_measure_give_the_length() -> None:
    assert beats(
        "camera: [{dolly: in, distance: 30cm, speed: 10cm/s}, {pan: left, degrees: 30, speed: 15deg/s}]\n"
    ) == [
        ("dolly", 0, 3),
        ("pan", 3, 5),
        ("hold", 5, 8),
    ]
    assert beats("camera: [{dolly: {go: in, distance: 2m, speed: 50cm/s}, tilt: {go: up, at: 1}}]\n") == [
        ("dolly", 0, 4),
        ("tilt", 1, 4),
        ("hold", 4, 8),
    ]


def test_a_written_length_stands() -> None:
    assert beats("camera: [{dolly: in, distance: 30cm, speed: 10cm/s, for: 4}]\n")[0] == ("dolly", 0, 4)
    assert found("camera: [{dolly: in, distance: 1m, speed: 10cm/s}]\n") == [("timeline-overflow", 4, 10)]


def test_all_inside_a_move_is_all_of_the_time() -> None:
    assert beats("camera: [{hold: 1}, {dolly: {go: in, for: all}, tilt: {go: up, for: 2}}]\n") == [
        ("hold", 0, 1),
        ("tilt", 1, 3),
        ("dolly", 1, 8),
    ]
    finding = only("camera: [{hold: 5}, {dolly: {go: in, for: all}, tilt: {go: up, for: 4}}]\n")
    assert (finding.rule, finding.message) == ("timeline-overflow", "this move ends 1 s after the time of its item")
