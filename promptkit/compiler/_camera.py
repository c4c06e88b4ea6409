"""What the camera does, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from promptkit.language import CameraItem, Move, Rate, normal, vocabulary
from promptkit.source import Path

from ._english import cleaned, counted_seconds, joined, number
from ._facts import Voice
from ._marks import Marker
from ._times import When

_SIDES = {
    "ahead": "from ahead",
    "behind": "from behind",
    "left": "from the left",
    "right": "from the right",
    "above": "from above",
}


#: How a move is said to start and end on a picture.
_PICTURE = (("starts_on", "starting"), ("ends_on", "ending"))


@cache
def _adverbs() -> dict[str, str]:
    return {term.name: term.phrase for term in vocabulary().speeds.values()}


@cache
def _eases() -> dict[str, str]:
    return {term.name: term.phrase for term in vocabulary().eases.values()}


@dataclass(frozen=True, slots=True)
class Operator:
    """Says what the camera does in one set-up.

    :param base: the path of the set-up: empty for the shot, ``("cuts", 1)`` for a cut.
    """

    marker: Marker
    when: When
    voice: Voice
    base: Path = ()

    def sentences(self, items: tuple[CameraItem, ...]) -> list[str]:
        """One marked clause per item, each ready to be a sentence."""
        return [self.sentence(items, at) for at in range(len(items))]

    def sentence(self, items: tuple[CameraItem, ...], at: int, *, named: bool = False) -> str:
        """What the camera does in its item number ``at``.

        :param named: whether the camera has to be named, because something else was told of before.
        """
        item, path = items[at], (*self.base, "camera", at)
        start = self.when.start(item.at, (*path, "at"))
        subject = "the camera" if at == 0 or named else "it"
        if at > 0 and not start:
            subject = f"then {subject}"
        clause = f"{subject} {self._item(item, path, self._rest(at, len(items)))}"
        return self.marker.mark(f"{start}, {clause}" if start else clause, path)

    def _rest(self, at: int, count: int) -> str:
        """How to say that an item takes all the time that is left."""
        if count == 1:
            return "throughout"
        if at < count - 1:
            return "until the next move"
        return "to the end of the shot" if self.base else "to the end of the clip"

    def _item(self, item: CameraItem, path: Path, rest: str) -> str:
        """``dollies in slowly by 30 cm over 2 seconds, ending on Mara``, verbs in the third person."""
        if len(item.moves) == 1:
            said = self._alone(item.moves[0], item, path, rest)
        else:
            said = self._together(item, path, rest)
        return said + self.picture(item, path)

    def picture(self, item: CameraItem, path: Path) -> str:
        """On what the picture starts and ends, where that is not told with its move."""
        if self._is_inline(item):
            return ""
        told = [f"{word} on {self._named(item, path, key)}" for key, word in _PICTURE if getattr(item, key) is not None]
        return f", {' and '.join(told)}" if told else ""

    def way(self, item: CameraItem, path: Path) -> str:
        """``from the sky to the door``; of a hold, ``on the door``; empty where only the end is told."""
        if not self._is_inline(item):
            return ""
        told = (("starts_on", "from"), ("ends_on", "on" if item.starts_on is None else "to"))
        return " ".join(
            f"{word} {self._named(item, path, key)}" for key, word in told if getattr(item, key) is not None
        )

    @staticmethod
    def _is_inline(item: CameraItem) -> bool:
        """Whether the picture is told with the move: of one move, whose own words have no ``from``."""
        move = item.moves[0]
        return len(item.moves) == 1 and move.side is None and (item.starts_on is not None or move.move == "hold")

    def _named(self, item: CameraItem, path: Path, key: str) -> str:
        return self.marker.mark(cleaned(getattr(item, key)), (*path, key))

    def _alone(self, move: Move, item: CameraItem, path: Path, rest: str) -> str:
        own = (*path, "moves", 0)
        length, where = (item.length, (*path, "for")) if move.length is None else (move.length, (*own, "for"))
        joint = "for" if move.move == "hold" else "in" if "over" in (move.path or "").lower().split() else "over"
        said = self.clause(move, own, self._length(length, where, joint, rest), way=self.way(item, path))
        if move.move == "hold" and path[-1] != 0 and not self.voice.verbs:
            said = said.replace("holds still", "holds", 1)
        return f"{offset}, {said}" if (offset := self._offset(move, (*own, "at"))) else said

    def _together(self, item: CameraItem, path: Path, rest: str) -> str:
        one_ease = len({move.ease for move in item.moves}) == 1
        said = ""
        for at, move in enumerate(item.moves):
            own = (*path, "moves", at)
            length = self._length(move.length, (*own, "for"), "over", rest)
            offset = self._offset(move, (*own, "at"))
            said += (f" and, {offset}, " if offset else " and ") if said else (f"{offset}, " if offset else "")
            said += self.clause(move, own, length, eased=not one_ease)
        if item.length is not None:
            said += f", {self._length(item.length, (*path, 'for'), 'over', rest)}"
        return f"{said}, {self.eased(item, path)}" if one_ease and item.moves[0].ease is not None else said

    def eased(self, item: CameraItem, path: Path) -> str:
        """The easing that all moves of an item share."""
        where: list[Path] = [(*path, "moves", at, "ease") for at in range(len(item.moves))]
        return self.marker.mark_all(_eases()[item.moves[0].ease or ""], where)

    def clause(self, move: Move, path: Path, length: str = "", *, eased: bool = True, way: str = "") -> str:
        """One move: verb, direction, speed, measure, path, length, easing.

        :param length: how long it lasts, in words; empty where that is not said.
        :param eased: whether its easing is said here.
        :param way: on what the picture starts and ends, where that is said here.
        """
        verb, measure = self._verb(move, path), self._measure(move, path)
        speed = self.speed(move, path)
        if move.move == "arc" and not self.voice.verbs:
            around = f"around {self._subject(move, path)}"
            parts = [verb, measure, self.marker.mark(move.direction or "", (*path, "direction")), around, speed]
        elif move.move == "arc":
            parts = [
                verb,
                f"around {self._subject(move, path)}",
                f"by {measure}" if measure else "",
                self._amplitude(move),
                speed,
            ]
        else:
            parts = [verb, self._toward(move, path), measure, self._amplitude(move), speed]
            if "*" in verb:
                parts[:2] = [verb.replace("*", self._subject(move, path)), self.side(move, path)]
            if not self.voice.verbs and not isinstance(move.speed, Rate):
                parts = [verb, self._toward(move, path), speed, measure]
        by = self.marker.mark(cleaned(move.path), (*path, "path")) if move.path else ""
        said = " ".join(part for part in (*parts, by, way, length) if part)
        if move.move == "dolly_zoom":
            said += ", the lens zooming the other way so that the subject keeps its size"
        if move.ease is None or not eased:
            return said
        return f"{said}, {self.marker.mark(_eases()[move.ease], (*path, 'ease'))}"

    def _verb(self, move: Move, path: Path) -> str:
        """The verb, with its direction but for an arc's."""
        mark, where = self.marker.mark, (*path, "move")
        named = self.voice.verbs.get(f"{move.move} {move.direction}") or self.voice.verbs.get(move.move)
        if named is not None:
            return self.marker.mark_all(named, [where, (*path, "direction")] if move.direction else [where])
        verb = mark(vocabulary().moves[move.move].verb, where)
        if move.direction is None or move.move == "arc":
            return verb
        return f"{verb} {mark(move.direction, (*path, 'direction'))}"

    def _toward(self, move: Move, path: Path) -> str:
        """Whom it follows, or between which planes the focus goes."""
        mark = self.marker.mark
        if move.move == "rack_focus":
            ends = [f"from {mark(cleaned(move.side), (*path, 'from'))}" if move.side else ""]
            ends.append(f"to {mark(cleaned(move.to), (*path, 'to'))}" if move.to else "")
            return joined(ends, " ")
        if move.subject is None:
            wants_one = vocabulary().moves[move.move].subject and move.direction is None
            return "what is ahead" if wants_one else ""
        return joined([self._subject(move, path), self.side(move, path)], " ")

    def _subject(self, move: Move, path: Path) -> str:
        return self.marker.mark(cleaned(move.subject), (*path, "subject")) if move.subject else "the subject"

    def side(self, move: Move, path: Path) -> str:
        """From where the camera follows."""
        if move.side is None:
            return ""
        side = vocabulary().track_sides.get(move.side.lower())
        return self.marker.mark(_SIDES[side] if side else f"from {cleaned(move.side)}", (*path, "from"))

    def speed(self, move: Move, path: Path) -> str:
        """``slowly``, ``at 10 cm per second``."""
        if move.speed is None:
            return ""
        if isinstance(move.speed, Rate):
            return f"at {self.marker.mark(move.speed.words, (*path, 'speed'))}"
        phrase = self.voice.speeds.get(move.speed) or _adverbs()[move.speed]
        return self.marker.mark(phrase, (*path, "speed"))

    def _measure(self, move: Move, path: Path) -> str:
        mark = self.marker.mark
        if move.degrees is not None:
            return f"{mark(number(move.degrees), (*path, 'degrees'))} degree{'' if move.degrees == 1 else 's'}"
        if move.distance is not None:
            return f"by {mark(move.distance.words, (*path, 'distance'))}"
        if move.factor is not None:
            return f"by a factor of {mark(number(move.factor), (*path, 'factor'))}"
        focal_length = None if move.to is None else move.focal_length
        return f"to {mark(f'{number(focal_length)} mm', (*path, 'to'))}" if focal_length is not None else ""

    def _amplitude(self, move: Move) -> str:
        if not self.voice.amplitudes:
            return ""
        value = move.degrees if move.degrees is not None else move.distance.metres if move.distance else None
        if value is None:
            return ""
        small, large = self.voice.amplitudes["degrees" if move.degrees is not None else "distance"]
        return "with small amplitude" if value <= small else "with large amplitude" if value >= large else ""

    def _offset(self, move: Move, path: Path) -> str:
        """When a move of an item starts, told from the item's own start."""
        return self.marker.mark(f"from {counted_seconds(move.at)} in", path) if move.at else ""

    def _length(self, length: float | str | None, path: Path, preposition: str, rest: str) -> str:
        if length is None:
            return ""
        if isinstance(length, str):
            return self.marker.mark(rest, path)
        return f"{preposition} {self.marker.mark(counted_seconds(length), path)}"


def support_key(kind: str) -> str:
    """A support's own name, by any of its names."""
    term = vocabulary().supports.get(normal(kind))
    return kind if term is None else term.name
