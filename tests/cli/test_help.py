"""Every command says how it is used, with examples that work, and speaks JSON."""

from __future__ import annotations

import re
import shlex
import subprocess

import click
import pytest

from promptkit.cli._main import promptkit
from promptkit.cli._table import COMMANDS, SECTIONS
from promptkit.linter import RULES
from promptkit.project import RULES as PROJECT_RULES
from tests.cli.terminal import ROOT, Terminal, shot, yaml
from tests.require import require

NAMES = [entry.name for entry in COMMANDS]
#: Commands that need takes, or that go on until somebody ends them.
_ALONE = ("serve", "lsp", "submit", "resume", "take")
_TAKE = re.compile(r" [a-z-]+-[0-9a-f]{4}-\d\d\b")
_EXAMPLE = re.compile(r"^ +((?:\w+=\S+ |cat \S+ \| )?promptkit .*)$", re.MULTILINE)


def command(name: str) -> click.Command:
    found = promptkit.get_command(click.Context(promptkit), name)
    assert found is not None
    return found


def examples(name: str) -> list[str]:
    return _EXAMPLE.findall(command(name).help or "")


def test_the_table_agrees_with_the_commands(cli: Terminal) -> None:
    shown = cli("--help").out
    for entry in COMMANDS:
        assert entry.section in SECTIONS
        assert command(entry.name).short_help == entry.summary
        assert entry.summary in shown
    assert "Usage: promptkit " in shown


@pytest.mark.parametrize("name", NAMES)
def test_help(cli: Terminal, name: str) -> None:
    result = cli(name, "--help")
    assert result.code == 0
    assert f"Usage: promptkit {name} " in result.out
    assert cli(name, "-h").out == result.out
    assert examples(name)
    assert all(example in result.out for example in examples(name))
    assert all(isinstance(each, click.Argument) or each.help for each in command(name).params if each.name != "form")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "lsp"])  # it speaks a protocol of its own
def test_speaks_json(name: str) -> None:
    found = command(name)
    for each in found.commands.values() if isinstance(found, click.Group) else [found]:
        (form,) = [option for option in each.params if "--format" in option.opts]
        assert "json" in form.type.choices  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "example", [each for name in NAMES if name not in _ALONE for each in examples(name) if not _TAKE.search(each)]
)
def test_an_example_works(cli: Terminal, example: str) -> None:
    cli.write("coffee.yaml", (ROOT / "examples" / "coffee.yaml").read_bytes())
    cli.write("images/coffee.jpg", (ROOT / "examples" / "images" / "coffee.jpg").read_bytes())
    cli.write("shots/mug.yaml", shot())
    levels = "{dawn: {lighting: {time_of_day: dawn}}, noon: {lighting: {time_of_day: noon}}}"
    cli.write("mug-light.yaml", yaml("experiment: mug-light", "base: shots/mug.yaml", f"vary: {{light: {levels}}}"))
    cli.write("prompt.txt", "The camera pans left over a mug.\n")
    cli.write("prompts.jsonl", '{"id": 1, "text": "The camera pans left over a mug."}\n')
    if "diff" in example or "--since" in example:
        require("git")
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"], ["commit", "-qm", "2", "--allow-empty"]):
            subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words], check=True)
    piped, _, call = example.rpartition("promptkit ")
    stdin = (cli.folder / "coffee.yaml").read_bytes() if piped else None
    args = shlex.split(call.partition(" > ")[0])
    result = cli(*args, stdin=stdin)
    assert result.code == 0, result.err


@pytest.mark.parametrize(
    "args",
    [["models"], ["endpoints"], ["presets"], ["presets", "slow-push"], ["rules"], ["takes"], ["explain", "duration"]],
    ids=" ".join,
)
def test_lists_are_versioned(cli: Terminal, args: list[str]) -> None:
    data = cli(*args, "--format", "json").data
    assert data["version"] == 1
    assert len(data) == 2
    assert cli(*args).code == 0


def test_every_rule_has_its_page(cli: Terminal) -> None:
    names = {each["rule"] for each in cli("rules", "--format", "json").data["rules"]}
    assert names == {rule.name for rule in RULES} | set(PROJECT_RULES)
    for name in names:
        page = cli("explain", name)
        assert page.code == 0
        assert page.out.startswith(name)
        assert cli("explain", name, "--format", "json").data["rule"]["name"] == name


class TestNew:
    def test_a_new_shot_lints_and_compiles(self, cli: Terminal) -> None:
        for seconds in ("4", "8", "12"):
            name = f"shot-{seconds}"
            assert cli("new", name, "--duration", seconds).out.splitlines()[0] == f"{name}.yaml"
            assert cli("lint", f"{name}.yaml", "--fail-on", "info").code == 0
            assert cli("compile", f"{name}.yaml", "--format", "request").data["seconds"] == seconds

    def test_a_new_shot_from_any_preset_lints(self, cli: Terminal) -> None:
        for number, preset in enumerate(cli("presets", "--format", "json").data["presets"]):
            made = cli("new", f"n{number}", "--preset", preset["name"])
            assert made.code == 0
            linted = cli("lint", f"n{number}.yaml", "--fail-on", "warning")
            assert linted.code == 0, linted.out

    def test_a_project(self, cli: Terminal) -> None:
        assert cli("new", "mug", "--project", "--format", "json").data == {
            "version": 1,
            "files": ["promptkit.yaml", "mug.yaml", "promptkit.schema.json", "promptkit-settings.schema.json"],
        }
        assert cli("lint").code == 0
        assert cli("endpoints").code == 0

    def test_nothing_is_overwritten(self, cli: Terminal) -> None:
        path = cli.write("mug.yaml", "mine")
        result = cli("new", "mug")
        assert (result.code, path.read_text()) == (2, "mine")
        assert "mug.yaml is there already" in result.err

    @pytest.mark.parametrize("name", ["Bad_Name", "a/b", "../a", "-", "é", ""])
    def test_a_name_is_a_name(self, cli: Terminal, name: str) -> None:
        assert cli("new", "--", name).code == 2
        assert list(cli.folder.iterdir()) == []

    def test_wants_a_name(self, cli: Terminal) -> None:
        assert cli("new").code == 2
        assert cli("new", "mug", "--preset", "none-such").code == 2
        assert cli("new", "mug", "--duration", "6").code == 2
        assert list(cli.folder.iterdir()) == []


class TestPresets:
    def test_one_of_them(self, cli: Terminal) -> None:
        cli.write("presets/calm.yaml", yaml("preset: calm", "params: {of: text}", "mood: 'calm {{ of }}'"))
        shown = cli("presets", "show", "calm").out
        assert shown == cli("presets", "calm").out
        assert "calm  presets/calm.yaml (project)" in shown
        assert "extends: calm" in shown
        assert "with: {of: the of}" in shown
        assert "mood: [calm the of]" in shown
        assert "duration" not in shown
        (data,) = cli("presets", "calm", "--format", "json").data["presets"]
        assert data["resolved"] == {"mood": ["calm the of"]}
        assert data["example"] == "extends: calm\nwith: {of: the of}"

    def test_whose_it_is_and_what_it_hides(self, cli: Terminal) -> None:
        cli.write("presets/slow-push.yaml", yaml("preset: slow-push", "mood: calm"))
        rows = cli("presets").out.splitlines()
        (row,) = [each for each in rows if each.startswith("slow-push ")]
        assert "project, hides built-in" in row
        assert any(" built-in " in each for each in rows)
        data = {each["name"]: each for each in cli("presets", "--format", "json").data["presets"]}
        assert data["slow-push"]["from"] == "project"
        assert [each["from"] for each in data["slow-push"]["hides"]] == ["built-in"]

    def test_one_goes_on_from_the_one_that_it_hides(self, cli: Terminal) -> None:
        cli.write("presets/golden-hour.yaml", yaml("preset: golden-hour", "extends: golden-hour", "mood: calm"))
        cli.write("mug.yaml", shot("mug", "extends: golden-hour"))
        shown = cli("show", "mug.yaml").out
        assert "# presets/golden-hour.yaml:3" in shown
        assert "time_of_day: golden hour" in shown
        assert "named at presets/golden-hour.yaml:2:10" in shown

    def test_those_that_set_one_thing(self, cli: Terminal) -> None:
        cli.write("presets/calm.yaml", yaml("preset: calm", "mood: calm"))
        assert [each["name"] for each in cli("presets", "--sets", "mood", "--format", "json").data["presets"]] == [
            "calm"
        ]
        result = cli("presets", "--sets", "lihgting")
        assert result.code == 2
        assert "did you mean 'lighting'?" in result.err


class TestShow:
    def test_every_value_has_its_origin(self, cli: Terminal) -> None:
        params = "params: {of: {type: text, default: all}}"
        cli.write("presets/calm.yaml", yaml("preset: calm", params, "mood: 'calm {{ of }}'"))
        cli.write("mug.yaml", shot("mug", "extends: calm", "weather: rain"))
        (each,) = cli("show", "mug.yaml", "--format", "json").data["documents"]
        origins = {tuple(row["path"]): (row["file"], row["line"], row["computed"]) for row in each["origins"]}
        assert ("mug.yaml", 5, False) in origins.values()
        assert ("presets/calm.yaml", 3, True) in origins.values()
        assert [layer["name"] for layer in each["layers"]] == ["calm", "mug"]
        text = cli("show", "mug.yaml").out
        assert "presets/calm.yaml:3 from the default `of: all` at presets/calm.yaml:2:36" in text
        assert "# timeline:" in text

    def test_the_way_of_a_value(self, cli: Terminal) -> None:
        cli.write("presets/calm.yaml", yaml("preset: calm", "params: {of: text}", "mood: 'calm {{ of }}'", "scene: x"))
        cli.write("mug.yaml", shot("mug", "extends: calm", "with: {of: sea}", "framing: cu", "camera: [push in]"))
        (each,) = cli("show", "mug.yaml", "--format", "json").data["documents"]
        rows = {tuple(row["path"]): row for row in each["origins"]}
        parameter, parent = rows["mood", 0]["via"]
        assert parameter == {
            "parameter": "of", "of": "calm", "value": "sea", "default": False,
            "file": "mug.yaml", "line": 5, "column": 12,
        }  # fmt: skip
        assert parent == {"extends": "calm", "file": "mug.yaml", "line": 4, "column": 10}
        assert rows["scene",]["over"] == {"file": "presets/calm.yaml", "line": 4, "column": 8}
        assert rows["framing", "shot_size"]["written"] == "cu"
        text = cli("show", "mug.yaml", "--set", "mood=calm").out
        assert "shot_size: close-up" in text
        assert "(written cu)" in text
        assert "(written push in)" in text
        assert "over presets/calm.yaml:4" in text
        assert "# --set mood=calm over presets/calm.yaml:3" in text
        assert "named at mug.yaml:4:10" in text

    def test_the_ways_of_what_is_in_an_entry(self, cli: Terminal) -> None:
        pushed = "camera: [{dolly: in, for: '{{ n }}', speed: slow, id: push}]"
        params = "params: {n: seconds, l: {type: list, default: [a, b c]}}"
        cli.write("presets/p.yaml", yaml("preset: p", params, pushed, "props: '{{ l }}'"))
        change = "camera: {edit: {push: {speed: fast}}, append: [{hold: 1}]}"
        cli.write("mug.yaml", shot("mug", "extends: p", "with: {n: 2}", change))
        text = cli("show", "mug.yaml").out
        assert "# presets/p.yaml:3; for from `n: 2` at mug.yaml:5:11; speed mug.yaml:6" in text
        assert text.startswith("shot: mug")
        assert "[a, b c]" in cli("presets", "p").out

    def test_what_was_read_as_another_word_is_shown_with_what_was_written(self, cli: Terminal) -> None:
        cli.write("mug.yaml", shot("mug", "framing: CU", "camera: [slow push in on Mara, orbit: left]"))
        text = cli("show", "mug.yaml").out
        for line in (
            "close-up .*\\(written CU\\)",
            "dolly: in, .*\\(written slow push in on Mara\\)",
            "arc: left.*\\(written orbit\\)",
        ):
            assert re.search(line, text, re.MULTILINE), text
        (each,) = cli("show", "mug.yaml", "--format", "json").data["documents"]
        assert {row["written"] for row in each["origins"]} == {None, "CU", "slow push in on Mara", "orbit"}

    def test_a_cut_has_a_line_for_each_of_its_values(self, cli: Terminal) -> None:
        one = "  - {id: a, for: 3, framing: cu, camera: [{hold: all}]}"
        cli.write("presets/p.yaml", yaml("preset: p", "cuts:", one, "  - {id: b, camera: [{dolly: out}]}"))
        cli.write("mug.yaml", shot("mug", "extends: p", "cuts: {edit: {b: {framing: ws}}}"))
        lines = [line.split("  #")[0].rstrip() for line in cli("show", "mug.yaml").out.splitlines()]
        at = lines.index("cuts:")
        assert lines[at + 1 : at + 11] == [
            "  - id: a",
            "    for: 3",
            "    framing:",
            "      shot_size: close-up",
            "    camera:",
            "      - {hold: all}",
            "  - id: b",
            "    camera:",
            "      - {dolly: out}",
            "    framing:",
        ]

    def test_a_shot_with_errors_is_shown_as_far_as_it_loads(self, cli: Terminal) -> None:
        cli.write("mug.yaml", shot("mug", "bogus: 1", "weather: rain"))
        result = cli("show", "mug.yaml")
        assert result.code == 1
        assert "weather: rain" in result.out or "rain" in result.out
        assert "unknown key 'bogus'" in result.err
