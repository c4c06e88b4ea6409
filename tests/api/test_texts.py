"""Shots between values, plain data and text: nothing is lost on the way, and mistakes are told as of any document."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings

import promptkit
from promptkit import CameraItem, Cut, FindingsError, Framing, Move, PromptkitError, Shot
from tests.language.drawing import Entry, documents, text_of
from tests.language.making import shots

MUG = {
    "shot": "mug",
    "model": "sora-2",
    "size": "1280x720",
    "duration": 8,
    "scene": "A mug steams.",
    "camera": [{"hold": 0.5}, {"dolly": "in", "for": 2, "id": "push"}, {"pan": "left", "tilt": {"go": "up", "for": 1}}],
    "action": [{"at": "push.end", "does": "steam curls", "for": 1}],
}


@settings(max_examples=150, deadline=None)
@given(shots())
def test_a_shot_made_in_python_is_the_one_that_its_yaml_loads_as(shot: Shot) -> None:
    assert promptkit.from_yaml(promptkit.to_yaml(shot)) == shot


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_shot_that_was_loaded_is_the_one_that_its_yaml_loads_as(document: Entry) -> None:
    try:
        shot = promptkit.from_yaml(text_of(document))
    except FindingsError:
        assume(False)
    assert promptkit.from_yaml(promptkit.to_yaml(shot)) == shot


@settings(max_examples=60, deadline=None)
@given(shots())
def test_a_shot_and_its_yaml_compile_to_the_same(shot: Shot) -> None:
    try:
        compiled = promptkit.compile(shot)
    except FindingsError:
        assume(False)
    again = promptkit.compile(promptkit.from_yaml(promptkit.to_yaml(shot)))
    assert (again.prompt, again.fingerprint) == (compiled.prompt, compiled.fingerprint)


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_an_example_is_the_same_in_its_yaml(path: Path) -> None:
    for document in yaml.safe_load_all(path.read_text("utf-8")):
        if "shot" not in document:
            continue
        name = f"{path}#{document['shot']}"
        shot = promptkit.load(name)
        again = promptkit.from_yaml(promptkit.to_yaml(shot))
        assert again == shot
        assert promptkit.compile(again, folder=path.parent).prompt == promptkit.compile(name).prompt


def test_data_is_read_as_yaml_is() -> None:
    assert promptkit.from_data(MUG) == promptkit.from_yaml(yaml.safe_dump(MUG))


def test_the_text_is_what_people_write() -> None:
    left, up = Move(move="pan", direction="left"), Move(move="tilt", direction="up", at=1)
    shot = Shot(
        name="mug",
        duration=8,
        scene="Steam.",
        framing=Framing(lens="35mm"),
        cuts=[
            Cut(length=3, camera=[CameraItem(moves=[Move(move="dolly", direction="in", length=2, distance="30cm")])]),
            Cut(framing=None, camera=[CameraItem(moves=[left, up])]),
        ],
    )
    assert promptkit.to_yaml(shot) == (
        "shot: mug\n"
        "duration: 8\n"
        "scene: Steam.\n"
        "framing: {lens: 35mm}\n"
        "cuts:\n"
        "  - {for: 3, camera: [{dolly: in, distance: 30 cm, for: 2}]}\n"
        "  - {framing: null, camera: [{pan: left, tilt: {go: up, at: 1}}]}\n"
    )


def test_long_texts_stand_in_lines() -> None:
    text = promptkit.to_yaml(Shot(name="mug", duration=4, prompt="One.\n\nTwo {{ x }}."))
    assert text == "shot: mug\nduration: 4\nprompt: |-\n  One.\n\n  Two {{ x }}.\n"


def test_what_is_found_in_a_value_has_its_place_in_the_yaml() -> None:
    shot = promptkit.from_data(MUG).model_copy(update={"action": [{"does": "lands", "at": "gone.end"}]})
    with pytest.raises(FindingsError) as refused:
        promptkit.compile(shot)
    (finding,) = refused.value.findings
    assert (finding.rule, finding.path) == ("unknown-id", ("action", 0, "at"))
    assert finding.span is not None
    line = promptkit.to_yaml(shot).splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 :].startswith("gone.end")


@pytest.mark.parametrize(
    "data",
    [{**MUG, "duration": 6}, {**MUG, "camera": [{"doly": "in"}]}, {**MUG, "duration": 8.0}, {**MUG, "bogus": 1}, {}],
)
def test_data_with_a_mistake_does_not_load(data: dict[str, object]) -> None:
    with pytest.raises(PromptkitError):
        promptkit.from_data(data)


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
def test_what_no_document_can_hold(value: object) -> None:
    with pytest.raises(PromptkitError, match="no data of a shot"):
        promptkit.from_data({**MUG, "notes": value})


@pytest.mark.parametrize(
    ("moves", "told", "words"),
    [
        ([{"move": "pan", "direction": "left"}, {"move": "pan", "direction": "right"}], {}, "pan is there twice"),
        ([{"move": "pan", "direction": "left", "at": 1}], {}, "starts with its entry"),
        ([Move(move="pan", direction="left", length=1)], {"length": 2}, "'length' is there twice"),
    ],
)
def test_an_entry_that_could_not_be_written(moves: list[object], told: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CameraItem(moves=moves, **told)  # type: ignore[arg-type]


class TestRescale:
    def test_a_value(self) -> None:
        shot = promptkit.rescale(promptkit.from_data(MUG), 4)
        assert (shot.duration, shot.camera[0].length, shot.camera[1].length) == (4, 0.25, 1)
        assert promptkit.rescale(shot, 8) == promptkit.from_data(MUG)

    def test_a_file_gives_its_new_text(self, tmp_path: Path) -> None:
        path = tmp_path / "mug.yaml"
        path.write_text("shot: mug\nduration: 8  # long\nscene: x\ncamera: [{dolly: in, for: 2}]\n")
        text = promptkit.rescale(path, 12)
        assert text == "shot: mug\nduration: 12  # long\nscene: x\ncamera: [{dolly: in, for: 3}]\n"
        assert "duration: 8" in path.read_text()

    def test_what_cannot_be_rescaled(self, tmp_path: Path) -> None:
        (tmp_path / "push.yaml").write_text("preset: push\ncamera: [{dolly: in, for: 2}]\n")
        path = tmp_path / "mug.yaml"
        path.write_text("shot: mug\nextends: ./push.yaml\nduration: 8\nscene: x\n")
        with pytest.raises(PromptkitError, match=r"push\.yaml:2:27: 'for' of camera entry 1 \(2\) stands in another"):
            promptkit.rescale(path, 4)
        path.write_text("shot: mug\nduration: 8\nscene: x\ncamera: [{doly: in}]\n")
        with pytest.raises(FindingsError):
            promptkit.rescale(path, 4)
        for wrong in (6, True, "4"):
            with pytest.raises(PromptkitError, match="4, 8 or 12"):
                promptkit.rescale(path, wrong)  # type: ignore[call-overload]
        with pytest.raises(PromptkitError):
            promptkit.rescale(tmp_path, 4)


def test_a_plan_of_values_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cup.yaml").write_text("shot: cup\nmodel: sora-2\nsize: 1280x720\nduration: 4\nscene: A cup.\n")
    (plan,) = promptkit.plan(promptkit.from_data(MUG), "cup.yaml", takes=2)
    assert [(part.shot.name, part.make) for part in plan.shots] == [("cup", 2), ("mug", 2)]
    assert plan.endpoint.name == "local"
    assert plan.refusal is None
    (tmp_path / "cup.yaml").write_text("shot: cup\nduration: 6\n")
    with pytest.raises(FindingsError):
        promptkit.plan("cup.yaml")
    assert promptkit.plan() == ()


def test_a_shot_that_stands_in_a_sequence_too_is_planned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("cup", "mug"):
        data = {"shot": name, "model": "sora-2", "size": "1280x720", "duration": 4, "scene": f"A {name} steams."}
        Path(f"{name}.yaml").write_text(promptkit.to_yaml(promptkit.from_data(data)), encoding="utf-8")
    Path("film.yaml").write_text("sequence: film\nshots: [mug.yaml, cup.yaml]\n", encoding="utf-8")
    (plan,) = promptkit.plan(tmp_path)
    assert [part.shot.name for part in plan.shots] == ["cup", "mug"]
    assert [part.shot.name for part in promptkit.plan("film.yaml")[0].shots] == ["mug", "cup"]
    Path("film.yaml").write_text("sequence: film\nsize: 720x1280\nshots: [mug.yaml]\n", encoding="utf-8")
    (plan,) = promptkit.plan(tmp_path)
    assert [(part.shot.name, part.shot.request.size) for part in plan.shots] == [
        ("cup", "1280x720"),
        ("mug", "720x1280"),
        ("mug", "1280x720"),
    ]
