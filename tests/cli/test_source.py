"""A clip, a remix of it and an extension, from the command line to the files."""

from __future__ import annotations

from tests.cli.terminal import Terminal, shot, yaml


def test_a_take_is_remixed_and_extended(cli: Terminal) -> None:
    cli.write("promptkit.yaml", "size: 1280x720\n")
    cli.write("mug.yaml", shot())
    assert cli("submit", "mug.yaml").code == 0
    (first,) = cli("takes", "--format", "json").data["takes"]
    night = yaml(
        "shot: night", "extends: mug.yaml", f"source: {{remix: {first['take']}}}", "change: [it is night]",
        "keep: [the mug]",
    )  # fmt: skip
    cli.write("night.yaml", night)
    cli.write("more.yaml", shot("more", f"source: {{extend: {first['take']}}}"))

    planned = cli("plan", "night.yaml", "more.yaml")
    assert f"remix of take {first['take']}, 1 to make" in planned.out
    assert f"extension of take {first['take']}, 1 to make" in planned.out
    assert "4 s more" in planned.out
    request = cli("compile", "night.yaml", "--format", "json").data["shots"][0]
    assert request["path"] == f"/videos/{first['video_id']}/remix"
    assert set(request["request"]) == {"prompt"}

    made = cli("submit", "night.yaml", "more.yaml", "--format", "json")
    assert made.code == 0, made.err
    done = [event for event in made.events if event["event"] == "take.completed"]
    assert sorted(event["verified"]["seconds"] for event in done) == [4.0, 8.0]
    assert [event["notes"] for event in done] == [[], []]
    assert cli("submit", "night.yaml").out.count(".mp4") == 1
    again = cli("takes", "--format", "json").data["takes"]
    assert [take["made_from"] for take in again] == [None, first["video_id"], first["video_id"]]


def test_a_take_that_is_nearly_there_is_named(cli: Terminal) -> None:
    cli.write("mug.yaml", shot())
    assert cli("submit", "mug.yaml").code == 0
    (take,) = cli("takes", "--format", "json").data["takes"]
    cli.write(
        "night.yaml", yaml("shot: night", f"source: {{remix: {take['take']}0}}", "change: [night]", "keep: [all]")
    )
    result = cli("lint", "night.yaml")
    assert result.code == 1
    assert f"did you mean '{take['take']}'?" in result.out
    cli.write("night.yaml", yaml("shot: night", f"source: {{remix: {take['take']}}}", "change: [night]", "keep: [all]"))
    assert cli("compile", "night.yaml", "--model", "sora-2-pro").code == 2
    assert cli("compile", "night.yaml", "--set", "duration=8").code == 2
    assert cli("compile", "night.yaml", "--set", "duration=4").code == 0


def test_linting_makes_no_ledger(cli: Terminal) -> None:
    cli.write("night.yaml", yaml("shot: night", "source: {remix: mug-3f9a-01}", "change: [night]", "keep: [all]"))
    assert cli("lint", "night.yaml").code == 1
    assert not (cli.folder / ".promptkit").exists()


def test_a_strangers_clip_costs_nothing_here_and_elsewhere_what_somebody_states(cli: Terminal) -> None:
    cli.write(
        "promptkit.yaml",
        yaml(
            "endpoints:",
            "  studio: {base_url: 'http://127.0.0.1:9/v1', like: openai, offers: {sora-2: {usd_per_second: 0.1}}}",
        ),
    )
    cli.write("night.yaml", yaml("shot: night", "source: {remix: video_9}", "change: [it is night]", "keep: [the mug]"))
    assert "$0.00" in cli("plan", "night.yaml").out
    elsewhere = cli("plan", "night.yaml", "--endpoint", "studio")
    assert "refused: nobody here knows what a remix of video video_9 costs" in elsewhere.out
    stated = cli("plan", "night.yaml", "--endpoint", "studio", "--usd-per-take", "0.40")
    assert "to make: 1, cost $0.40" in stated.out
    assert "refused" not in stated.out
    assert cli("plan", "night.yaml", "--usd-per-take", "cheap").code == 2
