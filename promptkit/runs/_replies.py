"""What endpoints answer, read leniently: the one place where their data enters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

_LONGEST_WORDS = 300
# A path may carry these without a change of meaning, whatever version of the SDK builds it.
_USABLE_ID = re.compile(r"(?!.*(?:\.\.|/\.|//))[A-Za-z0-9_][A-Za-z0-9_.:=+/~@,-]{0,1023}")

STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("queued", "pending", "submitted", "created", "waiting"), "queued"),
    **dict.fromkeys(
        ("in_progress", "processing", "generating", "postprocessing", "running", "rendering"), "in_progress"
    ),
    **dict.fromkeys(("completed", "succeeded", "success", "done"), "completed"),
    **dict.fromkeys(("failed", "error", "cancelled", "canceled", "expired", "deleted", "rejected"), "failed"),
}
"""The words for a job's state that servers are known to use, beside those that the endpoint's own data names."""


class Reply(BaseModel):
    """A video as an endpoint describes it. Servers leave fields out and change their types; nothing here is sure."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | None = None
    status: str | None = None
    progress: float | None = None
    model: str | None = None
    seconds: str | None = None
    size: str | None = None
    prompt: str | None = None
    created_at: float | None = None
    remixed_from_video_id: str | None = None
    error: str | None = None

    @field_validator("id", "status", "model", "seconds", "size", "remixed_from_video_id", mode="before")
    @classmethod
    def _text(cls, value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            return None
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    @field_validator("prompt", mode="before")
    @classmethod
    def _words(cls, value: object) -> str | None:
        return value if isinstance(value, str) else None

    @field_validator("progress", "created_at", mode="before")
    @classmethod
    def _number(cls, value: object) -> float | None:
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    @field_validator("error", mode="before")
    @classmethod
    def _error(cls, value: object) -> str | None:
        return words(value) if value else None

    @property
    def usable_id(self) -> str | None:
        """The id, if a later request can name the job by it."""
        return self.id if self.id is not None and _USABLE_ID.fullmatch(self.id) else None


def is_usable_id(video_id: str) -> bool:
    """Whether a request can name a job by this id."""
    return _USABLE_ID.fullmatch(video_id) is not None


def read_reply(text: str) -> Reply | None:
    """A reply from the text of an answer; ``None`` where it is no JSON object."""
    data = read_json(text)
    return read_object(data) if isinstance(data, dict) else None


def read_object(data: Mapping[str, Any]) -> Reply | None:
    """A reply from JSON data; ``None`` where even a lenient reader can make nothing of it."""
    try:
        return Reply.model_validate(data)
    except ValidationError:
        return None


def read_json(text: str) -> Any:
    """The JSON data in a text; ``None`` where there is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def words(data: object) -> str:
    """What an error says, from the many shapes that servers give it, on one line of at most 300 characters."""
    if isinstance(data, Mapping):
        for key in ("error", "message", "detail", "msg", "code"):
            if data.get(key):
                return words(data[key])
        return words(json.dumps(data, ensure_ascii=False, default=str)) if data else ""
    if isinstance(data, list):
        return words("; ".join(words(item) for item in data[:3]))
    return " ".join(str(data).split())[:_LONGEST_WORDS]


def error_words(text: str) -> str:
    """What the text of an error answer says."""
    data = read_json(text)
    return words(text if data is None else data)
