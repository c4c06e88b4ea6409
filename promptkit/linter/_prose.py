"""The free texts of a shot, each with its path."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.language import Line, Shot
from promptkit.source import Path


def prose(shot: Shot) -> Iterator[tuple[Path, str]]:
    """What reaches the prompt in the user's own words, dialogue and on-screen text apart."""
    for name in ("scene", "also", "prompt", "motion"):
        text = getattr(shot, name)
        if text:
            yield (name,), text
    for name in ("style", "mood", "weather", "props", "keep", "change"):
        for at, text in enumerate(getattr(shot, name)):
            yield (name, at), text
    for at, action in enumerate(shot.action):
        yield ("action", at, "does"), action.does
    for name, member in shot.cast.items():
        if member.look:
            yield ("cast", name, "look"), member.look
    if shot.framing is not None:
        for at, text in enumerate(shot.framing.composition):
            yield ("framing", "composition", at), text


def lines(shot: Shot) -> tuple[Line, ...]:
    """The lines of dialogue."""
    return () if shot.sound is None else shot.sound.lines
