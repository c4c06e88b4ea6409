"""A prompt in plain English becomes a draft, a list of moves, or findings with their places."""

from __future__ import annotations

import json

from tests.cli.terminal import Terminal

PROMPT = "Close-up of a mug. The camera starts static, then slowly dollies in.\nHandheld.\n"


def test_a_draft_is_a_shot_that_lints(cli: Terminal) -> None:
    cli.write("prompt.txt", PROMPT)
    drafted = cli("read", "prompt.txt")
    assert drafted.code == 0
    assert drafted.err == ""
    assert "- hold\n  - {dolly: in, speed: slow}\n" in drafted.out
    cli.write("shot.yaml", drafted.out)
    assert cli("lint", "shot.yaml").code == 0


def test_a_prompt_from_standard_input(cli: Terminal) -> None:
    assert cli("read", "-", stdin=PROMPT).out.startswith("shot: draft\n")


def test_the_moves_of_one_prompt(cli: Terminal) -> None:
    data = cli("read", "-", "--format", "json", stdin="Wide shot. The camera pans left.").data
    assert data["shot_size"] == "wide shot"
    assert data["moves"] == [
        {"move": "pan", "direction": "left", "order": 0, "start": None, "end": None, "span": [22, 31]}
    ]


def test_thousands_are_read_line_by_line(cli: Terminal) -> None:
    rows = [{"id": "a", "text": "The camera tilts up."}, {"id": 7, "text": "A dog sleeps."}, {"text": "Static camera."}]
    cli.write("prompts.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    read = cli("read", "--jsonl", "prompts.jsonl", "--field", "text", "--format", "json")
    assert read.code == 0
    assert [(row["id"], [move["move"] for move in row["moves"]]) for row in read.events] == [
        ("a", ["tilt"]),
        (7, []),
        (3, ["hold"]),
    ]
    assert all(set(row) == {"id", "moves", "shot_size", "findings"} for row in read.events)


def test_a_row_without_a_prompt_is_named_and_the_others_are_read(cli: Terminal) -> None:
    cli.write("prompts.jsonl", '{"id": 1}\nno json\n{"id": 3, "text": "The camera zooms in."}\n')
    read = cli("read", "--jsonl", "prompts.jsonl")
    assert read.code == 1
    assert [[found["rule"] for found in row["findings"]] for row in read.events] == [
        ["unreadable-row"],
        ["unreadable-row"],
        [],
    ]
    assert read.events[2]["moves"][0]["move"] == "zoom"


def test_one_prompt_or_many(cli: Terminal) -> None:
    assert cli("read").code == 2
    assert cli("read", "prompt.txt", "--jsonl", "prompts.jsonl").code == 2
    assert cli("read", "nope.txt").code == 2
    assert cli("read", "--jsonl", "nope.jsonl").code == 2
    assert cli("read", "shot.yaml").code == 2


def test_findings_of_a_prompt_have_places(cli: Terminal) -> None:
    cli.write("prompt.txt", "A mug.\nStatic camera, dolly in.\n")
    found = cli("lint", "prompt.txt", "--format", "json")
    assert found.code == 1
    assert [(each["rule"], each["file"], each["line"], each["column"]) for each in found.data["findings"]] == [
        ("prose-static-with-move", "prompt.txt", 2, 16)
    ]
    assert cli("read", "prompt.txt").code == 0


def test_prompts_and_documents_are_linted_together(cli: Terminal) -> None:
    cli.write("prompt.md", "# A\n\nThe camera pans.\n")
    cli.write("shot.yaml", "shot: a\nduration: 4\nscene: The camera tilts over a mug.\n")
    found = cli("lint", "prompt.md", "shot.yaml", "--format", "json").data
    assert [(each["file"], each["line"]) for each in found["findings"]] == [("prompt.md", 3), ("shot.yaml", 3)]
    assert found["summary"]["files"] == 2


def test_a_prompt_from_standard_input_is_linted(cli: Terminal) -> None:
    assert cli("lint", "-", "--format", "json", stdin="The camera pans left.").data["findings"] == []
    found = cli("lint", "-", "--format", "json", "--set", "duration=4", stdin="A 10-second video of a mug.").data
    assert "which is 4 s" in found["findings"][0]["message"]


def test_a_misnamed_move_is_mended_in_the_file(cli: Terminal) -> None:
    cli.write("prompt.txt", "The camera pans up.\n")
    assert cli("lint", "prompt.txt", "--unsafe-fixes", "--diff").out.endswith("+The camera tilts up.\n")
    assert cli("lint", "prompt.txt", "--unsafe-fixes").code == 0
    assert (cli.folder / "prompt.txt").read_text("utf-8") == "The camera tilts up.\n"
