"""``x_camera``: the compiled timeline of the camera, as the one field that this endpoint takes beyond the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from promptkit.media import CameraBeat, CameraCut, CameraPath, Direction, Ease, Move, Speed, SupportAmount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

MOST_BEATS = 64
_Millimetres = Annotated[float, Field(ge=4, le=2000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Support(_Strict):
    """What holds the camera, in the words of the language, and how restless it is."""

    kind: Annotated[str, Field(min_length=1, max_length=40)]
    amount: SupportAmount | None = None


class Beat(_Strict):
    """One move; times in seconds from the first frame, a key that is absent is unknown."""

    start: Annotated[float, Field(ge=0)]
    end: Annotated[float, Field(ge=0)]
    move: Move
    direction: Direction | None = None
    speed: Speed | None = None
    ease: Ease | None = None
    degrees: Annotated[float, Field(gt=0, le=3600)] | None = None
    distance_m: Annotated[float, Field(gt=0, le=1000)] | None = None
    factor: Annotated[float, Field(gt=0, le=100)] | None = None
    to_mm: _Millimetres | None = None
    subject: Annotated[str, Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _has_a_sense(self) -> Self:
        self.as_media()
        return self

    def as_media(self) -> CameraBeat:
        """The beat as the renderer takes it."""
        given = self.model_dump(exclude_none=True)
        return CameraBeat(**given)


class Cut(_Strict):
    """A hard cut to a fresh pose, with the lens and the support from there on."""

    start: Annotated[float, Field(ge=0)]
    lens_mm: _Millimetres | None = None
    support: Support | None = None

    def as_media(self) -> CameraCut:
        """The cut as the renderer takes it."""
        return CameraCut(self.start, **_given(self))


class CameraTimeline(_Strict):
    """The whole timeline of one clip; ``seconds`` is the clip's length."""

    version: Literal[1]
    seconds: Annotated[float, Field(gt=0)]
    lens_mm: _Millimetres | None = None
    support: Support | None = None
    cuts: Annotated[tuple[Cut, ...], Field(max_length=MOST_BEATS)] = ()
    beats: Annotated[tuple[Beat, ...], Field(max_length=MOST_BEATS)] = ()

    @model_validator(mode="after")
    def _beats_within(self) -> Self:
        for index, beat in enumerate(self.beats):
            if beat.end > self.seconds:
                raise ValueError(f"beat {index} ends at {beat.end:g} s, after the clip's {self.seconds:g} s")
        starts = [cut.start for cut in self.cuts]
        if starts and (starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] >= self.seconds):
            raise ValueError("the cuts start at 0, one after the other, within the clip")
        return self

    def path(self) -> CameraPath:
        """The camera path that the renderer draws."""
        beats = tuple(beat.as_media() for beat in self.beats)
        return CameraPath(beats, **_given(self), cuts=tuple(cut.as_media() for cut in self.cuts))


def _given(told: CameraTimeline | Cut) -> dict[str, Any]:
    """Support and lens of a clip or a cut as the renderer takes them; what is not said is not among them."""
    given: dict[str, Any] = {} if told.lens_mm is None else {"lens_mm": told.lens_mm}
    return given if told.support is None else given | {"support": told.support.kind, "amount": told.support.amount}


def first_problem(errors: Sequence[ErrorDetails]) -> str:
    """What the first of pydantic's errors says, with the place in the timeline, without the value."""
    error = errors[0]
    place = ".".join(str(part) for part in error["loc"]) or "timeline"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"
