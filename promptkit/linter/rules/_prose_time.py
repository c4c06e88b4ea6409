"""Times in free text, against each other and against the length of the clip."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import DURATIONS, WORDS_PER_SECOND
from promptkit.prose import CameraMove

from .._rule import Example, Rule
from .._texts import Complaint, Prose
from ._container_words import said_length

#: A beat of the camera takes this long, in seconds, to be seen.
_BEAT = 1.0


def _length(prose: Prose) -> float | None:
    """The length of the clip: the parameter, else what the text itself says."""
    return prose.duration if prose.duration is not None else said_length(prose.text)


def time_beyond_clip(prose: Prose) -> Iterator[Complaint]:
    """A time code that ends after the clip does."""
    length = _length(prose)
    if length is None:
        return
    for window in prose.reading.windows:
        last = window.end if window.end is not None else window.start
        if last > length or (window.end is None and window.start >= length):
            words = prose.text[slice(*window.span)].strip("[]() ")
            yield Complaint(
                f"{words!r} is beyond the end of the clip, which lasts {length:g} s",
                window.span,
                hint="shorten the beats so that the last one ends with the clip",
            )
            return


def too_many_beats(prose: Prose) -> Iterator[Complaint]:
    """More camera beats, one after the other, than the clip has time for."""
    length = _length(prose)
    longest = length if length is not None else float(max(DURATIONS))
    beats: dict[tuple[int, int], CameraMove] = {}
    for move in prose.reading.moves:
        if move.direction is not None or move.move == "hold":
            beats.setdefault((move.shot, move.order), move)
    told = [each for each in beats.values() if each.length is not None]
    total = sum(each.length or 0 for each in told)
    if length is not None and total > length:
        yield Complaint(
            f"the camera's beats add up to {total:g} s, and the clip lasts {length:g} s",
            told[-1].span,
            hint="shorten them",
        )
    elif len(beats) * _BEAT > longest:
        clip = f"{longest:g} s" if length is not None else f"at most {longest:g} s"
        yield Complaint(
            f"the text gives the camera {len(beats)} beats one after the other, and a clip lasts {clip}",
            list(beats.values())[int(longest / _BEAT)].span,
            hint="leave about two seconds for each: cut some, or make several clips",
        )


def dialogue_too_long(prose: Prose) -> Iterator[Complaint]:
    """More words than can be spoken in the clip."""
    length = _length(prose)
    spoken = [each for each in prose.reading.quotes if each.spoken]
    count = sum(len(each.text.split()) for each in spoken)
    if length is not None and count > WORDS_PER_SECOND * length:
        yield Complaint(
            f"{count} words of dialogue take about {count / WORDS_PER_SECOND:.1f} s, and the clip lasts {length:g} s",
            spoken[-1].span,
            hint=f"keep to {int(WORDS_PER_SECOND * length)} words",
        )


def _shot(scene: str) -> str:
    return f"shot: a\nduration: 4\nscene: {scene}\n"


BEYOND = Rule(
    name="prose-time-beyond-clip",
    family="prose",
    severity=Severity.WARNING,
    summary="a time code in a text ends after the clip",
    why="What is told for later than the end is left out, or everything before it is hurried.",
    valid=(_shot('"[0-2s] A mug. [2-4s] Steam curls."'),),
    invalid=(Example(_shot('"[0-4s] A mug. [4-8s] Steam curls."'), 3, 23),),
    reads=time_beyond_clip,
    of="windows",
    source="conflict timeline_overflow",
)

BEATS = Rule(
    name="prose-too-many-beats",
    family="prose",
    severity=Severity.WARNING,
    summary="a text gives the camera more beats than the clip has time for",
    why="Each move wants to start, go and rest; squeezed, they melt into one.",
    valid=(_shot("The camera tilts up a tower, then pans left."),),
    invalid=(
        Example(_shot("The camera pans left, then tilts up, then pans right, then zooms in, then tilts down."), 3, 82),
    ),
    reads=too_many_beats,
    of="moves",
    source="conflict moves_vs_duration",
)

DIALOGUE = Rule(
    name="prose-dialogue-too-long",
    family="prose",
    severity=Severity.WARNING,
    summary="a text has more words spoken than the clip has time for",
    why="Lines that do not fit are cut off or gabbled.",
    valid=(_shot("'A man says: \"It is still warm.\"'"),),
    invalid=(
        Example(
            _shot(
                "'A man says: \"It is warm, and I would like another cup before the train comes in from the coast.\"'"
            ),
            3,
            21,
        ),
    ),
    reads=dialogue_too_long,
    of="quotes",
    source="conflict dialogue_too_long",
)

RULES = (BEYOND, BEATS, DIALOGUE)
