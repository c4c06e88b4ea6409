"""What the caller settles about a check, beside the documents themselves."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date, datetime

from promptkit.source import Mapping, Node

from ._clips import FindClip, nowhere


def _today() -> date:
    """The day where the user is: offers end by the calendar that they read."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the command line or of a Python caller; ``None`` leaves a thing to the shot and the project.

    :param patches: what is laid on the document's own keys, in this order: the patches of a variant, then ``--set``.
    :param params: values for the document's own parameters.
    :param allow_outside: whether a still may lead out of the project.
    :param today: the day for which offers are judged.
    :param clips: finds the clip that a shot is made from, by the id of a take or of a video.
    """

    model: str | None = None
    size: str | None = None
    endpoint: str | None = None
    dialect: str | None = None
    patches: tuple[Mapping, ...] = ()
    params: Map[str, Node] = field(default_factory=dict)
    allow_outside: bool = False
    today: date = field(default_factory=_today)
    clips: FindClip = nowhere
