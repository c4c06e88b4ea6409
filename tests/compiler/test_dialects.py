"""Each dialect within its limits, and what it cannot say told as a finding."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from promptkit.catalog import Target
from promptkit.check import Options
from promptkit.compiler import CompiledShot, dialects
from promptkit.compiler._facts import dialect_facts
from promptkit.compiler._sounds import spoken_language
from promptkit.findings import Span
from promptkit.language import Places
from promptkit.project import find_project
from promptkit.source import Mapping

from .shots import checked, compiled, shot

TIMES = re.compile(r"^- (\d+\.\d\d)-(\d+\.\d\d) s: ", re.MULTILINE)
CATALOG = find_project(Path(__file__).parent).catalog
TARGET = Target(CATALOG.models["sora-2"], CATALOG.endpoints["local"], None, "1280x720")
NOWHERE = Places(Mapping({}, {}, Span("x", 1, 1, 1, 1), ()))
RICH = (
    "style: quiet documentary\nlook: {film: 35 mm, grain: fine}\n"
    "framing: {shot_size: close-up, angle: high angle, lens: 50mm}\n"
    "camera: [{hold: 0.5}, {dolly: in, for: 2, speed: slow, distance: 30cm}, {roll: clockwise, for: 1}]\n"
    "action: [{at: 1, for: 2, who: a gull, does: lands}]\nlighting: {key: window, palette: [amber, cream, slate]}\n"
    "sound: {ambience: waves, music: none, dialogue: [{at: 4, who: Mara, line: Still here.}]}\n"
    "cast: {Mara: {look: old woman, voice: low}}\ntext: none\navoid: [people]\nkeep: [the mast]"
)


def made(dialect: str, folder: Path, body: str = RICH) -> CompiledShot:
    return compiled(shot(body), folder, Options(dialect=dialect))


def unsaid(one: CompiledShot) -> set[str]:
    return {".".join(map(str, path)) for path in one.not_said}


def test_every_dialect_has_facts_with_a_source_and_a_template() -> None:
    assert dialects() == ("prose", "brief", "beats", "remix", "json", "h3", "wan", "ltx", "hailuo")
    for facts in dialect_facts().values():
        assert facts.about
        assert facts.source
        assert facts.as_of


@pytest.mark.parametrize("dialect", ["prose", "brief", "beats", "remix", "json"])
def test_dialects_for_sora_say_everything(dialect: str, tmp_path: Path) -> None:
    one = made(dialect, tmp_path)
    assert one.not_said == ()
    assert one.findings == ()


@pytest.mark.parametrize("dialect", ["beats", "brief"])
def test_time_codes_cover_the_clip_and_strictly_increase(dialect: str, tmp_path: Path) -> None:
    times = [(float(start), float(end)) for start, end in TIMES.findall(made(dialect, tmp_path).prompt)]
    assert times[0][0] == 0
    assert times[-1][1] == 8
    assert all(start < end for start, end in times)
    assert all(one[1] == other[0] for one, other in pairwise(times))


def test_json_is_json_and_its_escapes_keep_the_map(tmp_path: Path) -> None:
    one = made("json", tmp_path, 'also: "A sign says \\"OPEN\\"."')
    assert json.loads(one.prompt)["also"] == 'A sign says "OPEN"'
    (entry,) = [each for each in one.source_map if each.path == ("also",)]
    assert one.prompt[entry.start : entry.end] == 'A sign says \\"OPEN\\"'


def test_h3_has_its_three_fields(tmp_path: Path) -> None:
    prompt = made("h3", tmp_path).prompt
    description, sounds, music = prompt.split("\n\n")
    assert description.startswith("integrated_multimodal_description: [Shot 1] ")
    assert "Mara (S1) says: <d>[English] Still here.</d>" in description
    assert "pushes in by 30 cm with small amplitude at slow speed" in description
    assert sounds == "overall_soundscape: Waves."
    assert music == "non_diegetic_music: N/A"


def test_hailuo_has_bracket_commands_in_order(tmp_path: Path) -> None:
    one = made("hailuo", tmp_path)
    assert re.findall(r"\[.*?\]", one.prompt) == ["[Static shot]", "[Push in]"]
    assert "The camera rolls clockwise." in one.prompt
    assert {"camera.0.for", "camera.1.for", "camera.1.moves.0.distance", "sound.music", "avoid.0"} <= unsaid(one)
    assert "no-command" in {each.rule for each in one.findings}


def test_hailuo_takes_three_commands_at_once(tmp_path: Path) -> None:
    three = "camera: [{pan: left, tilt: up, zoom: in}]"
    assert "[Pan left, Tilt up, Zoom in]" in made("hailuo", tmp_path, three).prompt
    four = "camera: [{pan: left, tilt: up, zoom: in, truck: left}]"
    result = checked(shot(four), tmp_path, Options(dialect="hailuo"))
    assert [each.rule for each in result.findings if each.severity == "error"] == ["too-many-commands"]
    result = checked(shot("also: " + "rain " * 500), tmp_path, Options(dialect="hailuo"))
    assert [each.rule for each in result.findings if each.severity == "error"] == ["prompt-too-long"]


@pytest.mark.parametrize("dialect", ["wan", "ltx", "hailuo"])
def test_one_paragraph_is_one_line(dialect: str, tmp_path: Path) -> None:
    assert "\n" not in made(dialect, tmp_path).prompt


def test_wan_is_silent_positive_and_takes_no_angle_beside_a_move(tmp_path: Path) -> None:
    one = made("wan", tmp_path)
    assert one.prompt.startswith("Quiet documentary")
    assert {"sound.music", "sound.ambience.0", "cast.Mara.voice", "avoid.0", "text", "framing.angle"} <= unsaid(one)
    still = made("wan", tmp_path, "framing: {angle: high angle}\ncamera: [{hold: all}]")
    assert "from a high angle" in still.prompt.lower()
    (finding,) = [each for each in one.findings if "framing" in each.message]
    assert finding.path == ("framing", "angle")
    assert finding.span is not None


def test_wan_tells_sound_to_the_model_that_makes_it(tmp_path: Path) -> None:
    one = compiled(shot("model: wan-2.7\nsound: {ambience: waves}"), tmp_path, Options())
    assert one.dialect == "wan"
    assert one.prompt.endswith("Background sound: waves.")
    assert one.not_said == ()


def test_what_shall_not_be_there_goes_beside_the_prompt_where_the_endpoint_takes_it(tmp_path: Path) -> None:
    (tmp_path / "promptkit.yaml").write_text("endpoints: {gpu: {like: vllm-omni, base_url: http://127.0.0.1:1}}\n")
    body = "endpoint: gpu\navoid: [people, cars.]\ntext: none"
    one = compiled(shot(f"model: wan-2.2\n{body}"), tmp_path, Options())
    assert one.request.extras["negative_prompt"] == "people, cars, on-screen text"
    assert one.not_said == ()
    own = compiled(shot(f"model: wan-2.2\n{body}\nrequest: {{negative_prompt: blur}}"), tmp_path, Options())
    assert own.request.extras["negative_prompt"] == "blur"
    assert unsaid(own) == {"avoid.0", "avoid.1", "text"}


def test_too_few_words_are_a_remark(tmp_path: Path) -> None:
    found = made("wan", tmp_path, "mood: calm").findings
    assert [(each.rule, each.severity) for each in found] == [("prompt-too-short", "info")]
    assert "60 at least" in found[0].message


def test_beats_follow_one_another_in_time(tmp_path: Path) -> None:
    body = "camera: [{hold: 1}, {dolly: in, for: 2, id: push}, {pan: left, for: 1}]\naction:\n  - A gull lands\n"
    prompt = made("ltx", tmp_path, body + "  - {at: push.end, does: the gull calls}").prompt
    told = "holds still for 1 second. A gull lands. Then the camera dollies in over 2 seconds. Then it pans left over 1"
    assert told in prompt
    assert "second. As the dolly-in ends, the gull calls." in prompt


def test_too_many_words_say_where_they_went(tmp_path: Path) -> None:
    one = made("ltx", tmp_path, "also: " + "rain " * 210)
    (finding,) = one.findings
    assert (finding.rule, finding.severity) == ("prompt-too-long", "warning")
    assert "200" in finding.message
    assert "also 210 words" in finding.message


def test_a_text_of_several_lines_has_an_entry_for_each(tmp_path: Path) -> None:
    body = "also: |\n  Rain falls.\n\n  Wind rises."
    one = made("prose", tmp_path, body)
    found = {one.prompt[each.start : each.end]: each.span.line for each in one.source_map if each.path == ("also",)}
    assert found == {"Rain falls.": 5, "Wind rises": 7}


@pytest.mark.parametrize(
    ("line", "language"),
    [("Still warm.", "English"), ("Кто там?", "Russian"), ("もう一度", "Japanese"), ("你好", "Chinese")],
)
def test_the_language_of_a_line_by_its_script(line: str, language: str) -> None:
    assert spoken_language(line) == language
