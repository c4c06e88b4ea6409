"""Whatever stands in the file, reading it gives settings and findings, or ends the command with a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.findings import UsageError
from promptkit.project import FILE_NAME, Project, find_project

GOOD = """\
model: sora-2
size: 1280x720
endpoint: studio
budget: {run: 10.00, day: 50.00}
lint: {ignore: [unspecified-weather], fail_on: error}
presets: [presets]
endpoints:
  studio:
    base_url: http://gpu-box:8000/v1
    key_env: STUDIO_KEY
    like: local
    offers: {wan2.2-t2v: {usd_per_second: {1280x720: 0.02}, seconds: [4, 8]}}
"""
VALUES = ["", "~", "-1", "1e999", "0x10", "[]", "{}", "[[[]]]", "{a: {b: 1}}", "'{{ x }}'", "!!python/name:os.system x"]
LINES = GOOD.splitlines(keepends=True)


def read(text: str) -> Project | None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / FILE_NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            project = find_project(root, current=root)
        except UsageError:
            return None
        assert all(finding.span is not None for finding in project.findings)
        assert project.catalog.endpoint(project.settings.endpoint) is not None
        return project


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text(text: str) -> None:
    read(text)


@given(st.sampled_from([line.split(":")[0] for line in LINES]), st.sampled_from(VALUES))
@settings(deadline=None, max_examples=80)
def test_any_setting_with_an_odd_value(key: str, value: str) -> None:
    changed = [f"{key}: {value}\n" if line.startswith(f"{key}:") else line for line in LINES]
    read("".join(changed))


@given(
    st.integers(0, len(GOOD)), st.sampled_from(["", "\n", "{", "]", '"', "\t", "- ", ": ", "&a ", "*a ", "---\n", "\0"])
)
@settings(deadline=None, max_examples=80)
def test_a_slip_anywhere(at: int, slip: str) -> None:
    project = read(GOOD[:at] + slip + GOOD[at + 1 :])
    if project is not None and not project.has_errors and "budget" in (GOOD[:at] + slip + GOOD[at + 1 :]):
        assert project.settings.budget.run is not None


def test_the_good_file_is_good() -> None:
    project = read(GOOD)
    assert project is not None
    assert [finding.rule for finding in project.findings] == ["missing-folder"]
    assert project.settings.endpoint == "studio"
