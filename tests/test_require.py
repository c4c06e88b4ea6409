from __future__ import annotations

import pytest

from tests import require as mechanism

pytest_plugins = ["pytester"]

ONLY_THE_MECHANISM = [
    *("-p", "tests.require"),
    *("-p", "no:cacheprovider"),
    *("-p", "no:hypothesispytest"),
    *("-p", "no:xdist"),
]
MARKED = """
import pytest

@pytest.mark.require("ffprobe")
def test_marked():
    pass
"""
CALLED = """
from tests.require import require

def test_called():
    require("ffprobe", "shared")
"""
AT_IMPORT = """
from tests.require import require

require("ffprobe")

def test_never_reached():
    raise AssertionError
"""
WITH_CORPUS = """
def test_corpus(shared):
    pass
"""


@pytest.fixture
def run(pytester, monkeypatch, tmp_path):
    """Run a test file in a world that has nothing, with PROMPTKIT_REQUIRE as given."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(mechanism, "SHARED", tmp_path / "absent")

    def run(source, demanded=""):
        monkeypatch.setenv("PROMPTKIT_REQUIRE", demanded)
        pytester.makepyfile(source)
        return pytester.runpytest_inprocess("-rs", *ONLY_THE_MECHANISM)

    return run


@pytest.mark.parametrize("source", [MARKED, CALLED, AT_IMPORT], ids=["mark", "call", "import"])
def test_skips_and_names_what_is_absent(run, source):
    result = run(source)
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines("*ffprobe is not on PATH*")


@pytest.mark.parametrize("demanded", ["all", "ffprobe", "ffmpeg, ffprobe"])
@pytest.mark.parametrize("source", [CALLED, MARKED], ids=["call", "mark"])
def test_fails_where_it_is_demanded(run, source, demanded):
    result = run(source, demanded)
    outcomes = result.parseoutcomes()
    assert "passed" not in outcomes
    assert "skipped" not in outcomes
    result.stdout.fnmatch_lines("*ffprobe is not on PATH, and PROMPTKIT_REQUIRE asks for it*")


def test_fails_at_import_where_it_is_demanded(run):
    run(AT_IMPORT, "all").assert_outcomes(errors=1)


def test_skips_what_another_name_demands(run):
    run(MARKED, "ffmpeg").assert_outcomes(skipped=1)


def test_all_does_not_demand_the_corpora(run):
    result = run(WITH_CORPUS, "all")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines("*the corpora are not there*")


def test_the_corpora_can_be_demanded_by_name(run):
    run(WITH_CORPUS, "all,shared").assert_outcomes(errors=1)


def test_runs_where_everything_is_there(pytester, monkeypatch, tmp_path):
    program = tmp_path / "ffprobe"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROMPTKIT_REQUIRE", "ffprobe")
    monkeypatch.setattr(mechanism, "SHARED", tmp_path)
    pytester.makepyfile(MARKED + CALLED)
    pytester.runpytest_inprocess(*ONLY_THE_MECHANISM).assert_outcomes(passed=2)


def test_an_unknown_demand_stops_the_run(run):
    result = run(MARKED, "ffprobee")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines("*names ffprobee, which is not one of all, *")


def test_an_unknown_requirement_is_a_failure(run):
    source = MARKED.replace("ffprobe", "ffprobee")
    assert "passed" not in run(source).parseoutcomes()
