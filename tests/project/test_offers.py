from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.project import FILE_NAME, Project, find_project


def project_of(folder: Path, offers: str) -> Project:
    head = "endpoints:\n  studio:\n    base_url: http://gpu-box:8000/v1\n    offers:\n"
    (folder / FILE_NAME).write_text(f"{head}{offers}\n")
    return find_project(folder, current=folder)


def test_offers_are_read_exactly(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        "      a: {usd_per_second: 0.02, seconds: [8, 4]}\n"
        "      b: {usd_per_second: {1280x720: 0.10, 720x1280: 0.10, '*': 0.3}}\n"
        "      c: {}\n"
        "      d:\n"
        "      e: {usd_per_second: 0, seconds: 12}\n",
    )
    assert project.findings == ()
    offers = project.settings.endpoints[0].offers
    assert (offers["a"].usd_per_second, offers["a"].seconds) == ({"*": Decimal("0.02")}, (4, 8))
    written = {size: str(usd) for size, usd in offers["b"].usd_per_second.items()}
    assert written == {"1280x720": "0.10", "720x1280": "0.10", "*": "0.3"}
    assert offers["c"].usd_per_second == offers["d"].usd_per_second == {}
    assert (offers["e"].usd_per_second, offers["e"].seconds) == ({"*": Decimal(0)}, (12,))


@pytest.mark.parametrize(
    "offer",
    [
        "0.02",
        "[0.02]",
        "{usd_per_second: -1}",
        "{usd_per_second: free}",
        "{usd_per_second: [1]}",
        "{usd_per_second: '0.10'}",
        "{usd_per_second: {hd: 1}}",
        "{usd_per_second: {1280x720: cheap}}",
        "{seconds: [5]}",
        "{seconds: [4, '8']}",
        "{seconds: [true]}",
        "{seconds: [4.5, 8]}",
        "{seconds: []}",
        "{seconds: [[4]]}",
        "{seconds: {a: 4}}",
    ],
)
def test_offers_that_are_refused(tmp_path: Path, offer: str) -> None:
    project = project_of(tmp_path, f"      a: {offer}")
    assert [finding.rule for finding in project.findings] == ["bad-offer"]
    assert project.settings.endpoints == ()


def test_offers_that_are_no_map_are_refused(tmp_path: Path) -> None:
    assert [finding.rule for finding in project_of(tmp_path, "      - a").findings] == ["bad-offer"]


def test_an_unknown_key_of_an_offer_names_the_nearest(tmp_path: Path) -> None:
    (finding,) = project_of(tmp_path, "      a: {usd_per_secnd: 1}").findings
    assert finding.rule == "unknown-setting"
    assert "did you mean 'usd_per_second'" in finding.message
