"""The camera as bracket commands, each with what happens while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from promptkit.language import CameraItem, Move, Setup, Timeline
from promptkit.source import Path

from ._camera import Operator
from ._english import joined, sentences
from ._facts import PLAIN, Voice
from ._phrases import Phrases
from ._story import starts_of
from ._times import When


@dataclass(frozen=True, slots=True)
class Director:
    """Writes bracket commands.

    :param told_in_words: gets the path of each move that has no command.
    """

    phrases: Phrases
    when: When
    voice: Voice
    told_in_words: list[Path]

    def lines(self, setup: Setup, actions: list[str], timeline: Timeline) -> list[str]:
        """A line for each camera item; an action stands behind the command during which it begins."""
        items = starts_of(timeline, "camera", setup.path, len(setup.camera))
        begun = starts_of(timeline, "action", setup.path, len(actions))
        during: list[list[str]] = [[] for _ in range(len(items) + 1)]
        for begins, action in zip(begun, actions, strict=True):
            during[sum(start <= begins for start in items)].append(action)
        told = [sentences(during[0])] if during[0] else []
        for at, item in enumerate(setup.camera):
            told.append(joined([self._line(item, (*setup.path, "camera", at)), sentences(during[at + 1])], " "))
        return told

    def _line(self, item: CameraItem, path: Path) -> str:
        commands, words, told = [], [], []
        plain = Operator(self.phrases.marker, self.when, PLAIN)
        way = plain.way(item, path) if item.starts_on else ""
        for at, move in enumerate(item.moves):
            own = (*path, "moves", at)
            command = self.voice.commands.get(f"{move.move} {move.direction}") or self.voice.commands.get(move.move)
            if command is None:
                self.told_in_words.append(own)
                told.append(f"the camera {plain.clause(_bare(move), own, way=way)}")
                continue
            paths: list[Path] = [(*own, "move"), *([(*own, "direction")] if move.direction else [])]
            commands.append(self.phrases.marker.mark_all(command, paths))
            words.append(self._manner(plain, move, own, way))
        words += [f"{said} at the same time" for said in told] if commands else told
        if (item.starts_on or item.ends_on) and not way:
            words.append(f"the view {self._picture(item, path)}")
        bracket = f"[{', '.join(commands)}]" if commands else ""
        return self.phrases.marker.mark(joined([bracket, sentences(words)], " "), path)

    def _picture(self, item: CameraItem, path: Path) -> str:
        verb = "stays" if item.moves[0].move == "hold" else "comes to rest"
        told = [f"starts on {self.phrases.text(item.starts_on, *path, 'starts_on')}"] if item.starts_on else []
        if item.ends_on:
            told.append(f"{verb} on {self.phrases.text(item.ends_on, *path, 'ends_on')}")
        return " and ".join(told)

    def _manner(self, plain: Operator, move: Move, path: Path, way: str) -> str:
        """What the command leaves open and words can say: whom it follows, how fast, and by what it goes."""
        by = self.phrases.text(move.path, *path, "path") if move.path else ""
        manner = joined([plain.side(move, path), plain.speed(move, path), by, way], " ")
        if move.subject is None:
            return f"the camera moves {manner}" if manner else ""
        return joined([f"the camera follows {self.phrases.text(move.subject, *path, 'subject')}", manner], " ")


def _bare(move: Move) -> Move:
    """The move without what a command cannot say either."""
    dropped = {"degrees": None, "distance": None, "factor": None, "ease": None, "length": None, "at": None}
    if move.focal_length is not None:
        dropped["to"] = None
    return move.model_construct(_fields_set=move.model_fields_set, **{**move.__dict__, **dropped})
