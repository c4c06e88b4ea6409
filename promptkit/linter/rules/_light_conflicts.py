"""What cannot be true of one light, one sky or one palette at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promptkit.findings import Severity
from promptkit.language import Light, Lighting, Setup, normal, vocabulary
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject

#: Effects under which the time of day changes within the clip.
_LONG = ("time-lapse", "hyperlapse", "speed ramp")
_NO_HUES = ("monochrome", "sepia")
_SAID = ("black and white", "black-and-white", "monochrome", "b&w")
#: Words beside a hue that make it the exception that is meant.
_EXCEPT = ("only", "except", "accent", "selective", "single", "one ")
#: Colours that a picture without hues has all the same.
_TONES = ("white", "warm", "cool", "cold", "neutral")


def _lights(setup: Setup) -> Iterator[tuple[str, Light]]:
    if setup.lighting is not None:
        for role in vocabulary().light_roles:
            light = getattr(setup.lighting, role)
            if light is not None:
                yield role, light


def _once(found: Iterator[Problem]) -> Iterator[Problem]:
    """Each problem one time: what cuts take over from the shot is found in every one of them."""
    seen: set[tuple[Path, str]] = set()
    for each in found:
        if (each.path, each.message) not in seen:
            seen.add((each.path, each.message))
            yield each


def rivals(name: str, said: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, str, Path]]:
    """Two terms that contradict each other, with the place of the second."""
    pairs = {frozenset(pair) for pair in vocabulary().rivals[name]}
    told = list(said)
    for at, (other, path) in enumerate(told):
        for one, _ in told[:at]:
            if frozenset((one, other)) in pairs:
                yield one, other, path


# --- light and time


def _against_time(subject: Subject) -> Iterator[Problem]:
    """A sun at night, a moon at noon."""
    if subject.shot.time_effect in _LONG:
        return
    for setup in subject.setups:
        time = setup.lighting.time_of_day if setup.lighting is not None else None
        group = vocabulary().lists["time_of_day"].group(time or "")
        for role, light in _lights(setup) if group else ():
            shines = vocabulary().lists["light_source"].entries.get(light.source or "", {}).get("shines", ())
            if shines and group not in shines:
                yield Problem(
                    setup.where("lighting", role, "source"),
                    f"{light.source} does not shine at {time}",
                    hint=f"it shines at {_times(shines)}; name another source, or another time of day",
                )


def _times(groups: Iterable[str]) -> str:
    words = vocabulary().lists["time_of_day"]
    return ", ".join(name for name in words.entries if words.group(name) in groups)


_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
TIME = Rule(
    name="light-against-time",
    family="light",
    severity=Severity.WARNING,
    summary="a light that does not shine at the shot's time of day",
    why="The model keeps one of the two and drops the other, another one with every take.",
    valid=(
        f"{_SHOT}lighting: {{time_of_day: night, key: moonlight}}\n",
        f"{_SHOT}lighting: {{time_of_day: night, key: {{source: a sun lamp}}}}\n",
        f"{_SHOT}time_effect: time-lapse\nlighting: {{time_of_day: night, key: sunlight}}\n",
    ),
    invalid=(
        Example(f"{_SHOT}lighting: {{time_of_day: noon, key: moonlight}}\n", 4, 36),
        Example(f"{_SHOT}lighting: {{time_of_day: midnight, key: {{source: direct sun, quality: hard}}}}\n", 4, 49),
    ),
    check=lambda subject: _once(_against_time(subject)),
    sections=("cuts", "lighting"),
    source="conflict light_source_vs_time",
)


# --- one quality of light


def _quality(subject: Subject) -> Iterator[Problem]:
    """Two styles of light, or a key that is not what the style says. Each light has a quality of its own."""
    for setup in subject.setups:
        lighting = setup.lighting
        if lighting is None:
            continue
        for one, other, path in rivals("light_style", _styles(setup, subject)):
            yield Problem(path, f"the light is {one}, and here {other}", hint="keep one of the two")
        key = lighting.key.quality if lighting.key is not None else None
        said = [(lighting.style or "", setup.where("lighting", "style"))]
        if key is not None:
            said.append((key, setup.where("lighting", "key", "quality")))
        for one, other, path in rivals("light_quality", said):
            yield Problem(path, f"the light is {one}, and its key {other}", hint="keep one of the two")


def _styles(setup: Setup, subject: Subject) -> Iterator[tuple[str, Path]]:
    """What is said of the whole light: its style, the clip's style and mood where they name one."""
    words, lighting = vocabulary().lists["light_style"], setup.lighting
    if lighting is not None and lighting.style is not None:
        yield lighting.style, setup.where("lighting", "style")
    if lighting is not None and lighting.key is not None and lighting.key.quality == "flat":
        yield "flat", setup.where("lighting", "key", "quality")
    for name in ("style", "mood"):
        for at, text in enumerate(getattr(subject.shot, name)):
            term = words.read(text)
            if (term is not None and "key" in normal(text)) or term in ("chiaroscuro", "silhouette"):
                yield str(term), (name, at)


QUALITY = Rule(
    name="rival-lights",
    family="light",
    severity=Severity.WARNING,
    summary="two words for the light that contradict each other",
    why="High-key and low-key are two pictures, and only one of them comes back.",
    valid=(
        f"{_SHOT}lighting: {{style: low-key, key: {{quality: hard}}, fill: soft}}\n",
        f"{_SHOT}lighting: {{key: soft, rim: hard}}\n",
        f"{_SHOT}lighting: {{style: high contrast, key: hard}}\n",
    ),
    invalid=(
        Example(f"{_SHOT}mood: [low-key]\nlighting: {{style: high-key}}\n", 4, 8),
        Example(f"{_SHOT}lighting: {{style: soft, key: hard}}\n", 4, 30),
    ),
    check=lambda subject: _once(_quality(subject)),
    sections=("cuts", "lighting"),
    source="conflict light_quality_conflict",
)


# --- sky


def _weather(subject: Subject) -> Iterator[Problem]:
    """Two weathers that do not go together, or the sun out of an overcast sky."""
    said = [(text, ("weather", at)) for at, text in enumerate(subject.shot.weather)]
    for one, other, path in rivals("weather", said):
        yield Problem(
            path, f"the weather is {one}, and here {other}", hint="keep one of the two, or say how it changes"
        )
    if "overcast" not in subject.shot.weather:
        return
    for setup in subject.setups:
        for role, light in _lights(setup):
            if light.source == "direct sun":
                message = "there is no direct sun under an overcast sky"
                yield Problem(setup.where("lighting", role, "source"), message)


WEATHER = Rule(
    name="rival-weather",
    family="light",
    severity=Severity.WARNING,
    summary="weather that contradicts itself, or the light",
    why="Nobody sees the sun out of an overcast sky, and the model will not show it either.",
    valid=(
        f"{_SHOT}weather: [overcast, drizzle]\n",
        f"{_SHOT}weather: clearing after rain\n",
    ),
    invalid=(
        Example(f"{_SHOT}weather: [clear, overcast]\n", 4, 18),
        Example(f"{_SHOT}weather: overcast\nlighting: {{key: direct sun}}\n", 5, 17),
    ),
    check=lambda subject: _once(_weather(subject)),
    sections=("weather",),
    source="weather that cannot be together: clear sky and overcast, direct sun and overcast",
)


# --- hues


def _hues(subject: Subject) -> Iterator[Problem]:
    """Named colours in a picture that is to have none."""
    if not _is_monochrome(subject):
        return
    for setup in subject.setups:
        if setup.lighting is None or _has_exception(setup.lighting):
            continue
        for at, colour in enumerate(setup.lighting.palette):
            if set(normal(colour).split()) & _hue_names():
                yield Problem(setup.where("lighting", "palette", at), f"{colour!r} in a picture without colours")
        for role, light in _lights(setup):
            if light.colour is not None and normal(light.colour) in _hue_names():
                yield Problem(
                    setup.where("lighting", role, "colour"), f"{light.colour} light in a picture without colours"
                )


def _is_monochrome(subject: Subject) -> bool:
    shot = subject.shot
    grade = shot.look.grade if shot.look is not None else None
    return grade in _NO_HUES or any(word in text.lower() for text in shot.style for word in _SAID)


def _has_exception(lighting: Lighting) -> bool:
    return any(word in f"{text.lower()} " for text in lighting.palette for word in _EXCEPT)


def _hue_names() -> set[str]:
    return set(vocabulary().lists["light_colour"].entries) - set(_TONES)


HUES = Rule(
    name="hues-in-monochrome",
    family="light",
    severity=Severity.WARNING,
    summary="named colours in a black-and-white picture",
    why="The named colour wins often enough that the picture is not black and white any more.",
    valid=(
        f"{_SHOT}look: {{grade: monochrome}}\nlighting: {{palette: [silver, deep black], rim: white}}\n",
        f"{_SHOT}style: black and white\nlighting: {{palette: [grey, only the coat is red]}}\n",
    ),
    invalid=(
        Example(f"{_SHOT}look: {{grade: black and white}}\nlighting: {{palette: [amber, grey]}}\n", 5, 22),
        Example(f"{_SHOT}style: black and white\nlighting: {{rim: blue}}\n", 5, 17),
    ),
    check=lambda subject: _once(_hues(subject)),
    sections=("cuts", "lighting"),
    source="conflict mono_with_palette",
)


def _grades(subject: Subject) -> Iterator[Problem]:
    """Two grades in one text: ``warm and cool``."""
    look, words = subject.shot.look, vocabulary().lists["grade"]
    text = look.grade if look is not None else None
    if text is None or words.read(text) is not None:
        return
    parts = [part.strip() for joint in (",", " and ", " with ") for part in text.split(joint) if joint in text]
    terms = [(term, ("look", "grade")) for part in parts if (term := words.read(part)) is not None]
    for one, other, path in rivals("grade", terms):
        yield Problem(path, f"the grade is {one} and {other} at once", hint="keep one of the two")


GRADES = Rule(
    name="rival-grades",
    family="light",
    severity=Severity.WARNING,
    summary="a grade that contradicts itself",
    why="Blacks are lifted or crushed: the model can do one of them.",
    valid=(
        f"{_SHOT}look: {{grade: teal and orange}}\n",
        f"{_SHOT}look: {{grade: 'warm, lifted blacks'}}\n",
        f"{_SHOT}look: {{grade: warm highlights and cool shadows}}\n",
    ),
    invalid=(Example(f"{_SHOT}look: {{grade: 'lifted blacks, crushed blacks'}}\n", 4, 15),),
    check=lambda subject: _once(_grades(subject)),
    sections=("look",),
    source="conflict light_quality_conflict",
)

RULES = (TIME, QUALITY, WEATHER, HUES, GRADES)
