"""Rescaling a file: printed, shown as a difference, or written; refused with the place where it cannot be done."""

from __future__ import annotations

from tests.cli.terminal import Terminal, yaml

TEXT = yaml(
    "shot: mug",
    "model: sora-2",
    "size: 1280x720",
    "duration: 8  # seconds",
    "scene: A mug steams.",
    "camera:",
    "  - hold: 0.5",
    "  - {dolly: in, for: 2}   # slowly",
)
PRESET = yaml(
    "preset: push", "params: {push: {type: seconds, default: 2, max: 2.5}}", 'camera: [{dolly: in, for: "{{ push }}"}]'
)


def test_the_new_text_is_printed_and_the_file_stays(cli: Terminal) -> None:
    path = cli.write("mug.yaml", TEXT)
    result = cli("rescale", "mug.yaml", "--to", "4")
    assert result.code == 0
    assert result.out == TEXT.replace(": 8", ": 4").replace("0.5", "0.25").replace("for: 2", "for: 1")
    assert "mug: 8 s -> 4 s" in result.err
    assert path.read_text("utf-8") == TEXT


def test_it_is_written_where_that_is_asked_for(cli: Terminal) -> None:
    path = cli.write("mug.yaml", TEXT)
    result = cli("rescale", "mug.yaml", "--to", "12", "--write", "--diff")
    assert (result.code, path.read_text("utf-8").count("for: 3}   # slowly")) == (0, 1)
    assert "+duration: 12  # seconds" in result.out


def test_a_parameter_is_set_where_the_time_comes_from_a_preset(cli: Terminal) -> None:
    cli.write("push.yaml", PRESET)
    cli.write("mug.yaml", yaml("shot: mug", "extends: ./push.yaml", "duration: 8", "scene: A mug."))
    assert "with: {push: 1}\nduration: 4" in cli("rescale", "mug.yaml", "--to", "4").out
    refused = cli("rescale", "mug.yaml", "--to", "12")
    assert refused.code == 1
    assert not refused.out
    assert "would not load" in refused.err


def test_a_time_that_stands_in_a_preset_is_refused_with_its_place(cli: Terminal) -> None:
    cli.write("push.yaml", yaml("preset: push", "camera: [{dolly: in, for: 2}]"))
    cli.write("mug.yaml", yaml("shot: mug", "extends: ./push.yaml", "duration: 8", "scene: A mug."))
    result = cli("rescale", "mug.yaml", "--to", "4", "--format", "json")
    assert result.code == 1
    (each,) = result.data["files"]
    assert [(one["file"], one["line"], one["column"]) for one in each["obstacles"]] == [("push.yaml", 2, 27)]


def test_a_shot_with_errors_is_not_rescaled(cli: Terminal) -> None:
    cli.write("mug.yaml", TEXT.replace("dolly", "doly"))
    result = cli("rescale", "mug.yaml", "--to", "4")
    assert (result.code, result.out) == (1, "")
    assert "unknown-move" in result.err


def test_words_that_no_longer_fit_are_told(cli: Terminal) -> None:
    line = "sound: {dialogue: [{line: We should have left the house before the rain came down.}]}"
    cli.write("mug.yaml", TEXT + line + "\n")
    result = cli("rescale", "mug.yaml", "--to", "4")
    assert "dialogue-too-long" in result.err
    assert "duration: 4" in result.out


def test_a_duration_that_is_not_offered_is_rescaled_by_a_fix(cli: Terminal) -> None:
    cli.write(
        "promptkit.yaml",
        yaml(
            "endpoints:",
            "  studio:",
            "    base_url: http://box:8000/v1",
            "    like: custom",
            "    offers: {sora-2: {seconds: [4]}}",
        ),
    )
    path = cli.write("mug.yaml", TEXT)
    cli("lint", "mug.yaml", "--endpoint", "studio", "--unsafe-fixes")
    assert "duration: 4" in path.read_text("utf-8")
    assert "for: 1}" in path.read_text("utf-8")


def test_a_shot_is_rescaled_beside_documents_of_its_file_that_do_not_load(cli: Terminal) -> None:
    broken = yaml("---", "scene: nobody's", "---", "shot: two", "duration: seven", "camera: [dolly: in")
    cli.write("mug.yaml", TEXT + broken)
    result = cli("rescale", "mug.yaml#mug", "--to", "4")
    assert (result.code, result.err) == (0, "mug: 8 s -> 4 s\n")
    assert result.out.startswith(TEXT.split("duration")[0] + "duration: 4 ")
    assert result.out.endswith(broken)
    assert cli("rescale", "mug.yaml", "--to", "4").code == 1
