"""A clip lasts 4, 8 or 12 seconds, by spelling, wherever it is written: the one rule without an exception."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal, shot, yaml

#: As it is written, and what it is mended to.
CLEAR = {
    "04": "4",
    "8.0": "8",
    "8s": "8",
    '"8"': "8",
    "'12'": "12",
    "eight": "8",
    "8 seconds": "8",
    "0x8": "8",
    "+4": "4",
    "12.": "12",
}
UNCLEAR = [
    "6",
    "8.5",
    "true",
    "0",
    "-4",
    "16",
    "[8]",
    "{a: 8}",
    '"{{ 3 + 3 }}"',
    "\"{{ '8' }}\"",
    '"{{ 8.0 }}"',
    "soon",
]


@pytest.mark.parametrize("written", [*CLEAR, *UNCLEAR])
def test_another_spelling_is_a_finding_at_its_place(cli: Terminal, written: str) -> None:
    cli.write("mug.yaml", shot(duration=written))
    result = cli("lint", "--format", "json")
    (finding,) = result.data["findings"]
    assert result.code == 1
    assert (finding["rule"], finding["line"], finding["column"]) == ("duration", 2, 11)
    fix = finding["fix"]
    assert (fix["safety"], fix["edits"][0]["text"]) == ("safe", CLEAR[written]) if written in CLEAR else fix is None
    assert cli("compile").out == ""


@pytest.mark.parametrize("written", ["4", "8", "12", '"{{ 8 }}"', '"{{ 2 * 6 }}"'])
def test_these_three_load(cli: Terminal, written: str) -> None:
    cli.write("mug.yaml", shot(duration=written))
    assert cli("lint").code == 0


@pytest.mark.parametrize("written", CLEAR)
def test_a_clear_meaning_is_mended_once_for_all(cli: Terminal, written: str) -> None:
    before = f"\ufeff# Käse 🧀\r\nshot: mug\r\nduration:  {written}   # wie früher 🎬\r\nscene: A mug 🍵.\r\n# end"
    path = cli.write("mug.yaml", before)
    assert cli("lint", "--fix").code == 0
    mended = before.replace(f"  {written} ", f"  {CLEAR[written]} ")
    assert path.read_bytes() == mended.encode("utf-8")
    again = cli("lint", "--fix")
    assert (again.code, again.err) == (0, "")
    assert path.read_bytes() == mended.encode("utf-8")


@pytest.mark.parametrize("written", ["6", '"{{ 3 + 3 }}"'])
@pytest.mark.parametrize("kind", ["preset", "shot"])
@pytest.mark.parametrize("own", ["", "duration: 8"])
def test_a_parent_is_held_to_it_even_where_the_shot_says_better(
    cli: Terminal, written: str, kind: str, own: str
) -> None:
    cli.write("parent.yaml", yaml(f"{kind}: parent", "scene: A mug steams.", f"duration: {written}"))
    cli.write("mug.yaml", yaml("shot: mug", "extends: parent.yaml", own))
    result = cli("lint", "mug.yaml", "--format", "json")
    places = {(finding["file"], finding["line"], finding["column"]) for finding in result.data["findings"]}
    assert result.code == 1
    assert places == {("parent.yaml", 3, 11)}


@pytest.mark.parametrize("written", ["6", "8s", '"{{ 3 + 3 }}"'])
def test_the_level_of_an_experiment_is_held_to_it(cli: Terminal, written: str) -> None:
    cli.write("mug.yaml", shot())
    vary = (
        "vary:",
        "  duration:",
        f"    short: {{duration: {written}}}",
        "    long: {duration: 12}",
        '    sum: {duration: "{{ 4 + 4 }}"}',
    )
    cli.write("ab.yaml", yaml("experiment: ab", "base: mug.yaml", *vary))
    result = cli("lint", "ab.yaml", "--format", "json")
    found = {finding["rule"]: (finding["line"], finding["column"]) for finding in result.data["findings"]}
    assert result.code == 1
    assert found == {"duration": (5, 23)}


@pytest.mark.parametrize(
    "written", ["6", "8s", "04", "8.0", '"8"', "'8'", "eight", "true", "8.5", "{{ 8 }}", '"{{ 3 + 3 }}"', "[8", "[8]"]
)
@pytest.mark.parametrize("verb", ["lint", "compile", "submit"])
def test_on_the_command_line_it_is_wrong_usage(cli: Terminal, verb: str, written: str) -> None:
    cli.write("mug.yaml", shot())
    result = cli(verb, "mug.yaml", "--set", f"duration={written}")
    assert (result.code, result.out) == (2, "")
    assert f"--set duration={written}" in result.err


def test_on_the_command_line_the_three_are_taken(cli: Terminal) -> None:
    cli.write("mug.yaml", shot())
    for written in ("4", "8", "12"):
        request = cli("compile", "mug.yaml", "--set", f"duration={written}", "--format", "request").data
        assert request["seconds"] == written
