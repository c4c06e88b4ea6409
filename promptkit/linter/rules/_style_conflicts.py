"""Manners, effects and sounds that contradict each other over the whole clip."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import normal, vocabulary

from .._prose import lines
from .._rule import Example, Problem, Rule, Subject

_MIXED = ("mixed media", "hybrid", "mix of", "mixed with", "blend", "collage", "rotoscop", "composite")
#: Effects under which nobody can be heard as they speak.
_UNHEARD = ("time-lapse", "hyperlapse", "fast motion", "reverse motion", "freeze frame")


def _styles(subject: Subject) -> Iterator[Problem]:
    """A manner that is filmed beside one that is drawn or modelled."""
    texts, words = subject.shot.style, vocabulary().lists["style"]
    if any(each in text.lower() for text in texts for each in _MIXED):
        return
    groups: dict[str, str] = {}
    for at, text in enumerate(texts):
        group = words.group(words.read(text) or "")
        for other, said in groups.items():
            if group and group != other:
                yield Problem(
                    ("style", at),
                    f"{said!r} is filmed and {text!r} is not"
                    if other == "filmed"
                    else f"{text!r} is filmed and {said!r} is not",
                    hint="keep one of the two, or say that both are meant, as in 'mixed media'",
                )
        groups.setdefault(group, text)


_SHOT = "shot: a\nduration: 8\nscene: A harbour.\n"
STYLES = Rule(
    name="rival-styles",
    family="prose",
    severity=Severity.WARNING,
    summary="a filmed manner beside a drawn or modelled one",
    why="Photorealistic anime comes back as one of the two, and rarely as the same one twice.",
    valid=(
        f"{_SHOT}style: [anime, film noir]\n",
        f"{_SHOT}style: [photorealistic, claymation, mixed media]\n",
    ),
    invalid=(Example(f"{_SHOT}style: [photorealistic, anime]\n", 4, 25),),
    check=_styles,
    sections=("style",),
    source="conflict style_conflict",
)


def _long_take(subject: Subject) -> Iterator[Problem]:
    """A long take that is cut."""
    if subject.shot.time_effect == "long take" and len(subject.shot.cuts) > 1:
        message = f"a long take has no cuts, and this clip has {len(subject.shot.cuts)} of them"
        yield Problem(("time_effect",), message, hint="let the camera move where the cuts are, or leave the effect out")


LONG_TAKE = Rule(
    name="cut-long-take",
    family="camera",
    severity=Severity.ERROR,
    summary="a long take with cuts",
    why="A long take is one without cuts; nothing can be both.",
    valid=(f"{_SHOT}time_effect: long take\ncamera: [push in, {{pan: left}}]\n",),
    invalid=(Example(f"{_SHOT}time_effect: long take\ncuts: [{{for: 4}}, {{for: 4}}]\n", 4, 14),),
    check=_long_take,
    sections=("time_effect",),
    source="conflict oner_with_cuts",
)


def _unheard(subject: Subject) -> Iterator[Problem]:
    """Lines that are spoken while time runs otherwise."""
    effect = subject.shot.time_effect
    if effect not in _UNHEARD or subject.shot.sound is None:
        return
    for at, line in enumerate(lines(subject.shot)):
        if normal(line.how or "") not in vocabulary().lists["delivery"].names:
            yield Problem(
                ("sound", "dialogue", at, "line"),
                f"nobody can be heard to speak in {effect}",
                hint="write `how: voice-over` for a voice that is not of the picture",
            )


UNHEARD = Rule(
    name="dialogue-out-of-time",
    family="sound",
    severity=Severity.WARNING,
    summary="dialogue in a clip whose time does not run as it did",
    why="Lips that move at another speed than the words are what viewers see first.",
    valid=(
        f"{_SHOT}time_effect: time-lapse\nsound: {{dialogue: [{{line: Day after day., how: voice-over}}]}}\n",
        f"{_SHOT}time_effect: slow motion\nsound: {{dialogue: [{{line: No!}}]}}\n",
    ),
    invalid=(Example(f"{_SHOT}time_effect: time-lapse\nsound: {{dialogue: [{{line: Day after day.}}]}}\n", 5, 27),),
    check=_unheard,
    sections=("time_effect",),
    source="practice",
)


def _silence(subject: Subject) -> Iterator[Problem]:
    """Silence, and something that sounds."""
    sound = subject.shot.sound
    if sound is None or "silence" not in sound.ambience:
        return
    others = [("ambience", at) for at, text in enumerate(sound.ambience) if text != "silence"]
    if sound.music not in (None, "none"):
        others.append(("music", -1))
    if sound.effects not in ((), "none", None):
        others.append(("effects", -1))
    if lines(subject.shot):
        others.append(("dialogue", -1))
    for key, at in others:
        path = ("sound", key, at) if at >= 0 else ("sound", key)
        yield Problem(path, f"there is silence, and {key} beside it", hint="take one of the two away", at_key=at < 0)


SILENCE = Rule(
    name="broken-silence",
    family="sound",
    severity=Severity.WARNING,
    summary="silence, and sounds beside it",
    why="Told both, the model makes the sounds or drops them, as luck will have it.",
    valid=(
        f"{_SHOT}sound: {{ambience: silence, music: none}}\n",
        f"{_SHOT}sound: {{ambience: [the silence of snow, a bird]}}\n",
    ),
    invalid=(Example(f"{_SHOT}sound: {{ambience: silence, music: a piano}}\n", 4, 28),),
    check=_silence,
    sections=("sound",),
    source="conflict sound_conflict",
)

RULES = (STYLES, LONG_TAKE, UNHEARD, SILENCE)
