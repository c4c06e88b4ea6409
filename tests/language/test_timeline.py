from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.language import Beat, CameraItem, Shot, Timeline, said, timeline
from tests.language.reading import beats, found, only, read

# --- the page's rules, one by one


def test_beats_follow_one_another() -> None:
    assert beats("camera: [{hold: 0.5}, {dolly: in, for: 2}, {hold: 1}, {pan: left, for: 1.5}]\n") == [
        ("hold", 0, 0.5),
        ("dolly", 0.5, 2.5),
        ("hold", 2.5, 3.5),
        ("pan", 3.5, 5),
        ("hold", 5, 8),
    ]


def test_without_a_camera_it_holds() -> None:
    assert beats("") == [("hold", 0, 8)]


def test_what_has_no_length_shares_the_free_time() -> None:
    assert beats("camera: [{dolly: in}, {hold: 2}, {pan: left}]\n") == [("dolly", 0, 3), ("hold", 3, 5), ("pan", 5, 8)]


def test_shares_by_weight() -> None:
    assert beats("camera: [{dolly: in, weight: 3}, {pan: left}]\n") == [("dolly", 0, 6), ("pan", 6, 8)]


def test_thirds_add_up() -> None:
    rows = beats("camera: [{dolly: in}, {pan: left}, {dolly: out}]\n")
    assert rows == [("dolly", 0, 2.667), ("pan", 2.667, 5.333), ("dolly", 5.333, 8)]


def test_the_free_time_ends_where_the_next_start_is_written() -> None:
    assert beats("camera: [{dolly: in}, {pan: left}, {tilt: up, at: 4, for: 1}]\n") == [
        ("dolly", 0, 2),
        ("pan", 2, 4),
        ("tilt", 4, 5),
        ("hold", 5, 8),
    ]


@pytest.mark.parametrize("rest", ["{hold: all}", "{pan: left, for: all}"])
def test_all_takes_what_is_left(rest: str) -> None:
    assert beats(f"camera: [{{dolly: in, for: 2}}, {rest}, {{hold: 1}}]\n")[1][1:] == (2, 7)


def test_all_beside_another_flexible_item() -> None:
    assert found("camera:\n  - hold: all\n  - dolly: in\n") == [("all-beside-flexible", 5, 5)]


def test_a_beat_left_with_no_time() -> None:
    assert found("camera:\n  - {dolly: in, for: 8}\n  - pan: left\n") == [("no-time-left", 6, 5)]
    assert found("camera:\n  - dolly: in\n  - {pan: left, at: 0, for: 1}\n") == []


def test_relative_times() -> None:
    body = (
        "camera: [{hold: 1}, {dolly: in, for: 2, id: push}]\n"
        "action:\n"
        "  - {at: push.start, for: 1, does: one}\n"
        "  - {at: push.end + 0.5, for: 1, does: two}\n"
        "  - {at: end - 1.5, does: three}\n"
        "  - {at: start + 0.25, for: 500ms, does: four}\n"
    )
    assert beats(body, "action") == [("four", 0.25, 0.75), ("one", 1, 2), ("two", 3.5, 4.5), ("three", 6.5, 8)]


def test_an_id_inside_moves_together() -> None:
    body = (
        "camera: [{dolly: {go: in, for: 4}, tilt: {go: up, at: 1, for: 2, id: look}}]\n"
        "action: [{at: look.end, for: 1, does: one}]\n"
    )
    assert beats(body) == [("dolly", 0, 4), ("tilt", 1, 3), ("hold", 4, 8)]
    assert beats(body, "action") == [("one", 3, 4)]


def test_together_lasts_as_long_as_the_longest() -> None:
    body = "camera: [{dolly: {go: in, for: 4}, tilt: {go: up, at: 1}}, {hold: 1}]\n"
    assert beats(body) == [("dolly", 0, 4), ("tilt", 1, 4), ("hold", 4, 5), ("hold", 5, 8)]


def test_a_move_that_starts_after_the_others_have_ended() -> None:
    assert found("camera:\n  - {dolly: {go: in, at: 3}, tilt: {go: up, for: 2}}\n") == [("no-time-left", 5, 6)]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("action:\n  - {does: one, at: a.end, for: 1, id: a}\n", 5, 21),
        ("action:\n  - {does: one, at: b.end, id: a, for: 1}\n  - {does: two, at: a.end, id: b, for: 1}\n", 5, 21),
        ("text: [{says: x, at: t.end, id: t}]\n", 4, 22),
        ("action:\n  - {does: one, id: a}\n  - {does: two, at: a.end}\n", 5, 5),
    ],
)
def test_a_time_that_hangs_on_itself(body: str, line: int, column: int) -> None:
    assert found(body) == [("time-cycle", line, column)]


def test_an_unknown_id_is_told_at_the_time() -> None:
    finding = only("camera: [{dolly: in, id: push}]\naction: [{does: one, at: pull.end}]\n")
    assert (finding.rule, finding.path) == ("unknown-id", ("action", 0, "at"))
    assert "push" in finding.message


def test_one_id_twice() -> None:
    assert found("camera: [{dolly: in, id: a}]\naction: [{does: one, id: a}]\n") == [("duplicate-id", 5, 26)]


def test_overlaps_are_no_matter_of_time() -> None:
    """On different axes they are fine, and on one axis the linter says so."""
    rows = beats("camera: [{dolly: in, for: 4}, {pan: left, at: 1, for: 2}]\n")
    assert rows == [("dolly", 0, 4), ("pan", 1, 3), ("hold", 4, 8)]


def test_actions_may_overlap_by_at() -> None:
    body = "action: [{does: one, for: 4}, {does: two, at: 1, for: 2}]\n"
    assert beats(body, "action") == [("one", 0, 4), ("two", 1, 3)]


def test_effects_are_instants_or_the_whole_clip() -> None:
    body = "sound: {effects: [{at: 2.5, sound: clink}, {at: end, sound: door}, hum]}\n"
    assert beats(body, "effects") == [("hum", 0, 8), ("clink", 2.5, 2.5), ("door", 8, 8)]


def test_text_without_times_belongs_to_the_whole_clip() -> None:
    body = "text: [A, {says: B, at: 2}, {says: C, at: 4, for: 1}, {says: D, for: 3}]\n"
    assert beats(body, "text") == [("D", 0, 3), ("A", 0, 8), ("B", 2, 4), ("C", 4, 5)]


def test_dialogue_lasts_its_words() -> None:
    body = 'sound: {dialogue: [{line: "one two three four five"}, {line: "six", for: 1}, {line: "seven", at: 6}]}\n'
    assert beats(body, "dialogue") == [("one two three four five", 0, 2), ("six", 2, 3), ("seven", 6, 6.4)]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("camera:\n  - hold: 4\n  - {dolly: in, for: 3}\n  - {pan: left, for: 3}\n  - hold: 1\n", 7, 5),
        ("camera:\n  - {dolly: in, for: 9}\n", 5, 5),
        ("camera:\n  - hold: 1\n  - {dolly: in, at: 7, for: 2}\n", 6, 5),
        ("camera:\n  - hold: 9\n  - hold: all\n", 5, 5),
        ("action:\n  - {does: one, for: 5}\n  - {does: two, for: 5}\n", 6, 5),
        ("sound:\n  effects:\n    - {at: 9, sound: x}\n", 6, 7),
        ("text:\n  - {says: x, at: 7, for: 2}\n", 5, 5),
    ],
)
def test_an_overflow_points_at_the_first_beat_past_the_end(body: str, line: int, column: int) -> None:
    assert found(body) == [("timeline-overflow", line, column)]


def test_an_overflow_shows_the_sum_and_scales_the_beats() -> None:
    finding = only("camera: [{hold: 2}, {dolly: in, for: 6}, {hold: 2}]\n")
    assert "2 + 6 + 2 = 10 s, 2 s more than the clip's 8 s" in finding.message
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["1.6", "4.8", "1.6"]
    assert finding.fix.safety == "unsafe"


def test_a_start_before_the_clip() -> None:
    assert found("action:\n  - {does: one, at: end - 9, for: 1}\n") == [("time-before-start", 5, 21)]


@pytest.mark.parametrize(("milliseconds", "text"), [(0, "0 s"), (2500, "2.5 s"), (12000, "12 s"), (333, "0.333 s")])
def test_times_are_said_in_seconds(milliseconds: int, text: str) -> None:
    assert said(milliseconds) == text


def test_thousands_of_beats_end_in_findings() -> None:
    many = "".join("  - {pan: left, for: 0.001}\n" for _ in range(900))
    assert found(f"camera:\n  - {{hold: 1, at: last.start}}\n{many}  - {{pan: left, for: 1, id: last}}\n")
    chain = "".join(f"  - {{does: x, id: b{at}, at: b{at + 1}.start, for: 1}}\n" for at in range(900))
    assert {rule for rule, *_ in found(f"action:\n{chain}  - {{does: x, id: b900, for: 1}}\n")} == {"time-cycle"}


# --- what always holds

_LENGTHS = st.one_of(st.none(), st.integers(1, 4000).map(lambda ms: ms / 1000))
_STARTS = st.one_of(
    st.none(),
    st.integers(0, 12000).map(lambda ms: ms / 1000),
    st.sampled_from(["end - 1", "c0.start", "c1.end", "a0.end + 0.5", "a1.start", "e0.start"]),
)


def _entry(core: dict[str, Any], length: object, at: object, weight: object, name: str) -> dict[str, Any]:
    given = {**core, "for": length, "at": at, "weight": weight, "id": name}
    return {key: value for key, value in given.items() if value is not None}


@st.composite
def _items(draw: st.DrawFn, *, starts: bool = True) -> list[dict[str, Any]]:
    moves = draw(st.lists(st.sampled_from([("dolly", "in"), ("pan", "left"), ("hold", None)]), min_size=1, max_size=5))
    return [
        _entry(
            {"moves": [{"move": name} | ({"direction": way} if way else {})]},
            draw(_LENGTHS),
            draw(_STARTS) if starts else None,
            draw(st.one_of(st.none(), st.integers(1, 9))),
            f"c{at}",
        )
        for at, (name, way) in enumerate(moves)
    ]


@st.composite
def _shots(draw: st.DrawFn) -> dict[str, Any]:
    actions = [
        _entry({"does": "x"}, draw(_LENGTHS), draw(_STARTS), None, f"a{at}") for at in range(draw(st.integers(0, 3)))
    ]
    effects = [{"sound": "x", "id": "e0", "at": draw(st.integers(0, 8))}] if draw(st.booleans()) else []
    return {
        "shot": "a",
        "duration": draw(st.sampled_from([4, 8, 12])),
        "camera": draw(_items()),
        "action": actions,
        "sound": {"effects": effects},
    }


@st.composite
def _with_cuts(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 4))
    cuts = [
        {
            "id": f"k{at}",
            "camera": [{**item, "id": f"k{at}{item['id']}"} for item in draw(_items(starts=draw(st.booleans())))],
            "action": [
                _entry(
                    {"does": "x"},
                    draw(_LENGTHS),
                    draw(st.sampled_from([None, 0.5, "end - 1", "k0.end"])),
                    None,
                    f"a{at}",
                )
            ],
        }
        for at in range(count)
    ]
    for cut in cuts:
        length = draw(_LENGTHS)
        if length is not None:
            cut["for"] = length
    return {"shot": "a", "duration": draw(st.sampled_from([4, 8, 12])), "cuts": cuts}


def _laid_out(data: dict[str, Any]) -> Timeline:
    return timeline(Shot.model_validate(data))


@settings(max_examples=150, deadline=None)
@given(_shots())
def test_beats_lie_within_the_clip_when_nothing_is_wrong(data: dict[str, Any]) -> None:
    result = _laid_out(data)
    if result.problems:
        return
    assert result.length == data["duration"] * 1000
    for beat in result.beats:
        assert 0 <= beat.start <= beat.end <= result.length
    assert max(beat.end for beat in result.on("camera")) == result.length


@settings(max_examples=150, deadline=None)
@given(_items(starts=False), st.sampled_from([4, 8, 12]))
def test_camera_beats_without_starts_are_contiguous(items: list[dict[str, Any]], duration: int) -> None:
    result = _laid_out({"shot": "a", "duration": duration, "camera": items})
    rows = result.on("camera")
    assert rows[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(rows))
    if result.problems:
        return
    assert rows[-1].end == duration * 1000
    if any("for" not in item for item in items):
        assert rows[-1].path, "flexible beats fill the clip: no hold is left at its end"


@settings(max_examples=100, deadline=None)
@given(st.one_of(_shots(), _with_cuts()), st.randoms(use_true_random=False))
def test_the_order_of_keys_and_channels_changes_nothing(data: dict[str, Any], shuffle: random.Random) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        if not isinstance(value, dict):
            return value
        keys = list(value)
        shuffle.shuffle(keys)
        return {key: shuffled(value[key]) for key in keys}

    assert _laid_out(shuffled(data)) == _laid_out(data)


@settings(max_examples=200, deadline=None)
@given(_with_cuts())
def test_cuts_fill_the_clip_and_their_beats_stay_inside(data: dict[str, Any]) -> None:
    result = _laid_out(data)
    if result.problems:
        return
    edges = [0, *(cut.end for cut in result.cuts)]
    assert [cut.start for cut in result.cuts] == edges[:-1]
    assert edges[-1] == result.length
    for cut, written in zip(result.cuts, data["cuts"], strict=True):
        assert "for" not in written or cut.end - cut.start == round(written["for"] * 1000)
        own = [beat for beat in result.beats if beat.cut == cut.index]
        assert all(cut.start <= beat.start <= beat.end <= cut.end for beat in own)
        camera = sorted((beat.start, beat.end) for beat in own if beat.channel == "camera")
        assert min(start for start, _ in camera) == cut.start
        assert max(end for _, end in camera) == cut.end


@settings(max_examples=150, deadline=None)
@given(st.one_of(_shots(), _with_cuts()))
def test_a_written_length_is_kept_to_the_millisecond(data: dict[str, Any]) -> None:
    shot = Shot.model_validate(data)
    result = timeline(shot)
    if any(each.rule in ("time-cycle", "time-before-start") for each in result.problems):
        return
    for beat in result.on("camera"):
        item = _item_of(shot, beat)
        if item is not None and isinstance(item.length, float):
            assert beat.end - beat.start == round(item.length * 1000)


def _item_of(shot: Shot, beat: Beat) -> CameraItem | None:
    if beat.part is None:
        return None
    camera = shot.camera if beat.cut is None else shot.cuts[beat.cut].camera
    return camera[int(beat.path[-3])]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 6), st.booleans())
def test_layout_of_the_yaml_changes_no_time(count: int, flow: bool) -> None:
    items = [f"{{pan: left, weight: {at + 1}}}" for at in range(count)]
    block = "".join(f"  - pan: left\n    weight: {at + 1}   # beat {at}\n" for at in range(count))
    body = f"camera: [{', '.join(items)}]\n" if flow else "camera:\n" + "".join(f"  - {each}\n" for each in items)
    assert beats(body) == beats(f"camera:\n{block}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.sampled_from([4, 8, 12]))
def test_shares_are_in_proportion_to_their_weights(weights: list[int], duration: int) -> None:
    items = [{"moves": [{"move": "hold"}], "weight": weight} for weight in weights]
    rows = _laid_out({"shot": "a", "duration": duration, "camera": items}).on("camera")
    for row, weight in zip(rows, weights, strict=True):
        assert abs((row.end - row.start) - duration * 1000 * weight / sum(weights)) <= 1


def test_a_draft_is_laid_out_as_far_as_it_is_read() -> None:
    built = read("shot: a\nduration: 8\nscene: x\ncamera: [{dolly: in, for: 2, sped: slow}]\n")
    assert built.timeline is not None
    assert [(beat.start, beat.end) for beat in built.timeline.on("camera")] == [(0, 2000), (2000, 8000)]
