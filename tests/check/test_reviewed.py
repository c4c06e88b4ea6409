"""Cases that once went wrong: values lost, contradicted, or reported though nobody wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.check import Checked, Options, check_document, check_shot
from promptkit.language import Shot
from promptkit.project import find_project
from promptkit.resolve import Library, documents
from promptkit.source import parse_text


def checked(text: str, folder: Path, name: str | None = None) -> Checked:
    parsed = parse_text(text, "shot.yaml")
    (folder / "shot.yaml").write_text(text)
    path = folder / "shot.yaml"
    found = [each for each in documents(parsed, path, folder) if name in (None, each.name)]
    return check_document(found[0], Library(()), find_project(folder), Options(), parsed.findings)


def rules(result: Checked) -> list[str]:
    return [finding.rule for finding in result.findings]


def prompt(result: Checked) -> str:
    assert result.compiled is not None, result.findings
    return result.compiled.prompt


def test_a_replaced_set_still_takes_from_its_rivals(tmp_path: Path) -> None:
    text = (
        'shot: a\nextends: "#b"\nduration: 4\nscene: x.\nkeep: {replace: [the spoon]}\n---\n'
        "shot: b\nduration: 4\nscene: x.\navoid: [the spoon, the fork]\n"
    )
    said = prompt(checked(text, tmp_path, "a"))
    assert "Keep the same throughout: the spoon." in said
    assert "Must not appear: the fork." in said


@pytest.mark.parametrize(
    "item",
    [
        "{dolly: {go: in, speed: slow}, speed: fast}",
        "{dolly: {go: in, ease: in}, ease: out}",
        "{dolly: {go: in, for: 1}, for: 3}",
        "{dolly: {go: in, for: 3}, tilt: {go: up, for: 2}, for: 1}",
        "{hold: 2, for: 3}",
    ],
)
def test_a_value_that_stands_twice_is_an_error(item: str, tmp_path: Path) -> None:
    assert rules(checked(f"shot: a\nduration: 8\nscene: x.\ncamera: [{item}]\n", tmp_path)) == ["duplicate-key"]


def test_what_the_camera_leaves_uncovered_is_a_hold(tmp_path: Path) -> None:
    result = checked("shot: a\nduration: 8\nscene: x.\ncamera: [{pan: left, at: 4, for: 1}]\n", tmp_path)
    assert result.compiled is not None
    rows = [(row.start, row.end, row.what) for row in result.compiled.timeline]
    assert rows == [(0, 4, "hold"), (4, 5, "pan left"), (5, 8, "hold")]
    track = result.compiled.request.extras["x_camera"]["beats"]
    assert [beat["move"] for beat in track] == ["hold", "pan", "hold"]


def test_a_section_of_ones_own_under_an_inherited_prompt_is_an_error(tmp_path: Path) -> None:
    text = 'shot: a\nextends: "#p"\nduration: 4\nscene: mine\n---\npreset: p\nprompt: Rain.\n'
    assert rules(checked(text, tmp_path, "a")) == ["prompt-beside-sections"]


def test_a_choice_keeps_its_type(tmp_path: Path) -> None:
    text = (
        'shot: a\nextends: "#p"\nwith: {n: 8}\nscene: x.\n---\n'
        'preset: p\nparams: {n: {type: choice, of: [4, 8]}}\nduration: "{{ n }}"\n'
    )
    result = checked(text, tmp_path, "a")
    assert result.compiled is not None, result.findings
    assert result.compiled.request.seconds == "8"


def test_nobody_is_told_of_a_value_that_nobody_wrote(tmp_path: Path) -> None:
    text = (
        "preset: p\nparams: {n: number, pic: text, way: text}\n"
        'duration: "{{ n }}"\nstill: "{{ pic }}"\ncamera: [{pan: "{{ way }}"}, {hold: "{{ n - 1 }}"}]\n'
    )
    assert rules(checked(text, tmp_path)) == []


def test_another_support_has_no_amount_of_the_old_one(tmp_path: Path) -> None:
    text = (
        'shot: a\nextends: "#b"\nduration: 4\nscene: x.\nsupport: tripod\n---\npreset: b\nsupport: {handheld: subtle}\n'
    )
    assert "The camera is on a tripod." in prompt(checked(text, tmp_path, "a"))


def test_a_reserved_character_is_refused_from_python_too(tmp_path: Path) -> None:
    shot = Shot(name="a", duration=4, scene="q\ue002w")
    with pytest.raises(ValueError, match="reserved"):
        check_shot(shot, tmp_path, find_project(tmp_path), Options())
