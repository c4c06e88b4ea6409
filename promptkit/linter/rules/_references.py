"""The rules of the images beside the still, and of characters by id."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Problem, Rule, Subject
from ._still import UNREADABLE

_HARBOUR = "shot: a\nduration: 4\nscene: A harbour.\n"


def check_unreadable(subject: Subject) -> Iterator[Problem]:
    """A reference that cannot be read, leads out of the project, or is no picture that the model takes."""
    for at, (facts, reference) in enumerate(zip(subject.references, subject.shot.references, strict=False)):
        path, image = ("references", at, "image"), reference.image
        if facts is None:
            continue
        if facts.outside:
            yield Problem(path, f"{image!r} leads out of the project", hint="copy it into the project")
        elif facts.problem is not None:
            yield Problem(
                path,
                UNREADABLE[facts.problem].format(path=image),
                hint="paths are meant from the file in which they are written",
            )
        elif facts.image is None:
            yield Problem(path, f"{image!r} is no JPEG, PNG or WebP by its bytes, whatever its name says")


def check_taken(subject: Subject) -> Iterator[Problem]:
    """References that the model or the endpoint does not take."""
    target, shot = subject.target, subject.shot
    if target is None or not shot.references or shot.source is not None:
        return
    model, most, count = target.model, target.model.references, len(shot.references)
    if "references" not in model.unknown and count > most:
        takes = f"takes {most} {'reference' if most == 1 else 'references'}" if most else "takes no references"
        hint = "`still` is the one image that it takes, as the first frame" if not most else None
        if most:
            yield Problem(("references", most), f"{model.name} {takes}, and here are {count}")
        else:
            yield Problem(("references",), f"{model.name} {takes}", hint=hint, at_key=True)
    elif target.endpoint.form.references is None:
        message = f"nothing says that {target.endpoint.name} takes images beside the still"
        yield Problem(("references",), message, at_key=True)
    elif target.endpoint.form.body == "multipart":
        for at, facts in enumerate(subject.references):
            if facts is None:
                message = f"{target.endpoint.name} takes local files alone beside the still"
                yield Problem(("references", at, "image"), message, hint="save the picture in the project")


def check_roles(subject: Subject) -> Iterator[Problem]:
    """Roles beside a prompt of one's own: they would be said in the prompt that it takes the place of."""
    if subject.shot.prompt is None:
        return
    for at, reference in enumerate(subject.shot.references):
        if reference.role is not None:
            yield Problem(
                ("references", at, "role"),
                f"the role of reference image {at + 1} says nothing beside a prompt of one's own",
                hint="say it in the prompt",
            )


def check_characters(subject: Subject) -> Iterator[Problem]:
    """More characters than the model takes."""
    target, shot = subject.target, subject.shot
    names = [name for name, member in shot.cast.items() if member.character is not None]
    if target is None or not names or shot.source is not None:
        return
    model, most = target.model, target.model.characters
    if "characters" not in model.unknown and len(names) > most:
        path = ("cast", names[most], "character")
        told = f"{most} characters at most, and {names[most]!r} is number {most + 1}" if most else "no characters by id"
        yield Problem(path, f"{model.name} takes {told}", at_key=True)
    elif "characters" not in target.endpoint.routes:
        path = ("cast", names[0], "character")
        yield Problem(path, f"nothing says that {target.endpoint.name} takes characters by their id", at_key=True)


RULES = (
    Rule(
        name="reference-unreadable",
        family="still",
        severity=Severity.ERROR,
        summary="an image beside the still cannot be read",
        why="The request would fail, or would be sent without it.",
        valid=(_HARBOUR,),
        invalid=(
            Example(f"{_HARBOUR}references: [images/habour.png]\n", 4, 14),
            Example(f"{_HARBOUR}references: [{{image: images/notes.png, role: style}}]\n", 4, 22),
        ),
        check=check_unreadable,
        sections=("references",),
    ),
    Rule(
        name="references-not-taken",
        family="still",
        severity=Severity.ERROR,
        summary="the model or the endpoint takes no such images, or not so many",
        why="What it does not take is ignored in silence or refused; both cost a take.",
        valid=(_HARBOUR,),
        invalid=(Example(f"{_HARBOUR}references: [images/harbour.png]\n", 4, 1),),
        check=check_taken,
        sections=("references",),
    ),
    Rule(
        name="role-beside-prompt",
        family="still",
        severity=Severity.WARNING,
        summary="the role of an image is not said",
        why="A role goes into the prompt, and a prompt of one's own is sent as it stands.",
        valid=(_HARBOUR,),
        invalid=(
            Example(
                "shot: a\nmodel: minimax-h3\nduration: 8\nprompt: A harbour.\n"
                "references: [{image: images/harbour.png, role: the place}]\n",
                5,
                48,
            ),
        ),
        check=check_roles,
        sections=("references",),
    ),
    Rule(
        name="characters-not-taken",
        family="cast",
        severity=Severity.ERROR,
        summary="the model or the endpoint takes no characters by id, or not so many",
        why="The request is refused.",
        valid=(f"{_HARBOUR}cast: {{Mara: {{look: a fox, character: char_1}}}}\n",),
        invalid=(
            Example(
                f"{_HARBOUR}cast:\n  Ada: {{character: char_1}}\n  Bo: {{character: char_2}}\n"
                "  Cy: {character: char_3}\n",
                7,
                8,
            ),
        ),
        check=check_characters,
        sections=("cast",),
        source="openai/skills .curated/sora/references/video-api.md @ 892f001",
    ),
    # Met where the prompt is made.
    Rule(
        name="character-not-named",
        family="cast",
        severity=Severity.ERROR,
        summary="the prompt does not name a character",
        why="The model knows a character by its name alone, letter by letter; without it nobody appears.",
        valid=(f"{_HARBOUR}cast: {{Mara: {{character: char_1}}}}\n",),
        invalid=(
            Example(
                "shot: a\nduration: 4\nprompt: A fox runs.\ncast: {Mara: {character: char_1}}\n",
                4,
                26,
            ),
        ),
        source="openai/skills .curated/sora/references/video-api.md @ 892f001",
    ),
)
