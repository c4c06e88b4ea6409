"""The rules of a shot that is made from a clip."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import LONGEST_CLIP

from .._rule import Example, Problem, Rule, Subject

_REMIX = "shot: a\nsource: {remix: video_1}\n"
_SAID = "change: [the coat is red]\nkeep: [the man, the light]\n"
_EXTEND = "shot: a\nsource: {extend: video_1}\nduration: 4\nscene: The boat reaches the pole.\n"
_DONE = {"remix": "remixes", "edit": "edits", "extend": "extends"}
#: What is made from a clip takes none of these: the clip is the picture.
_PICTURES = ("still", "references")


def check_differs(subject: Subject) -> Iterator[Problem]:
    """A model, size or duration that is written and is not the clip's."""
    shot, target = subject.shot, subject.target
    if shot.source is None or target is None or target.clip is None:
        return
    clip = target.clip
    own = {"model": clip.model, "size": clip.size}
    if shot.reworks:
        own["duration"] = None if clip.seconds is None else str(clip.seconds)
    for key, of_clip in own.items():
        written = getattr(shot, key)
        if written is None or str(written) == of_clip:
            continue
        if of_clip is None:
            yield Problem(
                (key,),
                f"nobody here knows the {key} of {clip}, so {str(written)!r} cannot be held to it",
                hint=f"take the line out: the {key} comes from the clip",
            )
        else:
            yield Problem(
                (key,),
                f"{clip} has the {key} {of_clip}, and what is made from it keeps it: it cannot be {written}",
                hint="take the line out, or make a new shot",
                replacement=of_clip,
            )


def check_elsewhere(subject: Subject) -> Iterator[Problem]:
    """A clip that another endpoint has."""
    target, source = subject.target, subject.shot.source
    if source is None or target is None or target.clip is None or target.clip.endpoint is None:
        return
    if target.clip.endpoint != target.endpoint.name:
        yield Problem(
            ("source", source.way),
            f"{target.clip} is at {target.clip.endpoint}, and {target.endpoint.name} does not have it",
            hint=f"leave `endpoint` out, or write `endpoint: {target.clip.endpoint}`",
        )


def check_route(subject: Subject) -> Iterator[Problem]:
    """An endpoint that does not do this with a clip."""
    target, source = subject.target, subject.shot.source
    if source is None or target is None or target.endpoint.route(source.way) is not None:
        return
    routes = ", ".join(each for each in target.endpoint.routes if each != "characters") or "none"
    yield Problem(
        ("source", source.way),
        f"nothing says that {target.endpoint.name} {_DONE[source.way]} clips (its routes: {routes})",
        hint="`promptkit endpoints` shows what each of them does",
        at_key=True,
    )


def check_beside(subject: Subject) -> Iterator[Problem]:
    """Images and characters beside a clip."""
    shot = subject.shot
    if shot.source is None:
        return
    what = "an extension" if shot.source.way == "extend" else f"a {shot.source.way}".replace("a edit", "an edit")
    for key in _PICTURES:
        if getattr(shot, key):
            yield Problem((key,), f"{what} takes no {key}: its pictures come from the clip", at_key=True)
    for name, member in shot.cast.items():
        if member.character is not None:
            yield Problem(
                ("cast", name, "character"), f"{what} takes no characters: whoever is in the clip is in it", at_key=True
            )


def check_nothing(subject: Subject) -> Iterator[Problem]:
    """A remix or an edit that says nothing."""
    shot = subject.shot
    said = subject.built.written | subject.damaged
    if shot.reworks and not said - _SILENT:
        yield Problem(
            ("source",),
            "nothing is changed: neither `change` nor anything else says what shall be different",
            hint="write `change:` with the one thing that shall be different",
            at_key=True,
        )


_HEAD = frozenset({"shot", "source", "model", "size", "duration", "endpoint", "request"})
#: What can be written of a remix without saying what changes.
_SILENT = _HEAD | {"keep", "free", "takes", "notes", "tags", "template", "prompt_is"}


def check_several(subject: Subject) -> Iterator[Problem]:
    """More than one change at once."""
    shot = subject.shot
    if shot.reworks and len(shot.change) > 1:
        yield Problem(
            ("change", 1),
            f"{len(shot.change)} changes at once: the model mixes them up, or leaves some out",
            hint="make one change, look at it, and remix the result",
        )


def check_keep(subject: Subject) -> Iterator[Problem]:
    """A remix or an edit that does not say what stays."""
    shot = subject.shot
    written = subject.built.written | subject.damaged
    if shot.reworks and shot.prompt is None and "keep" not in written and written - _SILENT:
        yield Problem(
            ("source",),
            "nothing is kept by name: what is not named may change as well",
            hint="write `keep:` with what must stay as it is in the clip",
            at_key=True,
        )


def check_length(subject: Subject) -> Iterator[Problem]:
    """An extension that makes the clip longer than any may be."""
    shot, target = subject.shot, subject.target
    if shot.source is None or shot.source.way != "extend" or target is None or target.clip is None:
        return
    if target.clip.seconds is not None and target.clip.seconds + (shot.duration or 0) > LONGEST_CLIP:
        yield Problem(
            ("duration",),
            f"{target.clip} has {target.clip.seconds} s; with {shot.duration} s more it has more than {LONGEST_CLIP} s",
        )


_SKILL = "openai/skills .curated/sora/references/video-api.md @ 892f001"

RULES = (
    Rule(
        name="differs-from-clip",
        family="target",
        severity=Severity.ERROR,
        summary="a model, size or duration that is not the clip's",
        why="No request for a remix, an edit or an extension carries a model or a size: the clip has them. Other ones "
        "would be lost in silence. Those of a stranger's clip are not known here, so they are left out.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(
            Example(f"{_REMIX}{_SAID}model: sora-2\n", 5, 8),
            Example(f"{_REMIX}{_SAID}duration: 8\n", 5, 11),
            Example(f"{_EXTEND}size: 1280x720\n", 5, 7),
        ),
        check=check_differs,
        sections=("source",),
        source="openai/openai-openapi @ f85dbe2: CreateVideoRemixBody, CreateVideoEditJsonBody",
    ),
    Rule(
        name="clip-elsewhere",
        family="target",
        severity=Severity.ERROR,
        summary="the clip is at another endpoint",
        why="An endpoint can only work on the clips that it has made and kept.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(),
        check=check_elsewhere,
        sections=("source",),
    ),
    Rule(
        name="route-not-offered",
        family="target",
        severity=Severity.ERROR,
        summary="the endpoint does not remix, edit or extend clips",
        why="Most servers that speak the protocol only make new clips; the request would fail.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(),
        check=check_route,
        sections=("source",),
    ),
    Rule(
        name="beside-source",
        family="keep-change",
        severity=Severity.ERROR,
        summary="a still, references or characters beside a clip",
        why="The protocol has no place for them in these requests: the clip is the picture.",
        valid=(_EXTEND,),
        invalid=(
            Example(f"{_EXTEND}still: images/harbour.png\n", 5, 1),
            Example(f"{_REMIX}{_SAID}cast: {{Mara: {{character: char_1}}}}\n", 5, 15),
        ),
        check=check_beside,
        sections=("source",),
        source=_SKILL,
    ),
    Rule(
        name="nothing-changed",
        family="keep-change",
        severity=Severity.ERROR,
        summary="a remix or an edit says nothing",
        why="What was inherited is not said again, so the prompt would be empty, and the clip paid for twice.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(Example(f"{_REMIX}keep: [the man]\n", 2, 1),),
        check=check_nothing,
        sections=("source",),
    ),
    Rule(
        name="several-changes",
        family="keep-change",
        severity=Severity.WARNING,
        summary="a remix or an edit changes several things at once",
        why="One focused change at a time is what models do well, and what can be judged afterwards.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(Example(f"{_REMIX}keep: [the man]\nchange: [the coat is red, it snows]\n", 4, 27),),
        check=check_several,
        sections=("source",),
        source="OpenAI's guide for Sora 2, Remix functionality",
    ),
    Rule(
        name="nothing-kept",
        family="keep-change",
        severity=Severity.WARNING,
        summary="a remix or an edit names nothing that stays",
        why="Whatever is not named may change as well: faces, light and framing drift first.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(Example(f"{_REMIX}change: [the coat is red]\n", 2, 1),),
        check=check_keep,
        sections=("source",),
        source="OpenAI's guide for Sora 2, Remix functionality",
    ),
    Rule(
        name="clip-too-long",
        family="target",
        severity=Severity.ERROR,
        summary="an extension makes the clip longer than 120 seconds",
        why="A clip has 120 seconds at most, all its extensions together.",
        valid=(_EXTEND,),
        invalid=(),
        check=check_length,
        sections=("source",),
        source=_SKILL,
    ),
    # Met before the linter looks: where the clip is looked up, and where the layers are merged.
    Rule(
        name="unknown-clip",
        family="target",
        severity=Severity.ERROR,
        summary="a clip that is not there",
        why="Nothing can be made from a take that the ledger does not know, or that has no video.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(Example(f"shot: a\nsource: {{remix: boat-3f9a-01}}\n{_SAID}", 2, 17),),
    ),
    Rule(
        name="inherited-not-said",
        family="keep-change",
        severity=Severity.INFO,
        summary="what was inherited is not said of a clip",
        why="A remix that describes the whole shot again asks for another shot. Only `keep`, `change`, `avoid` and "
        "what the document itself writes reach the prompt.",
        valid=(f"{_REMIX}{_SAID}",),
        invalid=(
            Example(
                f'shot: a\nextends: "#b"\nsource: {{remix: video_1}}\n{_SAID}---\npreset: b\nscene: A harbour.\n', 3, 1
            ),
        ),
    ),
)
