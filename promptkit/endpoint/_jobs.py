"""A job as the store knows it, and as a client sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["queued", "in_progress", "completed", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """One video.

    :param created_at: Unix time in whole seconds, as all times here.
    :param camera: the timeline as JSON, as it was accepted.
    """

    id: str
    status: Status
    progress: int
    created_at: int
    completed_at: int | None
    prompt: str
    model: str
    seconds: str
    size: str
    camera: str | None
    error_code: str | None
    error_message: str | None

    def resource(self) -> dict[str, Any]:
        """The ``Video`` object of the protocol, with all of its thirteen fields."""
        error = None if self.error_code is None else {"code": self.error_code, "message": self.error_message}
        return {
            "id": self.id,
            "object": "video",
            "model": self.model,
            "status": self.status,
            "progress": self.progress,
            "created_at": self.created_at,
            "completed_at": self.completed_at,
            "expires_at": None,
            "prompt": self.prompt,
            "size": self.size,
            "seconds": self.seconds,
            "remixed_from_video_id": None,
            "error": error,
        }
