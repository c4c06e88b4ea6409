"""Written starts, in English: relations stay words, numbers stay numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from promptkit.language import Action, Anchored, Effect, Line, Move, OnScreenText, Shot
from promptkit.source import Path

from ._english import counted_seconds, flowing, unstopped
from ._marks import Marker


@dataclass(frozen=True, slots=True)
class When:
    """Says when something starts.

    :param names: what begins and ends with each id: the camera's moves by noun, other beats by what they are.
    """

    marker: Marker
    names: Mapping[str, tuple[str, str]]

    def start(self, at: float | Anchored | None, path: Path) -> str:
        """``at 2.5 seconds``, ``in the final second``, ``as the dolly in begins``; empty where nobody wrote a start."""
        if at is None:
            return ""
        if isinstance(at, Anchored):
            return self.marker.mark(self._anchored(at), path)
        return self.marker.mark(_moment(at), path)

    def _anchored(self, at: Anchored) -> str:
        if at.anchor is None:
            return _from_edge(at)
        begins, ends = self.names.get(at.anchor, ("that begins", "that ends"))
        moment = begins if at.edge == "start" else ends
        if at.offset == 0:
            return f"as {moment}"
        side = "after" if at.offset > 0 else "before"
        return f"{counted_seconds(abs(at.offset))} {side} {moment}"


def _moment(seconds: float) -> str:
    if seconds == 0:
        return "at the start"
    return "half a second in" if seconds == 0.5 else f"at {counted_seconds(seconds)}"


def _from_edge(at: Anchored) -> str:
    if at.edge == "start":
        return _moment(at.offset)
    if at.offset >= 0:
        return "at the very end"
    return "in the final second" if at.offset == -1 else f"in the final {counted_seconds(-at.offset)}"


def beat_names(shot: Shot, nouns: Mapping[Path, str], member_noun: Callable[[Move], str]) -> dict[str, tuple[str, str]]:
    """For every id, the words for its beginning and its end."""
    names: dict[str, tuple[str, str]] = {}
    for at, item in enumerate(shot.camera):
        noun = f"the {nouns[('camera', at)]}"
        if item.id is not None:
            plural = "" if len(item.moves) > 1 else "s"
            names[item.id] = (f"{noun} begin{plural}", f"{noun} end{plural}")
        for move in item.moves:
            if move.id is not None:
                inner = f"the {member_noun(move)}"
                names[move.id] = (f"{inner} begins", f"{inner} ends")
    for part in _others(shot):
        if part.id is not None:
            names[part.id] = _named(part)
    return names


def _others(shot: Shot) -> list[Action | Effect | Line | OnScreenText]:
    sound = shot.sound
    return [*shot.action, *(sound.hits if sound else ()), *(sound.lines if sound else ()), *shot.titles]


def _named(part: Action | Effect | Line | OnScreenText) -> tuple[str, str]:
    if isinstance(part, Action):
        what = unstopped(flowing(f"{part.who} {part.does}" if part.who else part.does))
        return what, f'"{what}" ends'
    if isinstance(part, Effect):
        what = unstopped(flowing(part.sound))
        return f'"{what}" is heard', f'"{what}" ends'
    if isinstance(part, Line):
        return f"{part.who or 'the speaker'} starts to speak", f"{part.who or 'the speaker'} stops speaking"
    return f'"{part.says}" appears', f'"{part.says}" disappears'
