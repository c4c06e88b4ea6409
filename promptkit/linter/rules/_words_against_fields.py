"""words-against-fields: the words of the shot say otherwise than its fields, or than other words of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from promptkit.findings import Severity
from promptkit.language import Setup, Shot, vocabulary
from promptkit.prose import Mention
from promptkit.source import Path

from .._rivals import Told, rivals
from .._rule import Example, Problem, Rule, Subject
from .._texts import reading

_TIMES = {
    "early morning": "morning",
    "day": "afternoon",
    "late afternoon": "afternoon",
    "twilight": "dusk",
    "evening": "dusk",
    "moonlit night": "night",
    "midnight": "night",
}
_SKIES = {
    "clear": "clear sky",
    "sunny": "clear sky",
    "cloudy": "overcast",
    "rain": "heavy rain",
    "storm": "heavy rain",
    "thunderstorm": "heavy rain",
}
_SOURCES = {"sun": "direct sun", "sunlight": "direct sun", "moon": "moonlight"}
_HARD = frozenset({"hard", "harsh", "specular"})
_LOOKS = {"filmed": "live action", "made": "drawn"}
#: What time brings: a clip whose time runs otherwise shows several of them, and what somebody does may bring another.
_OF_HOURS = frozenset({"time_of_day", "light_source", "weather"})
_LONG = frozenset({"time-lapse", "hyperlapse", "speed ramp"})
_SENTENCE = re.compile(r"[.;!?\n]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one place of the shot says of the picture.

    :param said: as a message names it: ``support: tripod``, or words in quotes.
    :param mention: of words in a text; ``None`` for a field.
    """

    told: Told
    path: Path
    said: str
    mention: Mention | None = None
    text: str = ""


def check(subject: Subject) -> Iterator[Problem]:
    """Words in one text that a field, or another text, excludes."""
    seen: set[tuple[Path, tuple[int, int]]] = set()
    for setup in subject.setups:
        words = [claim for path, text in _texts(setup, subject.shot) for claim in _of_words(path, text)]
        claims = list(_of_fields(setup, subject.shot)) if words else []
        if any(each.told[0] == "time_effect" and each.told[1] in _LONG for each in (*claims, *words)):
            claims, words = ([each for each in some if each.told[0] not in _OF_HOURS] for some in (claims, words))
        for claim in words:
            other = next((each for each in claims if _excludes(each, claim)), None)
            claims.append(claim)
            assert claim.mention is not None
            if other is None or (claim.path, claim.mention.span) in seen:
                continue
            seen.add((claim.path, claim.mention.span))
            yield Problem(
                claim.path,
                f"{claim.said} beside {_where(other)}",
                part=claim.mention.span,
                hint="the prompt has both, and the model keeps one of them: take one away",
            )


def _excludes(one: _Claim, other: _Claim) -> bool:
    if one.path == other.path or not rivals().exclude(one.told, other.told):
        return False
    # Two styles, and a style or mood that names the light, are looked at by rules of their own.
    manners = [each.path[0] in ("style", "mood") for each in (one, other)]
    return not (all(manners) or (one.told[0] == "light_style" and any(manners)))


def _where(claim: _Claim) -> str:
    if claim.mention is None:
        return f"`{claim.said}`"
    return f"{claim.said} under `{next(str(key) for key in claim.path if isinstance(key, str) and key != 'cuts')}`"


def _of_words(path: Path, text: str) -> Iterator[_Claim]:
    acted = path[-1] == "does"
    for mention in reading(text, acted=acted).mentions:
        told = (mention.key, mention.term)
        if mention.denied or (acted and mention.key in _OF_HOURS) or _hedged(text, mention):
            continue
        words = " ".join(text[mention.span[0] : mention.span[1]].split())
        yield _Claim(told, path, repr(words), mention, text)


def _hedged(text: str, mention: Mention) -> bool:
    """``it turns to night``, ``like a moonlit sea``, ``a cartoon on the screen``: words of another picture."""
    before = text[max(0, mention.span[0] - 60) : mention.span[0]].lower()
    clause = _SENTENCE.split(before)[-1]
    if not rivals().hedged.isdisjoint(_WORD.findall(clause)):
        return True
    return mention.key == "look" and any(each in text.lower() for each in rivals().mixed)


def _texts(setup: Setup, shot: Shot) -> Iterator[tuple[Path, str]]:
    for name in ("style", "mood"):
        for at, text in enumerate(getattr(shot, name)):
            yield (name, at), text
    if setup.scene:
        yield setup.where("scene"), setup.scene
    if setup.motion:
        yield setup.where("motion"), setup.motion
    for at, action in enumerate(setup.action):
        yield (*setup.path, "action", at, "does"), action.does
    if setup.framing is not None:
        for at, text in enumerate(setup.framing.composition):
            yield setup.where("framing", "composition", at), text
        if setup.framing.focus:
            yield setup.where("framing", "focus"), setup.framing.focus
    if shot.also:
        yield ("also",), shot.also


def _of_fields(setup: Setup, shot: Shot) -> Iterator[_Claim]:
    """What the fields say of this set-up, in the words that prose is read by."""
    if setup.support is not None:
        yield _field("support", setup.support.kind, setup.where("support"), f"support: {setup.support.kind}")
    framing, lighting = setup.framing, setup.lighting
    if framing is not None and framing.depth_of_field is not None:
        depth = framing.depth_of_field
        yield _field("depth_of_field", depth, setup.where("framing", "depth_of_field"), f"depth_of_field: {depth}")
    if lighting is not None:
        yield from _of_light(setup)
    for at, sky in enumerate(shot.weather):
        yield _field("weather", _SKIES.get(sky, sky), ("weather", at), f"weather: {sky}")
    if shot.time_effect is not None:
        yield _field("time_effect", shot.time_effect, ("time_effect",), f"time_effect: {shot.time_effect}")
    if shot.look is not None and shot.look.grade in ("monochrome", "sepia"):
        yield _field("colour", "black and white", ("look", "grade"), f"grade: {shot.look.grade}")
    styles = vocabulary().lists["style"]
    for at, style in enumerate(shot.style):
        group = styles.group(styles.read(style) or "")
        if group and not any(each in style.lower() for each in rivals().mixed):
            yield _field("look", _LOOKS[group], ("style", at), f"style: {style}")
    if shot.sound is not None and shot.sound.music == "none":
        yield _field("music", "no music", ("sound", "music"), "music: none")


def _of_light(setup: Setup) -> Iterator[_Claim]:
    lighting = setup.lighting
    if lighting is None:
        return
    if lighting.time_of_day is not None:
        time = lighting.time_of_day
        yield _field(
            "time_of_day", _TIMES.get(time, time), setup.where("lighting", "time_of_day"), f"time_of_day: {time}"
        )
    if lighting.style is not None:
        yield _field(
            "light_style", lighting.style, setup.where("lighting", "style"), f"lighting.style: {lighting.style}"
        )
    if lighting.key is not None and lighting.key.quality is not None:
        quality = lighting.key.quality
        told = ("contrast", "flat") if quality == "flat" else ("key_light", "hard" if quality in _HARD else "soft")
        yield _field(*told, setup.where("lighting", "key", "quality"), f"key.quality: {quality}")
    for role in vocabulary().light_roles:
        light = getattr(lighting, role)
        if light is not None and light.source is not None:
            source = _SOURCES.get(light.source, light.source)
            yield _field(
                "light_source", source, setup.where("lighting", role, "source"), f"{role}.source: {light.source}"
            )


def _field(kind: str, term: str, path: Path, said: str) -> _Claim:
    return _Claim((kind, term), path, said)


_HEAD = "shot: a\nduration: 4\n"
RULE = Rule(
    name="words-against-fields",
    family="prose",
    severity=Severity.WARNING,
    summary="the words of the shot say otherwise than its fields",
    why="Both reach the prompt. The model keeps one of the two, and nobody knows which.",
    valid=(
        f"{_HEAD}scene: A street at night.\nlighting: {{time_of_day: midnight}}\n",
        f"{_HEAD}scene: A handheld console on a table.\nsupport: tripod\n",
        f"{_HEAD}scene: A street at night.\ntime_effect: time-lapse\nlighting: {{time_of_day: noon}}\n",
        f"{_HEAD}scene: Rehearsal, as bright as noon.\nlighting: {{time_of_day: night}}\n",
    ),
    invalid=(
        Example(f"{_HEAD}scene: A harbour, on a tripod.\nsupport: handheld\n", 3, 24),
        Example(f"{_HEAD}scene: A street at night.\nlighting: {{time_of_day: noon}}\n", 3, 17),
        Example(f"{_HEAD}style: black and white\nscene: A market in vivid colours.\n", 4, 20),
        Example(f"{_HEAD}scene: A bar; soft piano music plays.\nsound: {{music: none}}\n", 3, 20),
    ),
    check=check,
    source="conflicts support_conflict, time_of_day_conflict, light_source_vs_time, dof_conflict and sound_conflict",
)
