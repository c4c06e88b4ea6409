"""What the checkout must hold, and what it must not."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import promptkit
from tests.require import ROOT

LOCK_FILES = {"Pipfile.lock", "package-lock.json", "pdm.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "yarn.lock"}
# Written in two parts, so that this file is not one that it finds.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
PIP_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--trusted" + "-host"]


def files_of_the_checkout() -> list[Path]:
    """What git tracks or would add; without git, all but hidden folders and caches."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if is_visible(path.relative_to(ROOT))]
    return [path for path in paths if path.is_file()]


def is_visible(path: Path) -> bool:
    return not path.parts[0].startswith(".") and "__pycache__" not in path.parts


def own_registry() -> list[str]:
    """The hosts that this machine's pip is set to."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"]
    settings = subprocess.run(pip, capture_output=True, text=True, check=True).stdout
    return re.findall(r"https?://(?:[^/@\s']*@)?([^/\s']+)", settings)


def test_no_file_names_a_registry():
    words = [word.encode() for word in (*REGISTRIES, *PIP_OPTIONS, *own_registry())]
    found = {
        (str(path.relative_to(ROOT)), word)
        for path in files_of_the_checkout()
        for word in words
        if word in path.read_bytes()
    }
    assert not found


def test_there_is_no_lock_file():
    assert not [path for path in files_of_the_checkout() if path.name in LOCK_FILES]


@pytest.mark.parametrize("name", promptkit.__all__)
def test_every_public_name_is_there(name):
    assert getattr(promptkit, name) is not None


@pytest.mark.parametrize("package", ["api", "check", "compiler", "experiments", "prose", "templating.templates"])
def test_every_name_that_a_package_gives_when_it_is_used_is_there(package):
    module = import_module(f"promptkit.{package}")
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError, match=f"module 'promptkit.{package}' has no attribute 'compil'"):
        module.compil  # noqa: B018


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'compil'"):
        promptkit.compil  # noqa: B018


def test_importing_promptkit_imports_none_of_its_packages():
    code = "import sys, promptkit; print([name for name in sys.modules if name.startswith('promptkit.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_packages_take_nothing_from_the_public_face_but_the_version():
    """The layers contract leaves the face out, because every package may read the version there."""
    taken = {
        (str(path.relative_to(ROOT)), name.name)
        for path in (ROOT / "promptkit").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in getattr(node, "names", [])
        if (isinstance(node, ast.Import) and name.name == "promptkit")
        or (isinstance(node, ast.ImportFrom) and node.module == "promptkit" and name.name in promptkit.__all__)
    }
    assert {name for _, name in taken} <= {"__version__"}, taken


def test_the_oldest_tested_releases_are_the_lower_ends_of_the_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ranges = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    lower_ends = {
        match[1]: match[2] for line in ranges if (match := re.match(r"([a-z0-9-]+)>=([0-9.]+),", line)) is not None
    }
    pins = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)$", (ROOT / "requirements/oldest.txt").read_text(), re.MULTILINE))
    assert pins.keys() == lower_ends.keys()
    for name, pin in pins.items():
        assert f"{pin}.".startswith(f"{lower_ends[name]}.")


def test_the_changelog_can_be_built():
    towncrier = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", promptkit.__version__]
    done = subprocess.run(towncrier, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kinds = {
        kind["directory"] for kind in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]["type"]
    }
    for fragment in (ROOT / "changelog.d").iterdir():
        assert re.fullmatch(rf"(\+[a-z0-9-]+|\d+)\.({'|'.join(kinds)})\.md", fragment.name)
