"""missing-scene and missing-subject: nothing to film."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.source import Path

from .._rule import Example, Problem, Rule, Subject


def _has_source(subject: Subject) -> bool:
    written = subject.built.written | subject.damaged
    return bool(written & {"prompt", "still", "source"})


def _bare_cut(subject: Subject) -> Path | None:
    """The first cut of which neither it nor the shot says where it is."""
    for setup in subject.setups:
        has_place = setup.location is not None and setup.location.place is not None
        if setup.path and not (setup.scene or has_place):
            return setup.path
    return None


def check_scene(subject: Subject) -> Iterator[Problem]:
    """Neither a scene nor a place nor a still."""
    shot, written = subject.shot, subject.built.written | subject.damaged
    has_place = shot.location is not None and shot.location.place is not None
    if shot.cuts and "scene" not in written:
        bare = None if _has_source(subject) else _bare_cut(subject)
        if bare is not None:
            yield Problem(
                bare, "this cut has no scene", hint="write its own `scene:`, or one beside `cuts` that holds for all"
            )
    elif not (_has_source(subject) or "scene" in written or has_place):
        yield Problem(
            ("shot",),
            "the shot has no scene",
            hint="write `scene:` with what the camera sees before anything moves, or give it a `still`",
        )


def check_subject(subject: Subject) -> Iterator[Problem]:
    """Nothing that could be filmed: no scene, cast, props, acting subject or still."""
    written = subject.built.written | subject.damaged
    shown = any(setup.scene or any(action.who for action in setup.action) for setup in subject.setups)
    if not (_has_source(subject) or shown or written & {"scene", "cast", "props"}):
        yield Problem(
            ("shot",),
            "the shot has no subject: nothing says who or what is filmed",
            hint="name it in `scene`, under `cast`, or as `who` of an action",
        )


SCENE = Rule(
    name="missing-scene",
    family="framing",
    severity=Severity.ERROR,
    summary="the shot does not say where it is or what is in it",
    why="Without a scene the model invents one, another with every take.",
    valid=(
        "shot: a\nduration: 4\nscene: A harbour at dawn.\n",
        "shot: a\nduration: 4\nlocation: harbour\naction: [{who: a heron, does: lands on a pole}]\n",
    ),
    invalid=(
        Example("shot: a\nduration: 4\naction: [{who: a heron, does: lands on a pole}]\n", 1, 7),
        Example("shot: a\nduration: 4\ncamera: [{pan: left}]\n", 1, 7),
        Example("shot: a\nduration: 4\ncast: {Vesna: a fisherwoman}\ncuts:\n  - scene: A pier.\n  - {for: 1}\n", 6, 5),
    ),
    check=check_scene,
    source="OpenAI's guide for Sora 2, Prompt anatomy",
)
SUBJECT = Rule(
    name="missing-subject",
    family="framing",
    severity=Severity.ERROR,
    summary="the shot does not say who or what is filmed",
    why="A camera that moves around nothing shows whatever the model likes.",
    valid=("shot: a\nduration: 4\nlocation: harbour\ncast: {Vesna: a fisherwoman}\n",),
    invalid=(Example("shot: a\nduration: 4\nlocation: harbour\ncamera: [{pan: left}]\n", 1, 7),),
    check=check_subject,
    source="conflict subject_missing",
)
