"""What free text says of the camera, and contradicts, leaves open or calls by a wrong name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from promptkit.findings import Severity
from promptkit.language import vocabulary
from promptkit.prose import CameraMove, Reading

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_TOGETHER = re.compile(r"\b(?:while|whilst|simultaneously|concurrently|at the same time|all at once)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b|/|→|\beither\b|\bthen\b|\bnot\b|\bno\b|\bwithout\b", re.IGNORECASE)
_BY_TURNS = re.compile(r"\b(?:alternat\w+|back and forth|by turns|repeatedly|again and again)\b", re.IGNORECASE)
#: A camera that keeps its place can still turn and zoom; only these words forbid that too.
_FORBIDS_TURNS = frozenset({"static", "locked", "motionless", "unmoving", "still", "movement", "movements", "motion"})
_BODY = frozenset({"dolly", "truck", "pedestal", "crane", "arc"})
_TURNS = frozenset({"pan", "tilt", "roll", "whip_pan"})


def static_with_move(prose: Prose) -> Iterator[Complaint]:
    """A camera that is said to stay static, and to move, in one set-up with nothing that tells one from the other."""
    moves = prose.reading.moves
    still = [each for each in moves if each.move == "hold" and not _plural(prose.reading, each)]
    for hold in still[:_MOST]:
        for move in sorted(moves[:_MOST], key=lambda each: each.sentence != hold.sentence):
            if move.shot == hold.shot and _rivals(hold, move) and _at_once(prose.reading, hold, move):
                yield _both(prose, hold, move)
                break


_MOST = 60


def _both(prose: Prose, hold: CameraMove, move: CameraMove) -> Complaint:
    first, second = sorted((hold, move), key=lambda each: each.span)
    return Complaint(
        f"the camera cannot do both: {_words(prose, first)!r} and {_words(prose, second)!r}",
        second.span,
        hint="say which comes first (`starts static, then ...`), or keep one of them",
    )


def _words(prose: Prose, move: CameraMove) -> str:
    start, end = move.span
    if move.move == "hold" and (negated := _NEGATED.search(prose.text, max(0, start - 40), start)):
        start = negated.start()
    return " ".join(prose.text[start:end].split())


#: ``never moves`` and ``no camera movement`` hold a camera by what they deny.
_NEGATED = re.compile(r"\b(?:no|never|not|without|doesn't|does\s+not)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def _rivals(hold: CameraMove, move: CameraMove) -> bool:
    if move.move in _BODY:
        return move.direction is not None or move.move == "arc"
    return move.move in _TURNS and hold.word in _FORBIDS_TURNS and move.direction is not None


def _plural(reading: Reading, move: CameraMove) -> bool:
    """``static shots and slow dollies`` are spoken of in general."""
    return reading.text[move.span[0] : move.span[1]].lower().endswith(("shots", "frames", "cameras"))


def _at_once(reading: Reading, hold: CameraMove, move: CameraMove) -> bool:
    if _apart(hold, move):
        return False
    one, other = (reading.sentences[each.sentence] for each in (hold, move))
    if one is other:
        # `A locked-off shot as the camera trucks`: both at once, by the word that joins them.
        joined = hold.whole and max(hold, move, key=lambda each: each.span).joined
        return (
            hold.order == move.order
            and (joined or not one.sequenced)
            and not _CHOICE.search(reading.text, *_between(hold, move))
        )
    if not hold.whole or one.item != other.item or one.sequenced or other.sequenced:
        return False
    return not any(
        each.sequenced
        for each in reading.sentences[min(hold.sentence, move.sentence) : max(hold.sentence, move.sentence)]
    )


def _between(one: CameraMove, other: CameraMove) -> tuple[int, int]:
    return min(one.span[1], other.span[1]), max(one.span[0], other.span[0])


def _apart(one: CameraMove, other: CameraMove) -> bool:
    """Whether times that are told keep them apart."""
    if one.start is None or other.start is None:
        return False
    return one.start != other.start


def opposing_moves(prose: Prose) -> Iterator[Complaint]:
    """One axis, both ways, at the same time: "pans left while panning right"."""
    known = vocabulary().moves
    moves = prose.reading.moves
    for one, other in pairwise(moves):
        if (
            one.move != other.move
            or one.sentence != other.sentence
            or one.order != other.order
            or one.direction is None
        ):
            continue
        if known[one.move].opposite(one.direction) != other.direction or one.wavers or other.wavers:
            continue
        between = prose.text[one.span[1] : other.span[0]]
        after = prose.text[other.span[1] : other.span[1] + 24]
        if (_TOGETHER.search(between) or _TOGETHER.match(after.lstrip(" ,"))) and not _BY_TURNS.search(between + after):
            yield Complaint(
                f"{_words(prose, one)!r} and {_words(prose, other)!r} are opposite ways at the same time",
                other.span,
                hint="let one follow the other with `then`, or keep one",
            )


_NEEDS = frozenset({"pan", "tilt", "roll", "truck", "pedestal", "zoom", "dolly", "whip_pan", "crash_zoom"})
_HINTED = frozenset({"arc", "crane", "dolly_zoom"})


def missing_direction(prose: Prose) -> Iterator[Complaint]:
    """A move that goes nowhere in particular."""
    told = {(each.move, each.shot) for each in prose.reading.moves if each.direction is not None}
    told |= {("dolly_zoom", shot) for move, shot in told if move == "dolly"}
    for move in prose.reading.moves:
        if move.direction is not None or move.wavers or (move.move, move.shot) in told:
            continue
        if move.move not in _NEEDS | _HINTED:
            continue
        ways = vocabulary().moves[move.move].directions
        yield Complaint(
            f"{_words(prose, move)!r} does not say which way",
            move.span,
            hint=f"say {', '.join(ways[:-1])} or {ways[-1]}",
            severity=Severity.INFO if move.move in _HINTED else None,
        )


#: Word, move that is meant: its forms, and how much it matters.
_MEANT = {
    ("pan", "tilt"): "tilt",
    ("tilt", "pan"): "pan",
    ("truck", "dolly"): "dolly",
    ("truck", "pedestal"): "pedestal",
}
_SUGGESTED = {("dolly", "truck"): "truck"}
_FORMS = {
    "tilt": ("tilt", "tilts", "tilting", "tilted"),
    "pan": ("pan", "pans", "panning", "panned"),
    "dolly": ("dolly", "dollies", "dollying", "dollied"),
    "truck": ("truck", "trucks", "trucking", "trucked"),
    "pedestal": ("pedestal", "pedestals", "pedestaling", "pedestaled"),
}


def misnamed_move(prose: Prose) -> Iterator[Complaint]:
    """A move with a direction that belongs to another one: "pans up"."""
    for move in prose.reading.moves:
        meant = _MEANT.get((move.word, move.move)) or _SUGGESTED.get((move.word, move.move))
        if meant is None or move.direction is None:
            continue
        word = prose.text[slice(*move.head)]
        forms = _FORMS[move.word]
        if word.lower() not in forms:
            continue
        right = _FORMS[meant][forms.index(word.lower())]
        yield Complaint(
            f"{_words(prose, move)!r} is a {meant}: a {move.word} does not go {move.direction}",
            move.head,
            hint=f"write {right!r}",
            severity=Severity.INFO if (move.word, move.move) in _SUGGESTED else None,
            replacement=right.capitalize() if word[0].isupper() else right,
        )


_SLOW = r"(?:slow|slowly|gentle|gently|leisurely|imperceptible|imperceptibly|languid|languidly|creeping)"
_SLOW_BEFORE = re.compile(rf"\b{_SLOW}(?:,?\s+(?:and\s+)?[a-z]+)?[\s,-]+$", re.IGNORECASE)
_SLOW_AFTER = re.compile(rf"(?:\s+(?:pans?|zooms?|in|out|left|right|very))*\s+{_SLOW}\b(?!\s+then)", re.IGNORECASE)


def slow_whip(prose: Prose) -> Iterator[Complaint]:
    """A whip pan or crash zoom that is told to be slow."""
    for move in prose.reading.moves:
        if move.move not in ("whip_pan", "crash_zoom"):
            continue
        before = _SLOW_BEFORE.search(prose.text, max(0, move.span[0] - 40), move.span[0])
        after = _SLOW_AFTER.match(prose.text, move.head[1])
        if before is None and after is None:
            continue
        start = before.start() if before is not None else move.span[0]
        end = max(move.span[1], after.end() if after is not None else 0)
        yield Complaint(
            f"{' '.join(prose.text[start:end].split())!r}: a {move.move.replace('_', ' ')} is fast by its name",
            (start, end),
            hint="take one of the two words out",
        )


def _shot(scene: str) -> str:
    return f"shot: a\nduration: 4\nscene: {scene}\n"


STATIC = Rule(
    name="prose-static-with-move",
    family="prose",
    severity=Severity.ERROR,
    summary="a text holds the camera still and moves it at the same time",
    why="Told both, a model does one of them, and which one is luck.",
    valid=(
        _shot("The camera starts static, then dollies in on a chipped mug."),
        _shot("Locked-off shot of a harbour, no tilt, no pan."),
        _shot("Radio static hisses while the camera pushes in on the dial."),
    ),
    invalid=(
        Example(_shot("Static camera, dolly in on a chipped mug."), 3, 23),
        Example(_shot("A mug in the rain. The camera remains static throughout. The camera trucks left."), 3, 76),
    ),
    reads=static_with_move,
    of="moves",
    source="conflict static_with_move",
)

OPPOSING = Rule(
    name="prose-opposing-moves",
    family="prose",
    severity=Severity.ERROR,
    summary="a text moves the camera both ways at the same time",
    why="No camera pans left and right at once; a model picks one, or trembles.",
    valid=(
        _shot("The camera pans left over the harbour, then pans right."),
        _shot("The camera dollies in while zooming out on a lighthouse."),
    ),
    invalid=(Example(_shot("The camera pans left while panning right over a harbour."), 3, 35),),
    reads=opposing_moves,
    of="moves",
    source="conflict opposite_moves",
)

DIRECTION = Rule(
    name="prose-missing-direction",
    family="prose",
    severity=Severity.WARNING,
    summary="a text names a move and not which way it goes",
    why="The model chooses the way, another one with each take. For an arc or a crane it is worth knowing, no more.",
    valid=(
        _shot("The camera pans left across a harbour."),
        _shot("A hot pan sizzles on the stove."),
        _shot("The camera tracks a runner along the quay."),
    ),
    invalid=(Example(_shot("The camera pans across a harbour."), 3, 19),),
    reads=missing_direction,
    of="moves",
    source="conflict bare_direction",
)

NAME = Rule(
    name="prose-misnamed-move",
    family="prose",
    severity=Severity.WARNING,
    summary="a text calls a move by the name of another",
    why="A pan turns sideways and a tilt up or down; told 'pan up', some models turn, some rise, and some slide.",
    valid=(_shot("The camera tilts up to the spire."),),
    invalid=(
        Example(_shot("The camera pans up to the spire."), 3, 19, fixed=_shot("The camera tilts up to the spire.")),
    ),
    reads=misnamed_move,
    of="moves",
    source="conflicts pan_vertical and tilt_lateral",
)

SPEED = Rule(
    name="prose-slow-whip",
    family="prose",
    severity=Severity.WARNING,
    summary="a text asks for a whip pan or crash zoom that is slow",
    why="The name says how fast it is; beside 'slow' one of the two is lost.",
    valid=(_shot("A whip pan left to the door of a barn."),),
    invalid=(Example(_shot("A slow whip pan left to the door of a barn."), 3, 10),),
    reads=slow_whip,
    of="moves",
    source="conflict whip_with_slow",
)

RULES = (STATIC, OPPOSING, DIRECTION, NAME, SPEED)
