"""What people install: the wheel, and the wheel that is built from the sdist, each in an environment of its own.

The environments borrow the libraries of the one that runs the tests, through a ``.pth`` file; promptkit itself is there
only from the wheel.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from promptkit import __version__
from tests.require import ROOT

SHIPPED = ("presets", "schemas", "templates")
HEAVY = ("av", "cv2", "jinja2", "numpy", "openai", "pydantic", "starlette", "yaml")


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment in which promptkit came from a wheel, and an empty folder to stand in."""

    bin: Path
    here: Path

    def python(self, code: str) -> str:
        return run(self.bin / "python", "-I", "-c", code, cwd=self.here)

    def promptkit(self, *args: str | Path) -> str:
        return run(self.bin / "promptkit", *args, cwd=self.here)


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def wheel_of(source: Path, into: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "-w", into, source, cwd=into)
    [wheel] = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    return wheel_of(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", folder, cwd=ROOT)
    [archive] = folder.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", symlinks=True)
    python = folder / "env" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    here = folder / "here"
    here.mkdir()
    return Installed(python.parent, here)


def files_below(folder: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}


def shipped_in(wheel: Path) -> set[str]:
    prefix = "promptkit/_shipped/"
    return {name.removeprefix(prefix) for name in ZipFile(wheel).namelist() if name.startswith(prefix)}


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_checkout_has_what_ships(folder):
    assert files_below(folder)


def test_the_wheel_has_the_shipped_folders(wheel):
    assert shipped_in(wheel) == {name for folder in SHIPPED for name in files_below(folder)}


def test_the_wheel_puts_nothing_beside_the_package(wheel):
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {"promptkit", f"promptkit_video-{__version__}.dist-info"}


def test_the_wheel_has_every_file_of_the_package(wheel):
    package = {name for name in files_below("promptkit") if "__pycache__" not in name}
    assert package <= set(ZipFile(wheel).namelist())


def test_a_wheel_built_from_the_sdist_is_the_same(wheel, sdist, tmp_path):
    assert set(ZipFile(wheel_of(sdist, tmp_path)).namelist()) == set(ZipFile(wheel).namelist())


def test_the_sdist_has_what_its_tests_read(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"action.yml", ".pre-commit-hooks.yaml", "tests/packaging/test_hooks.py"} <= names


def test_an_editable_install_copies_nothing(tmp_path):
    build = f"from hatchling.build import build_editable; print(build_editable({str(tmp_path)!r}))"
    name = run(sys.executable, "-c", build, cwd=ROOT).split()[-1]
    assert shipped_in(tmp_path / name) == set()


def test_promptkit_comes_from_the_wheel(installed):
    place = Path(installed.python("import promptkit; print(promptkit.__file__)").strip())
    assert place.is_relative_to(installed.bin.parent)


@pytest.mark.parametrize("folder", SHIPPED)
def test_shipped_finds_the_data_of_the_wheel(installed, folder):
    code = f"from promptkit.project._shipped import shipped; print(shipped({folder!r}))"
    found = Path(installed.python(code).strip())
    assert found.is_relative_to(installed.bin.parent)
    assert {str(Path(folder) / path.relative_to(found)) for path in found.rglob("*") if path.is_file()} == files_below(
        folder
    )


def test_the_version_is_the_same_everywhere(installed):
    metadata = installed.python("from importlib.metadata import version; print(version('promptkit-video'))")
    assert metadata.strip() == __version__
    assert __version__ in installed.promptkit("--version")


def test_the_version_imports_no_library_but_click(installed):
    code = f"""
import sys
from promptkit.cli import main
sys.argv = ["promptkit", "--version"]
try:
    main()
except SystemExit as end:
    assert not end.code
print([name for name in {HEAVY} if name in sys.modules])
"""
    assert installed.python(code).splitlines()[-1] == "[]"


def test_it_compiles_an_example(installed, tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    [shot] = json.loads(installed.promptkit("compile", "--format", "json", tmp_path / "examples" / "coffee.yaml"))[
        "shots"
    ]
    assert shot["prompt"]
    assert shot["request"]["prompt"] == shot["prompt"]
