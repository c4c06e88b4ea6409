from __future__ import annotations

import pytest

from promptkit.findings import Severity
from promptkit.language import Shot
from promptkit.source import Scalar, apply_edits
from tests.language.reading import HEAD, only, read, shot


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("framing: CU on aged hands", "framing: {shot_size: close-up on aged hands}"),
        ("framing: {shot_size: wide establishing}", "framing: {shot_size: wide establishing shot}"),
        ("framing: {angle: POV from inside the fridge}", "framing: {angle: point of view from inside the fridge}"),
        ("framing: {angle: reverse}", "framing: {angle: reverse angle}"),
        ("support: shaky cam", "support: {handheld: strong}"),
        ("support: micro-shake", "support: {handheld: subtle}"),
        ("support: {shaky cam: normal}", "support: {handheld: normal}"),
        ("framing: CU", "framing: {shot_size: close-up}"),
        ("framing: {angle: from a low angle}", "framing: {angle: low angle}"),
        ("framing: {angle: a bird's-eye view shot}", "framing: {angle: overhead}"),
        ("framing: {lens: wide}", "framing: {lens: wide-angle}"),
        ("framing: {lens: tele lens}", "framing: {lens: telephoto}"),
        ("framing: {lens: 50}", "framing: {lens: 50mm}"),
        ("framing: {aperture: f2.8}", "framing: {aperture: f/2.8}"),
        ("framing: {aperture: F 2.8}", "framing: {aperture: f/2.8}"),
        ("framing: {aperture: 2.8}", "framing: {aperture: f/2.8}"),
        (
            "framing: {composition: [thirds, the mug off centre]}",
            "framing: {composition: [rule of thirds, the mug off centre]}",
        ),
        ("look: {film: 35mm}", "look: {film: 35 mm}"),
        ("look: {film: 16mm film}", "look: {film: 16 mm}"),
        ("look: {grade: orange and teal}", "look: {grade: teal and orange}"),
        ("look: {shutter: 180}", "look: {shutter: 180-degree}"),
        ("lighting: high key", "lighting: {style: high-key}"),
        ("lighting: {time_of_day: magic hour}", "lighting: {time_of_day: golden hour}"),
        ("lighting: {key: diffuse}", "lighting: {key: {quality: diffused}}"),
        ("lighting: {key: window light}", "lighting: {key: {source: window}}"),
        ("lighting: {rim: cool light}", "lighting: {rim: {colour: cool}}"),
        ("lighting: {key: {source: lamp, from: top}}", "lighting: {key: {source: lamp, from: above}}"),
        ("time_effect: slo-mo", "time_effect: slow motion"),
        ("motion: stop motion", "motion: stop-motion"),
        ("weather: [foggy, rainy]", "weather: [fog, rain]"),
        ("support: {handheld: slight}", "support: {handheld: subtle}"),
        ("support: on a gimbal", "support: gimbal"),
        ("sound: {music: no score}", "sound: {music: none}"),
        ("style: [noir, a quiet street]", "style: [film noir, a quiet street]"),
    ],
)
def test_a_synonym_is_read_as_the_plain_term(written: str, plain: str) -> None:
    assert shot(f"{written}\n") == shot(f"{plain}\n")


@pytest.mark.parametrize(
    "text",
    [
        "lighting: {time_of_day: golden hour light through dust}",
        "weather: [fog rolling in from the sea, a foggy road]",
        "style: [a film noir of the docks]",
        "look: {grade: warm with lifted shadows, film: expired 35mm}",
        "lighting: {key: {source: a broken neon sign}, atmosphere: haze}",
        "framing: {lens: 85mm prime, focus: the letter, composition: [Mara left of centre]}",
        "time_effect: slow motion at 120 fps",
        "motion: natural, with weight",
        "framing: {shot_size: tight close-up of the hands}",
    ],
)
def test_a_phrase_stays_as_it_is_written(text: str) -> None:
    loaded = shot(f"{text}\n")
    written = text.split(": ", 1)[1]
    for value in _texts(loaded):
        assert value in written


def _texts(loaded: Shot) -> list[str]:
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list | tuple):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)

    walk(loaded.model_dump(exclude_defaults=True, exclude={"name", "duration", "scene"}))
    assert found
    return found


def test_what_was_written_stays_known_at_its_place() -> None:
    built = read(f"{HEAD}framing: {{shot_size: cu}}\ncamera: [slow push in]\n")
    size = built.places.node(("framing", "shot_size"))
    assert isinstance(size, Scalar)
    assert (size.value, size.raw, size.span.line, size.span.column) == ("close-up", "cu", 4, 22)
    move = built.places.node(("camera", 0, "moves", 0, "move"))
    assert isinstance(move, Scalar)
    assert (move.value, move.raw) == ("dolly", "slow push in")


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("framing: {shot_size: low angle}", "framing: {angle: low angle}"),
        ("framing: {angle: close-up}", "framing: {shot_size: close-up}"),
        ("framing: {lens: shallow focus}", "framing: {depth_of_field: shallow}"),
        ("support: slow motion", "time_effect: slow motion"),
        ("time_effect: handheld", "support: handheld"),
        ("framing: {angle: steadicam}", "support: steadicam"),
        ("lighting: low angle", "framing: {angle: low angle}"),
        ("framing: {depth_of_field: golden hour}", "lighting: {time_of_day: golden hour}"),
    ],
)
def test_a_word_under_the_wrong_key_is_told_where_it_belongs(written: str, where: str) -> None:
    finding = only(f"{written}\n")
    assert (finding.rule, finding.severity) == ("misplaced-term", Severity.WARNING)
    assert finding.hint == f"write `{where}`"


def test_a_word_under_its_neighbours_key_can_be_moved() -> None:
    text = f"{HEAD}framing: {{shot_size: low angle, lens: 50mm}}\n"
    (finding,) = read(text).findings
    assert finding.fix is not None
    fixed = apply_edits(text, finding.fix.edits)[0]
    assert fixed == f"{HEAD}framing: {{angle: low angle, lens: 50mm}}\n"
    assert only("framing: {shot_size: low angle, angle: profile}\n").fix is None


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("framing: {shot_size: clse-up}", "close-up"),
        ("support: stedicam", "steadicam"),
        ("time_effect: slow moton", "slow motion"),
        ("motion: mechanic", "mechanical"),
        ("framing: {depth_of_field: shalow}", "shallow"),
    ],
)
def test_an_unknown_word_of_a_closed_list_is_warned_of(written: str, guess: str) -> None:
    finding = only(f"{written}\n")
    assert (finding.rule, finding.severity) == ("unknown-term", Severity.WARNING)
    assert finding.fix is not None
    assert finding.fix.edits[0].text == guess


def test_a_move_that_stands_for_an_angle() -> None:
    assert "under `camera`" in f"{only('framing: {angle: push in}').hint}"


@pytest.mark.parametrize("written", ["weather: purple hail", "style: neo-baroque", "look: {grade: fogged jade}"])
def test_an_open_list_takes_anything(written: str) -> None:
    assert not read(f"{HEAD}{written}\n").findings
