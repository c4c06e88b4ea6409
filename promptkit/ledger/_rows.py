"""Between SQL rows and values: the one place that knows both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ._money import from_micro, to_micro
from ._states import State
from ._values import Intent, Take, TakeFile, Verified, canonical


def timestamp(seconds: float) -> str:
    """Seconds since 1970 as sortable text in UTC, always with microseconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def intent_columns(intent: Intent) -> dict[str, Any]:
    """The columns that an intent fills."""
    return {
        "shot": intent.shot,
        "file": intent.file,
        "endpoint": intent.endpoint,
        "origin": intent.origin,
        "model": intent.model,
        "size": intent.size,
        "seconds": intent.seconds,
        "prompt": intent.prompt,
        "fingerprint": intent.fingerprint,
        "body": canonical(intent.body),
        "still": None if intent.still is None else str(intent.still),
        "micro_usd": to_micro(intent.usd),
        "run": intent.run,
        "document": intent.document,
    }


def take_from(row: sqlite3.Row, files: Iterable[sqlite3.Row]) -> Take:
    """A take from its row and the rows of its files."""
    return Take(
        id=row["id"],
        intent=_intent_from(row),
        state=State(row["state"]),
        key=row["idempotency_key"],
        owner=row["owner"],
        video_id=row["video_id"],
        error=row["error"],
        notes=tuple(json.loads(row["notes"])),
        files=tuple(TakeFile(file["path"], file["sha256"], file["bytes"]) for file in files),
        verified=None if row["verified"] is None else Verified(**json.loads(row["verified"])),
        created=datetime.fromisoformat(row["created"]),
        posted=datetime.fromisoformat(row["posted"]),
        accepted=_moment(row["accepted"]),
        ended=_moment(row["ended"]),
    )


def _intent_from(row: sqlite3.Row) -> Intent:
    same = {field.name: row[field.name] for field in fields(Intent) if field.name not in ("body", "still", "usd")}
    return Intent(
        **same,
        body=json.loads(row["body"]),
        still=None if row["still"] is None else Path(row["still"]),
        usd=from_micro(row["micro_usd"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
