"""Rules that hang on the project, the day, or how much too much there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from promptkit.findings import Severity
from promptkit.language import vocabulary
from promptkit.linter.rules._overlapping_beats import _CHANGED
from tests.linter.checking import checked, of, place

_SHOT = "shot: a\nduration: 12\nscene: A harbour.\n"
_STUDIO = """\
endpoint: studio
endpoints:
  studio:
    base_url: http://127.0.0.1:9/v1
    offers: {sora-2: {usd_per_second: 0.1, seconds: [4, 8]}}
"""


def test_a_length_that_is_not_sold_there(tmp_path: Path) -> None:
    report = checked(_SHOT, tmp_path, {"promptkit.yaml": _STUDIO})
    (finding,) = of("duration-not-offered", report)
    assert place(finding) == (2, 11)
    assert finding.severity is Severity.ERROR
    assert not of("duration-not-offered", checked(_SHOT.replace("12", "8"), tmp_path, {"promptkit.yaml": _STUDIO}))


@pytest.mark.parametrize(("day", "ended"), [(date(2026, 9, 1), False), (date(2026, 11, 23), True)])
def test_an_offer_is_judged_for_the_day(day: date, ended: bool, tmp_path: Path) -> None:
    from promptkit.api import Options, Reader, check_inputs

    (tmp_path / "shot.yaml").write_text(f"{_SHOT}model: sora-2\nendpoint: openai\n")
    report = check_inputs(Reader().read([str(tmp_path / "shot.yaml")]), Options(today=day))
    assert bool(of("model-ended", report)) == ended


@pytest.mark.parametrize(
    ("words", "severity"), [(5, None), (6, Severity.WARNING), (7, Severity.ERROR), (40, Severity.ERROR)]
)
def test_dialogue_that_is_too_long(words: int, severity: Severity | None, tmp_path: Path) -> None:
    line = " ".join(["word"] * words)
    report = checked(f"{_SHOT}sound: {{dialogue: [{{at: 10, line: {line}}}]}}\n", tmp_path)
    assert [each.severity for each in of("dialogue-too-long", report)] == ([] if severity is None else [severity])


def test_a_line_has_until_the_next_one_starts(tmp_path: Path) -> None:
    lines = "[{at: 0, line: one two three four five}, {at: 1, line: six}]"
    report = checked(f"{_SHOT}sound: {{dialogue: {lines}}}\n", tmp_path)
    assert len(of("dialogue-too-long", report)) == 1


def test_every_axis_can_be_said() -> None:
    assert _CHANGED.keys() == {axis for move in vocabulary().moves.values() for axis in move.axes}


def test_what_the_project_ignores_is_not_told(tmp_path: Path) -> None:
    text = "shot: a\nduration: 4\nscene: A mug in 4K.\n"
    assert of("container-words", checked(text, tmp_path))
    ignoring = {"promptkit.yaml": "lint: {ignore: [container-words]}\n"}
    assert not checked(text, tmp_path, ignoring).findings


def test_a_size_is_judged_by_the_offer_where_that_has_sizes_of_its_own(tmp_path: Path) -> None:
    text = "shot: a\nmodel: minimax-h3\nendpoint: saygm\nsize: 1920x1080\nduration: 8\nscene: A harbour.\n"
    (finding,) = [each for each in checked(text, tmp_path).findings if each.rule == "size-not-allowed"]
    assert "its sizes: 1344x768, 768x1344" in finding.message


def test_a_finding_on_an_uncertain_fact_says_so(tmp_path: Path) -> None:
    text = "shot: a\nmodel: minimax-h3\nduration: 4\nscene: A harbour.\n"
    (finding,) = [each for each in checked(text, tmp_path).findings if each.rule == "duration-not-offered"]
    assert finding.message.startswith(
        "minimax-h3 at local makes 8, 12 s, and the shot has 4 s (uncertain: most sources"
    )


def test_the_facts_of_what_has_ended_do_not_grow_old(tmp_path: Path) -> None:
    text = "shot: a\nmodel: sora-2\nduration: 4\nscene: A harbour.\n"
    assert not [each for each in checked(text, tmp_path).findings if each.rule == "stale-fact"]
