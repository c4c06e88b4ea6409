"""From a shot to its script: every section in marked phrases, as one dialect says them."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from promptkit.language import Look, Member, Shot, Timeline, normal
from promptkit.source import Path

from ._commands import Director
from ._cues import CueScribe
from ._cuts import common, each_cut
from ._english import clock, counted_seconds, joined, lowered, with_noun
from ._facts import PLAIN, Voice
from ._phrases import Phrases
from ._script import CutScript, LookScript, Script, SetupScript
from ._setup import SetupScribe
from ._sounds import SoundScribe
from ._story import told_in_order
from ._times import When, beat_names

_LOOK = ("film", "grain", "grade", "texture", "filtration", "shutter", "frame_rate")
_parts = attrgetter(*_LOOK, "notes")
_NOUNS = {
    "film": "film", "grain": "grain", "grade": "grade", "filtration": "filtration", "shutter": "shutter",
    "frame_rate": "frames per second",
}  # fmt: skip


class Scribe:
    """Turns a shot into its script, marking each phrase with the path that it came from.

    :param needs: the names of the fields that the template reads; dear ones that it does not read stay empty.
    """

    def __init__(
        self, shot: Shot, timeline: Timeline, phrases: Phrases, needs: frozenset[str], voice: Voice = PLAIN
    ) -> None:
        self.shot, self.timeline, self.phrases, self.needs, self.voice = shot, timeline, phrases, needs, voice
        timed = (shot.camera, shot.action, shot.cuts, shot.sound, shot.text)
        self.when = When(phrases.marker, phrases.recalled("names", timed, lambda: beat_names(shot, voice.nouns)))
        self.setup = SetupScribe(phrases, self.when, voice, common(shot))
        self.sounds = SoundScribe(phrases, self.when)
        self.told_in_words: list[Path] = []

    def script(self) -> Script:
        """The whole shot."""
        shot, phrases = self.shot, self.phrases
        lists = (shot.props, shot.keep, shot.change, shot.avoid, shot.also, shot.references, shot.time_effect)
        heard = (shot.sound, shot.text, self.when.names)
        script = Script(
            **self.setup.fields(),
            **phrases.recalled("style", (shot.style, shot.look), self._styled),
            cast=phrases.recalled("cast", (shot.cast,), self._cast),
            weather=phrases.words(shot.weather, "weather"),
            mood=phrases.words(shot.mood, "mood"),
            **phrases.recalled("lists", lists, self._listed),
            has_still=shot.still is not None,
            has_clip=shot.source is not None,
            **phrases.recalled("sound", heard, lambda: self.sounds.fields(shot, self.needs)),
        )
        self._add_times(script)
        return script

    def _styled(self) -> dict[str, Any]:
        shot = self.shot
        look = self._look(shot.look) if shot.look is not None else LookScript()
        styles = self.phrases.each(shot.style, "style")
        return {"styles": styles, "style": [*styles, *(part for part in _parts(look) if part)], "look": look}

    def _cast(self) -> list[str]:
        return [self._member(name, member) for name, member in self.shot.cast.items()]

    def _listed(self) -> dict[str, Any]:
        shot, phrases = self.shot, self.phrases
        return {
            "props": phrases.words(shot.props, "props"),
            "time_effect": self._time_effect(),
            "keep": phrases.words(shot.keep, "keep"),
            "change": phrases.words(shot.change, "change"),
            "avoid": self._avoided(),
            "also": phrases.text(shot.also, "also"),
            "references": self._references(),
        }

    def _add_times(self, script: Script) -> None:
        """What only some dialects read."""
        shot, needs = self.shot, self.needs
        self._add_order(script, self.setup)
        if shot.cuts:
            script.cuts = self._cuts()
        if "seconds" in needs and shot.duration is not None:
            script.seconds = self.phrases.marker.mark(counted_seconds(shot.duration), ("duration",))
        if "cues" in needs or "shot_list" in needs:
            scribe = CueScribe(self.phrases, self.setup, self.sounds, self.voice)
            if "cues" in needs:
                script.cues = scribe.cues(shot, self.timeline)
            if "shot_list" in needs:
                script.shot_list = scribe.shot_list(shot, self.timeline, script.cuts)

    def _add_order(self, script: SetupScript, scribe: SetupScribe) -> None:
        """What happens in one set-up, in the order of time."""
        if "beats" in self.needs:
            script.beats = told_in_order(scribe.operator(), scribe.of.camera, script.actions, self.timeline)
        if "directed" in self.needs:
            director = Director(self.phrases, scribe.when, self.voice, self.told_in_words)
            script.directed = director.lines(scribe.of, script.actions, self.timeline)

    def _references(self) -> list[str]:
        """What the images beside the still are there for, by their numbers."""
        roles = [(at, each.role) for at, each in enumerate(self.shot.references) if each.role]
        text = self.phrases.text
        return [f"reference image {at + 1} is {text(role, 'references', at, 'role')}" for at, role in roles]

    def _cuts(self) -> list[CutScript]:
        told = []
        when = When(self.phrases.marker, self.when.names, "this shot")
        for span, setup in zip(self.timeline.cuts, each_cut(self.shot), strict=True):
            scribe = SetupScribe(self.phrases, when, self.voice, setup)
            length = self.shot.cuts[span.index].length
            words = "the time that is left" if isinstance(length, str) else counted_seconds(length or 0)
            cut = CutScript(
                number=span.index + 1,
                length="" if length is None else self.phrases.marker.mark(words, (*span.path, "for")),
                start=clock(span.start),
                end=clock(span.end),
                stamp=f"{span.start // 60000:02d}:{span.start // 1000 % 60:02d}.{span.start % 1000:03d}",
                **scribe.fields(),
            )
            self._add_order(cut, scribe)
            told.append(cut)
        return told

    def _time_effect(self) -> str:
        effect = self.shot.time_effect
        if effect is None or normal(effect) != "none":
            return self.phrases.text(effect, "time_effect")
        plain = self.phrases.why_positive is not None
        return self.phrases.marker.mark("in real time" + ("" if plain else ", without time effects"), ("time_effect",))

    def _avoided(self) -> str:
        if self.shot.avoid and self.phrases.why_positive is not None:
            self.phrases.unsaid |= {("avoid", at): self.phrases.why_positive for at in range(len(self.shot.avoid))}
            return ""
        return self.phrases.words(self.shot.avoid, "avoid", last="or")

    def _look(self, look: Look) -> LookScript:
        found = {}
        for name in _LOOK:
            said = self.phrases.text(getattr(look, name), "look", name)
            found[name] = with_noun(said, _NOUNS[name], "fps") if name in _NOUNS else said
        return LookScript(**found, notes=joined(self.phrases.each(look.notes, "look", "notes")))

    def _member(self, name: str, member: Member) -> str:
        text = self.phrases.text
        told = {key: value for key, value in member.__dict__.items() if value and key != "character"}
        found = {key: text(value, "cast", name, key) for key, value in told.items()}
        looks = ", ".join(found[key] for key in ("look", "age", "manner") if key in found)
        parts = [looks, with_noun(found.get("hair", ""), "hair", "bald", "shaved")]
        parts += [f"{key}: {lowered(found[key])}" for key in ("wardrobe", "voice") if key in found]
        if "voice" in found and self.phrases.why_silent is not None:
            parts.pop()
        said = "; ".join(part for part in parts if part)
        label = self.phrases.marker.mark(name, ("cast", name))
        return f"{label}: {said}" if said else label
