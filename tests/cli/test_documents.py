"""What can be named on the command line, and what happens with files that are no good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, run, shot, yaml

LAUGHS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))


def both(cli: Terminal) -> Path:
    preset = yaml("preset: grade", "mood: warm")
    return cli.write("both.yaml", f"{shot('one')}---\n{preset}---\n{shot('two', scene='A cat sleeps.')}")


def names(cli: Terminal, *args: str, stdin: str | None = None) -> list[str]:
    return [each["name"] for each in cli("compile", *args, "--format", "json", stdin=stdin).data["shots"]]


class TestSelection:
    def test_a_file_with_several_documents(self, cli: Terminal) -> None:
        both(cli)
        assert names(cli, "both.yaml") == ["one", "two"]

    def test_one_document_of_a_file(self, cli: Terminal) -> None:
        both(cli)
        assert names(cli, "both.yaml#two") == ["two"]
        assert names(cli, "both.yaml", "two") == ["two"]

    def test_a_name_finds_its_file_below_the_folder(self, cli: Terminal) -> None:
        cli.write("deep/er/cat.yaml", shot("cat"))
        cli.write("mug.yaml", shot())
        assert names(cli, "cat") == ["cat"]

    def test_a_folder_a_glob_and_nothing(self, cli: Terminal) -> None:
        cli.write("shots/a.yaml", shot("a"))
        cli.write("shots/b.yml", shot("b"))
        cli.write("shots/.hidden.yaml", "no: shot")
        cli.write("shots/other.yaml", "version: 2\nservices: {}\n")
        for given in (["shots"], ["shots/[ab].y*"], ["**/[ab].*ml"], []):
            assert names(cli, *given) == ["a", "b"]

    def test_standard_input(self, cli: Terminal) -> None:
        assert names(cli, "-", stdin=shot("typed")) == ["typed"]
        assert cli("lint", "-", stdin=shot("x", "bogus: 1")).out.count("<stdin>:4:1") == 1
        assert cli("lint", "-", stdin=b"\xff\xfe\x00").code == 2

    def test_a_file_is_taken_once(self, cli: Terminal) -> None:
        cli.write("mug.yaml", shot())
        assert names(cli, "mug.yaml", "./mug.yaml", "mug.yaml#mug") == ["mug"]

    def test_mistakes_elsewhere_in_the_file_do_not_matter(self, cli: Terminal) -> None:
        cli.write("both.yaml", f"{shot('one')}---\nduration: 8\n---\n{shot('two', 'bogus: [')}")
        assert cli("lint", "both.yaml").code == 1
        assert names(cli, "both.yaml#one") == ["one"]
        assert names(cli, "both.yaml", "one") == ["one"]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("both.yaml#tow", "did you mean 'two'?"),
            ("both.yaml#zebra", "it holds grade, one, two"),
            ("tow", "did you mean 'two'?"),
            ("bth.yaml", "did you mean both.yaml?"),
            ("none*.yaml", "nothing matches none*.yaml"),
            ("both.yaml/x", "there is no file both.yaml/x"),
            ("x" * 300 + ".yaml", "file name too long"),
        ],
    )
    def test_a_name_that_stands_for_nothing_is_wrong_usage(self, cli: Terminal, given: str, said: str) -> None:
        both(cli)
        result = cli("lint", given)
        assert (result.code, result.out) == (2, "")
        assert said in result.err

    def test_a_verb_for_shots_says_when_there_is_none(self, cli: Terminal) -> None:
        both(cli)
        for verb in ("compile", "plan", "submit"):
            result = cli(verb, "both.yaml#grade")
            assert (result.code, result.out) == (2, "")
            assert "no shot" in result.err


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "empty-file", 1),
        ("# nothing\n", "empty-file", 1),
        ("---\n---\n", "empty-file", 1),
        ("just words\n", "unknown-document", 1),
        ("- a list\n", "unknown-document", 1),
        (yaml("duration: 4", "scene: A mug."), "unknown-document", 1),
        (yaml("shot: a", "preset: b", "duration: 4", "scene: A."), "unknown-document", 2),
        (shot("mug", "look:", "\tfilm: 35 mm"), "yaml-syntax", 5),
        (shot("mug", "bogus: 1"), "unknown-key", 4),
        (shot("mug", 'mood: "unclosed'), "yaml-syntax", 4),
        (shot("mug", "still: gone.jpg"), "still-missing", 4),
        (shot("mug", "still: notes.jpg"), "still-not-an-image", 4),
        (shot("mug", "still: ../../outside.jpg"), "still-missing", 4),
        (shot("mug", "still: link.jpg"), "still-missing", 4),
        (shot("mug", "still: ."), "still-missing", 4),
        (shot("mug", f"keep: {'[' * 5000}{']' * 5000}"), "yaml-limit", 4),
        (shot("mug", "a0: &a0 [ha, ha, ha]", *LAUGHS.splitlines(), "keep: *a9"), "yaml-limit", 8),
        (shot("BAD NAME"), "invalid-name", 1),
        (shot("mug", "extends: mug.yaml"), "extends-cycle", 4),
        (shot("mug", "extends: slow-puch"), "unknown-preset", 4),
    ],
)
def test_a_defect_inside_a_file_is_a_finding_with_its_place(cli: Terminal, text: str, rule: str, line: int) -> None:
    cli.write("notes.jpg", "renamed from notes.txt\n")
    outside = cli.folder.parent / "outside.jpg"
    outside.write_bytes((Path(__file__).parents[2] / "examples/images/coffee.jpg").read_bytes())
    (cli.folder / "link.jpg").symlink_to(outside)
    cli.write("mug.yaml", text)
    result = cli("lint", "mug.yaml", "--format", "json")
    assert result.code == 1
    assert (rule, line) in [(each["rule"], each["line"]) for each in result.data["findings"]]
    assert all(each["file"] == "mug.yaml" for each in result.data["findings"])
    shown = cli("compile", "mug.yaml")
    assert (shown.code, shown.out) == (1, "")
    assert f"--> mug.yaml:{line}:" in shown.err


def test_allow_outside_lets_a_still_in(cli: Terminal) -> None:
    picture = (Path(__file__).parents[2] / "examples/images/coffee.jpg").read_bytes()
    (cli.folder.parent / "outside.jpg").write_bytes(picture)
    (cli.folder / "link.jpg").symlink_to(cli.folder.parent / "outside.jpg")
    for still in ("../outside.jpg", "link.jpg"):
        cli.write("mug.yaml", shot("mug", f"still: {still}"))
        assert cli("lint", "mug.yaml").code == 1
        assert cli("lint", "mug.yaml", "--allow-outside").code == 0


BAD_FILES = {
    "binary.yaml": (bytes(range(256)), "binary file"),
    "latin.yaml": ("shot: a\nduration: 4\nscene: Ein Café.\n".encode("latin-1"), "not UTF-8: line 3"),
    "utf16.yaml": ("shot: a\n".encode("utf-16"), "UTF-16"),
    "huge.yaml": (b"# and so on\n" * 500_000, "too large"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_opened_is_wrong_usage(cli: Terminal, name: str) -> None:
    data, said = BAD_FILES[name]
    cli.write(name, data)
    for verb in ("lint", "compile", "show", "plan", "submit"):
        result = cli(verb, name)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert name in result.err


@pytest.mark.parametrize("name", BAD_FILES)
def test_in_a_folder_it_does_not_hide_the_others(cli: Terminal, name: str) -> None:
    data, said = BAD_FILES[name]
    cli.write(name, data)
    cli.write("mug.yaml", shot("mug", "bogus: 1"))
    found = {each["file"]: each for each in cli("lint", "--format", "json").data["findings"]}
    assert found[name]["rule"] == "unreadable-file"
    assert said in found[name]["message"]
    assert found["mug.yaml"]["rule"] == "unknown-key"
    cli.write("mug.yaml", shot())
    assert names(cli, "mug") == ["mug"]


def test_a_missing_file_and_a_link_that_leads_nowhere(cli: Terminal) -> None:
    (cli.folder / "gone.yaml").symlink_to("nowhere.yaml")
    (cli.folder / "round.yaml").symlink_to("round.yaml")
    assert (cli("lint", "no.yaml").code, cli("compile", "no.yaml").code) == (2, 2)
    for name in ("gone.yaml", "round.yaml"):
        result = cli("lint", name)
        assert result.code == 2
        assert f"{name} is a link that leads nowhere" in result.err
    assert cli("lint", "--format", "json").rules() == ["unreadable-file", "unreadable-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(cli: Terminal) -> None:
    cli.write("mug.yaml", shot()).chmod(0)
    result = cli("lint", "mug.yaml")
    assert result.code == 2
    assert "mug.yaml: permission denied" in result.err


def test_folders_without_documents(cli: Terminal) -> None:
    (cli.folder / "empty").mkdir()
    cli.write("pictures/a.txt", "hello")
    for given in (["empty"], ["pictures"], []):
        result = cli("lint", *given)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error: ")


class TestSettings:
    def test_a_broken_file_is_a_finding_and_nothing_is_sent(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", "model: [sora-2\nsize: 3\nbogus: 1\n")
        cli.write("mug.yaml", shot())
        result = cli("lint", "--format", "json")
        places = [(each["rule"], each["line"], each["column"]) for each in result.data["findings"]]
        assert result.code == 1
        assert places == [("yaml-syntax", 1, 8), ("wrong-setting", 2, 7), ("unknown-setting", 3, 1)]
        for verb in ("compile", "plan", "submit"):
            stopped = cli(verb, "mug.yaml")
            assert (stopped.code, stopped.out) == (1, "")
            assert "promptkit.yaml:3:1" in stopped.err
        assert not (cli.folder / ".promptkit").exists()

    def test_an_entry_that_is_wrong_is_blamed_and_not_the_name_that_was_given(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", "endpoints: {studio: {base_url: 'http://127.0.0.1:1/v1', bogus: 1}}\n")
        cli.write("mug.yaml", shot())
        result = cli("submit", "mug.yaml", "--endpoint", "studio")
        assert result.code == 1
        assert "unknown setting 'bogus'" in result.err

    def test_it_is_found_upwards(self, cli: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        cli.write("promptkit.yaml", "size: 720x1280\n")
        cli.write("deep/er/mug.yaml", shot())
        monkeypatch.chdir(cli.folder / "deep" / "er")
        assert cli("compile", "mug.yaml", "--format", "request").data["size"] == "720x1280"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--endpoint", "locl"], "did you mean 'local'?"),
        (["--endpoint", "custom"], "'custom' has no address"),
        (["--model", "sora-3"], "did you mean 'sora-2'?"),
        (["--dialect", "beat"], "did you mean 'beats'?"),
        (["--size", "big"], "1280x720"),
        (["--set", "duration"], "KEY=VALUE"),
        (["--set", "=4"], "KEY=VALUE"),
        (["--set", "moood=calm"], "unknown key 'moood'"),
        (["--set", "shot=x"], "cannot be set"),
        (["--set", "keep=[a"], "cannot be read as YAML"),
        (["--param", "subject=x"], "does not take a parameter 'subject'"),
        (["--bogus"], "--bogus"),
        (["--format", "xml"], "xml"),
    ],
)
def test_wrong_flags_are_wrong_usage(cli: Terminal, args: list[str], said: str) -> None:
    cli.write("mug.yaml", shot())
    for verb in ("lint", "compile", "show", "plan", "submit"):
        result = cli(verb, "mug.yaml", *args)
        assert (result.code, result.out) == (2, "")
        assert said in result.err


@pytest.mark.parametrize(
    ("verb", "name", "near"),
    [("explain", "oposing-moves", "opposing-moves"), ("presets", "slow-puch", "slow-push"), ("compil", "", "compile")],
)
def test_a_near_name_is_proposed(cli: Terminal, verb: str, name: str, near: str) -> None:
    result = cli(verb, *([name] if name else []))
    assert result.code == 2
    assert f"did you mean '{near}'?" in result.err


def test_a_program_says_no_more_than_this(tmp_path: Path) -> None:
    """The same as a program, once: what `main` returns is what the shell sees."""
    (tmp_path / "mug.yaml").write_text(shot("mug", "bogus: 1"))
    assert run("lint", folder=tmp_path).code == 1
    assert run("lint", "gone.yaml", folder=tmp_path).code == 2
    assert run("compile", "mug.yaml", folder=tmp_path).out == ""


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
def test_data_is_utf_8_everywhere(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "mug.yaml").write_text(shot(scene="Ein Café, a mug 🍵."), "utf-8")
    assert run("compile", "mug.yaml", folder=tmp_path, **env).out == "Ein Café, a mug 🍵.\n"


def test_cuts_are_changed_and_shown_as_any_list(cli: Terminal) -> None:
    cli.write(
        "base.yaml",
        yaml(
            "shot: base",
            "duration: 8",
            "scene: A harbour.",
            "cuts:",
            "  - {for: 3, id: one, camera: [{dolly: in, id: push, for: 2}]}",
            "  - {id: two, framing: {lens: 35mm}}",
        ),
    )
    edit = "cuts: {edit: {one: {for: 2, camera: {edit: {push: {for: 1}}}}}, append: [{for: 2, id: three}]}"
    cli.write("changed.yaml", yaml("shot: changed", "extends: ./base.yaml", edit))
    result = cli("show", "changed.yaml")
    assert result.code == 0
    lines = [line.split("  #")[0].rstrip() for line in result.out.splitlines()]
    first = lines.index("  - for: 2")
    assert lines[first + 1 : first + 4] == ["    id: one", "    camera:", "      - {dolly: in, id: push, for: 1}"]
    assert lines[lines.index("    id: three") - 1] == "  - for: 2"
