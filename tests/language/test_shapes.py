from __future__ import annotations

import pytest

from promptkit.language import SETS
from tests.language.reading import errors, found, read, shot


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("style: quiet documentary", "style: [quiet documentary]"),
        ("weather: fog", "weather: [fog]"),
        ("mood: gentle", "mood: [gentle]"),
        ("props: a mug", "props: [a mug]"),
        ("look: grainy", "look: {notes: [grainy]}"),
        ("look: [grainy, faded]", "look: {notes: [grainy, faded]}"),
        ("location: kitchen", "location: {place: kitchen}"),
        ("cast: {Mara: an old woman}", "cast: {Mara: {look: an old woman}}"),
        ("framing: CU", "framing: {shot_size: close-up}"),
        ("framing: {composition: centred}", "framing: {composition: [centred]}"),
        ("support: handheld", "support: {kind: handheld}"),
        ("support: {handheld: subtle}", "support: {kind: handheld, amount: subtle}"),
        ("support: shaky cam", "support: {kind: handheld, amount: strong}"),
        ("action: the gull lands", "action: [{does: the gull lands}]"),
        ("action: [the gull lands]", "action: [{does: the gull lands}]"),
        ("action: {does: lands, who: gull}", "action: [{does: lands, who: gull}]"),
        ("lighting: low key", "lighting: {style: low key}"),
        ("lighting: {rim: warm}", "lighting: {rim: {colour: warm}}"),
        ("lighting: {key: soft}", "lighting: {key: {quality: soft}}"),
        ("lighting: {key: window}", "lighting: {key: {source: window}}"),
        ("lighting: {fill: a whisper of it}", "lighting: {fill: {look: a whisper of it}}"),
        ("lighting: {palette: amber}", "lighting: {palette: [amber]}"),
        ("sound: rain", "sound: {ambience: [rain]}"),
        ("sound: {effects: a clink}", "sound: {effects: [{sound: a clink}]}"),
        ("sound: {dialogue: It is warm.}", "sound: {dialogue: [{line: It is warm.}]}"),
        ("sound: {dialogue: None}", "sound: {dialogue: none}"),
        ("text: THE END", "text: [{says: THE END}]"),
        ("text: NONE", "text: none"),
        ("keep: the boat", "keep: [the boat]"),
        ("camera: push in", "camera: [{dolly: in}]"),
    ],
)
def test_a_short_form_is_its_long_one(short: str, long: str) -> None:
    assert shot(f"{short}\n") == shot(f"{long}\n")


@pytest.mark.parametrize("key", ["scene", "camera", "lighting", "keep", "text", "size", "takes"])
def test_an_empty_value_is_an_accident(key: str) -> None:
    built = read(f"shot: a\nduration: 8\nmood: calm\n{key}:\n")
    assert [(each.rule, each.span.line, each.span.column) for each in built.findings if each.span] == [
        ("empty-value", 4, 1)
    ]


@pytest.mark.parametrize(
    "body", ["lighting:\n  key:\n", "sound: {music: }\n", "framing:\n  lens:\n", "cast:\n  Mara:\n"]
)
def test_an_empty_value_inside_a_section(body: str) -> None:
    assert [rule for rule, *_ in found(body)] == ["empty-value"]


def test_the_sets_of_the_language() -> None:
    assert {"keep", "change", "avoid", "free", "tags"} == SETS


@pytest.mark.parametrize(
    "body",
    [
        "style: {a: b}\n",
        "cast: [Mara]\n",
        "lighting: [soft]\n",
        "sound: [rain]\n",
        "framing: [CU]\n",
        "keep: {add: [x]}\n",
    ],
)
def test_a_wrong_kind_is_one_finding(body: str) -> None:
    assert [rule for rule, *_ in found(body)] == ["invalid-value"]


def test_a_word_that_no_list_knows_stays_with_a_warning() -> None:
    built = read("shot: a\nduration: 8\nscene: x\nframing: {shot_size: hero shot of the mug}\n")
    assert [each.rule for each in built.findings] == ["unknown-term"]
    assert errors(built) == []
    assert built.shot is not None
    assert built.shot.framing is not None
    assert built.shot.framing.shot_size == "hero shot of the mug"


@pytest.mark.parametrize(
    ("body", "where"), [("says: 007", "007"), ("says: 1.50", "1.50"), ("says: 2026", "2026"), ("says: 0x1F", "0x1F")]
)
def test_numbers_that_stand_for_text_stay_as_they_are_spelled(body: str, where: str) -> None:
    (text,) = shot(f"text: [{{{body}}}]\n").text
    assert getattr(text, "says", None) == where
