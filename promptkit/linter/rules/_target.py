"""The rules of the target: what the model makes, and what the endpoint still offers."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.catalog import Model
from promptkit.findings import Fix, Severity
from promptkit.language import nearest, rescaled

from .._rule import Example, Problem, Rule, Subject

_STALE_DAYS = 180
# The facts that a request stands on.
_JUDGED = frozenset({"durations", "sizes"})


def check_size(subject: Subject) -> Iterator[Problem]:
    """A size that the model does not make."""
    target = subject.target
    if target is None or target.clip is not None:
        return
    allowed = (target.offer.sizes if target.offer else ()) or target.model.sizes
    if not allowed or target.size in allowed:
        return
    guess = nearest(target.size, allowed)
    path = ("size",) if subject.shot.size is not None else ("shot",)
    yield Problem(
        path,
        f"{target.model.name} does not make {target.size} (its sizes: {', '.join(allowed)})"
        f"{_doubt(target.model, 'sizes')}",
        replacement=guess if subject.shot.size is not None else None,
    )


def check_duration(subject: Subject) -> Iterator[Problem]:
    """A length that the model does not make, or that is not sold at the endpoint."""
    target, seconds = subject.target, subject.shot.duration
    if target is None or "duration" not in subject.built.written or subject.shot.reworks:
        return
    allowed = [
        each
        for each in target.model.durations
        if not target.offer or not target.offer.seconds or each in target.offer.seconds
    ]
    if seconds not in allowed:
        yield Problem(
            ("duration",),
            f"{target.model.name} at {target.endpoint.name} makes {_seconds(allowed)}, and the shot has {seconds} s"
            f"{_doubt(target.model, 'durations')}",
            hint=_what_helps(target.model, allowed),
            fix=_rescaling(subject, allowed, seconds or 0),
        )


def _rescaling(subject: Subject, allowed: list[int], seconds: int) -> Fix | None:
    """Scale the shot to the nearest length that there is."""
    if not allowed or not subject.built.sound:
        return None
    nearest_one = min(allowed, key=lambda each: (abs(each - seconds), -each))
    found = rescaled(subject.shot, subject.timeline, subject.built.places, nearest_one)
    if found.obstacles or not found.edits:
        return None
    return Fix("unsafe", f"rescale the shot to {nearest_one} s", found.edits)


def check_ended(subject: Subject) -> Iterator[Problem]:
    """An offer that has ended, or that never was."""
    target = subject.target
    if target is None or (target.clip is not None and target.clip.model is None):
        return
    path = ("model",) if subject.shot.model is not None else ("shot",)
    if target.offer is None:
        offered = ", ".join(target.endpoint.offers) or "nothing"
        yield Problem(
            path,
            f"{target.endpoint.name} does not offer {target.model.name} (it offers {offered})",
            hint=_elsewhere(subject),
        )
    elif target.offer.has_ended(subject.today):
        yield Problem(
            path,
            f"{target.model.name} ended at {target.endpoint.name} on {target.offer.ended}"
            + (f" (uncertain: {target.offer.uncertain})" if target.offer.uncertain else ""),
            hint=_elsewhere(subject),
        )


def check_extras(subject: Subject) -> Iterator[Problem]:
    """An extra of the request that the endpoint does not take."""
    target = subject.target
    if target is None:
        return
    for name in subject.shot.request:
        if name == "x_camera":
            yield Problem(("request", name), "'x_camera' is compiled from the camera section", at_key=True)
        elif name not in target.endpoint.extras:
            known = ", ".join(each for each in target.endpoint.extras if each != "x_camera") or "none"
            yield Problem(
                ("request", name), f"{target.endpoint.name} takes no extra {name!r} (its extras: {known})", at_key=True
            )


def check_change(subject: Subject) -> Iterator[Problem]:
    """`change` without anything to change."""
    if subject.shot.change and not {"still", "source"} & (subject.built.written | subject.damaged):
        yield Problem(
            ("change",),
            "there is nothing to change: the shot has neither a still nor a source",
            hint="describe it in `scene` or `action`",
            at_key=True,
        )


def check_age(subject: Subject) -> Iterator[Problem]:
    """Facts of a living model that nobody has looked at for long."""
    target = subject.target
    if target is None or target.model.ended is not None:
        return
    told = [source.as_of for name, source in target.model.sources.items() if name in _JUDGED]
    oldest = min([*told, *([target.offer.as_of] if target.offer else [])], default=subject.today)
    days = (subject.today - oldest).days
    if days > _STALE_DAYS:
        yield Problem(
            ("model",) if subject.shot.model is not None else ("shot",),
            f"what the catalog says of {target.model.name} is {days} days old",
            hint=f"`promptkit models {target.model.name}` shows each fact with its source and date",
        )


def _doubt(model: Model, fact: str) -> str:
    reason = model.uncertain.get(fact)
    return f" (uncertain: {reason})" if reason else ""


def _what_helps(model: Model, allowed: list[int]) -> str | None:
    if allowed:
        return "`promptkit rescale` scales a shot with all its times"
    return f"it makes {model.makes} s; a shot lasts 4, 8 or 12 s" if model.makes not in ("", "any") else None


def _seconds(allowed: list[int]) -> str:
    return f"{', '.join(map(str, allowed))} s" if allowed else "none of 4, 8 and 12 s"


def _elsewhere(subject: Subject) -> str:
    return "`--endpoint local` makes a previz for nothing; `promptkit models` lists who offers what"


ENDED = Rule(
    name="model-ended",
    family="target",
    severity=Severity.ERROR,
    summary="the model is not, or no longer, offered at the endpoint",
    why="The request would fail there. Prompts outlive models: the shot can be made elsewhere.",
    valid=("shot: a\nmodel: sora-2\nduration: 4\nscene: A harbour.\n",),
    invalid=(Example("shot: a\nmodel: sora-2\nendpoint: openai\nduration: 4\nscene: A harbour.\n", 2, 8),),
    check=check_ended,
    source="OpenAI, deprecations: Videos API and Sora 2 removed on 2026-09-24",
)
SIZE = Rule(
    name="size-not-allowed",
    family="target",
    severity=Severity.ERROR,
    summary="the model does not make this size",
    why="The endpoint refuses the request.",
    valid=("shot: a\nmodel: sora-2-pro\nsize: 1792x1024\nduration: 4\nscene: A harbour.\n",),
    invalid=(Example("shot: a\nmodel: sora-2\nsize: 1792x1024\nduration: 4\nscene: A harbour.\n", 3, 7),),
    check=check_size,
    source="OpenAI's guide for Sora 2, API parameters",
)
DURATION = Rule(
    name="duration-not-offered",
    family="target",
    severity=Severity.ERROR,
    summary="the model or the endpoint does not make clips of this length",
    why="The endpoint refuses the request, or makes a clip of another length and charges for it.",
    valid=("shot: a\nmodel: veo-3.1\nduration: 8\nscene: A harbour.\n",),
    invalid=(
        Example(
            "shot: a\nmodel: veo-3.1\nduration: 12\nscene: A harbour.\n",
            3,
            11,
            "shot: a\nmodel: veo-3.1\nduration: 8\nscene: A harbour.\n",
        ),
        Example("shot: a\nmodel: hailuo-2.3\nduration: 4\nscene: A harbour.\n", 3, 11),
    ),
    check=check_duration,
)
STALE = Rule(
    name="stale-fact",
    family="target",
    severity=Severity.INFO,
    summary="nobody has looked at the model's facts for half a year",
    why="Prices, lengths and sizes change within months; look at the source before much is spent.",
    valid=("shot: a\nmodel: veo-3.1\nduration: 8\nscene: A harbour.\n",),
    invalid=(Example("shot: a\nmodel: gen-4.5\nduration: 8\nscene: A harbour.\n", 2, 8),),
    check=check_age,
)
EXTRAS = Rule(
    name="unknown-extra",
    family="target",
    severity=Severity.ERROR,
    summary="the endpoint takes no such extra",
    why="Some servers refuse the request, others ignore the field in silence; both cost a take.",
    valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
    invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\nrequest: {seed: 7}\n", 4, 11),),
    check=check_extras,
    sections=("request",),
)
CHANGE = Rule(
    name="change-without-still",
    family="keep-change",
    severity=Severity.ERROR,
    summary="`change` with nothing to change",
    why="`change` says what differs from a still or a clip by the end; a shot from text alone has neither.",
    valid=("shot: a\nduration: 4\nscene: A harbour.\nkeep: [the red boat]\n",),
    invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\nchange: [the boat is gone]\n", 4, 1),),
    check=check_change,
    sections=("change",),
)
