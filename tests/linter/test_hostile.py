"""Whole checks of texts that people might write, or that mean harm: findings, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.findings import Severity
from tests.linter.checking import checked, fixed, of, place

WHOLE = """\
shot: steaming-cup
model: sora-2
size: 1280x720
duration: 8
style: quiet documentary
look: {film: 35 mm, grain: fine}
scene: A chipped blue mug steams on a windowsill after rain; Mara sits to the left of it.
location: {place: kitchen window, background: wet garden out of focus}
cast:
  Mara: {look: woman in her sixties, wardrobe: grey cardigan, voice: low and amused}
framing:
  shot_size: close-up
  angle: eye-level
  lens: 50mm
  depth_of_field: shallow
  composition: subject centred, the window as a frame within the frame
camera:
  - hold: 0.5
  - {dolly: in, for: 2, speed: slow, distance: 30cm, id: push}
  - hold: 1
  - {pan: left, for: 1.5, degrees: 15, ends_on: Mara}
support: tripod
motion: natural
time_effect: none
action:
  - {at: push.start, for: 2, who: steam, does: curls upward and thins out}
  - {at: end - 1.5, who: Mara, does: breathes in the steam and smiles}
lighting:
  time_of_day: golden hour
  key: {quality: soft, source: window, from: camera left}
  rim: warm
  palette: [amber, slate blue, cream]
  atmosphere: light haze
weather: clearing after rain
mood: gentle
sound:
  ambience: distant traffic
  effects: [{at: 2.5, sound: a soft ceramic clink}]
  music: none
  dialogue:
    - at: 5
      who: Mara
      how: whispering
      line: "It is still warm."
text: none
keep: [the blue glaze, the crack in the handle]
avoid: [other people]
free: [props]
takes: 1
notes: For the autumn reel.
tags: [autumn]
"""


def test_a_whole_shot_has_nothing_wrong(tmp_path: Path) -> None:
    report = checked(WHOLE, tmp_path)
    assert not report.findings
    (one,) = report.checked
    assert one.compiled is not None


@pytest.mark.parametrize("line", range(1, WHOLE.count("\n") + 1))
def test_without_any_one_line_it_is_still_read(line: int, tmp_path: Path) -> None:
    lines = WHOLE.splitlines(keepends=True)
    report = checked("".join(lines[: line - 1] + lines[line:]), tmp_path)
    assert all(finding.span is not None for finding in report.findings)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, len(WHOLE)),
    cut=st.integers(0, 12),
    put=st.one_of(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4),
        st.sampled_from([": ", "{", "[", "- ", "{{ x }}", "&a ", "*a", "<<: ", "'", '"', "\t", "8s"]),
    ),
)
def test_a_text_with_any_hole_or_slip_gives_findings(at: int, cut: int, put: str, tmp_path: Path) -> None:
    text = WHOLE[:at] + put + WHOLE[at + cut :]
    report = checked(text, tmp_path)
    for finding in report.findings:
        assert finding.message
        assert "Traceback" not in finding.message
    for one in report.checked:
        assert (one.compiled is None) == one.has_errors or one.document.kind != "shot"


def test_planted_mistakes_are_all_told_once(tmp_path: Path) -> None:
    text = (
        WHOLE.replace("duration: 8", "duration: 8.0")
        .replace("size: 1280x720", "size: 1280*720")
        .replace("style:", "stile:")
        .replace("lens: 50mm", "lense: 50mm")
        .replace("{pan: left", "{pann: left")
        .replace("push.start", "puhs.start")
        .replace("rim: warm", "rmi: warm")
        .replace("who: Mara\n", "who: Marra\n")
        .replace("takes: 1", "takes: one")
        .replace("free: [props]", "free: [mood]")
    )
    rows = [(finding.rule, place(finding)[0]) for finding in checked(text, tmp_path).findings]
    assert rows == [
        ("invalid-value", 3),
        ("duration", 4),
        ("unknown-key", 5),
        ("unknown-key", 14),
        ("unknown-move", 21),
        ("unknown-id", 26),
        ("unknown-key", 31),
        ("unknown-speaker", 42),
        ("free-and-written", 48),
        ("invalid-value", 49),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n", "---\n---\n", "null\n", "[]\n", "shot\n", "shot: a\n---\nshot: a\n", "%YAML 1.2\n---\nshot: a\n"]
)
def test_hardly_a_document(text: str, tmp_path: Path) -> None:
    report = checked(text, tmp_path)
    assert any(finding.severity is Severity.ERROR for finding in report.findings)


def test_safe_fixes_make_a_shot_that_compiles(tmp_path: Path) -> None:
    text = WHOLE.replace("duration: 8", "duration: 08").replace("{pan: left", "{tilt: left")
    for _ in range(5):
        findings = [each for each in checked(text, tmp_path).findings if each.fix and each.fix.safety == "safe"]
        if not findings:
            break
        text = fixed(text, findings[0]) or text
    assert text == WHOLE
    assert not of("misused-move", checked(text, tmp_path))
