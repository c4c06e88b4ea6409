"""Shots laid out by users' templates: where these are found, what is refused, and what the map says."""

from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.check import Options
from promptkit.findings import UsageError
from tests.compiler.shots import checked, compiled, shot

NOTE = '{% extends "prose.j2" %}\n{% block style %}{{ ("Note: " ~ (style | listed)) | sentence }}\n\n{% endblock %}\n'
BODY = "style: [moody, grainy]\ncamera: [{dolly: in, for: 2}]"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, and a user's folder beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write(tmp_path / "project" / "promptkit.yaml", "")
    return tmp_path / "config" / "promptkit" / "templates"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_template_of_the_project_goes_on_from_ours(project: Path) -> None:
    write(project / "templates/note.j2", NOTE)
    found = compiled(shot(BODY), project, Options(dialect="note"))
    assert found.prompt.startswith("Note: moody and grainy.\n\nA harbour at dawn.\n\nCinematography:\n")
    assert found.dialect == "note"
    words = {found.prompt[each.start : each.end]: each for each in found.source_map}
    assert words["moody"].path == ("style", 0)
    assert words["dollies"].path == ("camera", 0, "dolly")
    assert words["Note: "].origin == "template"
    assert (Path(words["Note: "].span.file).name, words["Note: "].span.line) == ("note.j2", 2)


def test_a_project_hides_the_user_and_the_user_hides_us(project: Path, config: Path) -> None:
    write(config / "beats.j2", "Theirs: {{ scene }}")
    assert compiled(shot(""), project, Options(dialect="beats")).prompt == "Theirs: A harbour at dawn"
    write(project / "templates/beats.j2", "Ours: {{ scene }}")
    assert compiled(shot(""), project, Options(dialect="beats")).prompt == "Ours: A harbour at dawn"


def test_a_template_named_like_ours_goes_on_from_it(project: Path) -> None:
    write(project / "templates/prose.j2", NOTE.replace("prose.j2", "builtin/prose.j2"))
    assert compiled(shot(BODY), project).prompt.startswith("Note: moody and grainy.")
    write(project / "templates/prose.j2", NOTE)
    (finding,) = checked(shot(BODY), project).findings
    assert (finding.rule, finding.span.line, finding.span.column) == ("template-cycle", 1, 13)  # type: ignore[union-attr]


def test_a_shot_names_its_template_by_name_or_path(project: Path) -> None:
    write(project / "templates/note.j2", NOTE)
    write(project / "looks/bare.j2", "{{ scene | upper }}")
    assert compiled(shot("template: note"), project).dialect == "note"
    assert compiled(shot("template: ./looks/bare.j2"), project).prompt == "A HARBOUR AT DAWN"


@pytest.mark.parametrize("name", ["../outside.j2", "nite", "looks/none.j2", "./promptkit.yaml"])
def test_a_template_that_is_not_there_is_a_finding(name: str, project: Path) -> None:
    write(project / "templates/note.j2", NOTE)
    write(project.parent / "outside.j2", "{{ scene }}")
    result = checked(shot(f"template: {name}"), project)
    assert [each.rule for each in result.findings] == ["missing-template"]
    assert result.findings[0].span.line == 4  # type: ignore[union-attr]
    assert result.compiled is None


def test_a_link_does_not_lead_out_of_the_project(project: Path) -> None:
    write(project.parent / "outside.j2", "{{ scene }}")
    (project / "templates").mkdir()
    (project / "templates/linked.j2").symlink_to(project.parent / "outside.j2")
    with pytest.raises(UsageError, match="unknown dialect 'linked'"):
        checked(shot(""), project, Options(dialect="linked"))


def test_a_template_with_an_error_compiles_nothing(project: Path) -> None:
    write(project / "templates/note.j2", "Scene:\n  {{ scen | sentence }}")
    result = checked(shot("template: note"), project)
    (finding,) = result.findings
    assert result.compiled is None
    assert finding.message == "unknown variable 'scen' (did you mean 'scene'?)"
    assert (finding.span.line, finding.span.column) == (2, 6)  # type: ignore[union-attr]
    write(project / "templates/note.j2", "Scene:\n  {{ scene | sentence }}")
    assert compiled(shot("template: note"), project).prompt == "Scene:\n  A harbour at dawn."


def test_a_strangers_template_gives_the_same_and_is_stopped(project: Path, config: Path) -> None:
    write(config / "theirs.j2", NOTE)
    write(project / "templates/ours.j2", NOTE)
    theirs = compiled(shot(BODY), project, Options(dialect="theirs"))
    ours = compiled(shot(BODY), project, Options(dialect="ours"))
    assert theirs.prompt == ours.prompt
    assert [(each.start, each.end, each.path) for each in theirs.source_map] == [
        (each.start, each.end, each.path) for each in ours.source_map
    ]
    write(
        config / "hog.j2",
        "{% set r = range(9999) %}{% for a in r %}{% for b in r %}{{ scene }}{% endfor %}{% endfor %}",
    )
    (finding,) = checked(shot(""), project, Options(dialect="hog")).findings
    assert finding.rule == "template-limit"


def test_a_template_that_gives_no_words_is_a_finding(project: Path) -> None:
    write(project / "templates/silent.j2", "{% macro beat(cue) %}{{ cue.what }}{% endmacro %}")
    result = checked(shot(""), project, Options(dialect="silent"))
    assert result.compiled is None
    assert [(each.rule, each.message) for each in result.findings] == [
        ("template-failed", "the template gives no words for this shot")
    ]


def test_a_check_sees_what_came_and_what_changed(project: Path) -> None:
    write(project / "templates/note.j2", '{% include "parts/more.j2" %}')
    assert [each.rule for each in checked(shot("template: note"), project).findings] == ["missing-template"]
    write(project / "templates/parts/more.j2", "{{ scene }}")
    assert compiled(shot("template: note"), project).prompt == "A harbour at dawn"
    write(project / "templates/parts/more.j2", "{{ scene | upper }}!")
    assert compiled(shot("template: note"), project).prompt == "A HARBOUR AT DAWN!"


def test_templates_that_include_each_other_without_measure_are_checked_soon(project: Path) -> None:
    for at in range(25):
        write(project / f"templates/t{at}.j2", f'{{% include "t{at + 1}.j2" %}}' * 2)
    write(project / "templates/t25.j2", "{{ scene }}")
    result = checked(shot("template: t0"), project)
    assert {each.rule for each in result.findings} == {"template-limit"}


def test_times_are_sorted_as_numbers(project: Path) -> None:
    write(project / "templates/late.j2", '{{ cues | sort(attribute="start") | map(attribute="start") | join(" ") }}')
    body = "action: [{at: 10, does: It rains.}, {at: 2, for: 1, does: It snows.}]"
    found = compiled(shot(body, duration=12), project, Options(dialect="late"))
    assert found.prompt == "0.00 2.00 10.00"
