"""docs/templates.md is true: its tables are the schema's and the filters' own, and what it shows works."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from promptkit.api import template_filters, template_variables
from promptkit.templating.templates import Variable
from tests.linter.checking import checked

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "templates.md"
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"


def _rows(variables: Mapping[str, Variable], before: str = "") -> Iterator[str]:
    for each in variables.values():
        yield f"| `{before}{each.name}` | {each.kind} | {each.about} |"
        yield from _rows(each.kind.fields, f"{before}{each.name}.")
        if each.kind.item is not None:
            yield from _rows(each.kind.item.fields, f"{before}{each.name}[].")


TABLES = {
    "variables": ["| variable | kind | meaning |", "|---|---|---|", *_rows(template_variables())],
    "filters": [
        "| filter | gives |",
        "|---|---|",
        *(f"| `{name}` | {each.about} |" for name, each in template_filters().items()),
    ],
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_products_own(name: str) -> None:
    page = FILE.read_text("utf-8")
    wanted = f"<!-- {name} -->\n" + "\n".join(TABLES[name]) + "\n<!-- end -->"
    pattern = re.compile(rf"<!-- {name} -->\n.*?<!-- end -->", re.DOTALL)
    if UPDATE:
        FILE.write_text(pattern.sub(lambda _: wanted, page), "utf-8")
    else:
        assert wanted in page


def test_every_variable_has_a_meaning() -> None:
    assert all(row.split("|")[3].strip() for row in TABLES["variables"])


def test_the_template_of_the_page_is_sound(tmp_path: Path) -> None:
    (text,) = re.findall(r"```jinja\n(.*?)```", FILE.read_text("utf-8"), re.DOTALL)
    assert not checked(text, tmp_path, file="templates/house.j2").findings


def test_the_code_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", FILE.read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(code, found)
    assert "dolly ('dollies in',)" in capsys.readouterr().out
    assert found["entry"].path == ("style",)
