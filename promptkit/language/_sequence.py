"""The sequence as frozen values: shots in an order, of one size and model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Step(_Frozen):
    """One shot of a sequence.

    :param starts_on: its first frame is the last one of the shot before.
    """

    file: str
    starts_on: Literal["last-frame"] | None = None


class Crossfade(_Frozen):
    """Two shots run into one another; ``crossfade`` in seconds."""

    crossfade: Annotated[float, Field(gt=0, le=12)]


class SequenceOfShots(_Frozen):
    """Shots that are seen one after the other.

    :param size: of all shots, ``WIDTHxHEIGHT`` in pixels; ``None`` leaves it to them.
    :param join: how one shot passes into the next.
    """

    name: str = Field(alias="sequence")
    shots: tuple[Step, ...]
    model: str | None = None
    size: str | None = None
    join: Literal["cut"] | Crossfade = "cut"
    notes: str | None = None
    tags: tuple[str, ...] = ()
