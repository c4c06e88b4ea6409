from __future__ import annotations

from pathlib import Path

import pytest

from tests.resolve.resolving import outcome

HEAD = "shot: a\nduration: 4\n"


def test_parents_in_order_the_document_last(tmp_path: Path) -> None:
    files = {
        "presets/one.yaml": "preset: one\nscene: one\nmood: one\nweather: one\n",
        "presets/two.yaml": "preset: two\nscene: two\nmood: two\n",
    }
    result = outcome(tmp_path, f"{HEAD}extends: [one, two]\nscene: own\n", files)
    assert not result.findings
    assert result.values == {"duration": 4, "scene": "own", "mood": ["two"], "weather": ["one"]}
    assert result.line_of("mood") == ("two.yaml", 3)
    assert result.line_of("scene") == ("shot.yaml", 4)
    assert [layer.document.name for layer in result.resolved.layers] == ["one", "two", "a"]


def test_each_layer_after_its_own_parents(tmp_path: Path) -> None:
    files = {
        "presets/one.yaml": "preset: one\nextends: base\nmood: one\n",
        "presets/two.yaml": "preset: two\nextends: base\nprops: two\n",
        "presets/base.yaml": "preset: base\nmood: base\nprops: base\n",
    }
    result = outcome(tmp_path, f"{HEAD}extends: [one, two]\n", files)
    assert not result.findings
    assert result.values == {"duration": 4, "mood": ["base"], "props": ["two"]}


@pytest.mark.parametrize(
    ("reference", "mood"),
    [
        ("./looks.yaml#grey", "grey"),
        ("./looks.yaml#gold", "gold"),
        ("looks.yaml#gold", "gold"),
        ("looks/one.yaml", "one"),
        ('"#own"', "own"),
        ("{'looks.yaml#gold': {}}", "gold"),
    ],
)
def test_references_by_path(reference: str, mood: str, tmp_path: Path) -> None:
    files = {
        "looks.yaml": "preset: grey\nmood: grey\n---\npreset: gold\nmood: gold\n",
        "looks/one.yaml": "preset: one\nmood: one\n",
    }
    result = outcome(tmp_path, f"{HEAD}extends: {reference}\n---\npreset: own\nmood: own\n", files)
    assert not result.findings
    assert result.values["mood"] == [mood]


def test_paths_are_meant_from_the_file_in_which_they_stand(tmp_path: Path) -> None:
    files = {
        "looks/one.yaml": "preset: one\nextends: ./two.yaml\n",
        "looks/two.yaml": "preset: two\nextends: ../base.yaml\n",
        "base.yaml": "preset: base\nmood: base\n",
    }
    result = outcome(tmp_path, f"{HEAD}extends: looks/one.yaml\n", files)
    assert not result.findings
    assert result.values["mood"] == ["base"]


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        ("nowhere", "unknown-preset"),
        ("./nowhere.yaml", "unknown-preset"),
        ("./looks.yaml", "unknown-preset"),
        ("./looks.yaml#blue", "unknown-preset"),
        ("./film.yaml", "unknown-preset"),
        ("./text.yaml", "unknown-preset"),
        ("../other.yaml", "outside-project"),
        ("/etc/passwd", "outside-project"),
        ("./link.yaml", "outside-project"),
        ("./loop.yaml", "outside-project"),
        ('"a/\\0"', "unknown-preset"),
        ('"\\0"', "unknown-preset"),
        ("x" * 300, "unknown-preset"),
        (f"./{'x' * 300}.yaml", "unknown-preset"),
        ("presets/", "unknown-preset"),
        ("5", "invalid-value"),
        ("[[grey]]", "invalid-value"),
        ("true", "invalid-value"),
        ('"#a"', "extends-cycle"),
        ("./shot.yaml", "extends-cycle"),
        ("presets/../shot.yaml", "extends-cycle"),
    ],
)
def test_a_parent_that_cannot_be_had_is_one_finding(reference: str, rule: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "presets").mkdir(parents=True)
    (tmp_path / "other.yaml").write_text("preset: other\n")
    (folder / "link.yaml").symlink_to(tmp_path / "other.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    files = {
        "looks.yaml": "preset: grey\nmood: grey\n---\npreset: gold\nmood: gold\n",
        "film.yaml": "sequence: film\n",
        "text.yaml": "just text\n",
    }
    result = outcome(folder, f"{HEAD}mood: own\nextends: {reference}\n", files)
    assert [name for name, line, _ in result.places if line == 4] == [rule]
    assert len(result.findings) == 1


def test_an_unknown_preset_suggests_the_nearest(tmp_path: Path) -> None:
    files = {"presets/slow-push.yaml": "preset: slow-push\nmood: calm\n", "presets/broken.yaml": "\0"}
    (finding,) = outcome(tmp_path, f"{HEAD}extends: slow-psuh\n", files).findings
    assert "did you mean 'slow-push'?" in finding.message


def test_a_cycle_is_told_where_it_closes(tmp_path: Path) -> None:
    files = {
        "presets/b.yaml": "preset: b\nextends: c\nmood: b\n",
        "presets/c.yaml": "preset: c\nmood: c\nextends: [b]\n",
    }
    result = outcome(tmp_path, f"{HEAD}extends: b\n", files)
    assert result.places == [("extends-cycle", 3, 11)]
    assert "b -> c -> b" in result.findings[0].message
    assert result.values["mood"] == ["b"]


def test_a_tree_of_parents_that_doubles_ends_soon(tmp_path: Path) -> None:
    files = {
        f"presets/p{at}.yaml": f"preset: p{at}\nextends: [p{at + 1}, p{at + 1}]\nmood: x\n" for at in range(40)
    } | {"presets/p40.yaml": "preset: p40\nmood: x\n"}
    assert "extends-cycle" in outcome(tmp_path, f"{HEAD}extends: p0\n", files).rules


def test_a_thousand_parents_are_refused(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nmood: x\n"}
    result = outcome(tmp_path, f"{HEAD}extends: [{', '.join(['p'] * 1000)}]\n", files)
    assert result.rules == ["extends-cycle"]


def test_a_shot_as_parent_works_like_a_preset(tmp_path: Path) -> None:
    files = {
        "base.yaml": "shot: base\nduration: 8\nscene: base\nmood: base\ntakes: 5\nnotes: mine\nendpoint: x\n"
        "request: {seed: 1}\nparams: {x: {type: text, default: base}}\nprops: '{{ x }}'\ntags: [t]\n"
    }
    result = outcome(tmp_path, "shot: a\nextends: ./base.yaml\nmood: own\n", files)
    assert not result.findings
    assert result.values == {"duration": 8, "scene": "base", "mood": ["own"], "props": ["base"], "tags": ["t"]}
    again = outcome(tmp_path, "shot: a\nextends: ./base.yaml\nmood: own\nwith: {x: given}\n", files)
    assert not again.findings
    assert again.values["props"] == ["given"]


@pytest.mark.parametrize("key", ["takes", "endpoint", "request", "source"])
def test_what_a_preset_may_not_write(key: str, tmp_path: Path) -> None:
    files = {"presets/p.yaml": f"preset: p\n{key}: x\nmood: calm\n"}
    result = outcome(tmp_path, f"{HEAD}extends: p\n", files)
    assert result.places == [("preset-key", 2, 1)]
    assert key not in result.values


@pytest.mark.parametrize("key", ["extends", "with", "params"])
def test_an_empty_head_is_an_accident(key: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, f"{HEAD}{key}:\n").places == [("empty-value", 3, 1)]


def test_what_is_damaged_in_a_parent_is_told(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nmood: calm\nscene: A sign: closed\n"}
    result = outcome(tmp_path, f"{HEAD}extends: p\n", files)
    assert result.rules == ["yaml-syntax"]
    by_path = outcome(tmp_path, f"{HEAD}extends: presets/p.yaml\n", files)
    assert by_path.rules == ["yaml-syntax"]


def test_a_parent_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "p.yaml").write_bytes("preset: p\n".encode("utf-16"))
    for reference in ("p", "presets/p.yaml"):
        assert outcome(tmp_path, f"{HEAD}extends: {reference}\n").places == [("unknown-preset", 3, 10)]


# --- patches


def test_a_patch_takes_the_place_of_the_documents_own_keys(tmp_path: Path) -> None:
    text = f"{HEAD}scene: own\nlighting: {{time_of_day: dawn, rim: warm}}\nkeep: [a]\n"
    result = outcome(tmp_path, text, patches=["{scene: new, lighting: {time_of_day: noon, rim: null}, keep: [b]}"])
    assert not result.findings
    assert result.values["scene"] == "new"
    assert result.values["lighting"] == {"time_of_day": "noon"}
    assert result.values["keep"] == ["a", "b"]


def test_a_patch_may_set_the_parents(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nparams: {m: text}\nmood: '{{ m }}'\n"}
    result = outcome(tmp_path, f"{HEAD}scene: own\n", files, patches=["{extends: p, with: {m: calm}}"])
    assert not result.findings
    assert result.values["mood"] == ["calm"]


def test_a_patch_can_remove(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nmood: calm\n"}
    result = outcome(tmp_path, f"{HEAD}extends: p\nscene: own\n", files, patches=["{mood: null}"])
    assert "mood" not in result.values


def test_patches_are_laid_on_one_another(tmp_path: Path) -> None:
    text = f"{HEAD}scene: own\nlook: {{film: 35 mm}}\nkeep: [a]\n"
    first, second = (
        "{look: {grain: fine}, mood: one, keep: [b]}",
        "{look: {grain: null, film: 16 mm}, mood: two, keep: [c]}",
    )
    result = outcome(tmp_path, text, patches=[first, second])
    assert not result.findings
    assert result.values["look"] == {"film": "16 mm"}
    assert result.values["mood"] == ["two"]
    assert result.values["keep"] == ["a", "b", "c"]


def test_patches_settle_the_parents_key_by_key(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {m: text, w: {type: text, default: fog}}\n"
        "mood: '{{ m }}'\nweather: '{{ w }}'\n",
        "presets/q.yaml": "preset: q\nprops: q\n",
    }
    text = f"{HEAD}extends: p\nwith: {{m: calm, w: rain}}\nscene: own\n"
    result = outcome(tmp_path, text, files, patches=["{with: {m: tense}}", "{with: {w: null}}"])
    assert not result.findings
    assert (result.values["mood"], result.values["weather"]) == (["tense"], ["fog"])
    other = outcome(tmp_path, text, files, patches=["{extends: q, with: null}"])
    assert not other.findings
    assert other.values == {"duration": 4, "scene": "own", "props": ["q"]}
    alone = outcome(tmp_path, text, files, patches=["{extends: null, with: null}"])
    assert not alone.findings
    assert alone.values == {"duration": 4, "scene": "own"}
    left = outcome(tmp_path, text, files, patches=["{extends: q}"])
    assert left.rules == ["unknown-parameter", "unknown-parameter"]


def test_a_patch_may_change_the_list_of_parents(tmp_path: Path) -> None:
    files = {
        f"presets/{name}.yaml": f"preset: {name}\n{key}: {name}\n" for name, key in (("p", "mood"), ("q", "props"))
    }
    text = f"{HEAD}extends: p\n"
    both = outcome(tmp_path, text, files, patches=["{extends: {append: [q]}}"])
    assert not both.findings
    assert both.values == {"duration": 4, "mood": ["p"], "props": ["q"]}
    other = outcome(tmp_path, text, files, patches=["{extends: {append: [q]}}", "{extends: {remove: p}}"])
    assert other.values == {"duration": 4, "props": ["q"]}
    assert outcome(tmp_path, text, files, patches=["{extends: {remove: [r]}}"]).rules == ["unknown-entry"]
    alone = outcome(tmp_path, f"{HEAD}extends: {{append: [p]}}\n", files)
    assert alone.values["mood"] == ["p"]


def test_no_layer_says_another_duration(tmp_path: Path) -> None:
    text = "shot: a\nduration: 6\nscene: own\n"
    assert outcome(tmp_path, text, patches=["{duration: 8}"]).places == [("duration", 2, 11)]
    assert outcome(tmp_path, f"{HEAD}scene: own\n", patches=["{duration: 6}", "{duration: 8}"]).rules == ["duration"]


# --- a prompt of one's own


def test_a_prompt_is_taken_as_it_is(tmp_path: Path) -> None:
    result = outcome(tmp_path, f"{HEAD}prompt: 'A {{{{ mug }}}} at rest.'\n")
    assert not result.findings
    assert result.values["prompt"] == "A {{ mug }} at rest."


def test_sections_beside_a_prompt(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nweather: fog\n"}
    result = outcome(tmp_path, f"{HEAD}extends: p\nprompt: A mug.\ncamera: [push in]\n", files)
    assert result.places == [("prompt-hides-section", 4, 1), ("prompt-beside-sections", 5, 1)]
    assert result.values == {"duration": 4, "prompt": "A mug."}
