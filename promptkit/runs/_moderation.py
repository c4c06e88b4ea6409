"""What an endpoint's moderation says of texts, read leniently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ._replies import read_json


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the moderation says of one text.

    :param flagged: whether it objects to it.
    :param categories: what it objects to, the surest first, each with its score from 0 to 1; ``None`` where it names
        no score.
    """

    flagged: bool
    categories: tuple[tuple[str, float | None], ...] = ()


class _Result(BaseModel):
    """One entry of ``results``; servers leave out categories, or send ``null`` for those that they do not judge."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    flagged: bool
    categories: dict[str, bool] = Field(default_factory=dict)
    category_scores: dict[str, float] = Field(default_factory=dict)

    @field_validator("categories", "category_scores", mode="before")
    @classmethod
    def _told(cls, value: object) -> object:
        return {key: each for key, each in value.items() if each is not None} if isinstance(value, dict) else {}


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    results: tuple[_Result, ...]


def read_verdicts(text: str, count: int) -> tuple[Verdict, ...] | None:
    """The verdicts in an answer, one for each of ``count`` texts; ``None`` where it cannot be read, or has another
    number of them: then nobody knows which is whose.
    """
    try:
        results = _Answer.model_validate(read_json(text)).results
    except ValidationError:
        return None
    return tuple(map(_verdict, results)) if len(results) == count else None


def _verdict(result: _Result) -> Verdict:
    named: list[Any] = [(name, result.category_scores.get(name)) for name, told in result.categories.items() if told]
    named.sort(key=lambda each: (-(each[1] or 0.0), each[0]))
    return Verdict(result.flagged or bool(named), tuple(named))
