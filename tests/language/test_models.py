from __future__ import annotations

import pytest
from pydantic import ValidationError

from promptkit.language import Action, CameraItem, Move, Shot, timeline
from tests.language.reading import shot

CUP = """\
still: images/cup.jpg
look: {film: 35 mm, grain: fine}
cast: {Mara: {look: woman in her sixties, voice: low}}
framing: {shot_size: close-up, lens: 50mm}
camera:
  - hold: 0.5
  - {dolly: in, for: 2, speed: slow, distance: 30cm, id: push}
  - {dolly: {go: in, for: 2}, tilt: {go: up, at: 1, for: 0.5}}
  - {zoom: in, to: 85mm, for: 1}
  - {track: Mara, from: behind}
support: {handheld: subtle}
action:
  - {at: push.start, for: 2, who: steam, does: curls}
  - {at: end - 1.5, does: settles}
sound: {effects: [{at: 2.5, sound: clink}], music: none, dialogue: none}
text: none
keep: [the glaze]
tags: [autumn]
"""


def test_a_shot_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        shot("").scene = "another"  # type: ignore[misc]


@pytest.mark.parametrize("value", [6, 8.0, "8", True, None, 0, "8s", [8]])
def test_no_other_duration_is_made_in_python(value: object) -> None:
    with pytest.raises(ValidationError, match="4, 8 or 12"):
        Shot(shot="a", duration=value)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="4, 8 or 12"):
        Shot.model_validate({"shot": "a", "duration": value})
    with pytest.raises(ValidationError, match="4, 8 or 12"):
        shot("").model_copy(update={"duration": value})


def test_a_copy_changes_what_it_is_told_and_nothing_else() -> None:
    one = shot(CUP)
    other = one.model_copy(update={"duration": 12})
    assert other.duration == 12
    assert other.model_copy(update={"duration": 8}) == one
    assert other.model_fields_set == one.model_fields_set
    assert one.model_copy() == one
    assert one.model_copy(deep=True) == one


def test_a_copy_takes_the_names_of_documents_too() -> None:
    action = Action.model_validate({"does": "x", "for": 2})
    assert action.model_copy(update={"for": 3}).length == 3
    assert action.model_copy(update={"length": 3}).length == 3
    with pytest.raises(ValidationError):
        action.model_copy(update={"lenght": 3})


@pytest.mark.parametrize("name", ["", "../up", "My shot", "a/b", 5, None])
def test_a_name_is_checked(name: object) -> None:
    with pytest.raises(ValidationError):
        Shot(shot=name, duration=8)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        {"move": "fly"},
        {"move": "dolly"},
        {"move": "dolly", "direction": "left"},
        {"move": "hold", "direction": "in"},
        {"move": "track"},
        {"move": "pan", "direction": "left", "subject": "Mara"},
        {"move": "pan", "direction": "left", "distance": "2m"},
        {"move": "zoom", "direction": "in", "to": "leaf"},
        {"move": "dolly", "direction": "in", "distance": 2},
        {"move": "dolly", "direction": "in", "speed": "warp"},
    ],
)
def test_a_move_that_is_none_is_not_made(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Move.model_validate(data)


def test_what_was_dumped_loads_again() -> None:
    one = shot(CUP)
    for data in (one.model_dump(by_alias=True), one.model_dump(), one.model_dump(by_alias=True, exclude_unset=True)):
        assert Shot.model_validate(data) == one
    assert Shot.model_validate_json(one.model_dump_json(by_alias=True)) == one


def test_a_shot_made_in_python_has_the_same_timeline() -> None:
    made = Shot(
        shot="a",
        duration=8,
        camera=(
            CameraItem(moves=(Move(move="hold"),), length=0.5),
            CameraItem(moves=(Move(move="dolly", direction="in", distance="30cm"),), length="all"),  # type: ignore[arg-type]
        ),
    )
    assert [(beat.start, beat.end) for beat in timeline(made).on("camera")] == [(0, 500), (500, 8000)]


def test_what_was_constructed_without_validation_does_not_hide_it() -> None:
    made = Shot.model_construct(name="a", duration=6)
    with pytest.raises(ValidationError):
        made.model_copy(update={"scene": "x"})


@pytest.mark.parametrize(
    "made",
    [
        Shot.model_construct(name="a", duration=6),
        Shot.model_construct(name="a", duration=8.0),
        Shot.model_construct(name="a"),
        Shot.model_construct(name="a", duration=8, camera=({"moves": []},)),
        Shot.model_construct(name="a", duration=8, camera=(CameraItem.model_construct(moves=()),)),
        Shot.model_construct(
            name="a", duration=8, camera=(CameraItem.model_construct(moves=(Move.model_construct(move="fly"),)),)
        ),
    ],
)
def test_validating_a_value_again_finds_what_was_never_validated(made: Shot) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Shot.model_validate(made)


def test_validating_a_value_again_changes_nothing() -> None:
    one = shot(CUP)
    again = Shot.model_validate(one)
    assert again == one
    assert again.model_fields_set == one.model_fields_set
    assert again.camera[1].model_fields_set == one.camera[1].model_fields_set
