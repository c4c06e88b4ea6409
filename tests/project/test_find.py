from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.findings import Severity, UsageError
from promptkit.project import FILE_NAME, Settings, find_project


def test_the_nearest_file_upwards_is_the_projects(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("size: 720x1280\n")
    (tmp_path / "inner" / "shots" / "day-1").mkdir(parents=True)
    (tmp_path / "inner" / FILE_NAME).write_text("model: sora-2-pro\n")
    project = find_project(tmp_path / "inner" / "shots" / "day-1", current=tmp_path)
    assert project.root == (tmp_path / "inner").resolve()
    assert project.file == project.root / FILE_NAME
    assert project.settings.model == "sora-2-pro"
    assert project.settings.size == "1280x720"
    assert project.state == project.root / ".promptkit"
    assert project.settings.presets == (project.root / "presets",)
    assert project.settings.templates == (project.root / "templates",)
    assert find_project(tmp_path, current=tmp_path).settings.size == "720x1280"


def test_the_folder_of_a_document_decides_and_not_the_current_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / FILE_NAME).write_text("model: sora-2-pro\n")
    document = tmp_path / "a" / "shot.yaml"
    document.touch()
    assert find_project(document, current=tmp_path / "b").settings.model == "sora-2-pro"
    assert find_project(Path("../a/shot.yaml"), current=tmp_path / "b").settings.model == "sora-2-pro"
    assert find_project(Path(), current=tmp_path / "b").file is None


def test_without_a_file_there_are_defaults_and_the_state_is_in_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "shots").mkdir()
    project = find_project(tmp_path / "shots", current=tmp_path)
    root = tmp_path.resolve()
    assert (project.file, project.findings, project.has_errors) == (None, (), False)
    assert project.root == root / "shots"
    assert project.state == root / ".promptkit"
    assert project.settings.presets == (root / "shots" / "presets", root / "presets")
    default = Settings()
    assert (default.model, default.size, default.endpoint) == ("sora-2", "1280x720", "local")
    assert project.settings.endpoint == "local"
    assert (project.settings.budget.run, project.settings.budget.day) == (None, None)
    assert project.settings.lint.fail_on is Severity.ERROR
    assert project.settings.origin("model") == "default"


def test_the_current_folder_is_that_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE_NAME).write_text("model: sora-2-pro\n")
    assert find_project(Path()).settings.model == "sora-2-pro"


@pytest.mark.parametrize("text", ["", "# nothing is set here yet\n", "---\n"])
def test_an_empty_file_marks_the_root(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    project = find_project(tmp_path)
    assert project.file is not None
    assert project.findings == ()
    assert project.settings.budget.run is None


def test_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("model: sora-2-pro\n")
    (tmp_path / "inner" / FILE_NAME).mkdir(parents=True)
    assert find_project(tmp_path / "inner").settings.model == "sora-2-pro"


@pytest.mark.parametrize("text", ["- model\n", "sora-2\n", "[{budget: {run: 1}}]\n"])
def test_what_is_no_map_is_a_finding_and_nothing_may_be_spent(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    project = find_project(tmp_path)
    assert project.has_errors
    assert project.settings.budget.run == project.settings.budget.day == Decimal(0)


def test_broken_yaml_is_a_finding_with_its_place_and_nothing_may_be_spent(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('model: sora-2-pro\nbudget: {run: 10.00, day: "50\nsize: 720x1280\n')
    project = find_project(tmp_path, current=tmp_path)
    assert project.has_errors
    assert project.settings.budget.run == Decimal(0)
    assert all(finding.span is not None and finding.span.file == FILE_NAME for finding in project.findings)


def test_a_second_document_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("model: sora-2-pro\n---\nbudget: {run: 1}\n")
    project = find_project(tmp_path, current=tmp_path)
    assert [(f.rule, f.span and f.span.line) for f in project.findings] == [("several-documents", 3)]
    assert project.settings.model == "sora-2-pro"


def test_a_file_that_cannot_be_read_ends_the_command(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"model: \xff\xfe\n")
    with pytest.raises(UsageError, match=FILE_NAME):
        find_project(tmp_path)


def test_own_endpoints_are_in_the_catalog_with_the_day_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        "endpoint: studio\nendpoints:\n  studio:\n    base_url: http://gpu-box:8000/v1/\n    key_env: STUDIO_KEY\n"
        "    like: local\n    offers: {wan2.2-t2v: {usd_per_second: 0.02, seconds: [4, 8]}}\n"
    )
    project = find_project(tmp_path, current=tmp_path)
    assert project.findings == ()
    studio = project.catalog.endpoint("studio")
    assert studio is not None
    assert (studio.base_url, studio.key_env, studio.replays_key) == ("http://gpu-box:8000/v1", "STUDIO_KEY", True)
    assert studio.offers["wan2.2-t2v"].usd("1280x720", 8) == Decimal("0.16")
    assert studio.source == f"{FILE_NAME}:3"
    assert abs((studio.as_of - datetime.now(UTC).date()).days) <= 1
    assert project.settings.origin("endpoints.studio") == f"{FILE_NAME}:3:3"
