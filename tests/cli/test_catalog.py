"""``promptkit models`` and ``promptkit endpoints``."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal, yaml


def test_the_list_of_models_is_narrow_and_says_what_a_shot_can_have(cli: Terminal) -> None:
    out = cli("models").out
    assert max(map(len, out.splitlines())) <= 120
    rows = {line.split()[0]: line for line in out.splitlines() if line and line[0] != " "}
    assert "3-15: 4, 8, 12" in rows["kling-3.0"]
    assert "4, 6, 8: 4, 8" in rows["veo-3.1"]
    assert "6, 10: none" in rows["hailuo-2.3"]
    assert "2-15: 4, 8, 12?" in rows["wan-2.7"]
    assert "? uncertain" in out


def test_what_has_ended_keeps_its_last_price_and_says_when(cli: Terminal) -> None:
    (line,) = (line for line in cli("models").out.splitlines() if "openai" in line and "0.30" in line)
    assert "was 0.30-0.70" in line
    assert line.endswith("ended 2026-09-24")


def test_one_model_is_shown_with_each_fact_its_source_and_its_age(cli: Terminal) -> None:
    out = cli("models", "wan-2.7").out
    assert "durations: 2-15" in out
    assert "? uncertain: up to 15 s is sure" in out
    assert "wavespeed.ai/wan-3-api" in out
    assert ", 2026-11-23 (" in out
    assert "nobody has stated: sizes, prompt chars, still types" in out
    assert "litellm: $0.10 720p, $0.15 1080p a second (in Singapore)" in out


def test_a_vendors_name_is_shown_as_well(cli: Terminal) -> None:
    assert cli("models", "minimax/h3").out.startswith("minimax/h3\n")


@pytest.mark.parametrize(
    ("command", "name", "meant"), [("models", "veo3", "veo-3.1"), ("endpoints", "vllm", "vllm-omni")]
)
def test_an_unknown_name_names_the_nearest(cli: Terminal, command: str, name: str, meant: str) -> None:
    result = cli(command, name)
    assert result.code == 2
    assert meant in result.err


def test_the_json_has_every_fact(cli: Terminal) -> None:
    data = cli("models", "kling-3.0", "--format", "json").data
    assert data["version"] == 1
    (model,) = data["models"]
    assert (model["durations"], model["makes"], model["sound"]) == ([4, 8, 12], "3-15", "optional")
    assert set(model["uncertain"]) == {"sizes", "negative_prompt"}
    assert all(fact["source"] and fact["as_of"] for fact in model["facts"].values())
    assert {price["where"]: price["usd_per_second"]["720p"] for price in model["prices"]} == {
        "Krea": 0.265,
        "PiAPI": 0.15,
    }


def test_the_endpoints_with_the_projects_own(cli: Terminal) -> None:
    cli.write("promptkit.yaml", yaml("endpoints:", "  gpu: {base_url: 'http://gpu-box:8000/v1', like: vllm-omni}"))
    out = cli("endpoints").out
    assert max(map(len, out.splitlines())) <= 120
    assert "http://gpu-box:8000/v1" in out
    (shown,) = cli("endpoints", "gpu", "--format", "json").data["endpoints"]
    assert (shown["body"], shown["negative_prompt_field"]) == ("multipart", "negative_prompt")
    assert "wan-2.2" in shown["offers"]
    assert "kept in memory" in cli("endpoints", "gpu").out


def test_a_shot_for_a_living_model_compiles(cli: Terminal) -> None:
    cli.write("mug.yaml", yaml("shot: mug", "model: veo-3.1", "duration: 8", "scene: A mug steams on a table."))
    assert cli("compile", "mug.yaml").code == 0
    assert cli("lint", "mug.yaml").code == 0
    assert len(cli("compile", "mug.yaml", "--format", "json").data["shots"]) == 1


def test_a_model_that_makes_none_of_4_8_and_12_is_refused_clearly(cli: Terminal) -> None:
    cli.write("mug.yaml", yaml("shot: mug", "model: ray-2", "duration: 8", "scene: A mug steams on a table."))
    (finding,) = cli("lint", "mug.yaml", "--format", "json").data["findings"]
    assert finding["rule"] == "duration-not-offered"
    assert finding["message"] == "ray-2 at local makes none of 4, 8 and 12 s, and the shot has 8 s"
    assert finding["hint"] == "it makes 5, 9 s; a shot lasts 4, 8 or 12 s"
