from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.findings import Finding, Severity
from promptkit.project import FILE_NAME, RULES, Project, find_project


def project_of(folder: Path, text: str) -> Project:
    (folder / FILE_NAME).write_text(text)
    return find_project(folder, current=folder)


def only(project: Project) -> Finding:
    assert len(project.findings) == 1, project.findings
    finding = project.findings[0]
    assert finding.rule in RULES
    assert finding.family == "project"
    assert not finding.message.endswith(".")
    return finding


def test_every_setting_is_read_and_knows_its_place(tmp_path: Path) -> None:
    for folder in ("looks", "more", "dialects"):
        (tmp_path / folder).mkdir()
    project = project_of(
        tmp_path,
        "model: sora-2-pro\n"
        "size: 1920x1080\n"
        "endpoint: openai\n"
        "budget: {run: 10.00, day: 50.10}\n"
        "lint: {ignore: [unspecified-weather], fail_on: warning}\n"
        "presets: [looks, more]\n"
        "templates: dialects\n",
    )
    settings = project.settings
    assert project.findings == ()
    assert (settings.model, settings.size, settings.endpoint) == ("sora-2-pro", "1920x1080", "openai")
    assert (str(settings.budget.run), str(settings.budget.day)) == ("10.00", "50.10")
    assert settings.lint.ignore == ("unspecified-weather",)
    assert settings.lint.fail_on is Severity.WARNING
    assert settings.presets == (project.root / "looks", project.root / "more")
    assert settings.templates == (project.root / "dialects",)
    places = {key: settings.origin(key) for key in ("model", "budget.day", "lint.ignore", "presets", "templates")}
    assert places == {
        "model": f"{FILE_NAME}:1:8",
        "budget.day": f"{FILE_NAME}:4:27",
        "lint.ignore": f"{FILE_NAME}:5:16",
        "presets": f"{FILE_NAME}:6:10",
        "templates": f"{FILE_NAME}:7:12",
    }


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "says"),
    [
        ("modle: sora-2\n", "unknown-setting", 1, 1, "did you mean 'model'"),
        ("lint: {ignored: []}\n", "unknown-setting", 1, 8, "did you mean 'ignore'"),
        ("model: sora-2-por\n", "unknown-model", 1, 8, "did you mean 'sora-2-pro'"),
        ("model: [sora-2]\n", "wrong-setting", 1, 8, "a list"),
        ("model:\n", "wrong-setting", 1, None, "nothing"),
        ("size: 1280\n", "wrong-setting", 1, 7, "1280x720"),
        ("size: 16:9\n", "wrong-setting", 1, 7, "'16:9'"),
        ("size: {width: 1280}\n", "wrong-setting", 1, 7, "a map"),
        ("endpoint: opanai\n", "unknown-endpoint", 1, 11, "did you mean 'openai'"),
        ("endpoint: custom\n", "unknown-endpoint", 1, 11, "like: custom"),
        ("lint: strict\n", "wrong-setting", 1, 7, "a map"),
        ("lint: {fail_on: eror}\n", "wrong-setting", 1, 17, "did you mean 'error'"),
        ("lint:\n  ignore: [{a: b}]\n", "wrong-setting", 2, 12, "a map"),
        ("budget: 10\n", "bad-budget", 1, 9, "{run: 10.00, day: 50.00}"),
        ("budget:\n", "bad-budget", 1, None, "nothing"),
        ("budget: {run: ten}\n", "bad-budget", 1, 15, "'ten'"),
        ("budget: {run: -1}\n", "bad-budget", 1, 15, "from 0"),
        ("budget: {run: .inf}\n", "bad-budget", 1, 15, "a number of USD"),
        ("budget: {run: true}\n", "bad-budget", 1, 15, "a number of USD"),
        ("budget: {run: 0.0000001}\n", "bad-budget", 1, 15, "decimal places"),
        ("budget: {month: 10}\n", "unknown-setting", 1, 10, "'month'"),
        ("presets: ../elsewhere\n", "folder-outside", 1, 10, "outside the project"),
        ("presets: [/etc]\n", "folder-outside", 1, 11, "'/etc'"),
        ("templates: 7\n", "missing-folder", 1, 12, "'7'"),
        ("endpoints: [studio]\n", "bad-endpoint", 1, 12, "a list"),
        ("openai_api_key: sk-hunter2\n", "key-in-file", 1, 1, "key_env"),
    ],
)
def test_a_mistake_is_a_finding_at_its_place(
    tmp_path: Path, text: str, rule: str, line: int, column: int | None, says: str
) -> None:
    finding = only(project_of(tmp_path, text))
    assert finding.rule == rule
    assert says in f"{finding.message} {finding.hint}"
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == (FILE_NAME, line)
    assert column in (None, finding.span.column)
    assert finding.path


def test_what_is_wrong_stays_the_default_and_the_rest_is_read(tmp_path: Path) -> None:
    project = project_of(tmp_path, "model: sora-9\nsize: big\nlint: {fail_on: info, ignore: opposing-moves}\n")
    assert [finding.rule for finding in project.findings] == ["unknown-model", "wrong-setting"]
    assert (project.settings.model, project.settings.size) == ("sora-2", "1280x720")
    assert project.settings.origin("model") == "default"
    assert project.settings.lint.fail_on is Severity.INFO
    assert project.settings.lint.ignore == ("opposing-moves",)


@pytest.mark.parametrize(
    ("text", "run", "day"),
    [
        ("budget: {run: ten, day: 50}\n", "0", "50"),
        ("budget: {runn: 10}\n", "0", "0"),
        ("budget: 10\n", "0", "0"),
        ("budget: {run: 0}\n", "0", None),
        ("budget: {day: 2.50}\n", None, "2.50"),
    ],
)
def test_a_budget_that_cannot_be_read_never_becomes_no_budget(
    tmp_path: Path, text: str, run: str | None, day: str | None
) -> None:
    budget = project_of(tmp_path, text).settings.budget
    assert budget.run == (None if run is None else Decimal(run))
    assert budget.day == (None if day is None else Decimal(day))


def test_a_link_out_of_the_project_is_outside(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "presets").symlink_to(tmp_path / "elsewhere")
    assert only(project_of(tmp_path / "project", "presets: presets\n")).rule == "folder-outside"


def test_a_missing_folder_is_a_warning(tmp_path: Path) -> None:
    finding = only(project_of(tmp_path, "presets: looks\n"))
    assert (finding.rule, finding.severity) == ("missing-folder", Severity.WARNING)


def test_a_model_that_only_an_own_endpoint_offers_is_known(tmp_path: Path) -> None:
    text = "model: wan2.2-t2v\nendpoints: {studio: {base_url: http://gpu-box/v1, offers: {wan2.2-t2v: {}}}}\n"
    project = project_of(tmp_path, text)
    assert project.findings == ()
    assert project.settings.model == "wan2.2-t2v"


def test_an_endpoint_that_was_declared_badly_is_complained_about_once(tmp_path: Path) -> None:
    project = project_of(tmp_path, "endpoint: studio\nendpoints: {studio: {base_url: gpu-box}}\n")
    assert only(project).rule == "bad-endpoint"
    assert project.settings.endpoint == "local"


def test_a_damaged_part_is_complained_about_once_and_counts_as_no_money(tmp_path: Path) -> None:
    project = project_of(
        tmp_path, "model: sora-2-pro\nendpoint: studio\nbudget:\n  run: [10\nendpoints:\n  studio: {\n"
    )
    assert project.has_errors
    assert not [finding for finding in project.findings if finding.rule == "unknown-endpoint"]
    assert project.settings.budget.run == Decimal(0)
