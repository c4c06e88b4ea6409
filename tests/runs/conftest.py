"""A real clip, a real server on loopback, a ledger, and a desk drawer of ways to use them together."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from promptkit.catalog import Endpoint
from promptkit.compiler import CompiledShot
from promptkit.ledger import Ledger, Take
from promptkit.project import Budget
from promptkit.runs import Checker, Connection, Event, Limits, Plan, RunResult, best_probe, plan, resume, submit
from tests.runs.server import State, serving
from tests.runs.shots import KEY, QUICK, endpoint


def make_clip(seconds: float = 4.0, size: tuple[int, int] = (160, 90), *, sound: bool = True) -> bytes:
    """A real MP4 with moving pictures at 10 frames per second."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=10)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        audio = container.add_stream("aac", rate=8000, layout="mono") if sound else None
        for number in range(round(seconds * 10)):
            picture = np.full((size[1], size[0], 3), number % 256, dtype=np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
        if audio is not None:
            _add_silence(container, audio, seconds)
    return target.getvalue()


def _add_silence(container: Any, stream: Any, seconds: float) -> None:
    step = 1000
    for start in range(0, int(seconds * 8000), step):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, step), dtype=np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 8000, start
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


@pytest.fixture(scope="session")
def clip() -> bytes:
    return make_clip()


@pytest.fixture
def server(clip: bytes) -> Iterator[State]:
    with serving(clip) as state:
        yield state


@dataclass
class Studio:
    """A state folder and an endpoint, and what was said while they were used."""

    folder: Path
    server: State
    ledger: Ledger
    limits: Limits = QUICK
    events: list[Event] = field(default_factory=list)
    facts: Endpoint = field(default_factory=endpoint)
    listen: Callable[[Event], None] = lambda event: None

    @property
    def connection(self) -> Connection:
        return Connection(self.facts, self.server.base_url, KEY)

    @property
    def checker(self) -> Checker:
        return Checker(best_probe(), {"sora-2": True})

    def hear(self, event: Event) -> None:
        self.events.append(event)
        self.listen(event)

    def submit(self, *shots: CompiledShot, new: bool = False, budget: Budget | None = None, **more: Any) -> RunResult:
        return self.carry_out(plan(shots, self.facts, self.ledger, new=new, budget=budget, **more))

    def carry_out(self, planned: Plan, limits: Limits | None = None) -> RunResult:
        return submit(
            planned,
            self.connection,
            self.ledger,
            folder=self.folder,
            on_event=self.hear,
            checker=self.checker,
            limits=limits or self.limits,
        )

    def resume(self, **more: Any) -> RunResult:
        return resume(
            lambda name: self.connection,
            self.ledger,
            folder=self.folder,
            on_event=self.hear,
            checker=self.checker,
            limits=self.limits,
            **more,
        )

    def only(self) -> Take:
        (take,) = self.ledger.takes()
        return take

    def said(self) -> list[str]:
        """The names of the events, the chatter of progress left out."""
        return [event.name for event in self.events if event.name != "take.progress"]

    def last(self, name: str) -> dict[str, Any]:
        return next(event.to_json() for event in reversed(self.events) if event.name == name)


@pytest.fixture
def studio(tmp_path: Path, server: State) -> Iterator[Studio]:
    folder = tmp_path / "state"
    with Ledger(folder) as ledger:
        yield Studio(folder, server, ledger)
