from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.media import CameraBeat, CameraCut, CameraPath, Direction, Move, Pose

MOVES = [move for move in get_args(Move) if move != "hold"]
SUPPORTS = st.sampled_from([None, "tripod", "handheld", "steadicam", "gimbal", "drone", "a broomstick"])


def _allowed(move: Move) -> list[Direction]:
    found = []
    for direction in get_args(Direction):
        try:
            CameraBeat(0, 1, move, direction)
        except ValueError:
            continue
        found.append(direction)
    return found


@st.composite
def beats(draw: st.DrawFn) -> CameraBeat:
    move = draw(st.sampled_from(get_args(Move)))
    start = draw(st.floats(0, 8))
    measures = {
        name: draw(st.none() | st.floats(low, high))
        for name, low, high in (("degrees", 0.1, 720), ("distance_m", 0.01, 50), ("factor", 0.1, 8), ("to_mm", 8, 400))
    }
    return CameraBeat(
        start,
        start + draw(st.floats(0, 6)),
        move,
        draw(st.none() | st.sampled_from(_allowed(move))),
        speed=draw(st.none() | st.sampled_from(["imperceptible", "slow", "normal", "fast", "whip"])),
        ease=draw(st.sampled_from(["linear", "in", "out", "in-out"])),
        **measures,
    )


@given(st.lists(beats(), max_size=6), SUPPORTS, st.sampled_from([None, "subtle", "normal", "strong"]))
def test_every_path_starts_at_the_reference_pose(given_beats, support, amount):
    assert CameraPath(tuple(given_beats), support, amount).pose_at(0) == Pose()


@given(st.lists(beats(), max_size=6), st.floats(0, 20))
def test_the_camera_never_passes_the_subject_and_stays_finite(given_beats, seconds):
    pose = CameraPath(tuple(given_beats)).pose_at(seconds)
    assert pose.zoom > 0
    assert all(math.isfinite(getattr(pose, name)) for name in Pose.__slots__)
    dollies = [beat for beat in given_beats if beat.move in ("dolly", "track", "dolly_zoom")]
    if len(dollies) == len(given_beats):
        assert pose.z < 1


@given(beats(), st.floats(0, 20), st.floats(0, 20))
def test_progress_rises_from_nothing_to_all(beat, one, other):
    early, late = sorted((one, other))
    assert 0 <= beat.progress(early) <= beat.progress(late) <= 1
    assert beat.progress(beat.end + 0.001) == 1


@pytest.mark.parametrize(
    ("move", "direction", "field", "sign"),
    [
        ("pan", "left", "yaw", -1),
        ("pan", "right", "yaw", 1),
        ("whip_pan", "left", "yaw", -1),
        ("tilt", "up", "pitch", 1),
        ("tilt", "down", "pitch", -1),
        ("roll", "clockwise", "roll", 1),
        ("roll", "counterclockwise", "roll", -1),
        ("truck", "left", "x", -1),
        ("track", "right", "x", 1),
        ("pedestal", "up", "y", 1),
        ("crane", "down", "y", -1),
        ("dolly", "in", "z", 1),
        ("dolly", "out", "z", -1),
        ("arc", "right", "arc", 1),
        ("arc", "clockwise", "arc", -1),
        ("rack_focus", "in", "focus", 1),
    ],
)
def test_a_move_changes_its_axis_to_its_side(move, direction, field, sign):
    end = CameraPath((CameraBeat(0, 2, move, direction),)).pose_at(2)
    assert math.copysign(1, getattr(end, field)) == sign
    others = {name for name in Pose.__slots__ if name != field and getattr(end, name) != getattr(Pose(), name)}
    assert others <= {"pitch"} if move == "crane" else not others


@pytest.mark.parametrize(("move", "field"), [("pan", "yaw"), ("tilt", "pitch"), ("roll", "roll"), ("arc", "arc")])
def test_degrees_are_kept_exactly(move, field):
    assert abs(getattr(CameraPath((CameraBeat(1, 3, move, degrees=33),)).pose_at(5), field)) == 33


def test_metres_count_against_a_subject_at_two_metres_and_stop_before_it():
    assert CameraPath((CameraBeat(0, 2, "dolly", "in", distance_m=0.5),)).pose_at(2).z == pytest.approx(0.25)
    assert CameraPath((CameraBeat(0, 2, "truck", "left", distance_m=1),)).pose_at(2).x == pytest.approx(-0.5)
    assert 0.5 < CameraPath((CameraBeat(0, 2, "dolly", "in", distance_m=9),)).pose_at(2).z < 1


def test_a_zoom_ends_at_its_factor_or_its_focal_length():
    path = CameraPath((CameraBeat(0, 1, "zoom", "in", factor=2), CameraBeat(2, 3, "zoom", to_mm=25)), lens_mm=50)
    assert path.pose_at(1).zoom == pytest.approx(2)
    assert path.pose_at(3).zoom == pytest.approx(0.5)
    assert CameraPath((CameraBeat(0, 1, "zoom", "out", factor=2),)).pose_at(1).zoom == pytest.approx(0.5)


@given(st.floats(0, 3), st.sampled_from(["in", "out"]))
def test_a_dolly_zoom_keeps_the_size_of_the_subject(seconds, direction):
    pose = CameraPath((CameraBeat(0, 3, "dolly_zoom", direction),)).pose_at(seconds)
    assert pose.zoom / (1 - pose.z) == pytest.approx(1)


def test_a_dolly_zoom_reaches_its_focal_length():
    pose = CameraPath((CameraBeat(0, 3, "dolly_zoom", "in", to_mm=35),), lens_mm=50).pose_at(3)
    assert pose.zoom == pytest.approx(0.7)
    assert pose.z == pytest.approx(0.3)


def test_speed_and_length_scale_what_has_no_measure():
    def reach(speed, seconds):
        return CameraPath((CameraBeat(0, seconds, "pan", "right", speed),)).pose_at(seconds).yaw

    assert reach("imperceptible", 3) < reach("slow", 3) < reach("normal", 3) < reach("fast", 3)
    assert reach("slow", 2) < reach("slow", 6)


def test_beats_on_different_axes_overlap():
    both = CameraPath((CameraBeat(0, 3, "dolly", "in"), CameraBeat(1, 2, "pan", "left", degrees=10))).pose_at(1.5)
    assert both.z > 0
    assert both.yaw == pytest.approx(-5)


def test_a_dolly_goes_where_the_lens_points_when_it_starts():
    path = CameraPath((CameraBeat(0, 1, "pan", "right", degrees=90), CameraBeat(1, 2, "dolly", "in", distance_m=1)))
    end = path.pose_at(2)
    assert end.x == pytest.approx(0.5)
    assert end.z == pytest.approx(0, abs=1e-9)


def test_handheld_is_restless_in_the_order_of_its_amounts_and_a_tripod_is_not():
    def unrest(support, amount):
        path = CameraPath((), support, amount)
        return max(abs(path.pose_at(index / 24).yaw) for index in range(96))

    subtle, normal, strong = (unrest("handheld", amount) for amount in ("subtle", None, "strong"))
    assert unrest("tripod", None) == 0 < subtle < normal < strong < 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 2, "end": 1, "move": "pan"},
        {"start": -1, "end": 1, "move": "pan"},
        {"start": 0, "end": 1, "move": "pan", "direction": "in"},
        {"start": 0, "end": 1, "move": "zoom", "direction": "left"},
        {"start": 0, "end": 1, "move": "pan", "degrees": 0},
        {"start": 0, "end": math.nan, "move": "pan"},
    ],
)
def test_a_beat_without_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        CameraBeat(**wrong)


def test_a_cut_starts_from_a_fresh_pose() -> None:
    beats = (CameraBeat(0, 3, "pan", "left", degrees=20), CameraBeat(4, 8, "dolly", "in", distance_m=1))
    cuts = (CameraCut(0, lens_mm=35), CameraCut(4, "handheld", lens_mm=70))
    path = CameraPath(beats, cuts=cuts)
    assert path.pose_at(3.99).yaw == -20
    assert path.pose_at(4) == Pose(zoom=2)
    assert path.pose_at(8).z == pytest.approx(0.5)
    assert abs(path.pose_at(8).yaw) < 3  # the hand that holds it, and not the pan of the first cut
    assert [path.setup_at(seconds) for seconds in (0, 3.99, 4, 8)] == [0, 0, 1, 1]
