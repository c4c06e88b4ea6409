"""docs/configuration.md is true: every snippet is read as a project's file, and the tables name every key.

A fence names the findings of its block, ``error=RULE line=N`` or ``warning=RULE line=N``; without them there are none.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from promptkit.project import FILE_NAME, Project, Settings, find_project
from promptkit.project._endpoints import _KEYS as ENDPOINT_KEYS
from promptkit.project._read import KEYS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text("utf-8")
BLOCK = re.compile(r"^```yaml ?([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXPECTED = re.compile(r"(error|warning)=([a-z-]+) line=(\d+)")
SNIPPETS = [
    pytest.param(match[1], match[2], id=f"line-{PAGE.count(chr(10), 0, match.start()) + 1}")
    for match in BLOCK.finditer(PAGE)
]


def project(folder: Path, text: str) -> Project:
    for name in ("looks", "presets", "templates"):
        (folder / name).mkdir()
    (folder / FILE_NAME).write_text(text, "utf-8")
    return find_project(folder, current=folder)


@pytest.mark.parametrize(("info", "text"), SNIPPETS)
def test_a_snippet_has_the_findings_that_it_shows(info: str, text: str, tmp_path: Path) -> None:
    found = [(each.severity.value, each.rule, each.span.line) for each in project(tmp_path, text).findings if each.span]
    assert sorted(found) == sorted((severity, rule, int(line)) for severity, rule, line in EXPECTED.findall(info))
    assert not EXPECTED.sub("", info).strip()


def test_no_block_escapes() -> None:
    assert PAGE.count("```") == 2 * len(SNIPPETS)


def rows(heading: str) -> dict[str, str]:
    """The first column of a section's table, with the last one."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `([a-z_.]+)` \|.*\| ([^|]*?) ?\|$", section, re.MULTILINE))


def test_every_key_is_in_a_table() -> None:
    assert {name.split(".")[0] for name in rows("The keys")} == set(KEYS)
    assert set(rows("Endpoints of your own")) == set(ENDPOINT_KEYS)


def test_the_defaults(tmp_path: Path) -> None:
    read = project(tmp_path, "")
    defaults = rows("The keys")
    settings = read.settings
    assert defaults["model"] == f"`{settings.model}`"
    assert defaults["size"] == f"`{settings.size}`"
    assert defaults["endpoint"] == f"`{settings.endpoint}`"
    assert defaults["lint.fail_on"] == f"`{settings.lint.fail_on.value}`"
    assert (settings.budget.run, settings.budget.day) == (None, None)
    assert defaults["budget.run"] == defaults["budget.day"] == "no limit"
    for name, folders in (("presets", settings.presets), ("templates", settings.templates)):
        assert [defaults[name]] == [f"`{folder.relative_to(read.root)}`" for folder in folders]
    assert (settings.lint.ignore, settings.endpoints) == ((), ())
    assert settings == Settings(presets=settings.presets, templates=settings.templates)


def test_an_amount_that_cannot_be_read_spends_nothing(tmp_path: Path) -> None:
    assert project(tmp_path, "budget: {run: ten}\n").settings.budget.run == 0


def test_the_example_is_read(tmp_path: Path) -> None:
    (first, *_) = BLOCK.findall(PAGE)
    settings = project(tmp_path, first[1]).settings
    assert str(settings.budget.day) == "50.00"
    assert settings.lint.ignore == ("vague-motion",)
    assert [each.name for each in settings.endpoints] == ["studio"]
    assert set(settings.origins) >= {"model", "size", "endpoint", "budget.run", "presets", "templates"}
