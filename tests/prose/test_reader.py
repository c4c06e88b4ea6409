from __future__ import annotations

import pytest

from promptkit.language import vocabulary
from promptkit.prose import LIMIT, CameraMove, read
from promptkit.prose._lexicon import lexicon


def beats(text: str) -> list[tuple[str, str | None, int]]:
    return [(each.move, each.direction, each.order) for each in read(text).moves]


def words(text: str) -> list[str]:
    return [text[slice(*each.span)] for each in read(text).moves]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The camera starts static, then dollies in.", [("hold", None, 0), ("dolly", "in", 1)]),
        ("The camera pans left while tilting up.", [("pan", "left", 0), ("tilt", "up", 0)]),
        ("The camera tilts up before panning right.", [("tilt", "up", 0), ("pan", "right", 1)]),
        ("The camera pans left. It then tilts up.", [("pan", "left", 0), ("tilt", "up", 1)]),
        ("The camera dollies in. Meanwhile, it tilts down.", [("dolly", "in", 0), ("tilt", "down", 0)]),
        ("Slow push-in, followed by a pan to the left.", [("dolly", "in", 0), ("pan", "left", 1)]),
        ("The camera holds on the door, then whip pans right.", [("hold", None, 0), ("whip_pan", "right", 1)]),
        ("Dolly zoom in on the chief.", [("dolly_zoom", "in", 0)]),
        ("The camera orbits the well clockwise.", [("arc", "clockwise", 0)]),
        ("Rack focus from the leaf to the face.", [("rack_focus", None, 0)]),
        ("Static.", [("hold", None, 0)]),
        ("Hold on the swing. Then pan left.", [("hold", None, 0), ("pan", "left", 1)]),
        ("The camera pans right and rests on a photo.", [("pan", "right", 0), ("hold", None, 1)]),
        ("The camera circles the car at walking pace, clockwise.", [("arc", "clockwise", 0)]),
        ("camrea moves foward, then pans R", [("dolly", "in", 0), ("pan", "right", 1)]),
        ("Camera movement: none.", [("hold", None, 0)]),
        ("The camera movement is leftward.", [("truck", "left", 0)]),
        (
            "The camera gains height, then closes the distance to the tower.",
            [("pedestal", "up", 0), ("dolly", "in", 1)],
        ),
        ("The camera tilts slowly toward the sky.", [("tilt", "up", 0)]),
        ("The camera never stops moving forward.", [("dolly", "in", 0)]),
        ("Pan left + tilt up.", [("pan", "left", 0), ("tilt", "up", 0)]),
        ("Do not move the camera.", [("hold", None, 0)]),
        ("A right-to-left pan reveals the hall.", [("pan", "left", 0)]),
        ("Crane descends past the lit windows.", [("pedestal", "down", 0)]),
    ],
)
def test_moves_come_in_order(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    assert beats(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She pans the gold out of the gravel.",
        "A hot pan left on the stove smokes.",
        "Rolling hills under a blue sky, and the dough rolls right.",
        "Radio static and static electricity.",
        "A paper crane rises from the table.",
        "A truck rolls down the road and turns left.",
        "A furniture dolly moves left across the lobby.",
        "The parcel's tracking number glows.",
        "A zoom lens on the shelf, a Zoom call on the screen.",
        "An arc lamp, an electric arc, a story arc.",
        "He pulls back the curtain and pushes in the drawer.",
        "A train on the tracks moves forward and climbs up the pass.",
    ],
)
def test_words_of_another_sense_are_no_moves(text: str) -> None:
    assert beats(text) == []


@pytest.mark.parametrize(
    "text", ["Locked-off, no tilt.", "Static camera, no pan, tilt or zoom.", "The camera does not move."]
)
def test_what_is_denied_is_no_move(text: str) -> None:
    assert {move for move, _, _ in beats(text)} == {"hold"}


def test_a_span_is_the_words_of_the_move() -> None:
    assert words("Dawn. The camera slowly pans to the left, then tilts up.") == ["pans to the left", "tilts up"]
    assert words("😀 The camera performs a slow leftward pan.") == ["leftward pan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[0-2s] The camera dollies in. [2-4s] It tilts up.", [(0, 2, None), (2, 4, None)]),
        ("[00:00] The camera dollies in.\n[00:03] The camera tilts up.", [(0, 3, None), (3, None, None)]),
        ("For the first 2 seconds the camera holds, then pans left.", [(0, 2, None), (None, None, None)]),
        ("The camera pans left for two seconds, then tilts up.", [(None, None, 2), (None, None, None)]),
        ("The camera pans left and after 3 seconds tilts up.", [(None, None, None), (3, None, None)]),
        ("From 1 to 3 seconds the camera zooms in.", [(1, 3, None)]),
    ],
)
def test_times_that_are_said(text: str, expected: list[tuple[float | None, float | None, float | None]]) -> None:
    assert [(each.start, each.end, each.length) for each in read(text).moves] == expected


def test_terms_are_those_of_the_language() -> None:
    reading = read("Medium close-up, eye-level, handheld, shallow depth of field, at dusk. No wide shot.")
    named = {each.key: each.term for each in reading.mentions if not each.denied}
    assert named == {
        "shot_size": "medium close-up",
        "angle": "eye level",
        "support": "handheld",
        "depth_of_field": "shallow",
        "time_of_day": "dusk",
    }


def test_every_term_is_one_of_the_language() -> None:
    lists = vocabulary().lists
    for phrases in lexicon().terms.values():
        for _, key, term in phrases:
            if key not in _OF_THE_LINTER:
                assert lists[key].read(term) == term


_OF_THE_LINTER = ("weather", "colour", "look", "music", "sound", "contrast", "key_light", "light_source")


def test_every_move_is_one_of_the_language() -> None:
    known = vocabulary().moves
    for move, direction in (meaning for way in lexicon().ways.values() for meaning in way.values()):
        assert direction is None or direction in known[move].directions


def test_quotations_are_kept_apart() -> None:
    reading = read('Mara (whispering): "Pan left, it is still warm." The camera tilts up.')
    assert [(each.text, each.spoken, each.speaker) for each in reading.quotes] == [
        ("Pan left, it is still warm.", True, "Mara")
    ]
    assert [each.move for each in reading.moves] == ["tilt"]


def test_labels_tell_who_a_line_is_about() -> None:
    assert beats("Camera: push in, slight pan right.\nAction: the cat moves left.\nAvoid: zoom in.") == [
        ("dolly", "in", 0),
        ("pan", "right", 0),
    ]


def test_set_ups_are_counted_apart() -> None:
    moves = read("Shot 1: static. Shot 2: slow dolly in.").moves
    assert [(each.move, each.shot, each.order) for each in moves] == [("hold", 1, 0), ("dolly", 2, 0)]


def test_a_shaky_hold_is_told_from_a_firm_one() -> None:
    (firm,), (shaky,) = read("The camera remains fixed.").moves, read("The camera remains fixed but shaky.").moves
    assert not firm.unsteady
    assert shaky.unsteady


def test_a_long_text_is_read_to_its_limit() -> None:
    reading = read("The camera pans left. " + "A dog sleeps. " * 10_000)
    assert reading.read == LIMIT
    assert [each.move for each in reading.moves] == ["pan"]


def test_a_reading_is_the_same_each_time() -> None:
    text = "The camera pans left, then holds. Medium shot."
    assert read(text) == read(text)
    assert isinstance(read(text).moves[0], CameraMove)
