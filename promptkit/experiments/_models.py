"""The experiment as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field

Named = Literal["full", "one-at-a-time", "pairs", "fraction"]
#: The designs that a word names.
DESIGNS: tuple[str, ...] = get_args(Named)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sample(_Frozen):
    """Some variants, drawn.

    :param sample: how many.
    :param seed: by its spelling; the same seed draws the same variants on every machine.
    """

    sample: Annotated[int, Field(ge=1)]
    seed: str = "0"


class Fraction(_Frozen):
    """A regular part of all combinations, in which every level and every pair of levels stands equally often.

    :param fraction: as in ``1/2``.
    """

    fraction: Annotated[str, Field(pattern=r"^1/[2-9]$")] = "1/2"


Design: TypeAlias = Named | Sample | Fraction


class Experiment(_Frozen):
    """One shot in several variants.

    :param base: the path of the shot that is varied.
    :param vary: axes, each with its levels, each a patch to the shot; the first level of an axis is its reference.
    :param takes: of each variant; ``None`` leaves it to the shot.
    :param budget: USD for all of it, over all runs.
    :param only: the combinations that are looked at: in an entry a comma is an and, the entries are an or.
    :param leave_out: (``except``) the combinations that are not.
    """

    name: str = Field(alias="experiment")
    base: str
    vary: Mapping[str, Mapping[str, Mapping[str, Any]]]
    takes: Annotated[int, Field(ge=1, le=100)] | None = None
    budget: Annotated[Decimal, Field(ge=0)] | None = None
    design: Design = "full"
    only: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = Field((), alias="except")
    notes: str | None = None
    tags: tuple[str, ...] = ()
