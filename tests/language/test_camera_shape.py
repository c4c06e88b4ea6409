from __future__ import annotations

import pytest

from promptkit.source import apply_edits
from tests.language.reading import HEAD, found, item, move, only, read, shot


@pytest.mark.parametrize(
    "text",
    [
        "{dolly: in, for: 2}",
        "{push in: 2}",
        "{push in: 2s}",
        "{push in: {for: 2}}",
        "{move: push in, for: 2}",
        "{move: dolly, go: in, for: 2}",
        "{move: dolly, direction: in, for: 2}",
        "{dolly: {go: in, for: 2}}",
        "{dolly: {go: forward}, for: 2}",
        "{Dolly: IN, for: 2000ms}",
        "{dolly in: 2}",
    ],
)
def test_the_forms_of_one_move(text: str) -> None:
    assert item(text) == item("{dolly: in, for: 2}")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("{push: in}", "{dolly: in}"),
        ("{push: forward}", "{dolly: in}"),
        ("{pull: back}", "{dolly: out}"),
        ("{creep: in}", "{dolly: in}"),
        ("{whip: left}", "{whip_pan: left}"),
        ("{rise: 2m}", "{pedestal: up, distance: 2m}"),
        ("{pan left: 90 degrees}", "{pan: left, degrees: 90}"),
        ("{dolly in: slowly by 2 m}", "{dolly: in, speed: slow, distance: 2m}"),
        ("{rack focus: from the leaf to the drop}", "{rack_focus: {from: the leaf, to: the drop}}"),
        ("{push in: }", "{dolly: in}"),
        ("{tilt up, pan left}", "{tilt: up, pan: left}"),
        ("{pause: 1}", "{hold: 1}"),
        ("{arc: {go: left, around: the car}}", "{arc: {go: left, subject: the car}}"),
    ],
)
def test_a_value_may_say_again_or_add_to_what_the_name_says(text: str, same: str) -> None:
    assert item(text) == item(same)


@pytest.mark.parametrize("text", ["{push: left}", "{crane up: down}", "{push: Mara}"])
def test_a_value_that_says_another_way_is_refused(text: str) -> None:
    assert only(f"camera:\n  - {text}\n").rule == "invalid-value"


@pytest.mark.parametrize("text", ["{pan: }", "{track: }", "{hold: , speed: }"])
def test_a_name_that_leaves_something_open_needs_its_value(text: str) -> None:
    assert only(f"camera:\n  - {text}\n").rule == "empty-value"


@pytest.mark.parametrize("text", ["{hold: 0.5}", "{static: 0.5s}", "{locked off: 500ms}", "{move: hold, for: 0.5}"])
def test_a_hold(text: str) -> None:
    made = item(text)
    assert made.moves[0].move == "hold"
    assert made.length == 0.5


@pytest.mark.parametrize("text", ["{hold: all}", "{hold: All}", "{move: hold, for: all}"])
def test_a_hold_of_all(text: str) -> None:
    assert item(text).length == "all"


def test_what_belongs_to_the_move_and_what_to_the_item() -> None:
    made = item("{pan: left, for: 1.5, degrees: 15, speed: slowly, ease: ease out, ends_on: Mara, id: look, weight: 2}")
    assert (made.length, made.ends_on, made.id, made.weight) == (1.5, "Mara", "look", 2)
    (one,) = made.moves
    assert (one.direction, one.degrees, one.speed, one.ease) == ("left", 15, "slow", "out")


def test_a_single_move_in_a_map_is_the_item() -> None:
    inside = item("{pan: {go: left, degrees: 15, for: 1, at: end - 2, id: look, ends_on: Mara, weight: 2}}")
    assert inside == item("{pan: left, degrees: 15, for: 1, at: end - 2, id: look, ends_on: Mara, weight: 2}")


def test_moves_together() -> None:
    made = item("{dolly: {go: in, distance: 2m, for: 4}, tilt: {go: up, degrees: 10, at: 1, for: 2}, id: rise}")
    dolly, tilt = made.moves
    assert (dolly.move, dolly.length, str(dolly.distance)) == ("dolly", 4, "2 m")
    assert (tilt.move, tilt.length, tilt.at, tilt.degrees) == ("tilt", 2, 1, 10)
    assert (made.length, made.id) == (None, "rise")


def test_a_measure_goes_to_the_move_that_takes_it() -> None:
    made = item("{dolly: in, pan: left, distance: 30cm, degrees: 15, speed: slow}")
    dolly, pan = made.moves
    assert (dolly.distance is not None, dolly.degrees, dolly.speed) == (True, None, "slow")
    assert (pan.distance, pan.degrees, pan.speed) == (None, 15, "slow")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{track: Mara}", {"subject": "Mara", "side": None}),
        ("{track: Mara, from: behind}", {"subject": "Mara", "side": "behind"}),
        ("{move: track, subject: Mara, from: left}", {"subject": "Mara", "side": "left"}),
        ("{follow: {who: Mara, from: ahead}}", {"subject": "Mara", "side": "ahead"}),
        ("{rack_focus: {from: leaf edge, to: drop}}", {"side": "leaf edge", "to": "drop"}),
        ("{rack_focus: drop}", {"to": "drop"}),
        ("{focus pull: {to: drop}}", {"to": "drop"}),
        ("{zoom: in, to: 85mm}", {"to": "85mm", "focal_length": 85}),
        ("{zoom: in, to: 85}", {"focal_length": 85}),
        ("{zoom: out, factor: 2}", {"factor": 2, "focal_length": None}),
        ("{dolly_zoom: in, distance: 1m}", {"direction": "in"}),
        ("{orbit: left, degrees: 90}", {"move": "arc", "direction": "left", "degrees": 90}),
        ("{roll: cw}", {"direction": "clockwise"}),
        ("{dolly: back}", {"direction": "out"}),
    ],
)
def test_what_a_move_says(text: str, expected: dict[str, object]) -> None:
    made = move(text)
    assert {key: getattr(made, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "starts", "ends", "path"),
    [
        ("{tilt: down, starts_on: the sky, ends_on: the door}", "the sky", "the door", None),
        ("{tilt: down, from: the sky, to: the door}", "the sky", "the door", None),
        ("{tilt: {go: down, from: the sky, to: the door}}", "the sky", "the door", None),
        ("{tilt: down from the sky to the door}", "the sky", "the door", None),
        ("tilt down from the sky to the door", "the sky", "the door", None),
        ('"tilt down, starting on the sky, ending on the door"', "the sky", "the door", None),
        ("crane down from above the trees to eye level", "above the trees", "eye level", None),
        ("pan left to reveal the sea", None, "the sea", None),
        ("push in on Mara and the dog", None, "Mara and the dog", None),
        ("{crane: up, path: over the roofs}", None, None, "over the roofs"),
        ("{crane: up, over: the roofs}", None, None, "over the roofs"),
        ("{crane: {go: up, over: the roofs}}", None, None, "over the roofs"),
        ("{crane up: over the roofs}", None, None, "over the roofs"),
        ("crane up over the roofs and the church", None, None, "over the roofs and the church"),
        ("dolly in slowly through the doorway to the table", None, "the table", "through the doorway"),
        ("{dolly: in, In Front Of: the bar, toward: Mara}", None, "Mara", "in front of the bar"),
        ("{dolly: in, tilt: up, through: the door, from: the street}", "the street", None, "through the door"),
        ("track Mara from behind through the crowd", None, None, "through the crowd"),
        ("{hold: 2, on: Mara}", None, "Mara", None),
        ("{zoom: in, to: 85mm, from: the square}", "the square", None, None),
        ("{arc: left, around: Mara, from: behind, to: her profile}", "behind", "her profile", None),
    ],
)
def test_the_way_of_a_move(text: str, starts: str | None, ends: str | None, path: str | None) -> None:
    made = item(text)
    assert (made.starts_on, made.ends_on, made.moves[0].path) == (starts, ends, path)


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("{crane: up, path: the roofs}", "invalid-value", 23),
        ("{crane: up, over: 2}", "unknown-key", 17),
        ("{crane: up, over: [the roofs]}", "invalid-value", 23),
        ("{crane: up, over: the roofs, past: the church}", "duplicate-key", 40),
        ("{hold: 1, path: over the roofs}", "measure-unit", 21),
        ("{hold: 1, starts_on: the sky}", "invalid-value", 26),
        ("{rack_focus: the drop, starts_on: the leaf}", "invalid-value", 39),
        ("{pan: left, from: behind}", "measure-unit", 23),
        ("{dolly: in, to: 85mm}", "measure-unit", 21),
        ("{roll: cw, path: along the wall}", "measure-unit", 22),
    ],
)
def test_a_way_that_is_none(text: str, rule: str, column: int) -> None:
    assert found(f"camera:\n  - {text}\n") == [(rule, 5, column)]


def test_a_list_a_single_item_and_a_text_are_one() -> None:
    assert shot("camera: push in\n").camera == shot("camera: [push in]\n").camera
    assert shot("camera: {dolly: in}\n").camera == shot("camera:\n  - dolly: in\n").camera


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("{doly: in}", "unknown-move", 6),
        ("doly in", "unknown-move", 5),
        ("{move: doly, go: in}", "unknown-move", 12),
        ("{fly: away, for: 2}", "unknown-move", 6),
        ("{dolly: in, sped: slow}", "unknown-key", 17),
        ("{dolly: {go: in, sped: slow}}", "unknown-key", 22),
        ("{dolly: inn}", "unknown-direction", 13),
        ("{hold: {go: left}}", "unknown-direction", 17),
        ("{rack_focus: drop, go: in}", "unknown-direction", 28),
        ("{dolly: 2}", "unknown-direction", 13),
        ("dolly", "missing-direction", 5),
        ("{move: track, from: left}", "missing-direction", 12),
        ("{for: 2, speed: slow}", "missing-move", 5),
        ("{}", "missing-move", 5),
        ("{pan: left, distance: 2m}", "measure-unit", 27),
        ("{hold: 1, degrees: 3}", "measure-unit", 24),
        ("{pan: left, from: behind}", "measure-unit", 23),
        ("{pan: left, tilt: up, distance: 1m}", "measure-unit", 37),
        ("{pan: left, tilt: up, degrees: 10}", "ambiguous-measure", 36),
        ("{zoom: in, to: 85mm, factor: 2}", "ambiguous-measure", 20),
        ("{zoom: in, to: leaf}", "invalid-value", 20),
        ("{dolly: in, distance: 2}", "invalid-value", 27),
        ("{dolly: in, for: 0}", "invalid-value", 22),
        ("{dolly: in, speed: warp}", "invalid-value", 24),
        ("{dolly: in, id: my push}", "invalid-value", 21),
        ("{dolly: in, go: out}", "invalid-value", 21),
        ("{push in: [2]}", "invalid-value", 15),
        ("{push in: there}", "invalid-value", 15),
        ("{dolly: in, For: 1, for: 2}", "duplicate-key", 25),
        ("{hold: 1, dolly: in}", "static-with-move", 6),
        ("{dolly: , for: 2}", "empty-value", 6),
        ("[pan left]", "invalid-value", 5),
        ("null", "invalid-value", 5),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, rule: str, column: int) -> None:
    places = found(f"camera:\n  - {text}\n")
    assert (rule, 5, column) in places
    assert len(places) == 1 or text.startswith("{dolly: ,")


def test_a_shared_measure_says_how_to_write_it() -> None:
    finding = only("camera: [{pan: left, arc: right, degrees: 10}]\n")
    assert finding.hint == "as in `pan: {go: left, degrees: ...}`"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{doly: in}", "{dolly: in}"),
        ("{pan: lefft}", "{pan: left}"),
        ("{dolly: in, sped: slow}", "{dolly: in, speed: slow}"),
    ],
)
def test_a_likely_spelling_is_offered_as_an_unsafe_fix(wrong: str, right: str) -> None:
    text = f"{HEAD}camera: [{wrong}]\n"
    (finding,) = read(text).findings
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"
    assert apply_edits(text, finding.fix.edits)[0] == f"{HEAD}camera: [{right}]\n"


@pytest.mark.parametrize(
    "wrong", ["{doly: in, for: 2, id: push}", "{fly: away, for: 2, id: push}", "{pan: {go: inn, id: push}}"]
)
def test_an_unreadable_item_takes_no_other_beat_with_it(wrong: str) -> None:
    assert len(found(f"camera: [{wrong}]\naction: [{{at: push.end, does: the gull lands}}]\n")) == 1


def test_track_left_is_never_a_subject() -> None:
    for text in ("{track: left}", "{track: to the left}", "{track: {go: left}}"):
        built = read(f"{HEAD}camera: [{text}]\n")
        assert [each.rule for each in built.findings] == ["misused-move"]
        assert built.shot is not None
        assert built.shot.camera[0].moves[0].move == "truck"
