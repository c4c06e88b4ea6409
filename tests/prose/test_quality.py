"""How well prompts are read, in figures: over our own labelled sentences, and over those of others where they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.prose import figures, rows
from promptkit.linter import lint_text

PRECISION, RECALL = 0.95, 0.93
OWN = Path(__file__).with_name("sentences.jsonl")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
CAPTIONS = SHARED / "camerabench-dev.jsonl"
PROMPTS = SHARED / "prompts.jsonl"
FOLDS = 4


def test_our_own_sentences_are_read() -> None:
    labelled = rows(OWN)
    assert len(labelled) >= 150
    assert len({row["text"] for row in labelled}) == len(labelled)
    counted = figures(labelled)
    assert counted.precision >= PRECISION, counted.mistakes
    assert counted.recall >= RECALL, counted.mistakes


@pytest.mark.skipif(not CAPTIONS.is_file(), reason=f"{CAPTIONS} is not there")
def test_captions_of_others_are_read() -> None:
    counted = figures(rows(CAPTIONS))
    assert counted.precision >= PRECISION, counted.mistakes
    assert counted.recall >= RECALL, counted.mistakes


@pytest.mark.skipif(not CAPTIONS.is_file(), reason=f"{CAPTIONS} is not there")
@pytest.mark.parametrize("fold", range(FOLDS))
def test_no_part_of_the_captions_is_read_much_worse(fold: int) -> None:
    counted = figures(rows(CAPTIONS)[fold::FOLDS])
    assert counted.precision >= PRECISION - 0.03
    assert counted.recall >= RECALL - 0.05


@pytest.mark.skipif(not PROMPTS.is_file(), reason=f"{PROMPTS} is not there")
def test_prompts_that_people_made_clips_with_raise_no_error() -> None:
    """Each was read by a person: none of them contradicts itself."""
    found = [
        (row["id"], each.rule, each.message)
        for row in map(json.loads, PROMPTS.read_text("utf-8").splitlines())
        for each in lint_text(row["text"], row["id"], None)
        if each.severity == "error"
    ]
    assert not found
