"""Sequences in files: their shots in order, of one size and model, with one wording for each member of the cast."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.api import Checked, Options, Reader, check_inputs
from promptkit.language import Crossfade

ONE = "shot: one\nduration: 4\nsize: 1280x720\nscene: Mara walks.\ncast: {Mara: woman in a red coat}\n"
TWO = "shot: two\nduration: 8\nsize: 720x1280\nscene: Mara turns.\ncast: {Mara: woman in a red coat}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promptkit.yaml").touch()
    (tmp_path / "one.yaml").write_text(ONE)
    (tmp_path / "two.yaml").write_text(TWO)
    return tmp_path


def check(body: str, options: Options | None = None) -> Checked:
    Path("film.yaml").write_text(f"sequence: film\n{body}")
    return check_inputs(Reader().read(["film.yaml"]), options or Options()).checked[0]


def places(checked: Checked) -> list[tuple[str, str, int, int]]:
    return [
        (each.rule, each.span.file, each.span.line, each.span.column)
        for each in checked.findings
        if each.span is not None
    ]


def made(checked: Checked) -> list[tuple[str, str, str]]:
    return [
        (each.document.name, each.compiled.request.size, each.compiled.request.model)
        for each in checked.parts
        if each.compiled is not None
    ]


def test_its_shots_in_their_order_of_one_size_and_model() -> None:
    found = check("size: 1280x720\nmodel: sora-2-pro\nshots: [two.yaml, {file: one.yaml}, two.yaml]\n")
    assert made(found) == [(name, "1280x720", "sora-2-pro") for name in ("two", "one", "two")]
    assert {rule for rule, *_ in places(found)} == {"uneven-sequence"}
    assert found.sequence is not None
    assert [step.file for step in found.sequence.shots] == ["two.yaml", "one.yaml", "two.yaml"]


def test_the_caller_stands_over_the_sequence() -> None:
    found = check("size: 1280x720\nshots: [one.yaml]\n", Options(size="720x1280"))
    assert made(found) == [("one", "720x1280", "sora-2")]


def test_what_it_lays_on_its_shots_goes_by_its_name() -> None:
    (part,) = check("size: 1280x720\nshots: [one.yaml]\n").parts
    assert part.resolved is not None
    assert [layer.document.name for layer in part.resolved.layers] == ["one", "film"]
    (part,) = check("shots: [one.yaml]\n").parts
    assert part.resolved is not None
    assert [layer.document.name for layer in part.resolved.layers] == ["one"]


def test_the_sequence_stands_over_its_shots_and_says_so() -> None:
    found = check("size: 1280x720\nshots: [one.yaml, two.yaml]\n")
    assert places(found) == [("uneven-sequence", "two.yaml", 3, 7)]
    assert found.findings[0].message == "the size of two is 720x1280, and in the sequence it is made with 1280x720"


def test_shots_that_differ_where_the_sequence_says_nothing() -> None:
    assert places(check("shots: [one.yaml, two.yaml]\n")) == [("uneven-sequence", "film.yaml", 2, 19)]


def test_one_wording_for_each_member_of_the_cast(folder: Path) -> None:
    (folder / "two.yaml").write_text(TWO.replace("red coat", "blue coat").replace("720x1280", "1280x720"))
    found = check("shots: [one.yaml, two.yaml]\n")
    assert places(found) == [("cast-wording", "two.yaml", 5, 14)]
    assert "Mara is described otherwise in two than in one (one.yaml:5:14)" in found.findings[0].message


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("size: 1280x720\n", "missing-key", 1, 1),
        ("shots: one.yaml\n", "invalid-value", 2, 8),
        ("shots: []\n", "invalid-value", 2, 8),
        ("shots: [[one.yaml]]\n", "invalid-value", 2, 9),
        ("shots: [gone.yaml]\n", "missing-document", 2, 9),
        ("shots: [one]\n", "missing-document", 2, 9),
        ("shots: [{starts_on: last-frame}]\n", "missing-key", 2, 9),
        ("shots: [{file: one.yaml, starts_on: last-frame}]\n", "invalid-value", 2, 37),
        ("shots: [one.yaml, {file: one.yaml, starts_on: last-frame}]\n", "not-built", 2, 47),
        ("shots: [one.yaml, {file: one.yaml, starts_on: first-frame}]\n", "invalid-value", 2, 47),
        ("shots: [{file: one.yaml, duration: 8}]\n", "unknown-key", 2, 26),
        ("shots: [one.yaml]\njoin: fade\n", "invalid-value", 3, 7),
        ("shots: [one.yaml]\njoin: {crossfade: 0}\n", "invalid-value", 3, 19),
        ("shots: [one.yaml]\njoin: {crossfade: 4}\n", "invalid-value", 3, 7),
        ("shots: [one.yaml]\njoin: {crossfade: long}\n", "invalid-value", 3, 19),
        ("shots: [one.yaml]\nsiez: 1280x720\n", "unknown-key", 3, 1),
        ("shots: [one.yaml]\nsize:\n", "empty-value", 3, 1),
        ("shots: [one.yaml]\nsize: 1281x\n", "invalid-value", 3, 7),
        ("shots: [one.yaml]\nmodel: sora-3\n", "unknown-model", 3, 8),
        ("shots: [one.yaml]\nnotes: [a, b]\n", "invalid-value", 3, 8),
        ("shots: [one.yaml]\ntags: {a: b}\n", "invalid-value", 3, 7),
    ],
)
def test_mistakes(body: str, rule: str, line: int, column: int) -> None:
    assert places(check(body)) == [(rule, "film.yaml", line, column)]


def test_how_they_are_joined() -> None:
    found = check("shots: [one.yaml, one.yaml]\njoin: {crossfade: 500ms}\n")
    assert found.sequence is not None
    assert found.sequence.join == Crossfade(crossfade=0.5)


def test_a_mistake_of_a_shot_is_the_shots(folder: Path) -> None:
    (folder / "one.yaml").write_text(f"{ONE}bogus: 1\n")
    found = check("shots: [one.yaml, one.yaml]\n")
    assert places(found) == [("unknown-key", "one.yaml", 6, 1)]
    assert found.findings[0].document == "one"


def test_a_shot_that_is_an_experiment_is_refused(folder: Path) -> None:
    (folder / "ab.yaml").write_text("experiment: ab\nbase: one.yaml\nvary: {m: {a: {mood: a}, b: {mood: b}}}\n")
    assert places(check("shots: [ab.yaml]\n")) == [("missing-document", "film.yaml", 2, 9)]
