"""Several jobs at once, and what Ctrl-C does to them."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from ._events import Event

_GLANCE = 0.02
Job = Callable[[], None]


class Crew:
    """Threads that work through jobs, while the calling thread hands their events on.

    Events reach ``on_event`` in the thread that called :meth:`work`, one after the other. The threads are daemons: one
    that hangs in a request does not keep the interpreter from ending.

    :param slots: jobs at once.
    :param stop: set when the jobs are to end early; they look at it themselves.
    :param grace: seconds that they may go on after it was set.
    """

    def __init__(self, slots: int, stop: threading.Event, grace: float, on_event: Callable[[Event], None]) -> None:
        self._slots = slots
        self._stop = stop
        self._grace = grace
        self._on_event = on_event
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._errors: list[BaseException] = []
        self._threads: list[threading.Thread] = []

    @property
    def at_work(self) -> bool:
        """Whether a job is still under way."""
        return any(thread.is_alive() for thread in self._threads)

    def join(self) -> None:
        """Wait for every job, however long it takes."""
        for thread in self._threads:
            thread.join()

    def emit(self, event: Event) -> None:
        """Take an event from any thread."""
        self._events.put(event)

    def work(self, jobs: Sequence[Job]) -> None:
        """Do the jobs.

        When ``on_event`` raises, or the user interrupts, ``stop`` is set, the jobs have the grace to end, and the
        exception goes on. An exception of a job does the same.
        """
        waiting = deque(jobs)
        self._threads = threads = [
            threading.Thread(target=self._slot, args=(waiting,), name=f"promptkit-take-{number}", daemon=True)
            for number in range(min(self._slots, len(waiting)))
        ]
        for thread in threads:
            thread.start()
        try:
            self._hand_on(until=None)
        except KeyboardInterrupt:
            self._stop.set()
            self._hand_on(until=time.monotonic() + self._grace)
            raise
        except BaseException:
            self._stop.set()
            self._wait(until=time.monotonic() + self._grace)
            raise
        if self._errors:
            raise self._errors[0]

    def _wait(self, until: float) -> None:
        """Wait for the jobs when nobody takes their events any more."""
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))

    def _hand_on(self, until: float | None) -> None:
        while self.at_work:
            if until is not None and time.monotonic() > until:
                break
            try:
                self._on_event(self._events.get(timeout=_GLANCE))
            except queue.Empty:
                continue
        while not self._events.empty():
            self._on_event(self._events.get_nowait())

    def _slot(self, waiting: deque[Job]) -> None:
        while True:
            try:
                job = waiting.popleft()
            except IndexError:
                return
            try:
                job()
            except BaseException as error:  # noqa: BLE001 - it goes on in the calling thread
                self._errors.append(error)
                self._stop.set()
                return
