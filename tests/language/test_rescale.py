"""Rescaled, a shot loads and keeps its proportions; comments and layout stay."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promptkit.language import Built, rescaled
from promptkit.language._scale import Scale, scale_of
from promptkit.source import Mapping, apply_edits, parse_text
from tests.language.reading import read


def scaled(text: str, seconds: int) -> str:
    built = read(text)
    assert built.sound, [each.message for each in built.findings]
    assert built.shot is not None
    assert built.timeline is not None
    (own,) = parse_text(text, "shot.yaml").documents
    assert isinstance(own, Mapping)
    found = rescaled(built.shot, built.timeline, built.places, seconds, own)
    assert not found.obstacles, found.obstacles
    changed, left = apply_edits(text, found.edits)
    assert not left
    return changed


SHOT = """\
shot: a
duration: 8   # seconds
scene: "A harbour: dawn."
camera:
  - hold: 0.5        # rest
  - {dolly: in, for: 2s, id: push, distance: 20cm, speed: 10cm/s}
  - hold: all
  - {pan: left, at: "end - 1", for: 500ms}
action:
  - {does: x, at: push.end + 0.5, for: 1}
  - does: y
    at: push.start
sound:
  effects: [{sound: c, at: 2.5}, hum]
  dialogue: [{line: one two three four five, for: 3, at: 4}]
text: [{says: d, at: 6, for: 2}]
"""


def test_every_written_time_is_scaled_and_nothing_else() -> None:
    assert scaled(SHOT, 4) == (
        SHOT.replace("duration: 8", "duration: 4")
        .replace("hold: 0.5", "hold: 0.25")
        .replace("for: 2s", "for: 1s")
        .replace("speed: 10cm/s", "speed: 20cm/s")
        .replace('"end - 1"', '"end - 0.5"')
        .replace("500ms", "250ms")
        .replace("push.end + 0.5, for: 1", "push.end + 0.25, for: 0.5")
        .replace("at: 2.5", "at: 1.25")
        .replace("for: 3, at: 4", "for: 2, at: 2")  # five words need two seconds
        .replace("at: 6, for: 2", "at: 3, for: 1")
    )


def test_longer_leaves_speech_as_long_as_it_is() -> None:
    assert "for: 3, at: 6}" in scaled(SHOT, 12)


def test_cuts_and_what_is_in_them() -> None:
    text = (
        "shot: a\nduration: 12\nscene: x\ncuts:\n"
        "  - {for: 5, camera: [{hold: 1}, {dolly: in, at: 2.5, for: 1}]}\n  - {for: 7, action: [{does: x, at: 3}]}\n"
    )
    assert scaled(text, 8) == (
        "shot: a\nduration: 8\nscene: x\ncuts:\n"
        "  - {for: 3.35, camera: [{hold: 0.65}, {dolly: in, at: 1.65, for: 0.7}]}\n"
        "  - {for: 4.65, action: [{does: x, at: 2}]}\n"
    )


def test_a_time_of_another_document_is_an_obstacle() -> None:
    built = read("shot: a\nduration: 8\nscene: x\ncamera: [{hold: 1}]\n")
    built.places.root.entries["camera"] = read_elsewhere("camera: [{hold: 1}]\n")
    assert built.shot is not None
    assert built.timeline is not None
    (obstacle,) = rescaled(built.shot, built.timeline, built.places, 4).obstacles
    assert (obstacle.span.file, obstacle.message) == (
        "preset.yaml",
        "'for' of camera entry 1 (1) stands in another document",
    )


def read_elsewhere(text: str) -> Mapping:
    from promptkit.language import Report, shaped

    (document,) = parse_text(text, "preset.yaml").documents
    assert isinstance(document, Mapping)
    return shaped(document, Report()).entries["camera"]  # type: ignore[return-value]


# --- what always holds

_LENGTH = st.integers(1, 160).map(lambda ticks: f"{ticks / 20:g}")


@st.composite
def _camera(draw: st.DrawFn, prefix: str) -> list[str]:
    items = []
    for at in range(draw(st.integers(1, 4))):
        told = draw(st.one_of(st.none(), _LENGTH))
        move = draw(st.sampled_from(["dolly: in", "pan: left", "tilt: up"]))
        times = f", for: {told}" if told else draw(st.sampled_from(["", ", weight: 3"]))
        items.append(f"{{{move}{times}, id: {prefix}{at}}}")
    return items


@st.composite
def _texts(draw: st.DrawFn) -> str:
    lines = ["shot: a", f"duration: {draw(st.sampled_from([4, 8, 12]))}", "scene: x"]
    anchor = draw(st.sampled_from(["c0.start", "c0.end + 0.3", "end - 0.75", "0.5", "1"]))
    if draw(st.booleans()):
        lines += ["cuts:"]
        for at in range(draw(st.integers(1, 3))):
            items = ", ".join(draw(_camera(f"c{at}" if at else "c")))
            told = draw(st.one_of(st.none(), _LENGTH))
            lines += [f"  - camera: [{items}]  # cut {at}", *([f"    for: {told}"] if told else [])]
    else:
        lines += ["camera:", *(f"  - {item}  # beat" for item in draw(_camera("c")))]
        lines += [f"action: [{{does: x, at: {anchor}}}]"]
    return "\n".join([*lines, f"sound: {{effects: [{{sound: y, at: {anchor}}}]}}"]) + "\n"


@settings(max_examples=250, deadline=None)
@given(_texts(), st.sampled_from([4, 8, 12]))
def test_proportions_hold(text: str, seconds: int) -> None:
    before = read(text)
    assume(before.sound)
    after = read(scaled(text, seconds))
    assert after.sound, [each.message for each in after.findings]
    assert _without_numbers(text) == _without_numbers(scaled(text, seconds))
    _same_proportions(before, after)


def _without_numbers(text: str) -> str:
    import re

    return re.sub(r"(?<=[ {])[\d.]+", "#", text)


def _same_proportions(before: Built, after: Built) -> None:
    assert before.timeline is not None
    assert after.timeline is not None
    factor = Fraction(after.timeline.length, before.timeline.length)
    old, new = before.timeline.beats, after.timeline.beats
    assert [each.path for each in old if each.part] == [each.path for each in new if each.part]
    made = {each.path: each for each in new}
    for beat in old:
        if beat.part is None:
            continue
        there = made[beat.path]
        assert abs(there.start - beat.start * factor) <= 200
        assert abs(there.end - beat.end * factor) <= 200


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12000), min_size=2, max_size=8), st.sampled_from([(8, 4), (8, 12), (12, 8), (4, 12)]))
def test_a_scale_keeps_order_and_both_ends(moments: list[int], lengths: tuple[int, int]) -> None:
    old, new = (each * 1000 for each in lengths)
    moments = sorted(min(each, old) for each in moments)
    scale = scale_of(old, new, pairwise(moments))
    there = [scale.at(each) for each in moments]
    assert there == sorted(there)
    assert (scale.at(0), scale.at(old)) == (0, new)
    assert all(abs(at - moment * new / old) <= scale.grid / 2 for at, moment in zip(there, moments, strict=True))


@pytest.mark.parametrize(
    ("moment", "grid", "there"), [(1000, 50, 650), (1000, 10, 670), (1000, 1, 667), (12000, 50, 8000)]
)
def test_moments_go_to_the_grid(moment: int, grid: int, there: int) -> None:
    assert Scale(12000, 8000, grid).at(moment) == there
