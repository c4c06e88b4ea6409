"""Written starts, in English: relations stay words, numbers stay numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promptkit.language import Action, Anchored, CameraItem, Effect, Line, Move, OnScreenText, Shot, vocabulary
from promptkit.source import Path

from ._english import cleaned, counted_seconds, spoken_seconds
from ._marks import Marker

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class When:
    """Says when something starts.

    :param names: what begins and ends with each id: the camera's moves by noun, other beats by what they are.
    :param within: from what times are counted where that is not the clip: ``this shot``.
    """

    marker: Marker
    names: Mapping[str, tuple[str, str]]
    within: str = ""

    def start(self, at: float | Anchored | None, path: Path) -> str:
        """``at 2.5 seconds``, ``in the final second``, ``as the dolly in begins``; empty where nobody wrote a start."""
        if at is None:
            return ""
        if isinstance(at, Anchored):
            return self.marker.mark(self._anchored(at), path)
        return self.marker.mark(self._moment(at), path)

    def _anchored(self, at: Anchored) -> str:
        if at.anchor is None:
            return self._from_edge(at)
        begins, ends = self.names.get(at.anchor, ("that begins", "that ends"))
        moment = begins if at.edge == "start" else ends
        if at.offset == 0:
            return f"as {moment}"
        side = "after" if at.offset > 0 else "before"
        return f"{spoken_seconds(abs(at.offset))} {side} {moment}"

    def _moment(self, seconds: float) -> str:
        if seconds == 0:
            return f"at the start{self._of()}"
        if self.within:
            return f"{spoken_seconds(seconds)} into {self.within}"
        return "half a second in" if seconds == 0.5 else f"at {counted_seconds(seconds)}"

    def _from_edge(self, at: Anchored) -> str:
        if at.edge == "start":
            return self._moment(at.offset)
        if at.offset >= 0:
            return f"at the very end{self._of()}"
        final = "second" if at.offset == -1 else counted_seconds(-at.offset)
        return f"in the final {final}{self._of()}"

    def _of(self) -> str:
        return f" of {self.within}" if self.within else ""


def beat_names(shot: Shot, nouns: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For every id, the words for its beginning and its end.

    :param nouns: what the dialect calls moves otherwise than plain English does.
    """
    names: dict[str, tuple[str, str]] = {}
    _name_camera(shot.camera, names, nouns)
    for at, cut in enumerate(shot.cuts):
        if cut.id is not None:
            which = f"the {_ORDINALS[at]} shot" if at < len(_ORDINALS) else f"shot {at + 1}"
            names[cut.id] = (f"{which} begins", f"{which} ends")
        _name_camera(cut.camera, names, nouns)
        _name_parts(cut.action, names)
    sound = shot.sound
    _name_parts((*shot.action, *(sound.hits if sound else ()), *(sound.lines if sound else ()), *shot.titles), names)
    return names


def _name_camera(items: tuple[CameraItem, ...], names: dict[str, tuple[str, str]], called: Mapping[str, str]) -> None:
    if all(item.id is None and all(move.id is None for move in item.moves) for item in items):
        return
    nouns = _spoken_moves(items, called)
    for at, item in enumerate(items):
        if item.id is not None:
            plural = "" if len(item.moves) > 1 else "s"
            names[item.id] = (f"the {nouns[at]} begin{plural}", f"the {nouns[at]} end{plural}")
        for move in item.moves:
            if move.id is not None:
                inner = f"the {_noun(move, called)}"
                names[move.id] = (f"{inner} begins", f"{inner} ends")


def _name_parts(parts: tuple[Action | Effect | Line | OnScreenText, ...], names: dict[str, tuple[str, str]]) -> None:
    for part in parts:
        if part.id is not None:
            names[part.id] = _named(part)


def _named(part: Action | Effect | Line | OnScreenText) -> tuple[str, str]:
    if isinstance(part, Action):
        what = cleaned(f"{part.who} {part.does}" if part.who else part.does)
        return what, f'"{what}" ends'
    if isinstance(part, Effect):
        what = cleaned(part.sound)
        return f'"{what}" is heard', f'"{what}" ends'
    if isinstance(part, Line):
        return f"{part.who or 'the speaker'} starts to speak", f"{part.who or 'the speaker'} stops speaking"
    return f'"{part.says}" appears', f'"{part.says}" disappears'


def _noun(move: Move, called: Mapping[str, str]) -> str:
    """What a beat is called elsewhere in the prompt: ``dolly-in``, ``pan left``, ``hold``."""
    own = called.get(f"{move.move} {move.direction}") or called.get(move.move)
    if own is not None:
        return own
    noun = vocabulary().moves[move.move].noun
    if move.direction is None:
        return noun
    joint = "-" if move.direction in ("in", "out") else " "
    return f"{noun}{joint}{move.direction}"


def _spoken_moves(items: tuple[CameraItem, ...], called: Mapping[str, str]) -> list[str]:
    """The noun of every camera item, as short as sets it apart: ``pan``, ``pan left``, ``second hold``."""
    whole = [" and ".join(_noun(move, called) for move in item.moves) for item in items]
    bare = [" and ".join(_bare_noun(move, called) for move in item.moves) for item in items]
    nouns = [short if bare.count(short) == 1 else long for short, long in zip(bare, whole, strict=True)]
    return [_numbered(noun, nouns, at) for at, noun in enumerate(nouns)]


def _bare_noun(move: Move, called: Mapping[str, str]) -> str:
    return _noun(move, called) if move.direction in ("in", "out", None) else vocabulary().moves[move.move].noun


def _numbered(noun: str, nouns: list[str], at: int) -> str:
    if nouns.count(noun) == 1:
        return noun
    rank = nouns[:at].count(noun)
    return f"{_ORDINALS[rank] if rank < len(_ORDINALS) else f'{rank + 1}th'} {noun}"
