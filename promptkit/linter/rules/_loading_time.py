"""Time that does not add up, and a duration that is none."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"

RULES = (
    Rule(
        name="duration",
        family="time",
        severity=Severity.ERROR,
        summary="a duration that is not 4, 8 or 12, as a plain number of seconds",
        why="It sets the price, so it is never guessed: other spellings are read differently by different tools.",
        valid=("shot: a\nduration: 12\nscene: A harbour.\n", 'shot: a\nduration: "{{ 4 + 4 }}"\nscene: A harbour.\n'),
        invalid=(
            Example("shot: a\nduration: 8s\nscene: A harbour.\n", 2, 11, "shot: a\nduration: 8\nscene: A harbour.\n"),
            Example("shot: a\nduration: 6\nscene: A harbour.\n", 2, 11),
            Example("shot: a\nscene: A harbour.\n", 1, 1),
        ),
        source="openai/openai-openapi @ f85dbe2: VideoSeconds",
    ),
    Rule(
        name="timeline-overflow",
        family="time",
        severity=Severity.ERROR,
        summary="the beats last longer than the clip",
        why="What does not fit is cut off, or everything is rushed; the timing that was paid for is lost.",
        valid=(f"{_SHOT}camera:\n  - hold: 1\n  - {{dolly: in, for: 3}}\n",),
        invalid=(
            Example(
                f"{_SHOT}camera:\n  - hold: 2\n  - {{dolly: in, for: 6}}\n",
                6,
                5,
                f"{_SHOT}camera:\n  - hold: 1\n  - {{dolly: in, for: 3}}\n",
            ),
            Example(
                f"{_SHOT}action: [{{does: a heron lands, at: 3, for: 2}}]\n",
                4,
                10,
                f"{_SHOT}action: [{{does: a heron lands, at: 2.4, for: 1.6}}]\n",
            ),
        ),
    ),
    Rule(
        name="cuts-do-not-fill",
        family="time",
        severity=Severity.ERROR,
        summary="the cuts last longer or shorter than the clip",
        why="A clip is cut from its first frame to its last; what no cut fills, the model fills as it likes.",
        valid=(
            f"{_SHOT}cuts:\n  - {{for: 1, camera: [push in]}}\n  - {{for: 3, camera: [static]}}\n",
            f"{_SHOT}cuts:\n  - {{for: 1, camera: [push in]}}\n  - {{camera: [static]}}\n",
        ),
        invalid=(
            Example(
                f"{_SHOT}cuts:\n  - {{for: 2, camera: [push in]}}\n  - {{for: 6, camera: [static]}}\n",
                6,
                11,
                f"{_SHOT}cuts:\n  - {{for: 1, camera: [push in]}}\n  - {{for: 3, camera: [static]}}\n",
            ),
            Example(
                f"{_SHOT}cuts:\n  - for: 1\n  - for: 1\n",
                6,
                10,
                f"{_SHOT}cuts:\n  - for: 2\n  - for: 2\n",
            ),
        ),
    ),
    Rule(
        name="all-beside-flexible",
        family="time",
        severity=Severity.ERROR,
        summary="`all` beside another beat without a length",
        why="`all` takes the time that is left, and nothing is left for the other.",
        valid=(f"{_SHOT}camera:\n  - {{dolly: in, for: 2}}\n  - hold: all\n",),
        invalid=(Example(f"{_SHOT}camera:\n  - {{dolly: in}}\n  - hold: all\n", 6, 5),),
    ),
    Rule(
        name="no-time-left",
        family="time",
        severity=Severity.ERROR,
        summary="a beat has no time at all",
        why="It would not be seen. Beats without a length share what the others leave.",
        valid=(f"{_SHOT}camera:\n  - {{dolly: in, for: 3}}\n  - {{pan: left}}\n",),
        invalid=(Example(f"{_SHOT}camera:\n  - {{dolly: in, for: 4}}\n  - {{pan: left}}\n", 6, 5),),
    ),
    Rule(
        name="time-before-start",
        family="time",
        severity=Severity.ERROR,
        summary="a beat starts before the clip",
        why="A time that counts back from the end or from another beat leads out of the clip.",
        valid=(f"{_SHOT}action: [{{does: a heron lands, at: end - 2}}]\n",),
        invalid=(Example(f"{_SHOT}action: [{{does: a heron lands, at: end - 6}}]\n", 4, 36),),
    ),
    Rule(
        name="time-cycle",
        family="time",
        severity=Severity.ERROR,
        summary="a time hangs on itself",
        why="Two beats that each start when the other ends never start.",
        valid=(
            f"{_SHOT}action:\n  - {{does: a heron lands, id: one, for: 1}}\n  - {{does: it drinks, at: one.end}}\n",
        ),
        invalid=(
            Example(
                f"{_SHOT}action:\n  - {{does: a heron lands, id: one, at: two.end, for: 1}}\n"
                "  - {does: it drinks, id: two, at: one.end, for: 1}\n",
                5,
                40,
            ),
        ),
    ),
    Rule(
        name="unknown-id",
        family="time",
        severity=Severity.ERROR,
        summary="a time names a beat that does not exist",
        why="`push.start` is the start of the beat with `id: push`; without one there is no such time.",
        valid=(f"{_SHOT}camera: [{{dolly: in, id: push}}]\naction: [{{does: a heron lands, at: push.start}}]\n",),
        invalid=(
            Example(
                f"{_SHOT}camera: [{{dolly: in, id: push}}]\naction: [{{does: a heron lands, at: puhs.start}}]\n", 5, 36
            ),
        ),
    ),
    Rule(
        name="duplicate-id",
        family="time",
        severity=Severity.ERROR,
        summary="two beats have one id",
        why="Nobody can tell which of the two a time means; `start` and `end` mean the clip's own.",
        valid=(f"{_SHOT}camera: [{{dolly: in, id: push}}, {{pan: left, id: look}}]\n",),
        invalid=(
            Example(f"{_SHOT}camera: [{{dolly: in, id: push}}, {{pan: left, id: push}}]\n", 4, 49),
            Example(f"{_SHOT}camera: [{{dolly: in, id: end}}]\n", 4, 26),
        ),
    ),
)
