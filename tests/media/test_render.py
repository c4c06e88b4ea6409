from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from promptkit.findings import PromptkitError
from promptkit.media import CameraBeat, CameraPath, probe_clip, render_clip
from tests.media.motion import SIZE, filmed, frames_of, measured, png, psnr, sharpness, shifted, textured_still

# The camera's direction, and what the picture does then: right, down (pixels), growth, clockwise (degrees).
SIGNS = [
    ("pan", "left", "right", 1),
    ("pan", "right", "right", -1),
    ("whip_pan", "left", "right", 1),
    ("tilt", "up", "down", 1),
    ("tilt", "down", "down", -1),
    ("roll", "clockwise", "clockwise", -1),
    ("roll", "counterclockwise", "clockwise", 1),
    ("dolly", "in", "growth", 1),
    ("dolly", "out", "growth", -1),
    ("track", "in", "growth", 1),
    ("track", "left", "right", 1),
    ("truck", "left", "right", 1),
    ("truck", "right", "right", -1),
    ("pedestal", "up", "down", 1),
    ("pedestal", "down", "down", -1),
    ("crane", "up", "down", 1),
    ("crane", "down", "down", -1),
    ("zoom", "in", "growth", 1),
    ("zoom", "out", "growth", -1),
]


@pytest.mark.parametrize(("move", "direction", "field", "sign"), SIGNS)
def test_the_picture_of_a_still_moves_against_the_camera(tmp_path, move, direction, field, sign):
    degrees = 8 if move == "whip_pan" else None
    frames = filmed(tmp_path, CameraBeat(0, 1, move, direction, degrees=degrees), still=textured_still())
    seen = measured(frames[0], frames[10])
    value = getattr(seen, field) - (1 if field == "growth" else 0)
    assert value * sign > {"right": 2, "down": 1, "growth": 0.01, "clockwise": 1}[field]


@pytest.mark.parametrize(("move", "direction", "field", "sign"), [row for row in SIGNS if row[0] != "whip_pan"])
def test_the_stand_in_set_moves_the_same_way(tmp_path, move, direction, field, sign):
    frames = filmed(tmp_path, CameraBeat(0, 1, move, direction))
    right, down = shifted(frames[8], frames[12])
    seen = measured(frames[4], frames[14])
    value = {"right": right, "down": down, "growth": seen.growth - 1, "clockwise": seen.clockwise}[field]
    assert value * sign > {"right": 0.5, "down": 0.3, "growth": 0, "clockwise": 0}[field]


@pytest.mark.parametrize(("direction", "sign"), [("left", -1), ("right", 1)])
def test_an_arc_keeps_the_subject_and_moves_what_is_behind_it(tmp_path, direction, sign):
    frames = filmed(tmp_path, CameraBeat(0, 1, "arc", direction, degrees=20))
    # A camera that circles to its left looks to its right: the background goes to the left behind the subject.
    figure = [frame[50:150, 130:190] for frame in (frames[9], frames[11])]
    background = [frame[:110, 200:] for frame in (frames[9], frames[11])]
    assert abs(shifted(*figure)[0]) < 1.5
    assert shifted(*background)[0] * sign > 1.5


def test_a_dolly_zoom_keeps_the_subject_and_changes_the_background(tmp_path):
    still = textured_still()
    frames = filmed(tmp_path, CameraBeat(0, 1, "dolly_zoom", "in", distance_m=0.8), still=still)
    assert measured(frames[0], frames[-1], part=0.2).growth == pytest.approx(1, abs=0.05)
    assert measured(frames[0], frames[-1]).growth < 0.97


def test_a_dolly_has_parallax_and_a_zoom_has_none(tmp_path):
    def spread(beat: CameraBeat) -> float:
        frames = filmed(tmp_path, beat, still=textured_still(), size=(640, 360))
        centre = measured(frames[0], frames[-1], part=0.2).growth
        return centre - measured(frames[0][:120], frames[-1][:120]).growth

    assert spread(CameraBeat(0, 1, "dolly", "in", distance_m=0.4)) > 0.02
    assert abs(spread(CameraBeat(0, 1, "zoom", "in", factor=1.25))) < 0.01


def test_measures_are_kept_on_screen(tmp_path):
    still = textured_still()
    panned = filmed(tmp_path, CameraBeat(0, 1, "pan", "left", degrees=5), still=still)
    focal = 35 / 36 * SIZE[0]
    assert measured(panned[0], panned[-1], part=0.3).right == pytest.approx(focal * np.tan(np.radians(5)), rel=0.1)
    zoomed = filmed(tmp_path, CameraBeat(0, 1, "zoom", "in", factor=1.2), still=still)
    assert measured(zoomed[0], zoomed[-1]).growth == pytest.approx(1.2, rel=0.03)
    rolled = filmed(tmp_path, CameraBeat(0, 1, "roll", "clockwise", degrees=12), still=still)
    assert measured(rolled[0], rolled[-1]).clockwise == pytest.approx(-12, abs=1)


@pytest.mark.parametrize("beats", [(), (CameraBeat(0, 1, "hold"),)])
@pytest.mark.parametrize("still", [None, textured_still()])
def test_a_hold_is_static(tmp_path, beats, still):
    frames = filmed(tmp_path, *beats, still=still)
    change = [np.abs(frames[0].astype(int) - frame).mean() for frame in frames]
    assert max(change) < 1.5


@pytest.mark.parametrize("size", [(320, 180), (180, 320)])
def test_the_first_frame_is_the_still(tmp_path, size):
    still = textured_still(size)
    moves = (CameraBeat(0, 1, "dolly", "out"), CameraBeat(0, 1, "pan", "left"))
    path = CameraPath(moves, "handheld", "strong", lens_mm=85)
    frames = filmed(tmp_path, still=still, size=size, path=path)
    wanted = np.asarray(Image.open(io.BytesIO(still)))
    assert psnr(frames[0], wanted) > 30
    assert psnr(frames[-1], wanted) < 25


def test_the_colours_of_a_still_are_kept(tmp_path):
    for colour in ((200, 40, 40), (40, 160, 60), (30, 60, 200)):
        still = png(np.full((180, 320, 3), colour, np.uint8))
        frame = filmed(tmp_path, CameraBeat(0, 1, "pan"), still=still)[0]
        assert np.abs(frame.reshape(-1, 3).mean(axis=0) - colour).max() < 4


@pytest.mark.parametrize(
    "beat",
    [
        CameraBeat(0, 1, "pan", "left", degrees=200),
        CameraBeat(0, 1, "tilt", "down", degrees=100),
        CameraBeat(0, 1, "roll", degrees=180),
        CameraBeat(0, 1, "dolly", "out", distance_m=30),
        CameraBeat(0, 1, "dolly", "in", distance_m=30),
        CameraBeat(0, 1, "truck", "left", distance_m=5),
        CameraBeat(0, 1, "arc", "left", degrees=360),
        CameraBeat(0, 1, "zoom", "out", factor=6),
    ],
)
def test_no_move_shows_a_border(tmp_path, beat):
    still = png(np.full((180, 320, 3), 140, np.uint8))
    for frame in filmed(tmp_path, beat, still=still)[::4]:
        assert frame.min() > 130
        assert frame.max() < 150


def test_handheld_shakes_a_little(tmp_path):
    path = CameraPath((), "handheld", "normal")
    frames = filmed(tmp_path, still=textured_still(), path=path, seconds=2)
    shifts = [measured(frames[0], frame) for frame in frames[6::6]]
    assert 0.4 < max(abs(shift.right) for shift in shifts) < 12


def test_a_rack_focus_takes_the_focus_from_the_background_to_the_subject_and_back(tmp_path):
    beats = (CameraBeat(0, 1, "rack_focus", "in"), CameraBeat(1, 2, "rack_focus", "out"))
    frames = filmed(tmp_path, *beats, still=textured_still(), seconds=2)
    centre, corner = (slice(85, 110), slice(150, 170)), (slice(0, 40), slice(0, 60))
    start, near, far = frames[0], frames[24], frames[-1]
    assert sharpness(near, corner) < 0.5 * sharpness(start, corner)
    assert sharpness(near, centre) > 0.7 * sharpness(start, centre)
    assert sharpness(far, centre) < 0.5 * sharpness(start, centre)
    assert sharpness(far, corner) > 0.7 * sharpness(start, corner)


def test_the_test_card_moves_and_fits_every_size(tmp_path):
    for size in ((320, 180), (180, 320), (64, 64)):
        clip = tmp_path / "card.mp4"
        label = "a very long label " * 2000
        render_clip(clip, size=size, seconds=1, camera=None, label=label)
        frames = frames_of(clip)
        assert len(frames) == 24
        assert np.abs(frames[0].astype(int) - frames[12]).max() > 40
        assert frames[0].std() > 30


def test_the_stand_in_set_depends_on_its_seed_alone(tmp_path):
    def first(seed: int) -> np.ndarray:
        clip = tmp_path / "clip.mp4"
        render_clip(clip, size=SIZE, seconds=0.1, camera=CameraPath(), seed=seed)
        return frames_of(clip)[0]

    assert np.array_equal(first(1), first(1))
    assert not np.array_equal(first(1), first(2))


def test_a_still_of_another_shape_is_cropped_around_its_centre(tmp_path):
    wide = np.zeros((180, 640, 3), np.uint8)
    wide[:, 160:480] = 200
    frame = filmed(tmp_path, still=png(wide))[0]
    assert frame[:, 20:300].mean() > 190


def test_a_broken_still_is_a_message(tmp_path):
    whole = textured_still()
    for broken in (whole[: len(whole) // 2], b"GIF89a" + bytes(100), b""):
        with pytest.raises(PromptkitError, match="the still cannot be decoded"):
            filmed(tmp_path, still=broken)
    assert list(tmp_path.iterdir()) == []


def test_progress_rises_to_one(tmp_path):
    parts: list[float] = []
    render_clip(tmp_path / "a.mp4", size=SIZE, seconds=1, camera=CameraPath(), progress=parts.append)
    assert parts == sorted(parts)
    assert (len(parts), parts[-1]) == (24, 1.0)


def test_a_render_that_is_broken_off_leaves_nothing(tmp_path):
    def stop(part: float) -> None:
        if part > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        render_clip(tmp_path / "a.mp4", size=SIZE, seconds=1, camera=CameraPath(), progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("size", "seconds"), [((321, 180), 1), ((320, 180), 0), ((4, 4), 1)])
def test_a_clip_that_cannot_be_is_refused(tmp_path, size, seconds):
    with pytest.raises(ValueError, match="cannot be made"):
        render_clip(tmp_path / "a.mp4", size=size, seconds=seconds, camera=None)


def test_ticks_stand_where_the_beats_start(tmp_path):
    import av

    clip = tmp_path / "a.mp4"
    render_clip(clip, size=SIZE, seconds=3, camera=CameraPath((CameraBeat(1.5, 2.5, "pan"),)))
    with av.open(str(clip)) as container:
        sound = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])
    assert np.abs(sound[48_000:70_000]).max() < 0.03
    loudest = int(np.argmax(np.abs(sound)))
    assert loudest / 48_000 == pytest.approx(1.5, abs=0.06)


def test_nothing_heavy_is_imported_with_the_package():
    code = "import sys, promptkit.media; print([n for n in ('av', 'numpy', 'cv2', 'PIL') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_library_is_named_by_its_extra(tmp_path):
    code = (
        "import importlib.util, pathlib\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name == 'av' else find(name, package)\n"
        "from promptkit.findings import MissingExtra\n"
        "from promptkit.media import render_clip\n"
        "try:\n"
        "    render_clip(pathlib.Path('x.mp4'), size=(64, 64), seconds=1, camera=None)\n"
        "except MissingExtra as error:\n"
        "    print(error, '|', error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("rendering a clip needs the extra [local] | pip install")


def test_the_length_is_exact(tmp_path):
    clip = tmp_path / "a.mp4"
    render_clip(clip, size=SIZE, seconds=4, camera=CameraPath())
    facts = probe_clip(clip)
    assert (facts.frames, facts.seconds, facts.fps) == (96, 4.0, 24.0)
