"""How long, how often and how much: the limits of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a run; times in seconds.

    :param slots: takes that are worked on at once.
    :param create: for the answer to a POST; when it is over, the take is uncertain.
    :param look: for the answer to a GET.
    :param deadline: for a job to end, from the moment this process watches it; after it the take waits for ``resume``.
    :param troubles: looks in a row that may go wrong before a take is left to ``resume``.
    :param absences: looks in a row at which the endpoint may not know the job before it has failed.
    :param fetches: attempts to fetch a clip.
    :param fetch: for one attempt to fetch a clip.
    :param clip_bytes: the largest clip that is taken.
    :param grace: for POSTs in flight when the user interrupts.
    :param settle: pauses before each search for an answer that was just lost.
    :param skew: by which the endpoint's clock may differ from ours.
    :param replay: how old an intent may be so that its POST is repeated under its key; servers forget keys.
    """

    slots: int = 4
    create: float = 120.0
    look: float = 30.0
    deadline: float = 3600.0
    troubles: int = 8
    absences: int = 3
    fetches: int = 4
    fetch: float = 1800.0
    clip_bytes: int = 2 << 30
    grace: float = 10.0
    settle: tuple[float, ...] = (0.0, 2.0, 5.0)
    skew: float = 30.0
    replay: float = 24 * 3600.0
