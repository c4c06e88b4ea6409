"""One set-up of the camera in words: framing, lens, camera, support, light, and what happens in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from promptkit.language import Action, Framing, Light, Lighting, Setup, normal, vocabulary
from promptkit.source import Path

from ._camera import Operator, support_key
from ._english import cleaned, counted_seconds, lowered, spaced, with_noun
from ._facts import Voice
from ._phrases import Phrases
from ._times import When

T = TypeVar("T")
_LIGHTS = {"negative_fill": "negative fill", "practical": "practical light"}


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    return tuple((role, _LIGHTS.get(role, f"{role} light")) for role in vocabulary().light_roles)


@dataclass(frozen=True, slots=True)
class SetupScribe:
    """Says what one set-up shows.

    :param of: the set-up, with what of it is to be said.
    """

    phrases: Phrases
    when: When
    voice: Voice
    of: Setup

    def fields(self) -> dict[str, Any]:
        """The fields of a :class:`SetupScript`."""
        of, names = self.of, self.when.names
        return {
            **self._recalled("place", (of.scene, of.location), self._place),
            **self._recalled("framing", (of.framing,), self._framing),
            **self._recalled("camera", (of.camera, of.support, of.motion, names), self._camera),
            **self._recalled("lighting", (of.lighting,), self._lit_by),
            "actions": self._recalled("action", (of.action, names), self._actions),
        }

    def _recalled(self, name: str, sections: tuple[object, ...], make: Callable[[], T]) -> T:
        """What is made of sections; in a cut, it matters as well which of them the cut has from the shot."""
        if not self.of.path:
            return self.phrases.recalled(name, sections, make)
        return self.phrases.recalled((name, *self.of.path), (*sections, self.of.own), make)

    def _place(self) -> dict[str, Any]:
        return {"scene": self._text(self.of.scene, "scene"), **self._location()}

    def _framing(self) -> dict[str, Any]:
        framing = self.of.framing
        if framing is None:
            return {}
        size, angle = self._framed(framing, "shot_size"), self._angle(framing)
        composition = self.phrases.words(framing.composition, *self._at("framing", "composition"))
        return {
            "shot_size": size,
            "angle": angle,
            "composition": composition,
            "shot_line": [each for each in (size, angle, composition) if each],
            "lens": self._lens(framing),
        }

    def _camera(self) -> dict[str, Any]:
        camera = self.of.camera
        return {
            "camera": self.operator().sentences(camera) if camera else [],
            "moves": any(move.move != "hold" for item in camera for move in item.moves),
            "support": self._support(),
            "motion": with_noun(self._text(self.of.motion, "motion"), "motion"),
        }

    def _lit_by(self) -> dict[str, Any]:
        lighting = self.of.lighting
        return {} if lighting is None else {"lighting": self._lighting(lighting), "palette": self._palette(lighting)}

    def _actions(self) -> list[str]:
        of = self.of
        return [self.action(each, (*of.path, "action", at)) for at, each in enumerate(of.action)]

    def operator(self) -> Operator:
        """Who says what the camera does in this set-up."""
        return Operator(self.phrases.marker, self.when, self.voice, self.of.path)

    def _at(self, *inner: str) -> Path:
        """Where a value is written: in the cut, or in the shot from which the cut has it."""
        return self.of.where(*inner) if self.of.path else inner

    def _text(self, value: str | None, *inner: str) -> str:
        return "" if value is None else self.phrases.text(value, *self._at(*inner))

    def _location(self) -> dict[str, Any]:
        location = self.of.location
        if location is None:
            return {}
        said = {
            key: self._text(value, "location", key)
            for key in ("place", "foreground", "midground", "background")
            if (value := getattr(location, key)) is not None
        }
        depth = [f"in the {key}, {lowered(said[key])}" for key in said if key != "place"]
        return {"setting": lowered(said.get("place", "")), "depth": depth}

    def _framed(self, framing: Framing, key: str) -> str:
        return self._text(getattr(framing, key), "framing", key)

    def _angle(self, framing: Framing) -> str:
        angle = framing.angle
        return "" if angle is None else self._text(vocabulary().angle_phrases.get(angle, angle), "framing", "angle")

    def _lens(self, framing: Framing) -> list[str]:
        parts = [spaced(self._framed(framing, "lens")), self._framed(framing, "aperture")]
        parts.append(with_noun(self._framed(framing, "depth_of_field"), "depth of field", "focus", "bokeh"))
        focus = self._framed(framing, "focus")
        parts.append(f"focus on {lowered(focus)}" if focus else "")
        return [part for part in parts if part]

    def _support(self) -> str:
        support = self.of.support
        if support is None:
            return ""
        mark = self.phrases.marker.mark
        kind, amount = self._at("support", "kind"), self._at("support", "amount")
        name = support_key(support.kind)
        named = self.voice.supports.get(f"{name} {support.amount}") or self.voice.supports.get(name)
        if named is not None:
            paths = [kind, amount] if support.amount else [kind]
            return f"the camera {self.phrases.marker.mark_all(named, paths)}"
        term = vocabulary().supports.get(normal(support.kind))
        if term is None:
            said = f"camera support: {mark(cleaned(support.kind), kind)}"
        else:
            said = f"the camera is {mark(term.phrase, kind)}"
        return f"{said}, with {mark(support.amount, amount)} movement" if support.amount else said

    # --- light

    def _lighting(self, lighting: Lighting) -> list[str]:
        parts = [self._lit(lighting, "time_of_day"), with_noun(self._lit(lighting, "style"), "light")]
        for role, noun in _roles():
            light = getattr(lighting, role)
            if light is not None:
                parts.append(self._light(light, role, noun))
        if lighting.practicals:
            practicals = self.phrases.words(lighting.practicals, *self._at("lighting", "practicals"))
            parts.append(f"practical lights: {practicals}")
        parts.append(self._lit(lighting, "atmosphere"))
        said = [part for part in parts if part]
        return [*said[:1], *(lowered(part) for part in said[1:])]

    def _lit(self, lighting: Lighting, key: str) -> str:
        return self._text(getattr(lighting, key), "lighting", key)

    def _light(self, light: Light, role: str, noun: str) -> str:
        def told(key: str, value: str | None) -> str:
            return lowered(self._text(value, "lighting", role, key))

        adjectives = [told(key, getattr(light, key)) for key in ("intensity", "quality", "colour")]
        name = self.phrases.marker.mark(noun, self._at("lighting", role))
        said = " ".join([*(part for part in adjectives if part), name])
        if light.source:
            known = vocabulary().light_sources.get(normal(light.source))
            source = self._at("lighting", role, "source")
            said += f" from {self.phrases.marker.mark(known or cleaned(light.source), source)}"
        if light.direction:
            at_camera = light.direction.lower().startswith("camera ")
            joint = " from " if not light.source else " at " if at_camera else ", "
            said += f"{joint}{told('from', light.direction)}"
        return f"{said} ({told('look', light.look)})" if light.look else said

    def _palette(self, lighting: Lighting) -> str:
        return self.phrases.words(lighting.palette, *self._at("lighting", "palette"))

    # --- what happens

    def action(self, part: Action, path: Path) -> str:
        """An action with its start and length, where they were written."""
        start = self.when.start(part.at, (*path, "at"))
        said = self.happening(part, path, behind=bool(start))
        mark = self.phrases.marker.mark
        if isinstance(part.length, str):
            alone = len(self.of.action) == 1 and part.at is None
            said += f", {mark('throughout' if alone else 'for the rest of the time', (*path, 'for'))}"
        elif part.length is not None:
            said += f", over {mark(counted_seconds(part.length), (*path, 'for'))}"
        return mark(f"{start}, {said}" if start else said, path)

    def happening(self, part: Action, path: Path, *, behind: bool) -> str:
        """Who does what; behind a start the sentence goes on in lower case, but for names."""
        does = self.phrases.text(part.does, *path, "does")
        if part.who:
            who = self.phrases.text(part.who, *path, "who")
            return f"{lowered(who) if behind else who} {lowered(does)}"
        return lowered(does) if behind else does
