"""Cuts in prompts and on the track: what is common once, then cut by cut, each phrase from where it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        "Cinematography:\n"
        "Camera shot: close-up.\n"
        "Lens: 85 mm.\n"
        "Camera: The camera holds still throughout.\n"
        "Actions:\n"
        "- Vesna wakes with cold breath.\n\n"
        "Shot 2:\n"
        "Cinematography:\n"
        "Camera shot: wide shot.\n"
        "Lens: 35 mm.\n"
        "Camera: The camera dollies out at 20 cm per second. The camera is handheld.\n\n"
        "Background sound: as the second shot begins, a door bangs."
    )


def test_a_phrase_is_mapped_to_where_it_is_written(tmp_path: Path) -> None:
    made = compiled(shot(BODY), tmp_path)
    lines = {made.prompt[each.start : each.end]: each.span.line for each in made.source_map}
    assert (lines["85 mm"], lines["35 mm"], lines["wide shot"]) == (7, 4, 11)


def test_times_in_beats_are_those_of_the_clip(tmp_path: Path) -> None:
    prompt = compiled(shot(BODY), tmp_path, Options(dialect="beats")).prompt
    assert "- 0.00-4.00 s: The camera holds still." in prompt
    assert "- 4.00-8.00 s: The camera dollies out at 20 cm per second." in prompt


def test_the_track_starts_afresh_at_each_cut(tmp_path: Path) -> None:
    track: Any = compiled(shot(BODY), tmp_path, Options(endpoint="local")).request.extras["x_camera"]
    assert track["cuts"] == [
        {"start": 0.0, "lens_mm": 85.0},
        {"start": 4.0, "lens_mm": 35.0, "support": {"kind": "handheld"}},
    ]
    assert track["beats"][1] == {"start": 4.0, "end": 8.0, "move": "dolly", "direction": "out", "distance_m": 0.8}
