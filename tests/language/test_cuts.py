from __future__ import annotations

import pytest

from promptkit.language import Framing, Shot, setups, timeline
from tests.language.reading import NEXT, found, only, read, shot

CUTS = """\
framing: {lens: 35mm}
cuts:
  - for: 3
    framing: {shot_size: CU, lens: 85mm}
    camera: [push in]
    action: [{does: wakes, at: end - 1}]
  - id: wide
    framing: wide
    support: {handheld: subtle}
    camera: [{hold: 1}, {pan: left, for: 2}]
"""


def spans(text: str, duration: int = 8) -> list[tuple[float, float]]:
    built = read(f"shot: a\nduration: {duration}\nscene: A harbour.\n{text}")
    assert not built.findings, [each.message for each in built.findings]
    assert built.timeline is not None
    return [(cut.start / 1000, cut.end / 1000) for cut in built.timeline.cuts]


def test_cuts_follow_one_another_and_share_what_is_left() -> None:
    assert spans("cuts: [{for: 3}, {for: 5}]\n") == [(0, 3), (3, 8)]
    assert spans("cuts: [{for: 2}, {}, {scene: x}]\n") == [(0, 2), (2, 5), (5, 8)]
    assert spans("cuts: [{for: 2}, {for: all}]\n") == [(0, 2), (2, 8)]
    assert spans("cuts: [{scene: x}]\n") == [(0, 8)]
    assert spans("cuts: A harbour at dawn.\n") == [(0, 8)]


def test_times_inside_are_those_of_the_cut() -> None:
    built = read(f"shot: a\nduration: 8\nscene: A harbour.\n{CUTS}")
    assert built.sound
    assert built.timeline is not None
    assert [(each.path, each.start, each.end) for each in built.timeline.beats] == [
        (("cuts", 0, "camera", 0, "moves", 0), 0, 3000),
        (("cuts", 1, "camera", 0, "moves", 0), 3000, 4000),
        (("cuts", 1, "camera", 1, "moves", 0), 4000, 6000),
        (("cuts", 1), 6000, 8000),
        (("cuts", 0, "action", 0), 2000, 3000),
    ]
    assert [each.cut for each in built.timeline.beats] == [0, 1, 1, 1, 0]


def test_sound_and_text_run_on_the_clip_and_know_the_ids_inside() -> None:
    built = read(
        "shot: a\nduration: 8\nscene: A harbour.\n"
        "cuts: [{for: 3, camera: [{dolly: in, for: 1, id: push}]}, {id: wide, action: [{does: x, id: x, at: 1}]}]\n"
        "sound: {effects: [{sound: a, at: push.end}, {sound: b, at: wide.start}, {sound: c, at: end - 1}]}\n"
        "text: [{says: d, at: x.start}]\n"
    )
    assert not built.findings
    assert built.timeline is not None
    assert [each.start for each in built.timeline.on("effects")] == [1000, 3000, 7000]
    assert [each.start for each in built.timeline.on("text")] == [4000]


@pytest.mark.parametrize(
    ("body", "message", "edits"),
    [
        ("[{for: 3}, {for: 6}]", "3 + 6 = 9 s, 1 s more than the clip's 8 s", ["2.65", "5.35"]),
        ("[{for: 2}, {for: 2}]", "2 + 2 = 4 s, 4 s less than the clip's 8 s", ["4", "4"]),
        ("[{for: 4}]", "the cut lasts 4 s, 4 s less than the clip's 8 s", ["8"]),
    ],
)
def test_cuts_that_do_not_fill_the_clip(body: str, message: str, edits: list[str]) -> None:
    finding = only(f"cuts: {body}\n")
    assert finding.rule == "cuts-do-not-fill"
    assert message in finding.message
    assert finding.fix is not None
    assert [each.text for each in finding.fix.edits] == edits


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("cuts: [{for: 8}, {}]\n", "no-time-left"),
        ("cuts: [{for: all}, {}]\n", "all-beside-flexible"),
        ("cuts: [{for: 4, camera: [{hold: 5}]}, {}]\n", "timeline-overflow"),
        ("cuts: [{for: 4, action: [{does: x, at: end - 5}]}, {}]\n", "time-before-start"),
        ("cuts: [{for: 4, id: a}, {id: a}]\n", "duplicate-id"),
        ("cuts: [{for: 4, camera: [{dolly: in, at: nobody.end}]}, {}]\n", "unknown-id"),
        ("cuts: [{for: 4, sound: rain}, {}]\n", "unknown-key"),
        ("cuts: [{duration: 4}, {}]\n", "unknown-key"),
        ("cuts: [{lens: 50mm}, {}]\n", "unknown-key"),
        ("cuts: [{framing: {shot_size: clse-up}}, {}]\n", "unknown-term"),
        ("cuts: [[1]]\n", "invalid-value"),
    ],
)
def test_a_mistake_inside_is_one_finding(body: str, rule: str) -> None:
    assert only(body).rule == rule


def test_an_overflow_inside_is_scaled_to_the_cut() -> None:
    finding = only("cuts:\n  - for: 4\n    camera: [{hold: 2}, {dolly: in, for: 6}]\n  - {}\n")
    assert "2 + 6 = 8 s, 4 s more than the cut's 4 s" in finding.message
    assert finding.fix is not None
    assert [each.text for each in finding.fix.edits] == ["1", "3"]


def test_what_is_not_of_a_cut_names_the_place_where_it_belongs() -> None:
    assert "beside `cuts`" in (only("cuts: [{for: 4, sound: rain}, {}]\n").hint or "")
    assert "`for`" in (only("cuts: [{duration: 4}, {}]\n").hint or "")
    assert "framing: {lens: ...}" in (only("cuts: [{lens: 50mm}, {}]\n").hint or "")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("cuts: none\n", "'cuts' is a list of set-ups, not 'none'"),
        ("cuts: [push in, A pier.]\n", "a cut of one text is its scene, and 'push in' is a camera move"),
        ("cuts: [A pier., close-up]\n", "a cut of one text is its scene, and 'close-up' is a shot size"),
        ("cuts: [{for: 8}, {id: x}]\n", "no time is left for this cut"),
        ("cuts: [{id: x}, {id: x}]\n", "the id 'x' is taken by another cut"),
    ],
)
def test_what_else_is_no_cut(body: str, message: str) -> None:
    assert only(body).message == message


def test_words_inside_are_read_as_anywhere() -> None:
    made = shot(CUTS)
    first, second = made.cuts
    assert first.framing is not None
    assert first.framing.shot_size == "close-up"
    assert second.framing is not None
    assert second.framing.shot_size == "wide shot"
    assert second.support is not None
    assert (second.support.kind, second.support.amount) == ("handheld", "subtle")
    assert found("cuts:\n  - camera: [{dolly: left}]\n") == [("misused-move", NEXT + 1, 15)]


def test_a_set_up_lays_the_cut_over_the_shot_key_by_key() -> None:
    first, second = setups(
        shot(f"support: handheld\nmotion: natural\n{CUTS}".replace("handheld: subtle", "amount: subtle"))
    )
    assert first.framing == Framing(shot_size="close-up", lens="85mm")
    assert second.framing == Framing(shot_size="wide shot", lens="35mm")
    assert first.support is not None
    assert second.support is not None
    assert (first.support.kind, first.support.amount) == ("handheld", None)
    assert (second.support.kind, second.support.amount) == ("handheld", "subtle")
    assert (second.scene, second.motion) == ("A harbour.", "natural")
    assert second.where("framing", "lens") == ("framing", "lens")
    assert second.where("framing", "shot_size") == ("cuts", 1, "framing", "shot_size")
    assert second.where("camera", 0, "moves", 0) == ("cuts", 1, "camera", 0, "moves", 0)
    assert second.where("motion") == ("motion",)


def test_null_takes_away_what_the_shot_says() -> None:
    (only_one,) = setups(
        shot("framing: {lens: 35mm, angle: low}\nlocation: pier\ncuts: [{framing: {lens: null}, location: null}]\n")
    )
    assert only_one.framing == Framing(lens=None, angle="low angle")
    assert only_one.location is None


def test_a_shot_without_cuts_is_one_set_up() -> None:
    (whole,) = setups(shot("camera: [push in]\n"))
    assert (whole.path, whole.where("scene")) == ((), ("scene",))


def test_cuts_made_in_python_are_those_of_yaml() -> None:
    made = Shot.model_validate(
        {
            "shot": "a",
            "duration": 8,
            "scene": "A harbour.",
            "cuts": [{"for": 3, "framing": {"shot_size": "close-up"}}, {"camera": [{"moves": [{"move": "hold"}]}]}],
        }
    )
    assert made == shot("cuts: [{for: 3, framing: CU}, {camera: [static]}]\n")
    assert [(each.start, each.end) for each in timeline(made).cuts] == [(0, 3000), (3000, 8000)]
