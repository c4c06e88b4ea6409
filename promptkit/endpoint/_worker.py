"""The renderers: threads that claim jobs, draw them, and give them back when the server stops."""

from __future__ import annotations

import logging
import secrets
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from promptkit.findings import PromptkitError
from promptkit.media import CameraPath, extend_clip, regrade_clip, render_clip

from ._camera import CameraTimeline
from ._clips import ClipFolder
from ._jobs import Job
from ._store import LEASE_SECONDS, JobStore

_LOG = logging.getLogger("promptkit.endpoint")
_LOOK_SECONDS = 0.25
_REPORT_SECONDS = 0.2
_STOP_SECONDS = 5.0


class _Abandoned(Exception):
    """The job was deleted, is somebody else's now, or the server stops."""


class Workers:
    """The rendering threads of one server, which together are one owner of jobs."""

    def __init__(self, store: JobStore, clips: ClipFolder, *, count: int) -> None:
        """Prepare; nothing runs before :meth:`start`."""
        self._store, self._clips = store, clips
        self._owner = secrets.token_hex(8)
        self._stopping = threading.Event()
        self._work = threading.Condition()
        loops = [self._beat, *[self._render_jobs] * count]
        self._threads = [threading.Thread(target=loop, name="promptkit-endpoint", daemon=True) for loop in loops]

    def start(self) -> None:
        """Begin to render, with what an earlier server has left."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that there is a new job."""
        with self._work:
            self._work.notify_all()

    def stop(self) -> None:
        """Break off at the next frame and give the jobs back."""
        self._stopping.set()
        self.wake()
        for thread in self._threads:
            thread.join(_STOP_SECONDS)
        self._store.release(self._owner)

    def _beat(self) -> None:
        while not self._stopping.wait(LEASE_SECONDS / 5):
            with _outliving_the_store():
                self._store.renew(self._owner)

    def _render_jobs(self) -> None:
        while not self._stopping.is_set():
            rendered = False
            with _outliving_the_store():
                rendered = self._render_next()
            if not rendered:
                with self._work:
                    self._work.wait(_LOOK_SECONDS)

    def _render_next(self) -> bool:
        claimed = self._store.claim(self._owner)
        if claimed is None:
            return False
        self._render(*claimed)
        return True

    def _render(self, job: Job, still: bytes | None) -> None:
        try:
            self._draw(job, still)
        except _Abandoned:
            return
        except PromptkitError as error:
            self._store.fail(self._owner, job.id, "render_failed", str(error))
        except sqlite3.Error:
            raise
        except OSError as error:
            self._store.fail(self._owner, job.id, "render_failed", f"the clip cannot be written: {error.strerror}")
        # Whatever goes wrong with one job must reach its client, and not end the server for the others.
        except Exception as error:  # noqa: BLE001
            _LOG.exception("%s failed", job.id)
            self._store.fail(self._owner, job.id, "internal_error", f"the render failed: {type(error).__name__}")
        else:
            if not self._store.complete(self._owner, job.id) and self._store.get(job.id) is None:
                self._clips.remove(job.id)

    def _draw(self, job: Job, still: bytes | None) -> None:
        self._clips.clear(job.id)
        if job.made_from is not None:
            self._rework(job, self._clips.path(job.made_from, "video"))
            return
        width, _, height = job.size.partition("x")
        render_clip(
            self._clips.path(job.id, "video"),
            size=(int(width), int(height)),
            seconds=int(job.seconds),
            camera=_camera(job),
            still=still,
            label=f"{job.model} · {job.prompt}",
            seed=zlib.crc32(job.prompt.encode()),
            progress=_Reporter(self._store, self._owner, job.id, self._stopping),
        )

    def _rework(self, job: Job, source: Path) -> None:
        if not source.exists():
            raise PromptkitError(f"the clip of {job.made_from} is gone")
        path, progress = self._clips.path(job.id, "video"), _Reporter(self._store, self._owner, job.id, self._stopping)
        if job.added is None:
            regrade_clip(source, path, words=job.prompt, progress=progress)
            return
        extend_clip(source, path, seconds=int(job.added), camera=_camera(job), progress=progress)


def _camera(job: Job) -> CameraPath | None:
    return None if job.camera is None else CameraTimeline.model_validate_json(job.camera).path()


@contextmanager
def _outliving_the_store() -> Iterator[None]:
    """A full disk or a lock that lasts must not end the renderers; the lease brings the job back later."""
    try:
        yield
    except sqlite3.Error as error:
        _LOG.error("the job store cannot be used: %s", error)


class _Reporter:
    """Passes on the progress a few times a second, and ends the render that nobody wants any more."""

    def __init__(self, store: JobStore, owner: str, video: str, stopping: threading.Event) -> None:
        self._store, self._owner, self._video, self._stopping = store, owner, video, stopping
        self._last = 0.0

    def __call__(self, part: float) -> None:
        if self._stopping.is_set():
            raise _Abandoned
        if time.monotonic() - self._last < _REPORT_SECONDS:
            return
        self._last = time.monotonic()
        if not self._store.report(self._owner, self._video, min(99, int(part * 100))):
            raise _Abandoned
