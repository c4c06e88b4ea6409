"""Waiting for a job to end."""

from __future__ import annotations

import time
from dataclasses import dataclass

from promptkit.ledger import Take

from ._client import Seen, Trouble
from ._desk import Desk
from ._replies import STATUSES, Reply

# A job that failed is reported by some servers with a status of this kind on GET, and there it stays.
_FAILED_JOB = frozenset({400, 402, 409, 410, 422, 451})
_NO_ENTRY = frozenset({401, 403})
_SLOWEST = 60.0


@dataclass(frozen=True, slots=True)
class Ready:
    """The job is completed; ``reply`` is the endpoint's last word."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Broken:
    """The job failed for good."""

    error: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The job's end is not known; a later process may look again."""

    why: str


class Watch:
    """Looks at one job until it ended, the deadline passed, or the run stops."""

    def __init__(self, desk: Desk, take: Take, video_id: str) -> None:
        self._desk = desk
        self._take = take
        self._video_id = video_id
        self._troubles = 0
        self._absences = 0
        self._last: tuple[str, float | None] | None = None

    def wait(self) -> Ready | Broken | Unsettled:
        """Look until there is an answer."""
        limits, endpoint = self._desk.limits, self._desk.connection.endpoint
        end = time.monotonic() + limits.deadline
        while not self._desk.stop.is_set():
            looked = self._desk.client.look(self._video_id)
            verdict = self._judge(looked) if isinstance(looked, Seen) else self._excuse(looked)
            if verdict is not None:
                return verdict
            pause = looked.pause if looked.pause is not None else endpoint.poll_seconds * 2 ** min(self._troubles, 5)
            if time.monotonic() + pause > end:
                return Unsettled(f"the job did not end within {limits.deadline:g} s")
            self._desk.stop.wait(min(pause, _SLOWEST))
        return Unsettled("interrupted while the job was under way")

    def _judge(self, seen: Seen) -> Ready | Broken | None:
        self._troubles = self._absences = 0
        status = self._status(seen.reply)
        if status == "completed":
            return Ready(seen.reply)
        if status == "failed":
            return Broken(f"the endpoint says: {seen.reply.error or seen.reply.status}")
        now = (status, seen.reply.progress)
        if now != self._last:
            self._last = now
            self._desk.say("take.progress", self._take, status=status, progress=seen.reply.progress)
        return None

    def _status(self, reply: Reply) -> str:
        word = (reply.status or "").strip()
        known = self._desk.connection.endpoint.status_map.get(word) or STATUSES.get(word.lower())
        if known is not None:
            return known
        if word not in self._desk.heard:
            self._desk.heard.add(word)
            note = f"the endpoint's status '{word}' is not known and counts as in progress"
            self._desk.say("take.progress", self._take, status="in_progress", progress=reply.progress, note=note)
        return "in_progress"

    def _excuse(self, trouble: Trouble) -> Broken | Unsettled | None:
        self._troubles += 1
        if trouble.status in _NO_ENTRY:
            return Unsettled(trouble.error)
        if trouble.status in _FAILED_JOB or self._tells_failure(trouble.reply):
            return Broken(trouble.error)
        if trouble.status == 404:
            self._absences += 1
            if self._absences >= self._desk.limits.absences:
                return Broken(f"the endpoint does not know video {self._video_id} any more")
        if self._troubles >= self._desk.limits.troubles:
            return self._listed() or Unsettled(trouble.error)
        return None

    def _tells_failure(self, reply: Reply | None) -> bool:
        return reply is not None and reply.status is not None and self._status(reply) == "failed"

    def _listed(self) -> Broken | None:
        """What the list says of a job that cannot be looked at: a server may answer 500 for ever for a failed one."""
        page = self._desk.client.page(None, 100)
        if isinstance(page, Trouble):
            return None
        mine = next((reply for reply in page.videos if reply.id == self._video_id), None)
        if mine is None or not self._tells_failure(mine):
            return None
        return Broken(f"the endpoint says: {mine.error or mine.status}")
