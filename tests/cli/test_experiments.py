"""Experiments and sequences on the command line."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal, shot, yaml

PRICED = yaml(
    "endpoint: studio",
    "model: wan",
    "endpoints:",
    "  studio:",
    "    base_url: http://127.0.0.1:9/v1",
    "    key_env: STUDIO_KEY",
    "    like: custom",
    "    offers: {wan: {usd_per_second: 0.10, seconds: [4, 8]}}",
)
AB = yaml(
    "experiment: ab",
    "base: mug.yaml",
    "takes: 2",
    "budget: 2.60",
    "vary:",
    "  light: {dawn: {lighting: {time_of_day: dawn}}, noon: {lighting: {time_of_day: noon}}}",
    "  length: {as-is: {}, long: {duration: 8}}",
)


@pytest.fixture
def project(cli: Terminal) -> Terminal:
    cli.write("promptkit.yaml", PRICED)
    cli.write("mug.yaml", shot())
    cli.write("ab.yaml", AB)
    return cli


class TestPlan:
    def test_the_matrix_says_each_difference_in_words_and_its_price(self, project: Terminal) -> None:
        result = project("plan", "ab.yaml")
        assert (result.code, result.err) == (0, "")
        lines = [" ".join(line.split()) for line in result.out.splitlines()]
        assert lines[:8] == [
            "ab: 4 variants of mug.yaml at studio",
            "variant takes each cost unlike light=dawn,length=as-is",
            "light=dawn,length=as-is 1 to make, 1 beyond the budget $0.40 $0.40 -",
            "light=dawn,length=long 1 to make, 1 beyond the budget $0.80 $0.80 duration: 4 is now 8",
            "light=noon,length=as-is 1 to make, 1 beyond the budget $0.40 $0.40 lighting.time of day: dawn is now noon",
            "light=noon,length=long 1 to make, 1 beyond the budget $0.80 $0.80 duration: 4 is now 8",
            "lighting.time of day: dawn is now noon",
            "to make: 4, cost $2.40",
        ]
        assert "ab: 8 takes in all for $4.80; so far $0.00, now $2.40, at worst $2.40 of the budget of $2.60" in lines

    def test_as_json(self, project: Terminal) -> None:
        data = project("plan", "ab.yaml", "--format", "json").data
        (plan,) = data["plans"]
        first, *_, last = plan["shots"]
        assert (first["experiment"], first["levels"], first["difference"]) == (
            "ab",
            {"light": "dawn", "length": "as-is"},
            [],
        )
        assert last["difference"] == ["duration: 4 is now 8", "lighting.time of day: dawn is now noon"]
        (experiment,) = data["experiments"]
        assert experiment == {
            "experiment": "ab",
            "file": "ab.yaml",
            "base": "mug.yaml",
            "reference": "ab[light=dawn,length=as-is]",
            "variants": 4,
            "takes": 8,
            "withheld": 4,
            "budget": 2.6,
            "usd_whole": 4.8,
            "usd_so_far": 0,
            "usd_now": 2.4,
            "usd_at_worst": 2.4,
        }

    def test_one_variant_is_held_to_the_budget_of_all(self, project: Terminal) -> None:
        data = project("plan", "ab[light=noon,length=long]", "--takes", "9", "--format", "json").data
        assert [(row["shot"], row["make"], row["withheld"]) for row in data["plans"][0]["shots"]] == [
            ("ab[light=noon,length=long]", 3, 6)
        ]

    def test_a_sequence_says_how_long_it_is(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", "")
        cli.write("all.yaml", f"{shot('a')}---\n{shot('b', duration='8', scene='A cat sleeps.')}")
        cli.write("film.yaml", yaml("sequence: film", 'shots: ["all.yaml#b", "all.yaml#a"]', "join: {crossfade: 0.5}"))
        result = cli("plan", "film.yaml")
        rows = [line.split()[0] for line in result.out.splitlines()]
        assert rows[1:3] == ["b", "a"]
        assert "film: 11.5 s (8 + 4 less 0.5 of crossfades)" in result.out


class TestSubmit:
    def test_it_asks_for_what_the_budget_leaves(self, project: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STUDIO_KEY", "sk-1")
        result = project("submit", "ab.yaml")
        assert result.code == 3
        assert "this costs $2.40 and nobody has agreed" in result.err

    def test_it_ends_with_3_where_the_budget_pays_for_nothing(self, project: Terminal) -> None:
        project.write("ab.yaml", AB.replace("2.60", "0.30"))
        result = project("submit", "ab.yaml", "--yes")
        assert (result.code, result.out) == (3, "")
        assert "no further take fits into the budget of ab (0.30 USD)" in result.err


class TestOthers:
    def test_compile_takes_all_or_one(self, project: Terminal) -> None:
        names = [each["name"] for each in project("compile", "ab.yaml", "--format", "json").data["shots"]]
        assert names == [
            f"ab[light={light},length={length}]" for light in ("dawn", "noon") for length in ("as-is", "long")
        ]
        one = project("compile", "ab[light=noon,length=long]", "--format", "json").data["shots"]
        assert [(each["name"], each["request"]["seconds"]) for each in one] == [("ab[light=noon,length=long]", "8")]

    def test_show_tells_the_levels_behind_a_value(self, project: Terminal) -> None:
        out = project("show", "ab[light=noon,length=long]").out
        assert out.startswith("# ab[light=noon,length=long]\n")
        assert "# from: length=long (ab.yaml) <- light=noon (ab.yaml) <- mug (mug.yaml)" in out
        assert "time_of_day: noon" in next(line for line in out.splitlines() if "ab.yaml:6" in line)

    def test_diff_of_two_variants(self, project: Terminal) -> None:
        out = project("diff", "ab[light=dawn,length=as-is]", "ab[light=noon,length=long]").out
        assert out.splitlines()[:2] == ["duration: 4 is now 8", "lighting.time of day: dawn is now noon"]
        assert "$0.40 a take is now $0.80" in out

    def test_a_folder_with_a_shot_and_its_sequence_makes_the_shot_once(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", "")
        cli.write("mug.yaml", shot())
        cli.write("film.yaml", yaml("sequence: film", "shots: [mug.yaml, mug.yaml]"))
        assert [each["name"] for each in cli("compile", "--format", "json").data["shots"]] == ["mug"]
