"""Asking endpoints for their moderation of prompts: only when a caller wants it, and only where it is free."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promptkit.catalog import Endpoint
from promptkit.check import Checked
from promptkit.findings import Finding, Severity, Span, UsageError
from promptkit.language import nearest
from promptkit.project import Project, key_for
from promptkit.source import Path

if TYPE_CHECKING:
    from promptkit.runs import Verdict


@dataclass(frozen=True, slots=True)
class Moderation:
    """That endpoints shall be asked.

    :param at: the one that is asked in place of each prompt's own.
    """

    at: str | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text that is to be judged, and where what is said of it stands.

    :param endpoint: where it would be sent.
    """

    text: str
    project: Project
    endpoint: str
    span: Span
    document: str | None = None
    path: Path = ()


def prompt_of(shot: Checked, project: Project) -> Prompt | None:
    """The prompt of a shot; ``None`` where it has an error and none is made of it."""
    if shot.compiled is None or shot.built is None:
        return None
    span = shot.built.places.span(("shot",))
    return Prompt(shot.compiled.request.prompt, project, shot.compiled.endpoint, span, shot.document.name, ("shot",))


def judged(prompts: Sequence[Prompt], at: str | None = None, environ: Mapping[str, str] | None = None) -> list[Finding]:
    """What the endpoints' moderation says of prompts. Each text is sent once, to one endpoint.

    :param at: the endpoint that is asked in place of each prompt's own.
    :param environ: where keys are looked up; the process's own by default.
    :raises UsageError: if there is no endpoint ``at``.
    """
    variables = os.environ if environ is None else environ
    groups: dict[tuple[int, str], list[Prompt]] = {}
    for each in prompts:
        groups.setdefault((id(each.project), at or each.endpoint), []).append(each)
    return [
        finding for (_, name), group in groups.items() for finding in _of_group(name, group, variables, chosen=bool(at))
    ]


def _of_group(name: str, group: list[Prompt], environ: Mapping[str, str], *, chosen: bool) -> Iterator[Finding]:
    project = group[0].project
    endpoint = project.catalog.endpoint(name)
    if endpoint is None:
        if chosen:
            raise UsageError(_unknown(name, project))
        return  # lint has said so
    texts = list(dict.fromkeys(each.text for each in group))
    said = _asked(endpoint, texts, project, environ)
    if isinstance(said, _Silence):
        yield _not_asked(said, name, group)
        return
    verdicts = dict(zip(texts, said, strict=True))
    for each in group:
        if verdicts[each.text].flagged:
            yield _flagged(each, verdicts[each.text], name)


@dataclass(frozen=True, slots=True)
class _Silence:
    """Why there is no verdict."""

    reason: str
    hint: str | None = None


def _asked(
    endpoint: Endpoint, texts: list[str], project: Project, environ: Mapping[str, str]
) -> tuple[Verdict, ...] | _Silence:
    from promptkit.runs import Connection, moderate  # here, for nothing but a send pays for the SDK

    if project.has_errors:
        return _Silence(f"{project.file} has errors, so nothing is sent")
    if not endpoint.moderates_free:
        return _Silence(
            f"nothing says that {endpoint.name} has a moderation route that costs nothing",
            "name one that has: `--moderation-at openai`",
        )
    if endpoint.base_url is None:
        return _Silence(f"the endpoint {endpoint.name} has no address")
    try:
        connection = Connection(endpoint, endpoint.base_url, key_for(endpoint, environ))
    except UsageError as error:
        return _Silence(str(error), error.hint)
    said = moderate(connection, texts)
    return _Silence(f"{endpoint.name} gave no verdict: {said}") if isinstance(said, str) else said


def _not_asked(silence: _Silence, name: str, group: list[Prompt]) -> Finding:
    first, count = group[0], len(group)
    left = "1 prompt is" if count == 1 else f"{count} prompts are"
    return Finding(
        "moderation-not-asked",
        "policy",
        Severity.WARNING,
        f"{silence.reason}; {left} not looked at by {name}",
        first.span,
        document=first.document,
        path=first.path,
        hint=silence.hint,
    )


def _flagged(prompt: Prompt, verdict: Verdict, name: str) -> Finding:
    told = ", ".join(f"{category} ({_score(score)})" for category, score in verdict.categories)
    return Finding(
        "moderation-flagged",
        "policy",
        Severity.WARNING,
        f"the moderation of {name} objects to the prompt: {told or 'it names no category'}",
        prompt.span,
        document=prompt.document,
        path=prompt.path,
        hint="scores go from 0 to 1; the route for texts is not what judges videos there, and may be milder or harder",
    )


def _score(score: float | None) -> str:
    return "no score" if score is None else f"{score:.2f}"


def _unknown(name: str, project: Project) -> str:
    guess = nearest(name, project.catalog.endpoints)
    return f"unknown endpoint {name!r}" + (f" (did you mean {guess!r}?)" if guess else "")
