"""A ledger in a folder of its own, and intents to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promptkit.ledger import Intent, Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "state") as opened:
        yield opened


@pytest.fixture
def intent() -> Callable[..., Intent]:
    return make_intent


def make_intent(**changes: Any) -> Intent:
    fields: dict[str, Any] = {
        "shot": "steaming-cup",
        "file": "shots/cup.yaml",
        "endpoint": "studio",
        "origin": "http://gpu-box:8000",
        "model": "sora-2",
        "size": "1280x720",
        "seconds": "8",
        "prompt": "A cup steams – slowly.",
        "fingerprint": "3f9a" + "0" * 60,
        "body": {"model": "sora-2", "prompt": "A cup steams – slowly.", "seconds": "8", "size": "1280x720"},
        "still": None,
        "usd": Decimal("0.80"),
        "run": "run-1",
    }
    return Intent(**{**fields, **changes})
