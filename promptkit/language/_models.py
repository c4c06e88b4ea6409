"""The shot as frozen values: what is to be made, in canonical form, validated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ._quantities import Rate
from ._types import (
    Amount,
    Angle,
    ClipLength,
    Count,
    Ease,
    Factor,
    Frozen,
    Id,
    Length,
    Name,
    PromptKind,
    Seconds,
    Size,
    Speed,
    Spoken,
    Start,
    Text,
    Travel,
    Weight,
    Words,
)
from ._units import millimetres
from ._vocabulary import nearest, vocabulary


class Member(Frozen):
    """Someone or something in the cast: the words that are used for it everywhere."""

    look: Text | None = None
    age: Text | None = None
    hair: Text | None = None
    wardrobe: Text | None = None
    manner: Text | None = None
    voice: Text | None = None
    character: Text | None = None


class Location(Frozen):
    """Where it is, from front to back."""

    place: Text | None = None
    foreground: Text | None = None
    midground: Text | None = None
    background: Text | None = None


class Look(Frozen):
    """Film stock, grain, grade, filtration."""

    film: Text | None = None
    grain: Text | None = None
    grade: Text | None = None
    texture: Text | None = None
    filtration: Text | None = None
    shutter: Text | None = None
    frame_rate: Text | None = None
    notes: Words = ()


class Framing(Frozen):
    """Shot size, angle, lens, depth of field and composition."""

    shot_size: Text | None = None
    angle: Text | None = None
    lens: Text | None = None
    aperture: Text | None = None
    depth_of_field: Text | None = None
    focus: Text | None = None
    composition: Words = ()


class Move(Frozen):
    """One move of the camera. Angles in degrees, lengths in metres, focal lengths in millimetres (full frame).

    A speed is a word of the vocabulary, or a :class:`Rate` in the unit of what the move changes.

    :param path: by what the camera goes, or what it sweeps: ``over the roofs``.
    """

    move: Text
    direction: Text | None = None
    subject: Text | None = None
    side: Text | None = Field(None, alias="from")
    to: Text | None = None
    path: Text | None = None
    degrees: Angle | None = None
    distance: Travel | None = None
    factor: Factor | None = None
    speed: Speed | None = None
    ease: Ease | None = None
    length: Length | None = Field(None, alias="for")
    at: Seconds | None = None
    id: Id | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """A move as the vocabulary knows it: its direction, its measure, its subject."""
        kind = vocabulary().moves.get(self.move)
        if kind is None:
            guess = nearest(self.move, vocabulary().moves)
            raise ValueError(f"unknown camera move {self.move!r}" + (f" (did you mean {guess!r}?)" if guess else ""))
        if self.direction not in (kind.directions or (None,)):
            allowed = " or ".join(kind.directions) or "none"
            raise ValueError(f"{self.move} has no direction {self.direction!r} (its directions: {allowed})")
        if kind.subject == "needed" and self.subject is None:
            raise ValueError(f"{self.move} needs to know whom it follows: its subject")
        for name in ("degrees", "distance", "factor", "to", "side", "subject", "path"):
            if getattr(self, name) is not None and not kind.takes(name):
                raise ValueError(f"{self.move} takes no {name!r}")
        if self.to is not None and "to" in kind.measures:
            millimetres(self.to)
        if isinstance(self.speed, Rate) and self.speed.axis != kind.rate:
            raise ValueError(f"{self.move} has no speed of {self.speed}")
        return self

    @property
    def words(self) -> str:
        """The move and where it goes or whom it follows: ``pan left``."""
        return " ".join(word for word in (self.move.replace("_", " "), self.direction or self.subject) if word)

    @property
    def focal_length(self) -> float | None:
        """Where a zoom ends, in millimetres."""
        if self.to is None or "to" not in vocabulary().moves[self.move].measures:
            return None
        return millimetres(self.to)


class CameraItem(Frozen):
    """One entry of the camera list: a hold, a move, or several moves that start together."""

    moves: tuple[Move, ...] = Field(min_length=1)
    length: Length | None = Field(None, alias="for")
    at: Start | None = None
    weight: Weight | None = None
    id: Id | None = None
    starts_on: Text | None = None
    ends_on: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _hoisted(cls, data: Any) -> Any:
        """The length and the id of a move alone are its item's."""
        moves = data.get("moves") if isinstance(data, dict) else None
        if not isinstance(moves, list | tuple) or len(moves) != 1 or not isinstance(moves[0], Move):
            return data
        own = {key: value for key, value in (("length", moves[0].length), ("id", moves[0].id)) if value is not None}
        if not own:
            return data
        told = {"length" if key == "for" else key: value for key, value in data.items() if value is not None}
        if own.keys() & told.keys():
            raise ValueError(f"{min(own.keys() & told.keys())!r} is there twice: of the entry, and of its only move")
        return {**told, **own, "moves": (moves[0].model_copy(update=dict.fromkeys(own)),)}

    @model_validator(mode="after")
    def _can_run(self) -> Self:
        names = [move.move for move in self.moves]
        if self.starts_on is not None and not any(vocabulary().moves[name].takes("starts_on") for name in names):
            raise ValueError(f"{names[0]} takes no 'starts_on'")
        if len(names) == 1:
            if self.moves[0].at is not None:
                raise ValueError("a move alone starts with its entry: `at` is written there")
        elif len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"{twice} is there twice: let one follow the other, as two entries")
        return self


class Action(Frozen):
    """Something that happens in front of the camera."""

    does: Text
    who: Text | None = None
    length: Length | None = Field(None, alias="for")
    at: Start | None = None
    weight: Weight | None = None
    id: Id | None = None


class Support(Frozen):
    """What carries the camera: a texture, not a move."""

    kind: Text
    amount: Amount | None = None


class Light(Frozen):
    """One light in its role."""

    quality: Text | None = None
    source: Text | None = None
    direction: Text | None = Field(None, alias="from")
    colour: Text | None = None
    intensity: Text | None = None
    look: Text | None = None


class Lighting(Frozen):
    """Time of day, lights by role, palette and atmosphere."""

    time_of_day: Text | None = None
    style: Text | None = None
    key: Light | None = None
    fill: Light | None = None
    rim: Light | None = None
    edge: Light | None = None
    back: Light | None = None
    hair: Light | None = None
    kicker: Light | None = None
    background: Light | None = None
    bounce: Light | None = None
    negative_fill: Light | None = None
    practical: Light | None = None
    ambient: Light | None = None
    eye: Light | None = None
    practicals: Words = ()
    palette: Words = ()
    atmosphere: Text | None = None


class Effect(Frozen):
    """A sound effect at an instant, or through the whole clip where it has no ``at``."""

    sound: Text
    at: Start | None = None
    id: Id | None = None


class Line(Frozen):
    """A line of dialogue."""

    line: Text
    who: Text | None = None
    how: Text | None = None
    at: Start | None = None
    length: Spoken | None = Field(None, alias="for")
    id: Id | None = None


class Sound(Frozen):
    """Ambience, effects, music and dialogue; ``none`` says that there shall be none of it."""

    ambience: Words = ()
    effects: tuple[Effect, ...] | Literal["none"] = ()
    music: Text | None = None
    dialogue: tuple[Line, ...] | Literal["none"] = ()

    @property
    def hits(self) -> tuple[Effect, ...]:
        """The effects there are."""
        return () if self.effects == "none" else self.effects

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of dialogue there are."""
        return () if self.dialogue == "none" else self.dialogue


class OnScreenText(Frozen):
    """Text that is read in the picture."""

    says: Text
    at: Start | None = None
    length: Length | None = Field(None, alias="for")
    where: Text | None = None
    id: Id | None = None


class Cut(Frozen):
    """One set-up of a clip that holds several; what it does not say is the shot's.

    Inside, times and ``end`` are the cut's own.
    """

    length: Length | None = Field(None, alias="for")
    id: Id | None = None
    scene: Text | None = None
    location: Location | None = None
    framing: Framing | None = None
    camera: tuple[CameraItem, ...] = ()
    support: Support | None = None
    motion: Text | None = None
    action: tuple[Action, ...] = ()
    lighting: Lighting | None = None


class Source(Frozen):
    """The clip that this one is made from, by a take's or a video's id: exactly one of the three is there."""

    remix: Text | None = None
    edit: Text | None = None
    extend: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(each is not None for each in (self.remix, self.edit, self.extend)) != 1:
            raise ValueError("a source is one of remix, edit and extend, with the id of a take or of a video")
        return self

    @property
    def way(self) -> Literal["remix", "edit", "extend"]:
        """What becomes of the clip."""
        return "remix" if self.remix is not None else "edit" if self.edit is not None else "extend"

    @property
    def clip(self) -> str:
        """The id of the take or the video, as it is written."""
        return self.remix or self.edit or self.extend or ""


class Reference(Frozen):
    """One more image for targets that take several: a path, a URL or a file id, and what it is there for."""

    image: Text
    role: Text | None = None


class Shot(Frozen):
    """What is to be made: the resolved document.

    :param duration: 4, 8 or 12 seconds; nothing else loads. ``None`` for a remix or an edit only: there it is the
        clip's own. Of an extension it is what is added.
    :param size: ``WIDTHxHEIGHT`` in pixels; ``None`` takes the project's.
    :param takes: how many takes there shall be in all.
    """

    name: Name = Field(alias="shot")
    duration: ClipLength = None
    model: Text | None = None
    size: Size | None = None
    endpoint: Text | None = None
    still: Text | None = None
    references: tuple[Reference, ...] = ()
    source: Source | None = None
    style: Words = ()
    look: Look | None = None
    scene: Text | None = None
    location: Location | None = None
    cast: Mapping[str, Member] = Field(default_factory=dict)
    props: Words = ()
    framing: Framing | None = None
    camera: tuple[CameraItem, ...] = ()
    support: Support | None = None
    motion: Text | None = None
    time_effect: Text | None = None
    action: tuple[Action, ...] = ()
    cuts: tuple[Cut, ...] = ()
    lighting: Lighting | None = None
    weather: Words = ()
    mood: Words = ()
    sound: Sound | None = None
    text: tuple[OnScreenText, ...] | Literal["none"] = ()
    keep: Words = ()
    change: Words = ()
    avoid: Words = ()
    free: Words = ()
    also: Text | None = None
    prompt: Text | None = None
    prompt_is: PromptKind = None
    template: Text | None = None
    takes: Count = 1
    request: Mapping[str, Any] = Field(default_factory=dict)
    notes: Text | None = None
    tags: Words = ()

    @model_validator(mode="after")
    def has_a_length(self) -> Self:
        """Refuse a shot without a length, but for a remix or an edit."""
        if self.duration is None and not self.reworks:
            raise ValueError("a clip lasts 4, 8 or 12 seconds: the shot has no duration")
        return self

    @property
    def reworks(self) -> bool:
        """Whether it is a remix or an edit: the clip is there, and only what changes is said."""
        return self.source is not None and self.source.way != "extend"

    @property
    def titles(self) -> tuple[OnScreenText, ...]:
        """The on-screen texts there are."""
        return () if self.text == "none" else self.text


#: What a shot may say, by the names that people write, in the order in which the language names them.
SHOT_KEYS = tuple(info.alias or name for name, info in Shot.model_fields.items())
