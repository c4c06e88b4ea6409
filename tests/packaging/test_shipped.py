from __future__ import annotations

import pytest

from promptkit.findings import PromptkitError
from promptkit.project import _shipped
from promptkit.project._shipped import shipped
from tests.require import ROOT


@pytest.fixture
def package(tmp_path, monkeypatch):
    """promptkit in another place, which has nothing beside it."""
    package = tmp_path / "promptkit"
    package.mkdir()
    monkeypatch.setattr(_shipped, "_PACKAGE", package)
    return package


def data_of_a_wheel(package):
    data = package / "_shipped" / "templates"
    data.mkdir(parents=True)
    return data


@pytest.mark.parametrize("folder", ["presets", "templates"])
def test_a_checkout_uses_its_own_folders(folder):
    assert shipped(folder) == ROOT / folder


def test_a_wheel_uses_the_data_inside(package):
    data = data_of_a_wheel(package)
    assert shipped("templates") == data


def test_another_project_around_the_package_is_not_ours(package):
    data = data_of_a_wheel(package)
    (package.parent / "templates").mkdir()
    (package.parent / "pyproject.toml").write_text('[project]\nname = "film"\ndependencies = ["promptkit-video"]\n')
    assert shipped("templates") == data


def test_data_that_was_lost_is_an_error_with_a_way_out(package):
    with pytest.raises(PromptkitError, match="templates are missing") as caught:
        shipped("templates")
    assert caught.value.hint


def test_a_folder_that_does_not_ship_is_a_bug():
    with pytest.raises(ValueError, match="does not ship 'examples'"):
        shipped("examples")
