from __future__ import annotations

from pathlib import Path

import pytest

from promptkit.catalog import OwnEndpoint
from promptkit.findings import Severity
from promptkit.project import FILE_NAME, Project, find_project

GOOD = "base_url: http://gpu-box:8000/v1"


def project_of(folder: Path, fields: str, name: str = "studio") -> Project:
    (folder / FILE_NAME).write_text(f"endpoints:\n  {name}:\n    {fields}\n")
    return find_project(folder, current=folder)


def endpoint_of(folder: Path, fields: str, name: str = "studio") -> OwnEndpoint:
    project = project_of(folder, fields, name)
    assert project.findings == ()
    (endpoint,) = project.settings.endpoints
    return endpoint


def test_an_address_is_enough(tmp_path: Path) -> None:
    endpoint = endpoint_of(tmp_path, GOOD)
    assert (endpoint.base_url, endpoint.key_env, endpoint.like) == ("http://gpu-box:8000/v1", None, "custom")
    assert endpoint.offers == {}


def test_one_of_the_catalogs_name_is_like_it(tmp_path: Path) -> None:
    assert endpoint_of(tmp_path, "base_url: http://127.0.0.1:4000/v1", "openai").like == "openai"


@pytest.mark.parametrize("name", ["local", "custom", "Studio", "a_b", "-a"])
def test_names_that_cannot_be_taken(tmp_path: Path, name: str) -> None:
    project = project_of(tmp_path, GOOD, name)
    assert [finding.rule for finding in project.findings] == ["bad-endpoint"]
    assert project.settings.endpoints == ()
    assert project.catalog.endpoints["local"].embedded


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("gpu-box:8000/v1", "bad-endpoint"),
        ("ftp://gpu-box/v1", "bad-endpoint"),
        ("file:///etc/passwd", "bad-endpoint"),
        ("http://", "bad-endpoint"),
        ("http:///v1", "bad-endpoint"),
        ("http://gpu-box:99999/v1", "bad-endpoint"),
        ("http://gpu-box:port/v1", "bad-endpoint"),
        ("http://[::1/v1", "bad-endpoint"),
        ("'http://gpu box/v1'", "bad-endpoint"),
        ("'http://gpu-box\\evil.example/v1'", "bad-endpoint"),
        ("'http://gpu-box\\@evil.example/v1'", "key-in-file"),
        ("https://user:hunter2@gpu-box/v1", "key-in-file"),
        ("https://hunter2@gpu-box/v1", "key-in-file"),
        ("https://gpu-box/v1?key=hunter2", "key-in-file"),
        ("https://gpu-box/v1#hunter2", "key-in-file"),
    ],
)
def test_addresses_that_are_refused_without_showing_a_secret(tmp_path: Path, url: str, rule: str) -> None:
    project = project_of(tmp_path, f"base_url: {url}")
    assert [finding.rule for finding in project.findings] == [rule]
    assert "hunter2" not in repr(project.findings)
    assert all(finding.path == ("endpoints", "studio", "base_url") for finding in project.findings)
    assert project.settings.endpoints == ()


def test_a_missing_address_is_told_at_the_endpoints_name(tmp_path: Path) -> None:
    (finding,) = project_of(tmp_path, "key_env: STUDIO_KEY").findings
    assert finding.rule == "bad-endpoint"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 3)


@pytest.mark.parametrize(
    "key",
    [
        "sk-proj-hunter2hunter2",
        "hunter2",
        "AKIAHUNTER2HUNTER222",
        "JBSWY3DPEHPK3PXPHUNTER2",
        "Bearer hunter2",
        "studio_key_hunter2",
        "12345678",
        "'A=hunter2'",
        "$HUNTER2",
    ],
)
def test_a_key_in_place_of_a_variable_is_refused_and_never_shown(tmp_path: Path, key: str) -> None:
    project = project_of(tmp_path, f"{GOOD}\n    key_env: {key}")
    assert [finding.rule for finding in project.findings] == ["key-in-file"]
    assert key.strip("'") not in repr((project.findings, project.settings, project.catalog))
    assert project.settings.endpoints == ()


@pytest.mark.parametrize(
    "line",
    [
        "key_env: sk-abc: hunter2",
        "key_env: sk-abc #hunter2",
        "key_env: {{ hunter2 }}",
        "key_env: !hunter2 x",
        "key_env: *hunter2",
        "base_url: https://a:hunter2@b: c",
        "api_key: sk-abc: hunter2",
        "api_key: {sk-abc: a, hunter2}",
    ],
)
def test_a_key_in_a_line_that_is_bad_yaml_too_is_never_shown(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE_NAME).write_text(f"endpoints:\n  studio:\n    {line}\n")
    project = find_project(tmp_path, current=tmp_path)
    assert "key-in-file" in {finding.rule for finding in project.findings}
    assert "hunter2" not in repr((project.findings, project.settings, project.catalog))


@pytest.mark.parametrize("name", ["key", "api_key", "apikey", "API-KEY", "token", "secret", "auth_token", "password"])
def test_a_key_under_another_name_is_never_shown(tmp_path: Path, name: str) -> None:
    project = project_of(tmp_path, f"{GOOD}\n    {name}: sk-hunter2")
    (finding,) = project.findings
    assert finding.rule == "key-in-file"
    assert "hunter2" not in repr((project.findings, project.settings, project.catalog))
    assert finding.hint is not None
    assert "key_env" in finding.hint


@pytest.mark.parametrize("name", ["STUDIO_KEY", "OPENAI_API_KEY", "_K", "KEY2", "FAL_KEY_2"])
def test_names_of_variables(tmp_path: Path, name: str) -> None:
    assert endpoint_of(tmp_path, f"base_url: http://127.0.0.1/v1\n    key_env: {name}").key_env == name


def test_the_key_of_another_service_is_warned_of(tmp_path: Path) -> None:
    project = project_of(tmp_path, f"{GOOD}\n    key_env: OPENAI_API_KEY")
    (finding,) = project.findings
    assert (finding.rule, finding.severity) == ("borrowed-key", Severity.WARNING)
    assert "http://gpu-box:8000" in finding.message
    assert not project.has_errors
    assert len(project.settings.endpoints) == 1


def test_like_an_unknown_one_names_the_nearest(tmp_path: Path) -> None:
    (finding,) = project_of(tmp_path, f"{GOOD}\n    like: opanai").findings
    assert finding.rule == "unknown-endpoint"
    assert "did you mean 'openai'" in finding.message


def test_an_endpoint_without_fields_is_a_finding(tmp_path: Path) -> None:
    for fields in ("", "[a]", "http://gpu-box/v1"):
        (finding,) = project_of(tmp_path, fields).findings
        assert finding.rule == "bad-endpoint"
