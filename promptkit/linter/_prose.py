"""The free texts of a shot, each with its path."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.language import Cut, Line, Shot
from promptkit.source import Path


def prose(shot: Shot) -> Iterator[tuple[Path, str]]:
    """What reaches the prompt in the user's own words, dialogue and on-screen text apart."""
    for name in ("also", "prompt"):
        text = getattr(shot, name)
        if text:
            yield (name,), text
    for name in ("style", "mood", "weather", "props", "keep", "change"):
        for at, text in enumerate(getattr(shot, name)):
            yield (name, at), text
    yield from _of_setup(shot, ())
    for at, cut in enumerate(shot.cuts):
        yield from _of_setup(cut, ("cuts", at))
    for name, member in shot.cast.items():
        if member.look:
            yield ("cast", name, "look"), member.look


def _of_setup(part: Shot | Cut, path: Path) -> Iterator[tuple[Path, str]]:
    """What the shot itself, or one of its cuts, shows."""
    for name in ("scene", "motion"):
        text = getattr(part, name)
        if text:
            yield (*path, name), text
    for at, action in enumerate(part.action):
        yield (*path, "action", at, "does"), action.does
    if part.framing is not None:
        for at, text in enumerate(part.framing.composition):
            yield (*path, "framing", "composition", at), text


def beside_prose(shot: Shot) -> Iterator[tuple[Path, str]]:
    """What else a viewer sees or hears of it: the cast, dialogue, on-screen text and music."""
    for name, member in shot.cast.items():
        yield ("cast", name), name
        for key in ("age", "hair", "wardrobe", "manner", "voice"):
            if text := getattr(member, key):
                yield ("cast", name, key), text
    for at, line in enumerate(lines(shot)):
        yield ("sound", "dialogue", at, "line"), line.line
    for at, title in enumerate(shot.titles):
        yield ("text", at, "says"), title.says
    if shot.sound is not None and shot.sound.music:
        yield ("sound", "music"), shot.sound.music


def lines(shot: Shot) -> tuple[Line, ...]:
    """The lines of dialogue."""
    return () if shot.sound is None else shot.sound.lines
