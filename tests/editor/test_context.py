"""Where the cursor stands, in texts that are half written."""

from __future__ import annotations

import pytest

from promptkit.editor._context import ITEM, context

CASES = [
    ("|", (), True, ""),
    ("sho|", (), True, "sho"),
    ("shot: a\nca|", (), True, "ca"),
    ("shot: a\nmodel: so|", ("model",), False, "so"),
    ("framing:\n  |", ("framing",), True, ""),
    ("framing:\n  shot_size: medium cl|", ("framing", "shot_size"), False, "medium cl"),
    ("framing: {shot|", ("framing",), True, "shot"),
    ("framing: {shot_size: wide, ang|", ("framing",), True, "ang"),
    ("framing: {shot_size: wide, angle: lo|", ("framing", "angle"), False, "lo"),
    ("camera:\n  - |", ("camera", ITEM), True, ""),
    ("camera:\n- d|", ("camera", ITEM), True, "d"),
    ("camera:\n  - pan: l|", ("camera", ITEM, "pan"), False, "l"),
    ("camera:\n  - {pan: l|", ("camera", ITEM, "pan"), False, "l"),
    ("camera:\n  - {pan: left, sp|", ("camera", ITEM), True, "sp"),
    ("camera: [{pan: |", ("camera", ITEM, "pan"), False, ""),
    ("camera: [{hold: 1}, {ti|", ("camera", ITEM), True, "ti"),
    ("camera:\n  - pan: left\n    for: 2\n    sp|", ("camera", ITEM), True, "sp"),
    ("camera:\n- pan: left\n  speed: s|", ("camera", ITEM, "speed"), False, "s"),
    ("camera:\n- hold: 1\n- |", ("camera", ITEM), True, ""),
    ("camera:\n  - hold: 1\n  # a note\n\n  - pan: left\n    ea|", ("camera", ITEM), True, "ea"),
    ("camera:\n  - hold: 1\nli|", (), True, "li"),
    ("lighting:\n  key:\n    quality: so|", ("lighting", "key", "quality"), False, "so"),
    ("lighting:\n  key: {quality: soft}\n  ri|", ("lighting",), True, "ri"),
    ("extends: [slow-push, st|", ("extends", ITEM), False, "st"),
    ("extends: [{slow-push: {su|", ("extends", ITEM, "slow-push"), True, "su"),
    ("extends:\n  - slow-push:\n      su|", ("extends", ITEM, "slow-push"), True, "su"),
    ("sound:\n  dialogue:\n    - at: 1\n      who: M|", ("sound", "dialogue", ITEM, "who"), False, "M"),
    ("shot: a\n---\nmo|", (), True, "mo"),
    ('scene: "a, b: {c|', ("scene",), False, '"a, b: {c'),
    ("cuts:\n  - camera:\n      - ti|", ("cuts", ITEM, "camera", ITEM), True, "ti"),
    ("style: [a, 'b, c', d|", ("style", ITEM), False, "d"),
]


@pytest.mark.parametrize(("text", "path", "is_key", "prefix"), CASES)
def test_what_is_due(text: str, path: tuple[str, ...], is_key: bool, prefix: str) -> None:
    lines = text.replace("|", "").split("\n")
    before = text[: text.index("|")]
    found = context(lines, before.count("\n"), len(before.rpartition("\n")[2]))
    assert (found.path, found.is_key, found.prefix) == (path, is_key, prefix)
