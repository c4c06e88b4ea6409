"""The rules of a local still: there, a picture by its bytes, and of the shot's size exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.assets import StillProblem
from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject

#: Why an image cannot be read, in words.
UNREADABLE = {
    StillProblem.MISSING: "there is no file {path!r}",
    StillProblem.FOLDER: "{path!r} is a folder, not a picture",
    StillProblem.UNREADABLE: "{path!r} cannot be read",
    StillProblem.TOO_LARGE: "{path!r} is larger than 20 MiB",
    StillProblem.EMPTY: "{path!r} is empty",
}


def check_missing(subject: Subject) -> Iterator[Problem]:
    """A still that cannot be read, or that leads out of the project."""
    still, path = subject.still, subject.shot.still
    if still is None:
        return
    if still.outside:
        yield Problem(
            ("still",), f"{path!r} leads out of the project", hint="copy it into the project, or pass --allow-outside"
        )
    elif still.problem is not None:
        yield Problem(
            ("still",), UNREADABLE[still.problem].format(path=path), hint="paths are meant from the shot's own file"
        )


def check_image(subject: Subject) -> Iterator[Problem]:
    """A still that is not a JPEG, PNG or WebP by its bytes, or of a type that the model does not take."""
    still = subject.still
    if still is None or still.outside or still.problem is not None:
        return
    if still.image is None:
        yield Problem(
            ("still",),
            f"{subject.shot.still!r} is no JPEG, PNG or WebP by its bytes, whatever its name says",
            hint="export it again from a picture editor",
        )
    elif subject.target is not None and still.image.mime not in subject.target.model.still_types:
        types = ", ".join(subject.target.model.still_types) or "no still"
        yield Problem(("still",), f"{subject.target.model.name} takes {types}, and this is {still.image.mime}")
    elif subject.target is not None:
        name, taken = subject.target.endpoint.name, subject.target.endpoint.form.still_types
        if taken and still.image.mime not in taken:
            yield Problem(("still",), f"{name} takes {', '.join(taken)}, and this is {still.image.mime}")


def check_size(subject: Subject) -> Iterator[Problem]:
    """A still that is not of exactly the shot's size."""
    still, target = subject.still, subject.target
    if still is None or still.image is None or still.outside or target is None:
        return
    found = f"{still.image.width}x{still.image.height}"
    if found != target.size:
        yield Problem(
            ("still",),
            f"the still is {found}, and the shot is {target.size}: they have to be equal to the pixel",
            hint=f"scale and crop it to {target.size}, or set `size: {found}` where the model makes it",
        )


def check_taken(subject: Subject) -> Iterator[Problem]:
    """A still that stands elsewhere, at an endpoint that has no place for it."""
    written, target = subject.shot.still, subject.target
    if written is None or subject.still is not None or target is None or subject.shot.source is not None:
        return
    elsewhere, name = target.endpoint.form.elsewhere, target.endpoint.name
    is_id = re.match(r"file[-_]", written) is not None
    if elsewhere is None or (is_id and not elsewhere.takes_ids):
        what = "local files alone" if elsewhere is None else "no file ids"
        yield Problem(("still",), f"{name} takes {what} as a still", hint="save the picture in the project")


TAKEN = Rule(
    name="still-not-taken",
    family="still",
    severity=Severity.ERROR,
    summary="the endpoint takes no still that stands elsewhere",
    why="It would ignore the address in silence, or refuse the request.",
    valid=("shot: a\nduration: 4\nstill: https://example.com/harbour.png\ncamera: [{pan: left}]\n",),
    invalid=(),
    check=check_taken,
    sections=("still",),
)
MISSING = Rule(
    name="still-missing",
    family="still",
    severity=Severity.ERROR,
    summary="the still cannot be read",
    why="The request would fail, or would be sent without its first frame.",
    valid=("shot: a\nduration: 4\nsize: 1280x720\nstill: images/harbour.png\ncamera: [{pan: left}]\n",),
    invalid=(
        Example("shot: a\nduration: 4\nstill: images/habour.png\n", 3, 8),
        Example("shot: a\nduration: 4\nstill: images\n", 3, 8),
        Example("shot: a\nduration: 4\nstill: ../harbour.png\n", 3, 8),
    ),
    check=check_missing,
    sections=("still",),
)
IMAGE = Rule(
    name="still-not-an-image",
    family="still",
    severity=Severity.ERROR,
    summary="the still is no JPEG, PNG or WebP by its bytes",
    why="Endpoints look at the bytes and refuse the request; a renamed file is still what it was.",
    valid=("shot: a\nduration: 4\nsize: 1280x720\nstill: images/harbour.png\ncamera: [{pan: left}]\n",),
    invalid=(Example("shot: a\nduration: 4\nstill: images/notes.png\n", 3, 8),),
    check=check_image,
    sections=("still",),
    source="OpenAI's guide for Sora 2, Use image input for more control",
)
SIZE = Rule(
    name="still-size",
    family="still",
    severity=Severity.ERROR,
    summary="the still is not of exactly the shot's size",
    why="The protocol wants the first frame in the clip's own size; endpoints refuse anything else, or stretch it.",
    valid=("shot: a\nduration: 4\nsize: 1280x720\nstill: images/harbour.png\ncamera: [{pan: left}]\n",),
    invalid=(
        Example("shot: a\nduration: 4\nsize: 1280x720\nstill: images/small.png\n", 4, 8),
        Example("shot: a\nduration: 4\nsize: 720x1280\nstill: images/harbour.png\n", 4, 8),
    ),
    check=check_size,
    sections=("still",),
    source="OpenAI's guide for Sora 2; MicrosoftLearning/mslearn-ai-vision PR 78 (2026-05-10)",
)
