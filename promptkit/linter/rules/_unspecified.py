"""What a shot leaves open: the model will choose. ``free:`` says that it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from promptkit.findings import Severity
from promptkit.language import normal

from .._rule import Example, Problem, Rule, Subject

_FULL = (
    "shot: a\nduration: 4\nscene: A harbour.\nstyle: [16 mm film]\nframing: {shot_size: wide, angle: low}\n"
    "lighting: {time_of_day: dusk}\nweather: clear\nsound: {ambience: [gulls]}\n"
    "cast: {Mara: {look: a fisher, wardrobe: oilskins}}\naction: Mara coils a rope.\n"
)


def _framed(subject: Subject, name: str) -> bool:
    return any(part.framing is not None and getattr(part.framing, name) for part, _ in subject.parts)


def _lit(subject: Subject, name: str) -> bool:
    return any(part.lighting is not None and getattr(part.lighting, name) for part, _ in subject.parts)


def _dressed(subject: Subject) -> bool:
    told = (f" {member.look} " for member in subject.shot.cast.values() if not member.wardrobe)
    return all(" in " in look or "wear" in look for look in told)


def _acts(subject: Subject) -> bool:
    shot = subject.shot
    return bool(shot.action or shot.motion or any(cut.action for cut in shot.cuts))


#: The slot, what the model chooses, and whether a shot says it.
_SLOTS: tuple[tuple[str, str, Callable[[Subject], bool]], ...] = (
    ("time-of-day", "the time of day", lambda subject: _lit(subject, "time_of_day")),
    ("weather", "the weather", lambda subject: bool(subject.shot.weather)),
    ("wardrobe", "what they wear", _dressed),
    ("shot-size", "how much the frame holds", lambda subject: _framed(subject, "shot_size")),
    ("angle", "the angle", lambda subject: _framed(subject, "angle")),
    ("style", "the style", lambda subject: bool(subject.shot.style or subject.shot.look)),
    ("action", "what happens", _acts),
    ("sound", "what is heard", lambda subject: subject.shot.sound is not None),
)


def _check(slot: str, chosen: str, said: Callable[[Subject], bool]) -> Callable[[Subject], Iterator[Problem]]:
    def check(subject: Subject) -> Iterator[Problem]:
        shot = subject.shot
        if shot.prompt or said(subject) or normal(slot) in map(normal, shot.free):
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
