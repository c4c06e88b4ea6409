"""A job as the store knows it, and as a client sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["queued", "in_progress", "completed", "failed"]
Way = Literal["remix", "edit", "extend"]


@dataclass(frozen=True, slots=True)
class Job:
    """One video.

    :param created_at: Unix time in whole seconds, as all times here.
    :param camera: the timeline as JSON, as it was accepted; of an extension, that of what is added.
    :param made_from: the id of the video that it is made from, and ``way`` what becomes of that.
    :param added: seconds that an extension adds.
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
    made_from: str | None
    way: Way | None
    added: str | None

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
            "remixed_from_video_id": None if self.way == "extend" else self.made_from,
            "error": error,
        }
