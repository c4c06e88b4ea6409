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
    :param select: rules and families that are looked for, over the project's; empty for those.
    :param ignore: rules and families that are left out, beside the project's.
    :param pedantic: whether what is worth knowing is looked for, too; else where the project says so.
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
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False
    today: date = field(default_factory=_today)
    clips: FindClip = nowhere

    @property
    def plain(self) -> bool:
        """Whether documents are looked at as they are, by all rules."""
        return not (
            self.model
            or self.size
            or self.endpoint
            or self.dialect
            or self.patches
            or self.params
            or self.select
            or self.ignore
        )
