"""Experiments in files: every variant is the shot that its levels make of the base, and mistakes are told once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit import FindingsError, PromptkitError, compile, diff, load
from promptkit.api import Checked, Options, Reader, check_inputs, fixed_text, rescale_input
from promptkit.check._variants import Workshop
from promptkit.experiments import Variant, read_experiment
from promptkit.findings import Finding, UsageError
from promptkit.language import Report
from promptkit.resolve import Library, documents
from promptkit.source import Mapping, Node, Scalar, Sequence, parse_text

MUG = """\
shot: mug
duration: 8
scene: A mug steams.
camera:
  - {hold: 0.5, id: rest}
  - {dolly: in, for: 2, speed: slow, id: push}
  - {pan: left, for: 1.5, id: turn}
action: [{at: push.start, who: steam, does: curls}]
lighting: {time_of_day: dusk, key: {quality: soft, source: window}, palette: [amber, blue]}
mood: calm
keep: [the glaze]
avoid: [people]
takes: 2
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promptkit.yaml").touch()
    (tmp_path / "mug.yaml").write_text(MUG)
    return tmp_path


def check(body: str, name: str = "ab.yaml", base: str = "mug.yaml", file: str = "ab.yaml") -> Checked:
    """The experiment with this below its head."""
    path = Path(file)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"experiment: ab\nbase: {base}\n{body}")
    report = check_inputs(Reader().read([file if name == "ab.yaml" else name]), Options())
    return next(each for each in report.checked if each.document.name == "ab")


def told(checked: Checked) -> list[tuple[str, str | None, int]]:
    return [(each.rule, each.document, each.span.line if each.span is not None else 0) for each in checked.findings]


LIGHT = "vary:\n  light: {dawn: {lighting: {time_of_day: dawn}}, noon: {lighting: {time_of_day: noon}}}\n"
PUSH = "  push: {as-is: {}, slow: {camera: {edit: {push: {for: 3}}}}}\n"


class TestVariants:
    def test_each_is_the_shot_with_its_levels(self) -> None:
        found = check(f"takes: 3\n{LIGHT}{PUSH}")
        assert [each.document.name for each in found.parts] == [
            "ab[light=dawn,push=as-is]",
            "ab[light=dawn,push=slow]",
            "ab[light=noon,push=as-is]",
            "ab[light=noon,push=slow]",
        ]
        last = found.parts[-1].compiled
        assert last is not None
        assert (last.name, last.file, last.takes) == ("ab[light=noon,push=slow]", "ab.yaml", 3)
        assert "in slowly over 3 seconds" in last.prompt
        assert "Lighting: noon; soft key light from the window." in last.prompt

    def test_a_variant_is_the_request_that_its_shot_would_be(self, folder: Path) -> None:
        (folder / "by-hand.yaml").write_text(
            "shot: hand\nextends: mug.yaml\nduration: 8\nlighting: {time_of_day: noon}\n"
            "camera: {edit: {push: {for: 3}}}\n"
        )
        check(f"{LIGHT}{PUSH}")
        assert compile("ab.yaml#ab[light=noon,push=slow]").fingerprint == compile("by-hand.yaml").fingerprint

    def test_without_takes_of_its_own_the_shot_says_how_many(self) -> None:
        assert {each.compiled and each.compiled.takes for each in check(LIGHT).parts} == {2}

    def test_an_as_is_variant_is_the_base(self) -> None:
        first = check(f"vary:\n{PUSH}").parts[0].compiled
        assert first is not None
        assert first.fingerprint == compile("mug.yaml").fingerprint

    def test_the_base_may_stand_in_the_same_file(self, folder: Path) -> None:
        (folder / "all.yaml").write_text(f'{MUG}---\nexperiment: ab\nbase: "#mug"\n{LIGHT}')
        assert "dawn" in compile("all.yaml#ab[light=dawn]").prompt
        assert compile("all.yaml").fingerprint == compile("mug.yaml").fingerprint

    def test_levels_may_bring_presets_and_parameters(self, folder: Path) -> None:
        (folder / "presets").mkdir()
        (folder / "presets" / "grade.yaml").write_text(
            'preset: grade\nparams: {tone: {type: text, default: warm}}\nlook: {grade: "{{ tone }} grade"}\n'
        )
        found = check(
            "vary: {grade: {as-is: {}, warm: {extends: grade}, cold: {extends: grade, with: {tone: cold}}}}\n"
        )
        assert found.findings == ()
        prompts = [each.compiled.prompt for each in found.parts if each.compiled is not None]
        assert ["warm grade" in each for each in prompts] == [False, True, False]
        assert "cold grade" in prompts[2]

    def test_a_path_in_a_level_is_meant_from_the_experiment(self, folder: Path) -> None:
        (folder / "deep").mkdir()
        (folder / "deep" / "look.yaml").write_text("preset: look\nweather: fog\n")
        (folder / "deep" / "cup.png").write_bytes(b"no picture")
        found = check(
            "vary: {look: {as-is: {}, foggy: {extends: ./look.yaml}}}\n", base="../mug.yaml", file="deep/ab.yaml"
        )
        assert found.findings == ()
        assert found.parts[1].compiled is not None
        assert "Weather: fog." in found.parts[1].compiled.prompt
        stills = check("vary: {still: {as-is: {}, cup: {still: cup.png}}}\n", base="../mug.yaml", file="deep/ab.yaml")
        assert told(stills) == [("still-not-an-image", "ab", 3)]

    def test_a_chosen_variant_alone(self) -> None:
        check(f"{LIGHT}{PUSH}")
        for name in ("ab.yaml#ab[light=noon]", "ab[light=noon]"):
            report = check_inputs(Reader().read([name]), Options())
            assert [each.document.name for each in report.checked[0].parts] == [
                "ab[light=noon,push=as-is]",
                "ab[light=noon,push=slow]",
            ]

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("ab.yaml#ab[light=non]", "did you mean 'noon'"),
            ("ab.yaml#ab[lite=noon]", "did you mean 'light'"),
            ("ab.yaml#mug[light=noon]", "no document 'mug'"),
            ("mug.yaml#mug[light=noon]", "mug is a shot, and has no variants"),
            ("ba[light=noon]", "no document 'ba'"),
        ],
    )
    def test_one_that_there_is_not(self, name: str, said: str) -> None:
        check(f"{LIGHT}{PUSH}")
        with pytest.raises(UsageError, match=said.replace("[", r"\[")):
            check_inputs(Reader().read([name]), Options())

    def test_one_that_the_filter_leaves_out(self) -> None:
        check(f'{LIGHT}{PUSH}except: ["light=noon,push=slow"]\n')
        with pytest.raises(UsageError, match="no variant with light=noon,push=slow"):
            check_inputs(Reader().read(["ab[light=noon,push=slow]"]), Options())


class TestFindings:
    def test_a_mistake_of_the_base_is_told_once_and_as_the_bases(self, folder: Path) -> None:
        (folder / "mug.yaml").write_text(MUG.replace("mood: calm", "mood: calm\nbogus: 1"))
        assert told(check(f"{LIGHT}{PUSH}")) == [("unknown-key", "mug", 11)]

    def test_a_mistake_of_a_level_is_told_once_at_the_level(self) -> None:
        found = check(f"{LIGHT}  push: {{as-is: {{}}, slow: {{camera: {{edit: {{psuh: {{for: 3}}}}}}}}}}\n")
        assert told(found) == [("unknown-entry", "ab", 5)]

    def test_what_only_some_variants_have_says_which(self) -> None:
        more = "{camera: {append: [{pan: left, for: 1.5}]}}"
        vary = f"vary:\n  length: {{as-is: {{}}, short: {{duration: 4}}}}\n  end: {{as-is: {{}}, more: {more}}}\n"
        (finding,) = check(vary).findings
        assert finding.rule == "timeline-overflow"
        assert finding.message.endswith("(in ab[length=short,end=more])")

    def test_one_rule_at_one_place_is_one_mistake_though_the_words_differ(self) -> None:
        lengths = ", ".join(f"l{at}: {{camera: {{edit: {{push: {{for: {6 + at}}}}}}}}}" for at in range(3))
        rules = [rule for rule, *_ in told(check(f"{LIGHT}  push: {{{lengths}}}\n"))]
        assert rules == ["timeline-overflow"] * len(rules)
        assert len(rules) <= 3

    def test_what_a_level_brings_is_told_at_the_level(self) -> None:
        (finding,) = check(f"{LIGHT}  words: {{as-is: {{}}, vague: {{scene: 'A mug steams, in 4K.'}}}}\n").findings
        assert finding.rule == "container-words"
        assert finding.message.endswith("the picture's size is `size`")
        assert finding.span is not None
        assert finding.span.line == 5

    def test_what_a_level_makes_of_the_base_says_its_name(self) -> None:
        findings = check(f"{LIGHT}  length: {{as-is: {{}}, short: {{duration: 4}}}}\n").findings
        assert findings == ()
        longer = "{as-is: {}, more: {camera: {edit: {rest: {for: 9}}}}}"
        of_base = [each for each in check(f"{LIGHT}  rest: {longer}\n").findings if each.path[0] != "vary"]
        assert of_base
        assert all(each.message.endswith("(with rest=more)") for each in of_base)

    def test_a_chosen_variant_is_free_of_the_mistakes_of_others(self) -> None:
        check(f"{LIGHT}  words: {{as-is: {{}}, vague: {{scene: 'A mug steams, in 4K.'}}}}\n")
        for level, rules in (("as-is", []), ("vague", ["container-words"])):
            report = check_inputs(Reader().read([f"ab[words={level}]"]), Options())
            assert [each.rule for each in report.findings] == rules

    def test_two_that_are_one_request(self) -> None:
        found = check("vary: {words: {one: {mood: tense}, other: {mood: tense, notes: again}}}\n")
        (finding,) = found.findings
        assert (finding.rule, finding.span and finding.span.column) == ("same-variants", 36)
        assert finding.message.startswith("ab[words=one] and ab[words=other] are one request")

    def test_at_two_endpoints_one_request_is_no_twin(self, folder: Path) -> None:
        (folder / "promptkit.yaml").write_text(
            "endpoints: {studio: {base_url: http://127.0.0.1:1/v1, like: custom,"
            " offers: {sora-2: {usd_per_second: 0.1}}}}\n"
        )
        found = check("vary: {where: {here: {endpoint: local}, there: {endpoint: studio}}}\n")
        assert "same-variants" not in {each.rule for each in found.findings}

    def test_the_base_has_to_be_a_shot(self, folder: Path) -> None:
        (folder / "grade.yaml").write_text("preset: grade\nmood: warm\n")
        for base, said in (
            ("gone.yaml", "there is no file"),
            ("mug", "is no path"),
            ("grade.yaml", "a shot is needed"),
            ("mug.yaml#cup", "no such document"),
        ):
            (finding,) = check(LIGHT, base=base).findings
            assert (finding.rule, finding.span and finding.span.line) == ("missing-document", 2)
            assert said in finding.message
        (finding,) = check(LIGHT, base="../../mug.yaml").findings
        assert finding.rule == "outside-project"

    def test_broken_axes_are_not_expanded(self) -> None:
        found = check(f"{LIGHT}  hour: {{as-is: {{}}, late: {{lighting: {{time_of_day: midnight}}}}}}\n")
        assert [rule for rule, *_ in told(found)] == ["colliding-axes"]

    @pytest.mark.parametrize("written", ["6", "8s", "04", '"8"'])
    def test_a_level_with_another_duration(self, written: str) -> None:
        assert told(check(f"vary: {{length: {{as-is: {{}}, odd: {{duration: {written}}}}}}}\n")) == [
            ("duration", "ab", 3)
        ]


class TestPython:
    def test_a_variant_loads_and_compiles(self) -> None:
        check(f"{LIGHT}{PUSH}")
        shot = load("ab.yaml#ab[light=noon,push=slow]")
        assert shot.lighting is not None
        assert shot.lighting.time_of_day == "noon"

    def test_two_variants_are_compared(self) -> None:
        check(f"{LIGHT}{PUSH}")
        found = diff("ab.yaml#ab[light=dawn,push=as-is]", "ab.yaml#ab[light=noon,push=slow]")
        assert [str(each) for each in found.changes] == [
            "camera 2: dolly in 2 s is now dolly in 3 s",
            "lighting.time of day: dawn is now noon",
        ]

    def test_several_variants_have_to_be_named(self) -> None:
        check(f"{LIGHT}{PUSH}")
        with pytest.raises(PromptkitError, match="holds 2 variants"):
            compile("ab.yaml#ab[light=dawn]")

    def test_what_is_wrong_with_the_experiment_is_wrong_with_its_variants(self) -> None:
        check("vary: {words: {one: {mood: tense}, other: {mood: tense, notes: again}}}\n")
        with pytest.raises(FindingsError, match="are one request"):
            compile("ab.yaml#ab[words=one]")


class TestVerbs:
    """What other verbs make of a file that holds an experiment."""

    def test_a_fix_in_a_level_is_written_there(self, folder: Path) -> None:
        check("vary: {look: {as-is: {}, wide: {framing: {shot_size: clse-up}}}}\n")
        (given,) = Reader().read(["ab.yaml"])
        fixed = fixed_text(given, Options(), unsafe=True)
        assert "wide: {framing: {shot_size: close-up}}" in fixed
        (folder / "mug.yaml").write_text(MUG.replace("mood: calm", "framing: {shot_size: clse-up}"))
        check(LIGHT)
        (given,) = Reader().read(["ab.yaml"])
        assert fixed_text(given, Options(), unsafe=True) == given.parsed.text

    def test_rescaling_a_file_leaves_its_experiment_alone(self, folder: Path) -> None:
        text = f'{MUG}---\nexperiment: ab\nbase: "#mug"\n{LIGHT}---\nsequence: s\nshots: ["#mug", "#mug"]\n'
        (folder / "all.yaml").write_text(text)
        (given,) = Reader().read(["all.yaml"])
        done = rescale_input(given, 4, Options())
        assert done.lengths == (("mug", 8),)
        assert done.text.endswith(text[text.index("---") :])
        check(LIGHT)
        (given,) = Reader().read(["ab.yaml"])
        with pytest.raises(UsageError, match=r"no shot in ab\.yaml"):
            rescale_input(given, 4, Options())


# --- joined from parts, or built from the beginning: the same


LEVELS = {
    "light": ["{}", "{lighting: {time_of_day: noon}}", "{lighting: {key: {quality: hard}, palette: null}}"],
    "push": [
        "{}",
        "{camera: {edit: {push: {for: 3}}}}",
        "{camera: {edit: {push: {for: 9}}}}",
        "{camera: {remove: [turn]}}",
    ],
    "act": [
        "{}",
        "{action: [{at: turn.end, does: falls}]}",
        "{action: null}",
        "{action: [{at: end - 1, does: stops}]}",
    ],
    "length": ["{}", "{duration: 4}", "{duration: 12}"],
    "lists": ["{}", "{avoid: [the glaze]}", "{keep: [hands]}", "{keep: {remove: [the glaze]}}", "{free: [mood]}"],
    "words": ["{}", "{mood: tense}", "{mood: null}", "{scene: 'A cup, in 8K.'}", "{style: [a, b], weather: rain}"],
    "talk": ["{}", "{sound: {dialogue: [{at: 3, line: It is still warm.}]}}", "{sound: {music: none}}"],
    "own": ["{}", "{prompt: A cup in the rain.}"],
    "grade": ["{}", "{look: {grade: cold}}", "{look: null}", '{weather: "{{ own }} rain"}'],
    "tone": ["{}", "{with: {tone: cold}}", '{look: {film: "{{ own }} stock"}}'],
}
PRESET = 'preset: grade\nparams: {tone: {type: text, default: warm}}\nlook: {grade: "{{ tone }} grade"}\n'
GRADED = f"{MUG}extends: grade\nwith: {{tone: hot}}\nparams: {{own: {{type: text, default: old}}}}\n"


@st.composite
def experiments(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=3, unique=True))
    lines = []
    for name in names:
        levels = draw(st.lists(st.sampled_from(LEVELS[name]), min_size=1, max_size=3))
        lines.append(f"  {name}: {{{', '.join(f'l{at}: {level}' for at, level in enumerate(levels))}}}\n")
    return f"experiment: ab\nbase: mug.yaml\nvary:\n{''.join(lines)}"


def rows(node: Node) -> list[object]:
    """Every value of a node with its place."""
    if isinstance(node, Scalar):
        return [node.raw, node.value, node.span]
    if isinstance(node, Sequence):
        return [rows(item) for item in node.items]
    return [(key, node.keys[key], rows(value)) for key, value in sorted(node.entries.items())]


def said(findings: tuple[Finding, ...]) -> set[tuple[str, object, str]]:
    return {(each.rule, each.span, each.message) for each in findings}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(experiments())
def test_a_variant_put_together_is_the_one_built_whole(text: str) -> None:
    root = Path.cwd()
    (root / "grade.yaml").write_text(PRESET)
    (base,) = documents(parse_text(GRADED, "mug.yaml"), root / "mug.yaml", root)
    (node,) = parse_text(text, "ab.yaml").documents
    assert isinstance(node, Mapping)
    reading = read_experiment(node, Report())
    assert reading is not None
    presets = ((root, root),)
    workshop = Workshop(base, Library(presets), Options(), reading.axes)
    levels: list[tuple[tuple[str, str], ...]] = [()]
    for axis in reading.axes:
        levels = [(*row, (axis.name, name)) for row in levels for name in axis.names]
    for row in levels[-9:]:
        joined = workshop.made(Variant("ab", row))
        whole = Workshop(base, Library(presets), Options(), reading.axes)._new_part(dict(row))
        assert joined.built.shot == whole.built.shot
        assert joined.built.sound == whole.built.sound
        assert joined.built.written == whole.built.written
        assert said(tuple(joined.report.findings)) == said(tuple(whole.findings))
        assert (joined.built.timeline and joined.built.timeline.beats) == (
            whole.built.timeline and whole.built.timeline.beats
        )
        assert rows(joined.resolved.node) == rows(whole.resolved.node)
        assert rows(joined.built.places.root) == rows(whole.built.places.root)
