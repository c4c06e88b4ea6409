"""What the models are made of: the types of single values, each with how it is read, and the frozen base of all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from ._quantities import Distance, Rate
from ._quantities import distance as read_distance
from ._quantities import rate as read_rate
from ._units import Anchored, point_in_time, seconds
from ._units import degrees as read_degrees
from ._vocabulary import nearest, normal, vocabulary

Duration = Literal[4, 8, 12]
#: The lengths of a clip that the language knows, in seconds.
DURATIONS: tuple[int, ...] = get_args(Duration)
#: What the name of a document is made of.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_RATIO = re.compile(r"[0-9.]+\s*[:/]\s*[0-9.]+")
#: What one move does at the most; a clip has seconds for it.
_MOST_DEGREES, _MOST_METRES = 3600, 1000
#: Seconds; a timeline counts in milliseconds.
_SHORTEST = 0.001
_TIMES = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[x×]|[x×]\s*([0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_SIZE = re.compile(r"[1-9][0-9]{0,3}x[1-9][0-9]{0,3}")


def _allowed_duration(value: object) -> object:
    if value is None:
        return None  # whether a shot may do without is told by its source
    if type(value) is not int or value not in DURATIONS:
        raise ValueError(f"a clip lasts 4, 8 or 12 seconds, not {value!r}")
    return value


def _for(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "all":
        return "all"
    length = seconds(value)
    if length < _SHORTEST:
        raise ValueError("a length must be more than 0 seconds" if length == 0 else "a length is at least 1 ms")
    return length


def _turned(value: object) -> float:
    angle = read_degrees(value)
    if not 0 < angle <= _MOST_DEGREES:
        raise ValueError(f"an angle is more than 0 and at most {_MOST_DEGREES} degrees, not {value}")
    return angle


def _travelled(value: object) -> Distance:
    far = read_distance(value)
    if not 0 < far.metres <= _MOST_METRES:
        raise ValueError(f"a distance is more than 0 and at most {_MOST_METRES} m, not {far}")
    return far


def _factor(value: object) -> object:
    """``2``, ``2x`` or ``x2``."""
    match = _TIMES.fullmatch(value.strip()) if isinstance(value, str) else None
    return _positive(float(match[1] or match[2]) if match else value)


def _positive(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1000:
        raise ValueError(f"expected a number above 0, not {value!r}")
    return value


def _count(value: object) -> object:
    if type(value) is not int or not 1 <= value <= 100:
        raise ValueError(f"expected a whole number from 1 to 100, not {value!r}")
    return value


def _size(value: object) -> object:
    if not isinstance(value, str) or not _SIZE.fullmatch(value):
        ratio = isinstance(value, str) and _RATIO.fullmatch(value)
        found = f"the ratio {value!r}" if ratio else repr(value)
        raise ValueError(f"expected a size in pixels such as 1280x720, not {found}")
    return value


def _name(value: object) -> object:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise ValueError(not_a_name(value))
    return value


def not_a_name(value: object) -> str:
    """What is to be said of a document's name that is none."""
    return f"{str(value)!r} is no name: names are made of a-z, 0-9 and -, and start with a letter or digit"


def _id(value: object) -> object:
    if not _ID.fullmatch(str(value)):
        raise ValueError(f"an id is one word of letters, digits, - and _, not {value!r}")
    return value


def _speed(value: object) -> object:
    if isinstance(value, Rate):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"{value} has no unit: a speed is a word such as slow, or 10cm/s, or 15deg/s")
    found = read_rate(str(value))
    if found is not None:
        return found
    return _word(value, vocabulary().lists["speed"].names, "speed")


def _ease(value: object) -> object:
    return _word(value, vocabulary().lists["ease"].names, "ease")


def _amount(value: object) -> object:
    return _word(value, vocabulary().lists["support_amount"].names, "amount")


def _word(value: object, names: Mapping[str, str], what: str) -> str:
    found = names.get(normal(str(value)))
    if found is None:
        choices = ", ".join(dict.fromkeys(names.values()))
        guess = nearest(str(value), names)
        meant = f" (did you mean {guess!r}?)" if guess else ""
        raise ValueError(f"unknown {what} {value!r}{meant}; it is one of {choices}")
    return found


def _prompt_kind(value: object) -> object:
    if value not in (None, "text", "template"):
        raise ValueError(f"prompt_is is text (as it stands) or template (with expressions), not {value!r}")
    return value


def _anchored(value: object) -> object:
    return value if isinstance(value, Anchored) else point_in_time(value)


Seconds = Annotated[float, BeforeValidator(seconds)]
Length = Annotated[float | Literal["all"], BeforeValidator(_for)]
Start = Annotated[Any, BeforeValidator(_anchored), PlainSerializer(str)]
Weight = Annotated[float, BeforeValidator(_positive)]
#: A number that stands where text is wanted comes as it was spelled: ``007`` is no 7 there.
Text = Annotated[str, Field(min_length=1)]
Id = Annotated[Text, BeforeValidator(_id)]
Words = tuple[Text, ...]
Name = Annotated[Text, BeforeValidator(_name)]
ClipLength = Annotated[Duration | None, BeforeValidator(_allowed_duration)]
Size = Annotated[str, BeforeValidator(_size)]
Count = Annotated[int, BeforeValidator(_count)]
PromptKind = Annotated[Literal["text", "template"] | None, BeforeValidator(_prompt_kind)]
Spoken = Annotated[float, BeforeValidator(_for)]
Angle = Annotated[float, BeforeValidator(_turned)]
Travel = Annotated[Distance, BeforeValidator(_travelled), PlainSerializer(str)]
Factor = Annotated[float, BeforeValidator(_factor)]
Speed = Annotated[str | Rate, BeforeValidator(_speed), PlainSerializer(str)]
Ease = Annotated[str, BeforeValidator(_ease)]
Amount = Annotated[str, BeforeValidator(_amount)]


class Frozen(BaseModel):
    """What all parts of a document share: frozen, no unknown keys, text without space around it."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        populate_by_name=True,
        coerce_numbers_to_str=True,
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        revalidate_instances="always",
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Any:
        """A copy, with the changed fields validated: pydantic's own would let ``duration=6`` through."""
        copied = super().model_copy(deep=deep)
        if not update:
            return copied
        fields = type(self).model_fields
        by_alias = {info.alias or name: name for name, info in fields.items()}
        values = {name: getattr(copied, name) for name in fields if name in copied.model_fields_set}
        return type(self).model_validate(values | {by_alias.get(key, key): value for key, value in update.items()})
