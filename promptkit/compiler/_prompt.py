"""The prompt of a shot in a dialect, with its source map and with what it does not say."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promptkit.catalog import Model, Target, load_catalog
from promptkit.findings import Finding, Severity
from promptkit.language import Places, Shot, Timeline
from promptkit.source import Path

from ._cuts import SHARED
from ._dialects import every_field, laid_out, needs
from ._english import cleaned
from ._facts import Dialect, dialect_facts
from ._limits import Limits, ill_measured, limits, too_many_commands
from ._marks import Marker, unmarked
from ._memory import Notes
from ._phrases import Phrases
from ._scribe import Scribe
from ._script import Script
from ._source_map import SourceMap
from ._unsaid import leaves, not_said
from ._values import MapEntry

if TYPE_CHECKING:
    from promptkit.templating.templates import Layout


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a shot in one dialect.

    :param dialect: its name, or that of a template of the user's; ``prompt`` for a prompt of one's own.
    :param not_said: the canonical path of each value that is neither in the prompt nor elsewhere in the request.
    :param told: the paths of the values that the prompt says; ``None`` where a template does not let us see.
    :param negative_prompt: what shall not be there, for the endpoint's field beside the prompt; empty where it has
        none, and where the prompt says it.
    """

    dialect: str
    prompt: str
    source_map: Sequence[MapEntry]
    findings: tuple[Finding, ...]
    not_said: tuple[Path, ...]
    limits: Limits
    told: Set[Path] | None
    negative_prompt: str = ""


def write(
    shot: Shot, timeline: Timeline, dialect: str | Layout, target: Target, places: Places, notes: Notes | None = None
) -> Written:
    """Write the prompt.

    :param notes: of what was made of other variants of the shot, for this dialect and target.

    :raises TemplateFailed: if a template of the user's gives none.
    """
    if shot.prompt is not None:
        return _own(shot, shot.prompt, target.model, places)
    name, facts, fields = _chosen(dialect)
    models = _models(facts, target.model)
    notes = notes or Notes()
    phrases = Phrases(notes, _why_positive(models), _why_silent(models), facts.empty)
    scribe = Scribe(shot, timeline, phrases, fields, facts.voice)
    prompt, source_map, told = _laid_out(dialect, scribe.script(), notes.marker, places)
    every = leaves(shot, notes)
    refused = _refused(shot, target) if phrases.why_positive is not None else {}
    missing = [path for path in every if path not in told and path not in refused] if told is not None else []
    allowed = limits(facts, models, with_still=shot.still is not None)
    findings = (
        *not_said([(path, _why(path, shot, phrases, facts)) for path in missing], every, name, places),
        *(_in_words(path, name, places) for path in scribe.told_in_words if facts.voice.commands),
        *too_many_commands(shot, facts, places),
        *ill_measured(prompt, source_map, allowed, _who(facts, target.model), shot, places),
    )
    return Written(name, prompt, source_map, findings, tuple(missing), allowed, told, ", ".join(refused.values()))


def _own(shot: Shot, prompt: str, model: Model, places: Places) -> Written:
    """A prompt of the user's own, as it is."""
    marker = Marker()
    marked = marker.mark_lines(prompt.strip().split("\n"), ("prompt",), "\n")
    text, told = unmarked(marked, marker)
    source_map, allowed = SourceMap(marked, marker, places), limits(None, [model], with_still=shot.still is not None)
    findings = tuple(ill_measured(text, source_map, allowed, model.name, shot, places))
    return Written("prompt", text, source_map, findings, (), allowed, told)


def _laid_out(
    dialect: str | Layout, script: Script, marker: Marker, places: Places
) -> tuple[str, Sequence[MapEntry], Set[Path] | None]:
    if isinstance(dialect, str):
        marked = laid_out(script, dialect)
        text, told = unmarked(marked, marker)
        return text, SourceMap(marked, marker, places), told
    from ._own import laid_out_by  # most shots need none of it

    return laid_out_by(dialect, script, marker, places)


def _chosen(dialect: str | Layout) -> tuple[str, Dialect, frozenset[str]]:
    """Its name, what it can say, and which fields it reads; a template of the user's says what its parent can."""
    if isinstance(dialect, str):
        return dialect, dialect_facts()[dialect], needs(dialect)
    from ._own import built_in_of

    return dialect.name, dialect_facts()[built_in_of(dialect) or "prose"], every_field()


def _who(facts: Dialect, model: Model) -> str:
    return f"the {facts.name} dialect" if facts.model is not None else model.name


def _models(dialect: Dialect, model: Model) -> tuple[Model, ...]:
    """The model that makes the clip, and the one for which the dialect is written, where that is told otherwise."""
    if dialect.model is None or dialect.name == model.dialect:
        return (model,)
    return (model, load_catalog().models[dialect.model])


def _why_positive(models: Sequence[Model]) -> str | None:
    """Why nothing may be said that shall not be there; ``None`` where it may."""
    names = [model.name for model in models if not model.negation]
    return f"{names[0]} is told what is there, not what is not" if names else None


def _why_silent(models: Sequence[Model]) -> str | None:
    """Why nothing may be said of sound; ``None`` where it may."""
    names = [model.name for model in models if not model.audio]
    return f"{names[0]} makes silent clips" if names else None


def _refused(shot: Shot, target: Target) -> dict[Path, str]:
    """What shall not be there, by its path, for a model and an endpoint that take it beside the prompt."""
    field = target.endpoint.negative_prompt_field
    if field is None or field in shot.request or not target.model.takes_negative_prompt:
        return {}
    refused: dict[Path, str] = {("avoid", at): cleaned(each) for at, each in enumerate(shot.avoid)}
    if shot.text == "none":
        refused["text",] = "on-screen text"
    return refused


def _why(path: Path, shot: Shot, phrases: Phrases, facts: Dialect) -> str:
    for length in range(len(path), 0, -1):
        if (why := phrases.unsaid.get(path[:length])) is not None:
            return why
    if (why := facts.reason(path)) is not None:
        return why
    if phrases.why_silent is not None and (path[0] == "sound" or path[-1] == "voice"):
        return phrases.why_silent
    if shot.cuts and path[0] in SHARED:
        return "every cut has its own"
    return "its template has no place for it"


def _in_words(path: Path, dialect: str, places: Places) -> Finding:
    return Finding(
        "no-command",
        "target",
        Severity.WARNING,
        f"the {dialect} dialect has no camera command for this move, so words tell it, which steers less surely",
        places.span(path),
        path=path,
    )
