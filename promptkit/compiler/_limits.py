"""How long a prompt may be, and how many commands may run at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from promptkit.catalog import Model
from promptkit.findings import Finding, Severity
from promptkit.language import Places, Shot, setups

from ._facts import Dialect
from ._values import MapEntry


@dataclass(frozen=True, slots=True)
class Limits:
    """What a prompt in a dialect may measure for a model; ``None`` where nobody says.

    :param chars: the model refuses more.
    :param words: more are against its makers' advice.
    """

    chars: int
    words: int | None
    least_words: int | None


def limits(dialect: Dialect | None, models: Sequence[Model], *, with_still: bool) -> Limits:
    """The narrowest of the models' own.

    :param dialect: ``None`` for a prompt of one's own.
    :param models: the one that makes the clip, and the one for which the dialect is written.
    """
    advised = [model.prompt_words for model in models if model.prompt_words is not None]
    most = min((words[1] for words in advised), default=None)
    least = max((words[0] for words in advised), default=None)
    if dialect is not None and with_still and dialect.most_words_with_still is not None:
        # A still says most of what the least of words is there for.
        least, most = None, min(dialect.most_words_with_still, most or dialect.most_words_with_still)
    return Limits(min(model.prompt_chars[1] for model in models), most, least)


def ill_measured(
    prompt: str, source_map: Iterable[MapEntry], allowed: Limits, who: str, shot: Shot, places: Places
) -> Iterator[Finding]:
    """A prompt over its limits, with the sections that cost most, or under them."""
    path = ("prompt",) if shot.prompt is not None else ("shot",)
    span = places.key(path)
    words = len(prompt.split())
    if allowed.least_words is not None and words < allowed.least_words:
        message = f"the prompt has {words} words, and {who} is best told in {allowed.least_words} at least"
        hint = "say more of the scene, the light, the style"
        yield Finding("prompt-too-short", "target", Severity.INFO, message, span, path=path, hint=hint)
    if len(prompt) > allowed.chars:
        message = f"the prompt has {len(prompt):,} characters, and {who} takes {allowed.chars:,} at most"
        severity = Severity.ERROR
    elif allowed.words is not None and words > allowed.words:
        message = f"the prompt has {words} words, and {who} is best told in {allowed.words} at most"
        severity = Severity.WARNING
    else:
        return
    if costs := _costs(prompt, source_map):
        message += f" ({costs})"
    hint = "shorten the scene or the actions; `promptkit compile` shows what became of each line"
    yield Finding("prompt-too-long", "target", severity, message, span, path=path, hint=hint)


def _costs(prompt: str, source_map: Iterable[MapEntry]) -> str:
    """``scene 40 words, camera 35, lighting 20``: the sections that cost most."""
    cost: Counter[str] = Counter()
    for each in source_map:
        if each.path:
            cost[str(each.path[0])] += len(prompt[each.start : each.end].split())
    if len(cost) < 2:
        return ""
    first, *others = cost.most_common(4)
    return ", ".join([f"{first[0]} {first[1]} words", *(f"{name} {count}" for name, count in others)])


def too_many_commands(shot: Shot, dialect: Dialect, places: Places) -> Iterator[Finding]:
    """More moves at once than the dialect has room for."""
    if dialect.at_once is None:
        return
    for setup in setups(shot):
        for at, item in enumerate(setup.camera):
            if len(item.moves) > dialect.at_once:
                path = (*setup.path, "camera", at)
                message = (
                    f"{len(item.moves)} moves start together, and the {dialect.name} dialect takes "
                    f"{dialect.at_once} commands at once at most"
                )
                yield Finding("too-many-commands", "target", Severity.ERROR, message, places.span(path), path=path)
