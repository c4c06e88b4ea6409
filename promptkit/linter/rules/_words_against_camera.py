"""words-against-camera: the words of the shot tell another camera than its list does."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Move, Setup, Shot, vocabulary
from promptkit.prose import CameraMove, Reading
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject
from .._texts import reading

#: Moves of the camera's body, and turns of its head: a camera that is held can do neither, one that keeps its place
#: can still turn.
_HELD = frozenset({"static", "locked", "motionless", "unmoving", "movement", "movements", "motion"})
_TURNS = frozenset({"pan", "tilt", "roll", "whip_pan"})
_LENS = frozenset({"zoom", "crash_zoom", "rack_focus"})


def check(subject: Subject) -> Iterator[Problem]:
    """A camera that holds in the words and moves in the list, or that goes the other way there."""
    seen: set[tuple[Path, tuple[int, int]]] = set()
    for setup in subject.setups:
        moves = [move for item in setup.camera for move in item.moves]
        if not moves:
            continue
        for path, text in _texts(setup, subject.shot):
            read = reading(text)
            for said in read.moves:
                against = _against(said, read, moves)
                if against is None or (path, said.span) in seen:
                    continue
                seen.add((path, said.span))
                words = " ".join(text[slice(*said.span)].split())
                yield Problem(
                    path,
                    f"{words!r}, and the camera's list has {against.words}",
                    part=said.span,
                    hint="the list is what becomes the prompt's camera: take the words out, or say the same in both",
                    severity=None if said.move == "hold" else Severity.WARNING,
                )


def _texts(setup: Setup, shot: Shot) -> Iterator[tuple[Path, str]]:
    """What is said of a set-up as a whole; what somebody does in it is no camera's."""
    for at, text in enumerate(shot.style):
        yield ("style", at), text
    if setup.scene:
        yield setup.where("scene"), setup.scene
    if setup.motion:
        yield setup.where("motion"), setup.motion
    if shot.also:
        yield ("also",), shot.also


def _against(said: CameraMove, read: Reading, moves: list[Move]) -> Move | None:
    """The move of the list that what is said excludes, if there is one."""
    sentence = read.sentences[said.sentence]
    if sentence.sequenced or said.start is not None or said.unsteady or said.wavers:
        return None
    if said.move == "hold":
        if not said.whole or any(move.move == "hold" for move in moves) or _plural(read, said):
            return None
        allowed = _LENS if said.word in _HELD else _LENS | _TURNS
        return next((move for move in moves if move.move not in allowed), None)
    same = [move for move in moves if move.move == said.move]
    if said.direction is None or len(same) != 1:
        return None
    known = vocabulary().moves.get(said.move)
    opposite = None if known is None else known.opposite(said.direction)
    return same[0] if opposite is not None and same[0].direction == opposite else None


def _plural(read: Reading, said: CameraMove) -> bool:
    """``static shots of the town`` are spoken of in general."""
    return read.text[said.span[0] : said.span[1]].lower().endswith(("shots", "frames", "cameras"))


_HEAD = "shot: a\nduration: 4\n"
RULE = Rule(
    name="words-against-camera",
    family="camera",
    severity=Severity.ERROR,
    summary="the words of the shot tell another camera than its list",
    why="Told that the camera holds and that it moves, a model does one of them, and which one is luck.",
    valid=(
        f"{_HEAD}scene: A locked-off shot of a harbour.\ncamera: [{{hold: all}}]\n",
        f"{_HEAD}scene: The shot starts static, then moves.\ncamera: [{{hold: 1}}, {{dolly: in}}]\n",
        f"{_HEAD}scene: A radio hisses static.\ncamera: [{{dolly: in}}]\n",
        f"{_HEAD}scene: The camera pans left, then right.\ncamera: [{{pan: left}}, {{pan: right}}]\n",
    ),
    invalid=(
        Example(f"{_HEAD}scene: A locked-off shot of a harbour.\ncamera: [{{dolly: in}}]\n", 3, 10),
        Example(f"{_HEAD}scene: A harbour. The camera pans left.\ncamera: [{{pan: right}}]\n", 3, 30),
    ),
    check=check,
    sections=("camera", "cuts"),
    source="conflicts static_with_move and opposite_moves",
)
