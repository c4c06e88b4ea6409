"""Every mistake of a file is named in one run, at its place; fixes mend and leave everything else as it was."""

from __future__ import annotations

import json

import pytest

from tests.cli.terminal import Terminal, shot, yaml

TEXT = yaml(
    "shot: planted",
    "model: sora-2",
    "size: 1024x1792",
    "duration: 8s                # a word too many",
    "still: images/nope.jpg",
    "scene: Ein Café. 🎬 A mug steams.",
    "colour_grade: warm",
    "mood: calm",
    "mood: sad",
    "framing: {shot_size: closeup-ish}",
    "camera:",
    "  - {pan: left, for: 3}",
    "  - {pan: right, at: 1, for: 3}",
    "  - {doly: in, for: 1}",
    "  - {hold: 1, tilt: up}",
    "  - {truck: left, for: 9}",
    "keep: [the blue cup]",
    "change: [The  Blue cup]",
    "lighting: {key: [soft}",
    "sound:",
    "  music: none",
    "  dialogue:",
    "    - {at: 6, for: 1, who: Mara, line: It was so very long ago that nobody can remember it now.}",
)


def test_twelve_kinds_of_mistakes_are_named_at_once(cli: Terminal) -> None:
    cli.write("planted.yaml", TEXT)
    result = cli("lint", "planted.yaml", "--format", "json")
    found = {(each["rule"], each["line"]): each for each in result.data["findings"]}
    assert result.code == 1
    wanted = {
        ("size-not-allowed", 3): 7,
        ("duration", 4): 11,
        ("still-missing", 5): 8,
        ("unknown-key", 7): 1,
        ("duplicate-key", 9): 1,
        ("opposing-moves", 13): 6,
        ("unknown-move", 14): 6,
        ("static-with-move", 15): 6,
        ("timeline-overflow", 16): 5,
        ("keep-and-change", 18): 10,
        ("yaml-syntax", 19): 22,
        ("dialogue-too-long", 23): 40,
    }
    assert {key: each["column"] for key, each in found.items() if each["severity"] == "error"} == wanted
    assert "did you mean 'dolly'?" in found["unknown-move", 14]["message"]
    assert "line 8" in found["duplicate-key", 9]["message"]


def test_the_reports_agree(cli: Terminal) -> None:
    cli.write("planted.yaml", TEXT)
    places = {
        (f"{each['file']}:{each['line']}:{each['column']}", each["rule"])
        for each in cli("lint", "planted.yaml", "--format", "json").data["findings"]
    }
    concise = cli("lint", "planted.yaml", "--format", "concise").out
    full = cli("lint", "planted.yaml").out
    for place, rule in places:
        assert f"{place}: " in concise
        assert f"--> {place}\n" in full
        assert f"[{rule}]" in concise
        assert f"[{rule}]" in full


def test_the_marks_stand_under_the_words(cli: Terminal) -> None:
    cli.write("mug.yaml", yaml("shot: mug", "duration: 4", 'scene: "🎬 A mug."', "camera: [{pan: left}, {doly: in}]"))
    lines = cli("lint").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "camera: [" in line)
    frame, marks = lines[at], lines[at + 1]
    assert frame[marks.index("^") : marks.rindex("^") + 1] == "doly"


def test_a_very_long_line_is_cut_around_the_finding(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", f"camera: [{'{hold: 0.001}, ' * 400}{{doly: in}}]"))
    lines = cli("lint").out.splitlines()
    assert max(len(line) for line in lines if " | " in line) < 200
    at = next(number for number, line in enumerate(lines) if "doly" in line and " | " in line)
    assert lines[at][lines[at + 1].index("^") :].startswith("doly")


def test_the_shape_of_a_report(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "camera:", "  - {dolly: left, for: 2}"))
    result = cli("lint", "--format", "json")
    (finding,) = result.data["findings"]
    assert result.code == 0
    assert {key: finding[key] for key in finding if key not in ("message", "hint", "fix")} == {
        "rule": "misused-move",
        "family": "camera",
        "severity": "warning",
        "file": "mug.yaml",
        "line": 5,
        "column": 6,
        "end_line": 5,
        "end_column": 11,
        "document": "mug",
        "path": ["camera", 0, "dolly"],
    }
    assert finding["fix"]["safety"] == "safe"
    (edit,) = finding["fix"]["edits"]
    assert {"line": 5, "column": 6, "end_line": 5, "end_column": 11, "text": "truck"}.items() <= edit.items()
    assert result.data["version"] == 1
    assert result.data["summary"] == {"error": 0, "warning": 1, "info": 0, "files": 1}


class TestFix:
    def test_keeps_all_that_is_not_wrong(self, cli: Terminal) -> None:
        before = (
            "\ufeff# Überschrift 🎬\r\nshot: mug   # name\r\nduration: 08   # Länge\r\n\r\n"
            "scene: A mug 🍵 on a table.\r\ncamera:\r\n  - {dolly: left, for: 2}   # sideways\r\n"
            "  - {pan: up, for: 1}\r\n\r\n# end"
        )
        path = cli.write("mug.yaml", before)
        assert cli("lint", "--fix").code == 0
        mended = before.replace("08", "8").replace("dolly:", "truck:").replace("pan:", "tilt:")
        assert path.read_bytes() == mended.encode("utf-8")
        assert cli("lint", "--fix").err == ""
        assert path.read_bytes() == mended.encode("utf-8")

    def test_never_changes_prompt_or_request_of_a_sound_shot(self, cli: Terminal) -> None:
        cli.write("mug.yaml", shot("mug", "camera:", "  - {dolly: left, for: 2}", "  - {pan: up, for: 1}"))
        before = cli("compile", "--format", "request").data
        assert "fixed mug.yaml" in cli("lint", "--fix").err
        assert cli("compile", "--format", "request").data == before

    def test_leaves_the_unsafe_ones_alone_unless_told(self, cli: Terminal) -> None:
        path = cli.write("mug.yaml", shot("mug", "camera: [{doly: in, for: 2}]"))
        assert cli("lint", "--fix").code == 1
        assert "doly" in path.read_text()
        assert cli("lint", "--unsafe-fixes").code == 0
        assert "{dolly: in, for: 2}" in path.read_text()

    def test_leaves_documents_alone_that_were_not_named(self, cli: Terminal) -> None:
        text = shot("one", duration="8s") + "---\n" + shot("two", duration="4s")
        path = cli.write("both.yaml", text)
        assert cli("lint", "both.yaml#two", "--fix").code == 0
        assert path.read_text() == text.replace("4s", "4")

    def test_of_standard_input_goes_to_standard_output(self, cli: Terminal) -> None:
        result = cli("lint", "-", "--fix", stdin=shot(duration="8s"))
        assert (result.code, result.out) == (0, shot(duration="8"))
        assert "no findings" in result.err


@pytest.mark.parametrize(("flag", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(cli: Terminal, flag: str, code: int) -> None:
    cli.write("mug.yaml", shot("mug", "camera: [{dolly: left, for: 2}]"))
    assert cli("lint", "--fail-on", flag).code == code
    cli.write("promptkit.yaml", f"lint: {{fail_on: {flag}}}\n")
    assert cli("lint").code == code


class TestIgnore:
    SHOT = shot("mug", "camera:", "  - {pan: left, for: 3}", "  - {pan: right, at: 1, for: 3}")

    def test_a_rule_by_name_lets_the_shot_through(self, cli: Terminal) -> None:
        cli.write("mug.yaml", self.SHOT)
        assert cli("compile").code == 1
        cli.write("promptkit.yaml", "lint: {ignore: [opposing-moves]}\n")
        result = cli("compile")
        assert result.code == 0
        assert "pans left" in result.out

    def test_what_stops_a_shot_from_loading_is_never_left_out(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", "lint: {ignore: [duration, unknown-key]}\n")
        cli.write("mug.yaml", shot("mug", "bogus: 1", duration="6"))
        result = cli("lint", "--format", "json")
        assert result.code == 1
        assert result.rules() == ["duration", "unknown-key"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (yaml("sequence: morning", "shots: [mug.yaml, {file: mug.yaml, starts_on: last-frame}]"), 2),
    ],
)
def test_what_is_not_built_is_refused_with_its_place(cli: Terminal, text: str, line: int) -> None:
    cli.write("mug.yaml", shot())
    cli.write("later.yaml", text)
    result = cli("lint", "later.yaml", "--format", "json")
    assert result.code == 1
    assert [(each["rule"], each["line"]) for each in result.data["findings"]] == [("not-built", line)]
    assert cli("compile", "later.yaml").out == ""


def test_every_preset_lints_by_itself(cli: Terminal) -> None:
    names = [each["name"] for each in cli("presets", "--format", "json").data["presets"]]
    files = [each["file"] for each in cli("presets", "--format", "json").data["presets"]]
    result = cli("lint", *files, "--format", "json")
    assert len(names) == result.data["summary"]["files"]
    assert json.dumps(result.data["findings"]) == "[]"


def test_a_mistake_in_a_preset_of_ones_own_is_found_without_a_shot(cli: Terminal) -> None:
    cli.write("presets/push.yaml", yaml("preset: push", "params: {s: {type: text, required: true}}", "scne: a {{ s }}"))
    result = cli("lint", "presets", "--format", "json")
    assert result.code == 1
    assert ("unknown-key", 3, 1) in [(each["rule"], each["line"], each["column"]) for each in result.data["findings"]]
