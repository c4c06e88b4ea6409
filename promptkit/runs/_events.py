"""What a run says while it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from promptkit.ledger import Take

_BY_EVENT = {
    "take.completed": ("files", "verified", "notes"),
    "take.reused": ("files", "notes"),
    "take.failed": ("error",),
    "take.rejected": ("error",),
    "take.uncertain": ("error",),
    "take.waiting": ("error",),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as in ``take.completed``; docs/runs.md lists the names and what each carries.

    :param data: JSON data.
    """

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """One object: ``{"event": "take.completed", "take": ..., ...}``."""
        return {"event": self.name, **self.data}


def take_event(name: str, take: Take, **more: Any) -> Event:
    """An event about a take, with what every such event carries and what this one adds."""
    whole = take.to_json()
    always = ("take", "shot", "state", "endpoint", "video_id", "usd")
    data = {key: whole[key] for key in (*always, *_BY_EVENT.get(name, ()))}
    return Event(name, {**data, **more})
