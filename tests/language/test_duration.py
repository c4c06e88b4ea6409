from __future__ import annotations

import pytest

from promptkit.language import Built, Report, build, shaped
from promptkit.source import Mapping, Scalar, apply_edits, parse_text
from tests.language.reading import read
from tests.places import places


def _text(spelling: str) -> str:
    return f"shot: a\nduration: {spelling}\nscene: A harbour.\n"


@pytest.mark.parametrize("spelling", ["4", "8", "12", "8 # seconds"])
def test_the_three_plain_numbers_load(spelling: str) -> None:
    built = read(_text(spelling))
    assert built.sound
    assert built.shot is not None
    assert built.shot.duration == int(spelling.split()[0])


@pytest.mark.parametrize(
    ("spelling", "meant"),
    [
        ("04", "4"),
        ("8.0", "8"),
        ("8.", "8"),
        ("8s", "8"),
        ("8 s", "8"),
        ("12 seconds", "12"),
        ('"8"', "8"),
        ("'8'", "8"),
        ("eight", "8"),
        ("Eight", "8"),
        ("TWELVE", "12"),
        ("0x8", "8"),
        ("0o10", "8"),
        ("8e0", "8"),
        ("1.2e1", "12"),
        ("+8", "8"),
    ],
)
def test_another_spelling_is_refused_with_a_safe_fix(spelling: str, meant: str) -> None:
    text = _text(spelling)
    built = read(text)
    assert places(built.findings) == [("duration", 2, 11)]
    assert not built.sound
    (finding,) = built.findings
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    assert apply_edits(text, finding.fix.edits)[0] == _text(meant)


@pytest.mark.parametrize(
    "spelling",
    [
        *("8.5", "true", "1e1", "8_0", "~", "null", "[]", "{}", "[8]", "{seconds: 8}", "6", "10", "16", "0", "-8"),
        *("''", ".inf", ".nan", "8:00", "9" * 90, "a while", "8h", "8 8"),
    ],
)
def test_what_is_no_such_length_is_refused_without_a_fix(spelling: str) -> None:
    built = read(_text(spelling))
    assert ("duration", 2, 11) in places(built.findings) or spelling in ("~", "null")
    assert all(finding.fix is None for finding in built.findings)
    assert len(built.findings) == 1
    assert not built.sound


@pytest.mark.parametrize("spelling", ["|\n  8", ">-\n  8"])
def test_a_block_is_refused_and_fixed_whole(spelling: str) -> None:
    text = _text(spelling)
    (finding,) = read(text).findings
    assert finding.fix is not None
    assert apply_edits(text, finding.fix.edits)[0] == _text("8")


def _computed(value: str | float | bool | None) -> Built:
    parsed = parse_text(_text('"{{ x }}"'), "shot.yaml")
    (document,) = parsed.documents
    assert isinstance(document, Mapping)
    node = document.entries["duration"]
    assert isinstance(node, Scalar)
    document.entries["duration"] = Scalar(value, "{{ x }}", node.span, node.path, plain=False, computed=True)
    report = Report()
    return build(shaped(document, report), report)


@pytest.mark.parametrize("value", [4, 8, 12])
def test_an_expression_may_yield_the_integer(value: int) -> None:
    built = _computed(value)
    assert built.sound
    assert built.shot is not None
    assert built.shot.duration == value


@pytest.mark.parametrize("value", [8.0, "8", True, None, 6, 0, -4, 10**9, "", "8s"])
def test_an_expression_that_yields_anything_else_is_refused(value: object) -> None:
    built = _computed(value)  # type: ignore[arg-type]
    assert places(built.findings) == [("duration", 2, 11)]
    assert not built.sound


def test_a_missing_duration_is_told_at_the_documents_name() -> None:
    assert places(read("scene: A harbour.\nshot: a\n").findings) == [("duration", 2, 1)]


def test_a_meant_length_serves_the_timeline() -> None:
    built = read("shot: a\nduration: 10\nscene: x\ncamera: [{hold: 9.5}]\n")
    assert places(built.findings) == [("duration", 2, 11)]


def test_an_unknown_length_makes_no_other_finding() -> None:
    built = read("shot: a\nscene: x\ncamera: [{hold: 9.5}]\n")
    assert places(built.findings) == [("duration", 1, 1)]


@pytest.mark.parametrize(
    ("spelling", "near"), [("6", "are 4 and 8"), ("7", "is 8"), ("10", "are 8 and 12"), ("16", "is 12")]
)
def test_the_hint_names_the_nearest_length(spelling: str, near: str) -> None:
    (finding,) = read(_text(spelling)).findings
    assert f"nearest {near}" in (finding.hint or "")
