"""What the ledger refuses.

::

    PromptkitError
    ├── IllegalTransition     a take cannot go from its state to the one that was asked for
    ├── VideoTaken            another take owns that video
    └── UnknownTake           there is no take of that name (a UsageError)
"""

from __future__ import annotations

from promptkit.findings import PromptkitError, UsageError

from ._states import State


class IllegalTransition(PromptkitError):
    """A take cannot go from its state to the one that was asked for; nothing was changed."""

    def __init__(self, take: str, current: State, target: State) -> None:
        super().__init__(f"take {take} is {current.value} and cannot become {target.value}")
        self.take, self.current, self.target = take, current, target


class VideoTaken(PromptkitError):
    """Another take of this endpoint owns that video; nothing was changed."""

    def __init__(self, video_id: str, owner: str) -> None:
        super().__init__(f"video {video_id} already belongs to take {owner}")
        self.video_id, self.owner = video_id, owner


class UnknownTake(UsageError):
    """The ledger has no take of that name."""

    def __init__(self, take: str) -> None:
        super().__init__(f"the ledger has no take '{take}'", hint="promptkit takes lists them")
        self.take = take
