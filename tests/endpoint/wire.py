"""What the tests of the endpoint send, and how they read answers."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

KEY = "a-key-of-the-tests"
OFFERS = {
    "sora-2": ["1280x720", "720x1280"],
    "sora-2-pro": ["1280x720", "720x1280", "1024x1792", "1792x1024", "1920x1080", "1080x1920"],
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def error(self) -> dict[str, Any]:
        """The error, after a look at the envelope."""
        assert set(self.json) == {"error"}
        error = self.json["error"]
        assert set(error) == {"message", "type", "param", "code"}
        assert isinstance(error["message"], str)
        assert error["message"]
        return error


def still(size: tuple[int, int] = (1280, 720), kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(data, kind)
    return data.getvalue()


def timeline(*beats: dict[str, Any], seconds: int = 4, **more: Any) -> dict[str, Any]:
    return {"version": 1, "seconds": seconds, "beats": list(beats), **more}


def until(seen: Callable[[], bool], *, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < deadline, f"nothing happened within {seconds} s"
        time.sleep(0.02)
