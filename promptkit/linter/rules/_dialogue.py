"""The rules of dialogue: lines that can be said in their time, by someone who is there."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import WORDS_PER_SECOND, Line, nearest, said, spoken_seconds

from .._prose import lines
from .._rule import Example, Problem, Rule, Subject

#: Words a second that a quick speaker can say (general speech rate).
FAST = 3.3
_KITCHEN = "shot: a\nduration: 4\nscene: A kitchen.\ncast: {Mara: a woman}\n"


def check_length(subject: Subject) -> Iterator[Problem]:
    """A line with more words than can be said until the next line or the end of the clip."""
    beats = subject.timeline.on("dialogue")
    for at, beat in enumerate(beats):
        if not isinstance(beat.part, Line):
            continue
        until = min(
            [
                subject.timeline.length,
                *(other.start for other in beats[at + 1 :] if other.part and other.start > beat.start),
            ]
        )
        if beat.part.length is not None:
            until = min(until, beat.start + round(beat.part.length * 1000))
        time = max(0, until - beat.start)
        words = len(beat.part.line.split())
        if spoken_seconds(beat.part.line) * 1000 <= time + 1:
            continue
        fitting = int(time / 1000 * WORDS_PER_SECOND)
        too_fast = spoken_seconds(beat.part.line, FAST) * 1000 > time
        yield Problem(
            (*beat.path, "line"),
            f"{words} words need {said(round(spoken_seconds(beat.part.line) * 1000))} and have {said(time)}",
            hint=f"at a comfortable {WORDS_PER_SECOND:g} words a second, {_fit(fitting)}",
            severity=Severity.ERROR if too_fast else Severity.WARNING,
        )


def _fit(words: int) -> str:
    return f"{words} words fit" if words > 1 else f"{('no', 'one')[words]} word fits"


def check_speaker(subject: Subject) -> Iterator[Problem]:
    """A speaker who is not in the cast."""
    cast = subject.shot.cast
    for at, line in enumerate(lines(subject.shot)):
        path = ("sound", "dialogue", at, "who")
        if line.who is None:
            if len(cast) > 1:
                yield Problem(path[:-1], "the line has no speaker, and the cast has several", hint="add `who:`")
        elif cast and line.who not in cast:
            guess = nearest(line.who, cast)
            meant = f" (did you mean {guess!r}?)" if guess else f" (the cast: {', '.join(cast)})"
            yield Problem(path, f"{line.who!r} is not in the cast{meant}", replacement=guess)


TOO_LONG = Rule(
    name="dialogue-too-long",
    family="sound",
    severity=Severity.ERROR,
    summary="a line has more words than its time holds",
    why="The model rushes, cuts the line off, or drops it. Above 2.5 words a second is a warning, above 3.3 an error.",
    valid=('shot: a\nduration: 4\nscene: A kitchen.\nsound: {dialogue: [{line: "It is still warm."}]}\n',),
    invalid=(
        Example(
            "shot: a\nduration: 4\nscene: A kitchen.\nsound:\n  dialogue:\n    - at: 3\n"
            "      line: We should have left the house before the rain came down.\n",
            7,
            13,
        ),
    ),
    check=check_length,
    sections=("sound",),
    source="general speech rate; OpenAI's guide for Sora 2, Dialogue and audio",
)
SPEAKER = Rule(
    name="unknown-speaker",
    family="sound",
    severity=Severity.WARNING,
    summary="the speaker is not in the cast",
    why="A name that is described nowhere gets a new face and a new voice.",
    valid=(f'{_KITCHEN}sound: {{dialogue: [{{who: Mara, line: "Yes."}}]}}\n',),
    invalid=(
        Example(
            f'{_KITCHEN}sound: {{dialogue: [{{who: Marra, line: "Yes."}}]}}\n',
            5,
            26,
            f'{_KITCHEN}sound: {{dialogue: [{{who: Mara, line: "Yes."}}]}}\n',
        ),
    ),
    check=check_speaker,
    sections=("sound",),
    source="OpenAI's guide for Sora 2, Dialogue and audio",
)
