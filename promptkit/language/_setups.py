"""The set-ups of a clip: one where nothing is cut, else one for each cut, with what it takes over from the shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from promptkit.source import Path

from ._models import Action, CameraItem, Cut, Framing, Lighting, Location, Shot, Support

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Setup:
    """What one set-up shows: the cut's own sections, laid over the shot's key by key.

    :param path: where it is written: ``("cuts", 1)``, or ``()`` for a shot without cuts.
    :param own: the cut's sections alone; the shot itself where it has no cuts.
    """

    path: Path
    own: Shot | Cut
    scene: str | None
    location: Location | None
    framing: Framing | None
    support: Support | None
    motion: str | None
    lighting: Lighting | None
    camera: tuple[CameraItem, ...]
    action: tuple[Action, ...]

    def where(self, *inner: str | int) -> Path:
        """The path of a value: the cut's, where the cut writes it, else the shot's."""
        part: Any = self.own
        for key in inner:
            if isinstance(part, BaseModel):
                name = "direction" if key == "from" else str(key)
                if name not in part.model_fields_set:
                    return inner
                part = getattr(part, name)
        return (*self.path, *inner)


def setups(shot: Shot) -> tuple[Setup, ...]:
    """The set-ups of a clip, in order; always at least one."""
    if not shot.cuts:
        return (_whole(shot),)
    return tuple(_setup(("cuts", at), cut, shot) for at, cut in enumerate(shot.cuts))


def _whole(shot: Shot) -> Setup:
    """A clip without cuts is one set-up."""
    return Setup(
        (),
        shot,
        shot.scene,
        shot.location,
        shot.framing,
        shot.support,
        shot.motion,
        shot.lighting,
        shot.camera,
        shot.action,
    )


def _setup(path: Path, own: Shot | Cut, shot: Shot) -> Setup:
    return Setup(
        path,
        own,
        scene=_said(own, shot, "scene"),
        location=_over(shot.location, own.location, removed=_is_removed(own, "location")),
        framing=_over(shot.framing, own.framing, removed=_is_removed(own, "framing")),
        support=_over(shot.support, own.support, removed=_is_removed(own, "support")),
        motion=_said(own, shot, "motion"),
        lighting=_over(shot.lighting, own.lighting, removed=_is_removed(own, "lighting")),
        camera=own.camera,
        action=own.action,
    )


def _said(own: Shot | Cut, shot: Shot, name: str) -> str | None:
    found: str | None = getattr(own if name in own.model_fields_set else shot, name)
    return found


def _is_removed(own: Shot | Cut, name: str) -> bool:
    """Whether a section is set to nothing on purpose."""
    return name in own.model_fields_set and getattr(own, name) is None


def _over(below: M | None, own: M | None, *, removed: bool = False) -> M | None:
    """The one laid on the other, key by key; what is set to nothing on purpose is nothing."""
    if removed:
        return None
    if below is None or own is None or below is own:
        return below if own is None else own
    values = {}
    for name in type(own).model_fields:
        under, over = getattr(below, name), getattr(own, name)
        if isinstance(under, BaseModel) and isinstance(over, BaseModel):
            values[name] = _over(under, over)
        else:
            values[name] = over if name in own.model_fields_set else under
    fields_set = own.model_fields_set | below.model_fields_set
    return type(own).model_construct(_fields_set=set(fields_set), **values)
