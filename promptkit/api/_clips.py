"""The clips that shots are made from, looked up in the project's ledger."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from promptkit.catalog import Clip
from promptkit.check import FindClip
from promptkit.language import nearest
from promptkit.project import Project

if TYPE_CHECKING:
    from promptkit.ledger import Take


def clips_of(project: Project) -> FindClip:
    """A way to find a clip by the id of a take, or of a video that a take became.

    The ledger is read once, when it is first asked; where there is none, none is made.
    """

    @cache
    def takes() -> dict[str, Take]:
        if not project.state.is_dir():
            return {}
        from promptkit.ledger import FILE_NAME, Ledger  # here, for most shots are made from nothing

        if not (project.state / FILE_NAME).is_file():
            return {}
        with Ledger(project.state) as ledger:
            found = ledger.takes()
        return {take.id: take for take in found} | {take.video_id: take for take in found if take.video_id}

    def find(name: str) -> Clip | str | None:
        if name in takes():
            return _clip(takes()[name])
        guess = nearest(name, [take.id for take in takes().values()]) if "_" not in name else None
        return None if guess is None else f"there is no take {name!r} in the ledger (did you mean {guess!r}?)"

    return find


def _clip(take: Take) -> Clip | str:
    from promptkit.ledger import State

    if take.video_id is None:
        return f"take {take.id} has no video: it is {take.state.value}"
    if take.state is not State.COMPLETED:
        why = "its video is not ready" if take.state is State.ACCEPTED else "it came to nothing"
        return f"take {take.id} is {take.state.value}: {why}"
    intent = take.intent
    return Clip(
        take.video_id,
        take=take.id,
        model=intent.model or None,
        size=intent.size or None,
        seconds=_seconds(take),
        endpoint=take.endpoint,
    )


def _seconds(take: Take) -> int | None:
    """The length that was ordered; of a stranger's clip, the length that was measured."""
    if take.intent.seconds:
        return int(take.intent.seconds)
    measured = None if take.verified is None else take.verified.seconds
    return None if measured is None else round(measured)
