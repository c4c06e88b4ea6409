"""What the prompt says, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.check import Options
from promptkit.language import Member

from .shots import checked, compiled, shot


def camera_line(prompt: str) -> str:
    return next(line.removeprefix("Camera: ") for line in prompt.splitlines() if line.startswith("Camera: "))


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("[{hold: all}]", "The camera holds still throughout."),
        ("[{pan: left}]", "The camera pans left."),
        ("[{pan: left, for: all}]", "The camera pans left throughout."),
        (
            "[{hold: 1}, {dolly: in, for: all}]",
            "The camera holds still for 1 second. Then it dollies in to the end of the clip.",
        ),
        ("[{pan: left, for: 1}, {hold: 2}]", "The camera pans left over 1 second. Then it holds for 2 seconds."),
        (
            "[{dolly: in, for: 2, speed: slow, distance: 30cm, ends_on: the mast}]",
            "The camera dollies in slowly by 30 cm over 2 seconds, ending on the mast.",
        ),
        ("[{dolly: in, distance: 1ft}]", "The camera dollies in by 1 foot."),
        ("[{tilt: up, degrees: 10, ease: in-out}]", "The camera tilts up 10 degrees, starting and settling gently."),
        ("[{zoom: in, to: 85mm}]", "The camera zooms in to 85 mm."),
        ("[{zoom: out, factor: 2}]", "The camera zooms out by a factor of 2."),
        ("[{orbit: left, degrees: 30}]", "The camera arcs 30 degrees left around the subject."),
        ("[{track: Mara, from: behind}]", "The camera tracks Mara from behind."),
        (
            "[{rack_focus: {from: the leaf, to: the drop}, for: 1}]",
            "The camera racks focus from the leaf to the drop over 1 second.",
        ),
        ("[{at: 3, pan: left, for: 1}]", "At 3 seconds, the camera pans left over 1 second."),
        (
            "[{dolly: {go: in, distance: 2m, for: 4}, tilt: {go: up, degrees: 10, at: 1, for: 2}}]",
            "The camera dollies in by 2 m over 4 seconds and, from 1 second in, tilts up 10 degrees over 2 seconds.",
        ),
        ("[{dolly: in, tilt: up, for: 3}]", "The camera dollies in and tilts up, over 3 seconds."),
    ],
)
def test_the_camera_in_words(items: str, said: str, tmp_path: Path) -> None:
    assert camera_line(compiled(shot(f"camera: {items}"), tmp_path).prompt) == said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("[{does: the fog lifts}]", "- The fog lifts."),
        ("[{at: 0, does: the fog lifts}]", "- At the start, the fog lifts."),
        ("[{at: 2.5, who: a gull, does: lands}]", "- At 2.5 seconds, a gull lands."),
        ("[{at: end - 1, who: a gull, does: lands}]", "- In the final second, a gull lands."),
        ("[{at: end - 1.5, who: a gull, does: lands}]", "- In the final 1.5 seconds, a gull lands."),
        ("[{at: push.start, does: the fog lifts}]", "- As the dolly-in begins, the fog lifts."),
        (
            "[{at: push.end + 0.5, for: 1, does: the fog lifts}]",
            "- Half a second after the dolly-in ends, the fog lifts, over 1 second.",
        ),
        ("[{at: turn.start, does: the fog lifts}]", "- As the pan begins, the fog lifts."),
        ("[{at: rest.start, does: the fog lifts}]", "- As the second hold begins, the fog lifts."),
    ],
)
def test_starts_stay_relations(action: str, said: str, tmp_path: Path) -> None:
    body = (
        "camera: [{hold: 0.5}, {dolly: in, for: 2, id: push}, {hold: 1, id: rest}, {pan: left, for: 1, id: turn}]\n"
        f"action: {action}"
    )
    assert said in compiled(shot(body), tmp_path).prompt.splitlines()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sound: {music: none}", "Sound: no music."),
        ("sound: {ambience: none}", "Background sound: no ambient sound."),
        (
            "sound: {ambience: waves, effects: [{at: 2, sound: a bell}]}",
            "Background sound: waves. At 2 seconds, a bell.",
        ),
        ("text: none", "No on-screen text."),
        (
            "text: [{says: DAWN, at: 1, for: 2, where: bottom left}]",
            'At 1 second, on-screen text "DAWN", bottom left, for 2 seconds.',
        ),
        ("time_effect: none", "Camera: In real time, without time effects."),
        ("support: {handheld: subtle}", "Camera: The camera is handheld, with subtle movement."),
        ("lighting: {rim: warm}", "Lighting: warm rim light."),
        ("lighting: {key: window}", "Lighting: key light from the window."),
        ("lighting: {palette: [amber, slate, cream]}", "Palette: amber, slate and cream."),
        ("keep: [the mast]", "Keep the same throughout: the mast."),
        ("avoid: [people, boats]", "Must not appear: people or boats."),
        ("style: [quiet, documentary]\nlook: {grain: fine}", "Style: quiet, documentary, fine grain."),
        ("also: the sea is calm.", "The sea is calm."),
    ],
)
def test_sections_in_words(body: str, said: str, tmp_path: Path) -> None:
    assert said in compiled(shot(body), tmp_path).prompt.splitlines()


def test_dialogue_stands_in_its_own_block(tmp_path: Path) -> None:
    body = 'cast: {Mara: a woman}\nsound: {dialogue: [{at: 1, who: Mara, how: whispering, line: "Still here."}]}'
    prompt = compiled(shot(body), tmp_path).prompt
    assert 'Dialogue:\n<dialogue>\n- Mara (whispering, at 1 second): "Still here."\n</dialogue>' in prompt


def test_times_that_nobody_wrote_reach_only_time_coded_dialects(tmp_path: Path) -> None:
    text = shot("camera: [{pan: left}, {pan: right}]")
    assert "second" not in compiled(text, tmp_path).prompt
    beats = compiled(text, tmp_path, Options(dialect="beats")).prompt
    assert "- 0.00-4.00 s: The camera pans left." in beats
    assert "- 4.00-8.00 s: The camera pans right." in beats


def test_a_prompt_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    text = "shot: own\nduration: 4\nprompt: |\n  Rain on a  tin roof, {{ not a variable }}.\n"
    made = compiled(text, tmp_path)
    assert made.prompt == "Rain on a  tin roof, {{ not a variable }}."
    assert made.source_map[0].span.line == 4


@pytest.mark.parametrize("dialect", ["prose", "beats"])
def test_prompts_are_clean(dialect: str, tmp_path: Path) -> None:
    body = (
        "style: quiet.\nweather: [rain., wind]\nmood: calm\ncamera: [{hold: 1}, {pan: left}]\n"
        "action: [The fog lifts., {at: 1, who: a gull, does: lands.}]\nsound: {ambience: [waves., wind.]}"
    )
    prompt = compiled(shot(body), tmp_path, Options(dialect=dialect)).prompt
    for wrong in ("..", "  ", " .", ",,", "{", "}", "\ue000", "None", "\n\n\n"):
        assert wrong not in prompt
    assert prompt == prompt.strip()


def test_a_prompt_that_is_too_long_is_an_error_with_its_place(tmp_path: Path) -> None:
    result = checked(shot("also: " + "rain " * 7000), tmp_path)
    assert result.compiled is None
    (finding,) = [each for each in result.findings if each.rule == "prompt-too-long"]
    assert finding.span is not None
    assert finding.span.line == 1
    assert "32,000" in finding.message


@pytest.mark.parametrize("key", sorted(Member.model_fields))
def test_all_that_a_member_of_the_cast_says_is_in_the_prompt_or_in_the_request(key: str, tmp_path: Path) -> None:
    made = compiled(shot(f"cast: {{Mara: {{{key}: seen by moonlight}}}}"), tmp_path)
    if key == "character":
        assert made.request.body()["characters"] == [{"id": "seen by moonlight"}]
    else:
        assert "seen by moonlight" in made.prompt
