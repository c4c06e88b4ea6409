"""The shot as a template sees it: every section in marked English phrases, and every beat with its times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from promptkit.language import Action, Beat, Effect, Light, Line, Move, OnScreenText, Shot, Timeline, normal, vocabulary
from promptkit.source import Path

from ._camera import camera_sentences, move_clause
from ._english import capital, counted_seconds, flowing, listed, unstopped, with_noun
from ._marks import Marker
from ._times import When

#: Words that open a sentence with a capital and are nobody's name.
_COMMON = frozenset({"The", "A", "An", "It", "He", "She", "They", "His", "Her", "Its", "Their", "One", "Two", "Some"})
_MILLIMETRES = re.compile(r"(\d)mm\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """A beat for time-coded dialects.

    :param channel: `camera`, `action`, `effects`, `dialogue` or `text`
    :param start: when it begins, in seconds with two decimals
    :param end: when it ends, likewise
    :param what: what happens, as a clause
    """

    channel: str
    start: str
    end: str
    what: str


@dataclass(frozen=True, slots=True)
class Script:
    """What a dialect's template lays out. Every text is marked; empty means that the shot says nothing of it.

    :param style: the style and the look of the film, phrase by phrase
    :param scene: what is to be seen
    :param place: the location, then what is in front and behind
    :param cast: a sentence for each member: name, looks, wardrobe, voice
    :param props: the props as a list in words
    :param weather: the weather
    :param shot_line: shot size, angle and composition
    :param lens: lens, aperture, depth of field, focus
    :param camera: a clause for each item of the camera, ready to be a sentence
    :param support: what carries the camera
    :param motion: the manner in which things move
    :param time_effect: slow motion, time-lapse and the like
    :param lighting: time of day, style, each light, practical lights, atmosphere
    :param palette: the colours as a list in words
    :param mood: the mood
    :param actions: a clause for each action, with its start where one is written
    :param ambience: the sounds of the place, or that there are none
    :param effects: each sound effect, with its start where one is written
    :param music: the music, or `no music`
    :param dialogue: each line with speaker, manner and start
    :param no_dialogue: `no dialogue`, where the shot says so
    :param text: each on-screen text, or that there is none
    :param keep: what stays, as a list in words
    :param change: what is different by the end, as a list in words
    :param avoid: what must not appear, as a list in words
    :param also: the free paragraph at the end
    :param references: what each image beside the still is there for, as a clause with its number
    :param cuts: each set-up of a clip that holds several, laid out as in `prose`
    :param has_still: whether a still is set in motion
    :param has_clip: whether the clip is made from another one
    :param cues: every beat of the timeline, in order of time
    """

    style: list[str]
    scene: str
    place: list[str]
    cast: list[str]
    props: str
    weather: str
    shot_line: list[str]
    lens: list[str]
    camera: list[str]
    support: str
    motion: str
    time_effect: str
    lighting: list[str]
    palette: str
    mood: str
    actions: list[str]
    ambience: list[str]
    effects: list[str]
    music: str
    dialogue: list[str]
    no_dialogue: str
    text: list[str]
    keep: str
    change: str
    avoid: str
    also: str
    references: list[str]
    has_still: bool
    has_clip: bool
    cues: list[Cue]
    cuts: list[str] = field(default_factory=list)


class Scribe:
    """Turns a shot into its script, marking each phrase with the path that it came from."""

    def __init__(self, shot: Shot, timeline: Timeline, marker: Marker, names: Mapping[str, tuple[str, str]]) -> None:
        """Take what is to be told; ``names`` are the words for the beginning and the end of each id."""
        self.shot, self.timeline, self.marker = shot, timeline, marker
        self.when = When(marker, names)

    def script(self) -> Script:
        """The whole shot."""
        shot = self.shot
        return Script(
            style=self._style(),
            scene=self._text(shot.scene, "scene"),
            place=self._place(),
            cast=[self._member(name) for name in shot.cast],
            props=self._words(shot.props, "props"),
            weather=self._words(shot.weather, "weather"),
            shot_line=self._shot_line(),
            lens=self._lens(),
            camera=camera_sentences(shot, self.marker, self.when),
            support=self._support(),
            motion=with_noun(self._text(shot.motion, "motion"), "motion") if shot.motion else "",
            time_effect=self._none_or(shot.time_effect, "in real time, without time effects", "time_effect"),
            lighting=self._lighting(),
            palette=self._words(shot.lighting.palette, "lighting", "palette") if shot.lighting else "",
            mood=self._words(shot.mood, "mood"),
            actions=[self._action(part, ("action", at)) for at, part in enumerate(shot.action)],
            ambience=self._ambience(),
            effects=self._effects(),
            music=self._none_or(shot.sound.music, "no music", "sound", "music") if shot.sound else "",
            dialogue=self._dialogue(),
            no_dialogue=self._no("no dialogue", "sound", "dialogue")
            if shot.sound and shot.sound.dialogue == "none"
            else "",
            text=self._on_screen(),
            keep=self._words(shot.keep, "keep"),
            change=self._words(shot.change, "change"),
            avoid=self._words(shot.avoid, "avoid", last="or"),
            also=self._text(shot.also, "also"),
            references=self._references(),
            has_still=shot.still is not None,
            has_clip=shot.source is not None,
            cues=[self._cue(beat) for beat in self.timeline.beats],
        )

    # --- phrases

    def _text(self, value: str | None, *path: str | int) -> str:
        return self.marker.mark(unstopped(flowing(value)), path) if value else ""

    def _words(self, values: tuple[str, ...], *path: str | int, last: str = "and") -> str:
        return listed(self._each(values, *path), last)

    def _each(self, values: tuple[str, ...], *path: str | int) -> list[str]:
        return [self._text(value, *path, at) for at, value in enumerate(values)]

    def _no(self, phrase: str, *path: str | int) -> str:
        return self.marker.mark(phrase, path)

    def _none_or(self, value: str | None, phrase: str, *path: str | int) -> str:
        if value is not None and normal(value) == "none":
            return self._no(phrase, *path)
        return self._text(value, *path)

    def _fields(self, model: BaseModel | None, section: str) -> dict[str, str]:
        """The texts of a flat section, marked, by field."""
        if model is None:
            return {}
        found: dict[str, str] = {}
        for name, info in type(model).model_fields.items():
            value: Any = getattr(model, name)
            if isinstance(value, str):
                found[name] = self._text(value, section, info.alias or name)
            elif value and isinstance(value, tuple):
                found[name] = self._words(value, section, name)
        return found

    # --- sections

    def _style(self) -> list[str]:
        look = self._fields(self.shot.look, "look")
        nouns = {"film": "film", "grain": "grain", "grade": "grade", "filtration": "filtration", "shutter": "shutter"}
        texts = [
            with_noun(words, nouns[name]) if name in nouns else words
            for name, words in look.items()
            if name != "frame_rate"
        ]
        if "frame_rate" in look:
            texts.append(f"the look of {with_noun(look['frame_rate'], 'fps')}")
        return [part for part in (*self._each(self.shot.style, "style"), *texts) if part]

    def _place(self) -> list[str]:
        found = self._fields(self.shot.location, "location")
        lines = [found["place"]] if "place" in found else []
        lines += [
            f"in the {part}, {found[part]}" for part in ("foreground", "midground", "background") if part in found
        ]
        return lines

    def _member(self, name: str) -> str:
        member = self.shot.cast[name]
        found = {key: self._text(getattr(member, key), "cast", name, key) for key in type(member).model_fields}
        looks = ", ".join(found[key] for key in ("look", "age", "manner") if found[key])
        parts = [looks, with_noun(found["hair"], "hair") if found["hair"] else ""]
        parts += [f"{key}: {found[key]}" for key in ("wardrobe", "voice") if found[key]]
        said = "; ".join(part for part in parts if part)
        label = self.marker.mark(name, ("cast", name))
        return f"{label}: {said}" if said else label

    def _references(self) -> list[str]:
        """What the images beside the still are there for, by their numbers."""
        roles = [(at, each.role) for at, each in enumerate(self.shot.references) if each.role]
        return [f"reference image {at + 1} is {self._text(role, 'references', at, 'role')}" for at, role in roles]

    def _shot_line(self) -> list[str]:
        framing = self._fields(self.shot.framing, "framing")
        angle = self._angle()
        return [part for part in (framing.get("shot_size", ""), angle, framing.get("composition", "")) if part]

    def _angle(self) -> str:
        angle = self.shot.framing.angle if self.shot.framing else None
        if angle is None:
            return ""
        phrase = vocabulary().angle_phrases.get(angle, angle)
        return self.marker.mark(unstopped(flowing(phrase)), ("framing", "angle"))

    def _lens(self) -> list[str]:
        framing = self._fields(self.shot.framing, "framing")
        parts = [_spaced_millimetres(framing.get("lens", "")), framing.get("aperture", "")]
        if "depth_of_field" in framing:
            parts.append(with_noun(framing["depth_of_field"], "depth of field"))
        parts.append(f"focus on {framing['focus']}" if "focus" in framing else "")
        return [part for part in parts if part]

    def _support(self) -> str:
        support = self.shot.support
        if support is None:
            return ""
        term = vocabulary().supports.get(normal(support.kind))
        path: Path = ("support", "kind")
        if term is None:
            said = f"camera support: {self.marker.mark(support.kind, path)}"
        else:
            said = f"the camera is {self.marker.mark(term.phrase, path)}"
        if support.amount is None:
            return said
        return f"{said}, with {self.marker.mark(support.amount, ('support', 'amount'))} movement"

    def _lighting(self) -> list[str]:
        lighting = self.shot.lighting
        if lighting is None:
            return []
        parts = [self._text(lighting.time_of_day, "lighting", "time_of_day")]
        if lighting.style:
            parts.append(with_noun(self._text(lighting.style, "lighting", "style"), "light"))
        for role in vocabulary().light_roles:
            light = getattr(lighting, role)
            if light is not None:
                parts.append(self._light(light, role))
        if lighting.practicals:
            parts.append(f"practical lights: {self._words(lighting.practicals, 'lighting', 'practicals')}")
        parts.append(self._text(lighting.atmosphere, "lighting", "atmosphere"))
        return [part for part in parts if part]

    def _light(self, light: Light, role: str) -> str:
        path = ("lighting", role)
        adjectives = [self._text(getattr(light, key), *path, key) for key in ("intensity", "quality", "colour")]
        noun = {"negative_fill": "negative fill", "back": "back light", "hair": "hair light", "eye": "eye light"}.get(
            role, f"{role} light"
        )
        said = " ".join([*(part for part in adjectives if part), self.marker.mark(noun, path)])
        if light.source:
            known = vocabulary().light_sources.get(normal(light.source))
            said += f" from {self.marker.mark(known or flowing(light.source), (*path, 'source'))}"
        if light.direction:
            at_camera = light.direction.lower().startswith("camera ")
            joint = " from " if not light.source else " at " if at_camera else ", "
            said += f"{joint}{self._text(light.direction, *path, 'from')}"
        return f"{said} ({self._text(light.look, *path, 'look')})" if light.look else said

    def _action(self, part: Action, path: Path) -> str:
        start = self.when.start(part.at, (*path, "at"))
        said = self._happening(part, path, behind=bool(start))
        if isinstance(part.length, str):
            said += f", {self.marker.mark(_rest_of_action(part, len(self.shot.action)), (*path, 'for'))}"
        elif part.length is not None:
            said += f", over {self.marker.mark(counted_seconds(part.length), (*path, 'for'))}"
        return self.marker.mark(f"{start}, {said}" if start else said, path)

    def _happening(self, part: Action, path: Path, *, behind: bool) -> str:
        """Who does what; behind a start the sentence goes on in lower case, but for names."""
        does = self._text(part.does, *path, "does")
        if part.who:
            return f"{self._text(part.who, *path, 'who')} {does}"
        first = part.does.split()[0]
        return does.replace(first, first.lower(), 1) if behind and first in _COMMON else does

    def _ambience(self) -> list[str]:
        sound = self.shot.sound
        if sound is None:
            return []
        if [normal(word) for word in sound.ambience] == ["none"]:
            return [self._no("no ambient sound", "sound", "ambience", 0)]
        return self._each(sound.ambience, "sound", "ambience")

    def _effects(self) -> list[str]:
        sound = self.shot.sound
        if sound is not None and sound.effects == "none":
            return [self._no("no sound effects", "sound", "effects")]
        return [self._effect(part, ("sound", "effects", at)) for at, part in enumerate(sound.hits if sound else ())]

    def _effect(self, part: Effect, path: Path) -> str:
        said = self._text(part.sound, *path, "sound")
        start = self.when.start(part.at, (*path, "at"))
        return self.marker.mark(f"{start}, {said}" if start else f"{said} throughout", path)

    def _dialogue(self) -> list[str]:
        lines = self.shot.sound.lines if self.shot.sound else ()
        return [self._line(part, ("sound", "dialogue", at)) for at, part in enumerate(lines)]

    def _line(self, part: Line, path: Path) -> str:
        who = self._text(part.who, *path, "who") or "Voice"
        manner = [self._text(part.how, *path, "how"), self.when.start(part.at, (*path, "at"))]
        if part.length is not None:
            manner.append(f"over {self.marker.mark(counted_seconds(part.length), (*path, 'for'))}")
        how = ", ".join(word for word in manner if word)
        words = self.marker.mark(flowing(part.line), (*path, "line"))
        return self.marker.mark(capital(f'{who} ({how}): "{words}"' if how else f'{who}: "{words}"'), path)

    def _on_screen(self) -> list[str]:
        if self.shot.text == "none":
            return [self._no("no on-screen text", "text")]
        return [self._title(part, ("text", at)) for at, part in enumerate(self.shot.titles)]

    def _title(self, part: OnScreenText, path: Path) -> str:
        said = f'on-screen text "{self.marker.mark(flowing(part.says), (*path, "says"))}"'
        if part.where:
            said += f", {self._text(part.where, *path, 'where')}"
        if isinstance(part.length, float):
            said += f", for {self.marker.mark(counted_seconds(part.length), (*path, 'for'))}"
        elif part.length is not None:
            said += f", {self.marker.mark('to the end', (*path, 'for'))}"
        start = self.when.start(part.at, (*path, "at"))
        return self.marker.mark(f"{start}, {said}" if start else said, path)

    # --- time-coded

    def _cue(self, beat: Beat) -> Cue:
        return Cue(beat.channel, _clock(beat.start), _clock(beat.end), self._beat_text(beat))

    def _beat_text(self, beat: Beat) -> str:
        part, path = beat.part, beat.path
        if part is None:
            return self.marker.mark("the camera holds still", ("camera",))
        if isinstance(part, Move):
            said = move_clause(part, path, self.marker, "")
            item = self.shot.camera[int(path[1])]
            is_last = part is item.moves[-1]
            ends = f", ending on {self._text(item.ends_on, *path[:2], 'ends_on')}" if item.ends_on and is_last else ""
            return self.marker.mark(f"the camera {said}{ends}", path)
        if isinstance(part, Action):
            return self.marker.mark(self._happening(part, path, behind=False), path)
        if isinstance(part, Effect):
            return self.marker.mark(self._text(part.sound, *path, "sound"), path)
        if isinstance(part, Line):
            return self._spoken(part, path)
        where = f", {self._text(part.where, *path, 'where')}" if part.where else ""
        return self.marker.mark(
            f'on-screen text "{self.marker.mark(flowing(part.says), (*path, "says"))}"{where}', path
        )

    def _spoken(self, part: Line, path: Path) -> str:
        who = self._text(part.who, *path, "who") or "Voice"
        how = f" ({self._text(part.how, *path, 'how')})" if part.how else ""
        return self.marker.mark(f'{who}{how}: "{self.marker.mark(flowing(part.line), (*path, "line"))}"', path)


def _rest_of_action(part: Action, count: int) -> str:
    return "throughout" if count == 1 and part.at is None else "for the rest of the time"


def _spaced_millimetres(lens: str) -> str:
    """``50 mm`` for ``50mm``, as people write it."""
    return _MILLIMETRES.sub(r"\1 mm", lens)


def _clock(milliseconds: int) -> str:
    """Seconds with two decimals, as shot lists write them: ``2.40``."""
    return f"{milliseconds / 1000:.2f}"
