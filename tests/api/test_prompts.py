"""Prompts in plain prose: found among inputs, linted, drafted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.api import Options, Reader, check_inputs, drafted, is_text, lint_named, reading_data, text_input
from promptkit.findings import Severity

PROMPTS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "prompts.jsonl"
_PIECES = (
    "The camera starts static, then slowly dollies in. ", "Medium close-up, eye level. ", "A weaver at her loom. ",
    "Handheld. ", "Static camera, dolly in. ", "[0-2s] The camera pans left. ", "[2-4s] It tilts up. ",
    "Camera: push in.\n",
    'She says: "{{ name }} {% x %} {# y"\n', "The camera pans left for 20 seconds. ", "Shot 1: static. ",
    "Dolly zoom in. ",
    "yes", "\t", "- a: b\n", "😀 ", "Track the dog. ", "#", "golden hour ",
    "The camera pans left while panning right. ",
)  # fmt: skip


def errors(text: str, folder: Path) -> list[str]:
    file = folder / "draft.yaml"
    file.write_text(text, "utf-8")
    report = check_inputs(Reader().read([str(file)]), Options())
    return [f"{each.rule}: {each.message}" for each in report.findings if each.severity is Severity.ERROR]


def draft_of(text: str, folder: Path) -> str:
    file = folder / "prompt.txt"
    file.write_bytes(text.encode("utf-8"))
    return drafted(text_input(str(file), Reader()))


def test_a_draft_says_what_was_understood_and_keeps_the_rest(tmp_path: Path) -> None:
    text = (
        "Medium close-up, eye-level. A weaver at her loom in a dim barn.\n"
        "The camera starts static, then slowly dollies in. Handheld.\nCamera: pan left for 2 seconds, then tilt up.\n"
    )
    assert draft_of(text, tmp_path) == (
        "shot: prompt\nduration: 8\nscene: A weaver at her loom in a dim barn.\n"
        "framing: {shot_size: medium close-up, angle: eye level}\n"
        "camera:\n  - hold\n  - {dolly: in, speed: slow}\n  - {pan: left, for: 2}\n  - tilt: up\nsupport: handheld\n"
    ).replace("scene: A weaver at her loom in a dim barn.", 'scene: "A weaver at her loom in a dim barn."')


def test_set_ups_become_cuts(tmp_path: Path) -> None:
    text = (
        "A kitchen at night.\nShot 1 (0-3s). Two-shot, eye level. Static frame. A cook waits.\n"
        "Shot 2 (3-6s). Hands tighten on the cup.\nShot 3 (6-8s). Slow push-in on the cup.\n"
    )
    assert draft_of(text, tmp_path) == (
        "shot: prompt\nduration: 8\nlighting: {time_of_day: night}\ncuts:\n"
        '  - for: 3\n    scene: "A cook waits."\n    framing: {shot_size: two-shot, angle: eye level}\n'
        '    camera:\n      - hold: all\n  - for: 3\n    scene: "Hands tighten on the cup."\n'
        '  - for: 2\n    scene: "Slow push-in on the cup."\n    camera:\n      - {dolly: in, speed: slow}\n'
        'also: "A kitchen at night."\n'
    )


@pytest.mark.parametrize("piece", ["A dog sleeps. ", "The camera pans left. ", "Shot 1: static. ", "[0-1s] Pan left. "])
def test_a_text_too_long_to_be_read_is_kept(piece: str, tmp_path: Path) -> None:
    drafted = draft_of(piece * 10_000, tmp_path)
    assert "notes: " in drafted
    assert drafted.count(piece.rpartition(": ")[2].strip()) == 10_000
    (tmp_path / "draft.yaml").write_text(drafted, "utf-8")
    assert not check_inputs(Reader().read([str(tmp_path / "draft.yaml")]), Options()).fails(Severity.ERROR)


@pytest.mark.parametrize("piece", ["The camera pans left. ", "Shot 1: a dog. "])
def test_more_than_any_clip_holds_is_kept_as_the_scene(piece: str, tmp_path: Path) -> None:
    drafted = draft_of(piece * 60, tmp_path)
    assert drafted.startswith("shot: prompt\nduration: 8\nscene: |-\n")
    assert drafted.count(piece.rpartition(": ")[2].strip()) == 60


def test_a_contradiction_is_left_to_the_reader(tmp_path: Path) -> None:
    drafted = draft_of("Static camera, dolly in on a mug.", tmp_path)
    assert "notes: " in drafted
    assert "camera:" not in drafted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)))
def test_every_draft_lints_without_an_error(tmp_path: Path, text: str) -> None:
    if "\r" in text or not text.isprintable():
        text = text.encode("utf-8", "ignore").decode("utf-8")
    assert errors(draft_of(text, tmp_path), tmp_path) == []


@pytest.mark.skipif(not PROMPTS.is_file(), reason=f"{PROMPTS} is not there")
def test_real_prompts_are_drafted(tmp_path: Path) -> None:
    for row in map(json.loads, PROMPTS.read_text("utf-8").splitlines()):
        assert errors(draft_of(row["text"], tmp_path), tmp_path) == [], row["id"]


@pytest.mark.parametrize(
    ("name", "stdin", "expected"),
    [
        ("prompt.txt", None, True),
        ("notes.MD", None, True),
        ("shot.yaml", None, False),
        ("-", "The camera pans left.\n", True),
        ("-", "Style: noir\nCamera: pan left\n", True),
        ("-", "shot: a\nscene: b\n", False),
        ("-", "# c\nscene: A mug.\n", False),
        ("-", "", False),
    ],
)
def test_what_is_prose(name: str, stdin: str | None, *, expected: bool) -> None:
    assert is_text(name, stdin) is expected


def test_markdown_is_read_without_its_code(tmp_path: Path) -> None:
    file = tmp_path / "prompt.md"
    file.write_text(
        "---\ntitle: pan\n---\n# Prompt\n```yaml\nThe camera pans.\n```\n\n```\nThe camera tilts.\n```\n", "utf-8"
    )
    found = lint_named([str(file)], Reader(), Options()).findings
    assert [(each.rule, each.span.line, each.span.column) for each in found if each.span] == [
        ("prose-missing-direction", 10, 12)
    ]


def test_settings_of_the_project_hold_for_prompts(tmp_path: Path) -> None:
    (tmp_path / "promptkit.yaml").write_text("lint: {ignore: [prose-missing-direction]}\n", "utf-8")
    file = tmp_path / "prompt.txt"
    file.write_text("The camera pans.\n", "utf-8")
    assert lint_named([str(file)], Reader(), Options()).findings == ()


def test_the_data_of_a_reading() -> None:
    data = reading_data("Close-up. The camera pans left. Static camera, dolly in.")
    assert data["shot_size"] == "close-up"
    assert data["moves"] == [
        {"move": "pan", "direction": "left", "order": 0, "start": None, "end": None, "span": [21, 30]},
        {"move": "hold", "direction": None, "order": 1, "start": None, "end": None, "span": [32, 45]},
        {"move": "dolly", "direction": "in", "order": 1, "start": None, "end": None, "span": [47, 55]},
    ]
    assert [(each["rule"], each["line"], each["column"]) for each in data["findings"]] == [  # type: ignore[attr-defined]
        ("prose-static-with-move", 1, 48)
    ]
