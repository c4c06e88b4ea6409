"""What one rendering may use. Everything that can grow or go on is counted before it is done."""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

MAX_OUTPUT = 64_000
"""Characters of a prompt, and of any one text on the way to it."""
MAX_ITEMS = 10_000
"""Items of a list."""
MAX_DEPTH = 40
"""Macros, blocks and templates inside each other."""
MAX_WORK = 3_000_000
"""Characters and items that are made, rounds of loops and calls, all together."""
MAX_SECONDS = 1.0
"""Of the processor's time, so that a busy machine stops no template that another one lets pass."""
MAX_NUMBER = 10**12
_LOOK = 1_000
"""Work between two looks at the clock."""


class LimitExceeded(Exception):
    """A template wants more than any template needs; the message says of what."""


@dataclass(slots=True)
class Run:
    """One rendering.

    :param base: the number of the first mark that stands for a place in a template; ``None`` for a plain rendering.
    :param places: what the marks from ``base`` on stand for: template, start and end of the text in it.
    """

    base: int | None = None
    places: list[tuple[str, int, int]] = field(default_factory=list)
    depth: int = 0
    work: int = 0
    ends: float = field(default_factory=lambda: time.thread_time() + MAX_SECONDS)
    unlooked: int = 0

    def charge(self, amount: int) -> None:
        """Count some work.

        :raises LimitExceeded: if it is too much, or the time is up.
        """
        self.work += amount + 1
        if self.work > MAX_WORK:
            raise LimitExceeded("the template does more than any prompt needs: a loop or a repetition does not end")
        self.unlooked += amount + 1
        if self.unlooked > _LOOK:
            self.unlooked = 0
            self._look()

    def _look(self) -> None:
        if time.thread_time() > self.ends:
            raise LimitExceeded(f"the template takes longer than {MAX_SECONDS:g} s")

    def mark(self, template: str, start: int, end: int) -> int:
        """The number of a mark for a place in a template."""
        assert self.base is not None
        self.places.append((template, start, end))
        return self.base + len(self.places) - 1


_RUN: ContextVar[Run] = ContextVar("run")


def current() -> Run:
    """The rendering that is under way; where there is none, as while a template is compiled, one for the moment."""
    run = _RUN.get(None)
    return Run() if run is None else run


def begin(run: Run) -> Any:
    """Make it the one that is under way; the answer ends it."""
    return _RUN.set(run)


def end(token: Any) -> None:
    """End what :func:`begin` began."""
    _RUN.reset(token)


def room(length: int, what: str = "a text") -> None:
    """Count a text before it is made.

    :raises LimitExceeded: if it is too long.
    """
    if length > MAX_OUTPUT:
        raise LimitExceeded(f"{what} would have more than {MAX_OUTPUT:,} characters")
    current().charge(length)


def items(value: Any, left: int = MAX_ITEMS) -> int:
    """How many items there are in a value and in what it holds, counted no further than is allowed.

    :raises LimitExceeded: if there are too many.
    """
    count = 1
    if isinstance(value, list | tuple | dict):
        if len(value) > left:
            raise LimitExceeded(f"a list would have more than {MAX_ITEMS:,} items")
        for item in value.values() if isinstance(value, dict) else value:
            count += items(item, left - count)
            if count > left:
                raise LimitExceeded(f"a list would have more than {MAX_ITEMS:,} items")
    return count
