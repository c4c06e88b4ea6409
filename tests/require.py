"""Skips with a name: a test says what it needs, and PROMPTKIT_REQUIRE says what must not be absent.

A test that needs something calls ``require("ffprobe")`` or carries ``@pytest.mark.require("ffprobe")``. Where that is
absent it is skipped, and the reason says what is absent. The environment variable ``PROMPTKIT_REQUIRE``, a list with
commas, turns the skip into a failure for the names in it, and with ``all`` for every name but ``shared``: corpora that
few people have beside their checkout.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
VARIABLE = "PROMPTKIT_REQUIRE"
NEVER_IN_ALL = frozenset({"shared"})


def _program(name: str) -> Callable[[], str | None]:
    return lambda: None if which(name) else f"{name} is not on PATH"


def _shared() -> str | None:
    return None if SHARED.is_dir() else f"the corpora are not there: no folder {SHARED}"


ABSENCES: dict[str, Callable[[], str | None]] = {
    "ffmpeg": _program("ffmpeg"),
    "ffprobe": _program("ffprobe"),
    "git": _program("git"),
    "shared": _shared,
}
"""Each name that a test may ask for, with a function that says what is absent, or None."""


def require(*names: str) -> None:
    """Skip the test, or the module that is being imported, unless all of these are there.

    It fails instead where ``PROMPTKIT_REQUIRE`` covers the absent one.
    """
    for name in names:
        if name not in ABSENCES:
            pytest.fail(f"unknown requirement {name!r}, not one of {', '.join(sorted(ABSENCES))}", pytrace=False)
        absence = ABSENCES[name]()
        if absence is None:
            continue
        if name in _demanded():
            pytest.fail(f"{absence}, and {VARIABLE} asks for it", pytrace=False)
        pytest.skip(absence, allow_module_level=True)


def _demanded() -> set[str]:
    written = {name.strip() for name in os.environ.get(VARIABLE, "").split(",")} - {""}
    everything = set(ABSENCES) - NEVER_IN_ALL if "all" in written else set()
    return (written - {"all"}) | everything


def pytest_configure() -> None:
    """A word in PROMPTKIT_REQUIRE that names nothing would make a demand that is silently not kept."""
    unknown = _demanded() - set(ABSENCES)
    if unknown:
        known = ", ".join(["all", *sorted(ABSENCES)])
        raise pytest.UsageError(f"{VARIABLE} names {', '.join(sorted(unknown))}, which is not one of {known}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("require"):
        require(*mark.args)


@pytest.fixture
def shared() -> Path:
    """The folder of corpora beside the checkout; the test is skipped where it is absent."""
    require("shared")
    return SHARED
