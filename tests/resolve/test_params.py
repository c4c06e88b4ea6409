from __future__ import annotations

from pathlib import Path

import pytest

from tests.resolve.resolving import outcome

_HEAD = "shot: a\nduration: 4\nextends: p\n"


def _preset(declaration: str, use: str = "scene: '{{ x }}'") -> dict[str, str]:
    return {"presets/p.yaml": f"preset: p\nparams:\n  x: {declaration}\n{use}\n"}


@pytest.mark.parametrize(
    ("declaration", "written", "value"),
    [
        ("text", "A mug", "A mug"),
        ("{type: text}", "42", "42"),
        ("{type: text}", "007", "007"),
        ("{type: number}", "2.5", 2.5),
        ("{type: number}", "-3", -3),
        ("{type: seconds}", "500ms", 0.5),
        ("{type: seconds}", "2", 2),
        ("{type: degrees}", "15deg", 15),
        ("{type: choice, of: [warm, cool]}", "Warm", "warm"),
        ("{type: colour}", "'#c08a3e'", "#c08a3e"),
        ("{type: colour}", "'#fa0'", "#fa0"),
        ("{type: colour}", "slate blue", "slate blue"),
        ("{type: colour}", "Dusty Rose", "Dusty Rose"),
        ("{type: number, of: [1, 2.5]}", "2.5", 2.5),
        ("{type: seconds, of: [500ms, 2]}", "0.5", 0.5),
        ("{type: seconds, min: 500ms, max: 2s}", "2", 2),
        ("{type: text, of: [dawn, dusk]}", "Dusk", "dusk"),
        ("{type: text, max: 5}", "A mug", "A mug"),
    ],
)
def test_a_value_of_each_type(declaration: str, written: str, value: object, tmp_path: Path) -> None:
    result = outcome(tmp_path, f"{_HEAD}with: {{x: {written}}}\n", _preset(declaration))
    assert not result.findings
    assert result.values["scene"] == value


@pytest.mark.parametrize(
    ("declaration", "use", "value"),
    [
        ("{type: list}", "scene: \"{{ x | join(' and ') }}\"", "a and b"),
        ("{type: bool}", "scene: \"{{ 'yes' if x else 'no' }}\"", "no"),
    ],
)
def test_lists_and_switches(declaration: str, use: str, value: str, tmp_path: Path) -> None:
    written = "[a, b]" if "list" in declaration else "false"
    result = outcome(tmp_path, f"{_HEAD}with: {{x: {written}}}\n", _preset(declaration, use))
    assert not result.findings
    assert result.values["scene"] == value


@pytest.mark.parametrize(
    ("declaration", "written", "part"),
    [
        ("text", "''", "empty"),
        ("text", "[a]", "a list"),
        ("text", "~", "nothing"),
        ("{type: number}", "two", "'two'"),
        ("{type: number}", "'2'", "'2'"),
        ("{type: number}", "true", "true"),
        ("{type: number}", "04", "'04'"),
        ("{type: number}", "0x8", "'0x8'"),
        ("{type: number}", "1e1", "'1e1'"),
        ("{type: number}", "+8", "'+8'"),
        ("{type: number, min: 1}", "0.5", "minimum"),
        ("{type: number, max: 1}", "2", "maximum"),
        ("{type: seconds, max: 1}", "1500ms", "maximum"),
        ("{type: choice, of: [warm, cool]}", "wram", "'warm'"),
        ("{type: colour}", "'#12'", "#rrggbb"),
        ("{type: colour}", "loud", "a colour word such as amber"),
        ("{type: colour}", "red boat", "colour"),
        ("{type: text, max: 3}", "A mug", "5 characters are above its maximum of 3"),
        ("{type: list, min: 2}", "[a]", "1 entry is below its minimum of 2"),
        ("{type: list, of: [a, b]}", "[a, c]", "'c' is not one of a, b"),
        ("{type: number, of: [1, 2]}", "3", "3 is not one of 1, 2"),
        ("{type: degrees, max: 90deg}", "100", "100 degrees is above its maximum of 90"),
        ("{type: seconds}", "long", "long"),
        ("{type: choice, of: [warm, cool]}", "[warm]", "a list"),
        ("{type: bool}", "yes", "true or false"),
        ("{type: list}", "a", "a list"),
    ],
)
def test_a_value_that_does_not_fit_is_one_finding_where_it_is_given(
    declaration: str, written: str, part: str, tmp_path: Path
) -> None:
    use = "camera: [{hold: '{{ x }}'}]" if "number" in declaration or "seconds" in declaration else "scene: 'x{{ x }}'"
    use = "scene: \"{{ x | join(', ') }}\"" if "list" in declaration else use
    result = outcome(tmp_path, f"{_HEAD}with: {{x: {written}}}\n", _preset(declaration, use))
    assert result.places == [("parameter-type", 4, 11)]
    assert part in result.findings[0].message


@pytest.mark.parametrize(
    ("declaration", "column"),
    [
        ("{type: txet}", 13),
        ("{}", 6),
        ("5", 6),
        ("[text]", 6),
        ("choice", 6),
        ("{type: choice}", 6),
        ("{type: choice, of: []}", 6),
    ],
)
def test_a_declaration_that_says_no_type(declaration: str, column: int, tmp_path: Path) -> None:
    result = outcome(tmp_path, _HEAD, _preset(declaration, "mood: calm"))
    assert result.places == [("invalid-value", 3, column)]


@pytest.mark.parametrize(
    ("declaration", "rule", "column"),
    [
        ("{type: number, min: two}", "invalid-value", 26),
        ("{type: number, min: 3, max: 2}", "invalid-value", 26),
        ("{type: bool, min: 1}", "invalid-value", 24),
        ("{type: choice, of: [a], max: 1}", "invalid-value", 35),
        ("{type: bool, of: [true]}", "invalid-value", 23),
        ("{type: text, of: a}", "invalid-value", 23),
        ("{type: number, of: [a]}", "invalid-value", 26),
        ("{type: text, required: perhaps}", "invalid-value", 29),
        ("{type: text, default: }", "empty-value", 19),
    ],
)
def test_a_declaration_that_cannot_hold(declaration: str, rule: str, column: int, tmp_path: Path) -> None:
    files = _preset(declaration, "mood: calm")
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: p\n", files)
    assert (rule, 3, column) in result.places
    assert set(result.rules) <= {rule, "missing-parameter"}


def test_defaults_use_each_other_in_any_order(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams:\n  c: {type: text, default: '{{ a }} {{ b }}'}\n"
        "  b: {type: number, default: '{{ a * 2 }}'}\n  a: {type: number, default: 3}\nscene: '{{ c }}'\n"
    }
    assert outcome(tmp_path, _HEAD, files).values["scene"] == "3 6"
    assert outcome(tmp_path, f"{_HEAD}with: {{a: 1}}\n", files).values["scene"] == "1 2"


def test_a_default_that_needs_itself_is_one_finding(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams:\n  a: {type: number, default: '{{ b }}'}\n"
        "  b: {type: number, default: '{{ a }}'}\nscene: '{{ a }}'\n"
    }
    (finding,) = outcome(tmp_path, _HEAD, files).findings
    assert finding.rule == "parameter-cycle"
    assert "a -> b -> a" in finding.message
    assert not outcome(tmp_path, f"{_HEAD}with: {{b: 1}}\n", files).findings


def test_an_unknown_key_of_a_declaration(tmp_path: Path) -> None:
    result = outcome(tmp_path, _HEAD, _preset("{type: text, defualt: x, default: y}"))
    assert result.places == [("unknown-key", 3, 19)]


def test_a_name_that_no_expression_could_use(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nparams: {My-name: text}\nmood: calm\n"}
    assert outcome(tmp_path, _HEAD, files).places == [("invalid-value", 2, 10)]


@pytest.mark.parametrize(
    ("declaration", "value"),
    [
        ("{type: text, default: a mug}", "a mug"),
        ("{type: seconds, default: 500ms}", 0.5),
        ("{type: number, default: 2}", 2),
    ],
)
def test_a_default(declaration: str, value: object, tmp_path: Path) -> None:
    result = outcome(tmp_path, _HEAD, _preset(declaration))
    assert not result.findings
    assert result.values["scene"] == value


def test_a_default_that_does_not_fit(tmp_path: Path) -> None:
    assert outcome(tmp_path, _HEAD, _preset("{type: number, default: two}")).places == [("parameter-type", 3, 30)]


def test_a_default_may_be_made_of_another(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams:\n  x: {type: number, default: 2}\n"
        "  y: {type: number, default: '{{ x * 2 }}'}\n"
        "camera: [{hold: '{{ y }}'}]\n"
    }
    result = outcome(tmp_path, _HEAD, files)
    assert not result.findings
    again = outcome(tmp_path, f"{_HEAD}with: {{x: 1}}\n", files)
    assert not again.findings, "x reaches the shot through y"


def test_a_missing_parameter_is_told_at_the_reference_and_nowhere_else(tmp_path: Path) -> None:
    result = outcome(tmp_path, _HEAD, _preset("{type: seconds}", "camera: [{hold: '{{ x }}'}]"))
    assert result.places == [("missing-parameter", 3, 10)]
    (finding,) = result.findings
    assert "'x'" in finding.message


def test_an_unknown_parameter_is_told_at_its_key(tmp_path: Path) -> None:
    files = _preset("{type: text, default: mug}")
    for text, place in (
        (f"{_HEAD}with: {{xx: 1}}\n", (4, 8)),
        ("shot: a\nduration: 4\nextends: [{p: {xx: 1}}]\n", (3, 16)),
        ("shot: a\nduration: 4\nwith: {xx: 1}\n", (3, 8)),
    ):
        assert outcome(tmp_path, text, files).places == [("unknown-parameter", *place)]


def test_two_parents_that_take_one_name(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {x: text}\nscene: '{{ x }}'\n",
        "presets/q.yaml": "preset: q\nparams: {x: text}\nmood: '{{ x }}'\n",
    }
    head = "shot: a\nduration: 4\n"
    result = outcome(tmp_path, f"{head}extends: [p, q]\nwith: {{x: one}}\n", files)
    assert result.places == [("ambiguous-parameter", 4, 8)]
    assert "p and q" in result.findings[0].message
    told = outcome(tmp_path, f"{head}extends: [{{p: {{x: one}}}}, {{q: {{x: two}}}}]\n", files)
    assert not told.findings
    assert (told.values["scene"], told.values["mood"]) == ("one", ["two"])
    half = outcome(tmp_path, f"{head}extends: [{{p: {{x: one}}}}, q]\nwith: {{x: two}}\n", files)
    assert not half.findings
    assert (half.values["scene"], half.values["mood"]) == ("one", ["two"])


def test_with_feeds_only_the_parents_that_are_named(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nextends: q\nwith: {x: from p}\nmood: calm\n",
        "presets/q.yaml": "preset: q\nparams: {x: text}\nscene: '{{ x }}'\n",
    }
    assert outcome(tmp_path, _HEAD, files).values["scene"] == "from p"
    assert outcome(tmp_path, f"{_HEAD}with: {{x: own}}\n", files).rules == ["unknown-parameter"]


def test_a_with_value_sees_the_layer_that_wrote_it(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {y: text}\nextends: q\nwith: {x: 'the {{ y }}'}\n",
        "presets/q.yaml": "preset: q\nparams: {x: text}\nscene: '{{ x }} rests'\n",
    }
    result = outcome(tmp_path, f"{_HEAD}with: {{y: mug}}\n", files)
    assert not result.findings, "y reaches the shot through x"
    assert result.values["scene"] == "the mug rests"


def test_expressions_see_their_own_layer_only(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nparams: {x: text}\nmood: '{{ x }}'\n"}
    result = outcome(tmp_path, f"{_HEAD}with: {{x: one}}\nscene: 'A {{{{ x }}}}.'\n", files)
    assert result.places == [("undefined-variable", 5, 11)]


def test_a_failed_expression_is_one_finding(tmp_path: Path) -> None:
    text = (
        "shot: a\nduration: '{{ no }}'\ncamera: [{dolly: '{{ way }}', for: '{{ no }}'}]\n"
        "framing: {shot_size: '{{ no }}'}\n"
    )
    result = outcome(tmp_path, text)
    assert result.rules == ["undefined-variable"] * 4


def test_what_hides_a_parameter_is_named(tmp_path: Path) -> None:
    files = _preset("text", "scene: '{{ x }}'\nmood: calm")
    result = outcome(tmp_path, f"{_HEAD}with: {{x: mug}}\nscene: own\n", files)
    assert result.places == [("unused-parameter", 4, 11)]
    assert "shot.yaml:5:1" in result.findings[0].message
    removed = outcome(tmp_path, f"{_HEAD}with: {{x: mug}}\nscene: null\n", files)
    assert "removed" in removed.findings[0].message


def test_the_callers_parameters(tmp_path: Path) -> None:
    text = "shot: a\nduration: 4\nparams: {x: {type: text, default: mug}, n: number}\nscene: '{{ n }} {{ x }}s'\n"
    result = outcome(tmp_path, text, params={"x": "cup", "n": "2"})
    assert not result.findings
    assert result.values["scene"] == "2 cups"
    assert outcome(tmp_path, text, params={"n": "two"}).rules == ["parameter-type"]
    assert outcome(tmp_path, text, params={"n": "2", "y": "two"}).rules == ["unknown-parameter"]
    missing = outcome(tmp_path, text)
    assert missing.places == [("missing-parameter", 3, 41)]
    assert "--param n=" in (missing.findings[0].hint or "")


@pytest.mark.parametrize(
    ("kind", "given", "rules"),
    [
        ("number", "8", []),
        ("number", "8.0", ["duration"]),
        ("number", '"8"', ["parameter-type"]),
        ("number", "04", ["parameter-type"]),
        ("number", "6", ["duration"]),
        ("seconds", "8", []),
        ("seconds", "8s", ["duration"]),
        ("seconds", '"8"', ["duration"]),
        ("text", "8", ["duration"]),
    ],
)
def test_no_other_duration_comes_through_a_preset(kind: str, given: str, rules: list[str], tmp_path: Path) -> None:
    from promptkit.language import Report, build

    files = {"presets/p.yaml": f"preset: p\nparams: {{len: {kind}}}\nduration: '{{{{ len }}}}'\n"}
    result = outcome(tmp_path, f"shot: a\nextends: p\nwith: {{len: {given}}}\nscene: x\n", files)
    report = Report()
    report.findings.extend(result.findings)
    built = build(result.resolved.node, report)
    found = [each.rule for each in built.findings]
    assert found[: len(rules)] == rules
    assert built.sound == (not rules)


def test_an_empty_list_is_no_unused_parameter(tmp_path: Path) -> None:
    result = outcome(tmp_path, f"{_HEAD}with: {{x: []}}\n", _preset("list", "props: '{{ x }}'"))
    assert not result.findings


def test_a_list_that_is_none_is_one_finding(tmp_path: Path) -> None:
    result = outcome(tmp_path, f"{_HEAD}with: {{x: amber}}\n", _preset("list", "props: '{{ x }}'"))
    assert result.rules == ["parameter-type"]


def test_a_choice_that_is_spelled_wrong_can_be_mended(tmp_path: Path) -> None:
    files = _preset("{type: choice, of: [camera left, camera right]}")
    (finding,) = outcome(tmp_path, f"{_HEAD}with: {{x: camera lft}}\n", files).findings
    assert finding.fix is not None
    assert [(edit.span.line, edit.text) for edit in finding.fix.edits] == [(4, "camera left")]


def test_a_value_that_is_not_chosen_reaches_nothing(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nparams: {x: text, soft: bool}\nscene: \"{{ x if soft else 'hard' }}\"\n"}
    (finding,) = outcome(tmp_path, f"{_HEAD}with: {{x: y, soft: false}}\n", files).findings
    assert finding.message.endswith("with these values p makes nothing of it")


@pytest.mark.parametrize("names", [range(400), range(399, -1, -1)], ids=["down", "up"])
def test_a_long_chain_of_defaults_is_followed(names: range, tmp_path: Path) -> None:
    default = {name: f"'{{{{ p{name - 1} }}}}'" if name else "A mug" for name in names}
    params = "".join(f"  p{name}: {{type: text, default: {default[name]}}}\n" for name in names)
    result = outcome(tmp_path, f"shot: a\nduration: 4\nparams:\n{params}scene: '{{{{ p399 }}}}'\n", {})
    assert not result.findings
    assert result.values["scene"] == "A mug"


def test_a_long_cycle_of_defaults_is_told(tmp_path: Path) -> None:
    params = "".join(f"  p{at}: {{type: text, default: '{{{{ p{(at + 1) % 400} }}}}'}}\n" for at in range(400))
    result = outcome(tmp_path, f"shot: a\nduration: 4\nparams:\n{params}scene: '{{{{ p0 }}}}'\n", {})
    assert set(result.rules) == {"parameter-cycle"}
