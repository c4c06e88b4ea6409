"""What a shot leaves open: the model will choose. ``free:`` says that it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from promptkit.findings import Severity
from promptkit.language import Shot, normal

from .._rule import Example, Problem, Rule, Subject
from ._carried import setups

_FULL = (
    "shot: a\nduration: 4\nscene: A harbour.\nstyle: [16 mm film]\nframing: {shot_size: wide, angle: low}\n"
    "lighting: {time_of_day: dusk}\nweather: clear\nsound: {ambience: [gulls]}\n"
    "cast: {Mara: {look: a fisher, wardrobe: oilskins}}\naction: Mara coils a rope.\n"
)


def _framed(shot: Shot, name: str) -> bool:
    return any(part.framing is not None and getattr(part.framing, name) for part, _ in setups(shot))


def _lit(shot: Shot, name: str) -> bool:
    return any(part.lighting is not None and getattr(part.lighting, name) for part, _ in setups(shot))


def _dressed(shot: Shot) -> bool:
    told = (f" {member.look} " for member in shot.cast.values() if not member.wardrobe)
    return all(" in " in look or "wear" in look for look in told)


#: The slot, what the model chooses, and whether a shot says it.
_SLOTS: tuple[tuple[str, str, Callable[[Shot], bool]], ...] = (
    ("time-of-day", "the time of day", lambda shot: _lit(shot, "time_of_day")),
    ("weather", "the weather", lambda shot: bool(shot.weather)),
    ("wardrobe", "what they wear", _dressed),
    ("shot-size", "how much the frame holds", lambda shot: _framed(shot, "shot_size")),
    ("angle", "the angle", lambda shot: _framed(shot, "angle")),
    ("style", "the style", lambda shot: bool(shot.style or shot.look)),
    ("action", "what happens", lambda shot: bool(shot.action or shot.motion or any(cut.action for cut in shot.cuts))),
    ("sound", "what is heard", lambda shot: shot.sound is not None),
)


def _check(slot: str, chosen: str, said: Callable[[Shot], bool]) -> Callable[[Subject], Iterator[Problem]]:
    def check(subject: Subject) -> Iterator[Problem]:
        shot = subject.shot
        free = {normal(each) for each in shot.free}
        if shot.prompt or normal(slot) in free or said(shot):
            return
        yield Problem(
            ("shot",),
            f"the model chooses {chosen}",
            hint=f"say it, or say that it may: `free: [{slot.replace('-', '_')}]`",
        )

    return check


def _without(slot: str) -> str:
    lines = {
        "time-of-day": "lighting",
        "weather": "weather",
        "shot-size": "framing",
        "angle": "framing",
        "style": "style",
        "action": "action",
        "sound": "sound",
    }
    text = _FULL.replace(", wardrobe: oilskins", "") if slot == "wardrobe" else _FULL
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{lines.get(slot)}:"))


RULES = tuple(
    Rule(
        name=f"unspecified-{slot}",
        family="open",
        severity=Severity.INFO,
        summary=f"the shot leaves it to the model: {chosen}",
        why="What is not said is improvised, and differs from take to take. That may be just what you want.",
        valid=(_FULL, f"{_without(slot)}free: [{slot.replace('-', '_')}]\n"),
        invalid=(Example(_without(slot), 1, 7),),
        check=_check(slot, chosen, said),
        source="OpenAI's guide for Sora 2, Before you prompt",
    )
    for slot, chosen, said in _SLOTS
)
