"""Cuts in prompts and on the track: what is common once, then cut by cut, each phrase from where it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from promptkit.check import Options
from tests.compiler.shots import compiled, shot

BODY = """\
framing: {lens: 35mm}
cuts:
  - for: 4
    framing: {shot_size: close-up, lens: 85mm}
    camera: [{hold: all}]
    action: [Vesna wakes with cold breath]
  - id: wide
    framing: {shot_size: wide shot}
    camera: [{dolly: out, speed: 20cm/s}]
    support: handheld
sound: {effects: [{at: wide.start, sound: a door bangs}]}
"""


def test_each_cut_has_its_block(tmp_path: Path) -> None:
    assert compiled(shot(BODY), tmp_path).prompt == (
        "A harbour at dawn.\n\n"
        "Shot 1 (4 seconds):\n"
        "Camera shot: close-up.\n"
        "Lens: 85 mm.\n"
        "Camera: The camera holds still throughout.\n"
        "Actions:\n"
        "- Vesna wakes with cold breath.\n\n"
        "Shot 2:\n"
        "Camera shot: wide shot.\n"
        "Lens: 35 mm.\n"
        "Camera: The camera dollies out at 20 cm per second. The camera is handheld.\n\n"
        "Sound: as the second shot begins, a door bangs."
    )


def test_a_phrase_is_mapped_to_where_it_is_written(tmp_path: Path) -> None:
    made = compiled(shot(BODY), tmp_path)
    lines = {made.prompt[each.start : each.end]: each.span.line for each in made.source_map}
    assert (lines["85 mm"], lines["35 mm"], lines["wide shot"]) == (7, 4, 11)


def test_times_in_beats_are_those_of_the_clip(tmp_path: Path) -> None:
    prompt = compiled(shot(BODY), tmp_path, Options(dialect="beats")).prompt
    assert "- 0.00-4.00 s: Shot 1. Close-up, 85 mm lens. The camera holds still. Vesna wakes" in prompt
    assert "- 4.00-8.00 s: Shot 2. Wide shot, 35 mm lens. The camera is handheld. The camera dollies out at" in prompt


def test_one_paragraph_cuts_from_shot_to_shot(tmp_path: Path) -> None:
    prompt = compiled(shot(BODY), tmp_path, Options(dialect="ltx")).prompt
    assert prompt == (
        "A harbour at dawn. Close-up, 85 mm lens. The camera holds still throughout. Vesna wakes with cold breath. "
        "This shot takes 4 seconds. Cut to a wide shot, 35 mm lens. The camera dollies out at 20 cm per second. "
        "The camera is handheld. As the second shot begins, a door bangs."
    )


def test_h3_numbers_shots_and_stamps_all_but_the_first(tmp_path: Path) -> None:
    prompt = compiled(shot(BODY), tmp_path, Options(dialect="h3")).prompt
    assert "[Shot 1] Close-up, 85 mm lens." in prompt
    assert "[Shot 2] At 00:04.000, the camera cuts to a wide shot, 35 mm lens. The camera pulls out at" in prompt


def test_commands_stand_in_their_cut(tmp_path: Path) -> None:
    prompt = compiled(shot(BODY), tmp_path, Options(dialect="hailuo")).prompt
    assert "[Static shot] Vesna wakes with cold breath. This shot takes 4 seconds. Cut to a wide shot" in prompt
    assert prompt.endswith("The camera is handheld. [Pull out] The camera moves at 20 cm per second.")


@pytest.mark.parametrize("dialect", ["prose", "brief", "beats", "remix", "json"])
def test_every_value_of_a_cut_is_told(dialect: str, tmp_path: Path) -> None:
    assert compiled(shot(BODY), tmp_path, Options(dialect=dialect)).not_said == ()


def test_what_every_cut_has_of_its_own_is_not_said_of_all(tmp_path: Path) -> None:
    text = BODY.replace("{shot_size: wide shot}", "{shot_size: wide shot, lens: 24mm}")
    made = compiled(shot(text), tmp_path)
    assert made.not_said == (("framing", "lens"),)
    (finding,) = made.findings
    assert finding.message == "the prose dialect does not say 'lens' of framing: every cut has its own"


def test_times_in_a_cut_count_from_it(tmp_path: Path) -> None:
    text = BODY.replace(
        "[Vesna wakes with cold breath]", "[{at: 2, does: Vesna wakes}, {at: end - 1, does: she sits up}]"
    )
    prompt = compiled(shot(text), tmp_path).prompt
    assert "- Two seconds into this shot, Vesna wakes.\n- In the final second of this shot, she sits up." in prompt


def test_the_track_starts_afresh_at_each_cut(tmp_path: Path) -> None:
    track: Any = compiled(shot(BODY), tmp_path, Options(endpoint="local")).request.extras["x_camera"]
    assert track["cuts"] == [
        {"start": 0.0, "lens_mm": 85.0},
        {"start": 4.0, "lens_mm": 35.0, "support": {"kind": "handheld"}},
    ]
    assert track["beats"][1] == {"start": 4.0, "end": 8.0, "move": "dolly", "direction": "out", "distance_m": 0.8}
