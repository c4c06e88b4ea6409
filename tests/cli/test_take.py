"""`promptkit take`: what only a person can decide."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.ledger import Intent, Ledger, State
from promptkit.project import Budget

from .terminal import run

INTENT = Intent(
    shot="mug",
    file="mug.yaml",
    endpoint="studio",
    origin="http://127.0.0.1:9",
    model="sora-2",
    size="1280x720",
    seconds="8",
    prompt="A mug.",
    fingerprint="ab" * 32,
    body={},
    still=None,
    usd=Decimal("0.80"),
    run="r",
)


@pytest.fixture
def uncertain(tmp_path: Path) -> str:
    """The id of a take whose answer was lost."""
    with Ledger(tmp_path / ".promptkit") as ledger:
        owner = ledger.enter()
        take = ledger.begin(INTENT, owner, budget=Budget())
        assert take is not None
        ledger.lose(take.id, "the connection broke")
        ledger.leave(owner)
    return take.id


def state(folder: Path, take: str) -> State:
    with Ledger(folder / ".promptkit") as ledger:
        return ledger.take(take).state


def test_adopts_a_video(tmp_path: Path, uncertain: str) -> None:
    result = run("take", "adopt", uncertain, "video_abc123", "--format", "json", folder=tmp_path)
    assert result.code == 0, result.err
    assert json.loads(result.out)["take"]["video_id"] == "video_abc123"
    assert state(tmp_path, uncertain) is State.ACCEPTED


def test_gives_a_take_up(tmp_path: Path, uncertain: str) -> None:
    result = run("take", "resubmit", uncertain, folder=tmp_path)
    assert result.code == 0, result.err
    assert state(tmp_path, uncertain) is State.GIVEN_UP
    again = run("take", "resubmit", uncertain, folder=tmp_path)
    assert again.code != 0
    assert "Traceback" not in again.err


def test_an_unknown_take_is_said(tmp_path: Path, uncertain: str) -> None:
    result = run("take", "adopt", "mug-0000-09", "video_abc123", folder=tmp_path)
    assert result.code == 2
    assert "mug-0000-09" in result.err
