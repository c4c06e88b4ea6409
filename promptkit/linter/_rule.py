"""A rule: the unit of the linter, with its reason and its examples.

A rule with neither ``check`` nor ``reads`` is applied while a document loads, where the mistake is met; it stands here
so that every finding can be explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from promptkit.assets import ImageFacts, StillProblem
from promptkit.catalog import Target
from promptkit.findings import Edit, Finding, Fix, Severity, Span
from promptkit.language import Beat, Built, Cut, Setup, Shot, Timeline, setups
from promptkit.prose import words_of
from promptkit.source import Path, Scalar

from ._overlaps import overlaps
from ._parts import part_of
from ._prose import beside_prose, prose
from ._texts import TextCheck


@dataclass(frozen=True, slots=True)
class StillFacts:
    """What is known of the shot's still.

    :param problem: why it cannot be read, if so.
    :param image: by its bytes; ``None`` if it is no JPEG, PNG or WebP, or could not be read.
    :param outside: whether it leads out of the project.
    """

    problem: StillProblem | None = None
    image: ImageFacts | None = None
    outside: bool = False


@dataclass(frozen=True)
class Subject:
    """What the rules look at; what several of them ask for is made once.

    :param target: ``None`` where the model or endpoint is unknown.
    :param still: ``None`` where the shot has no local still.
    :param today: the day for which offers are judged.
    :param references: of the images beside the still, in order; ``None`` for one that is not a local file.
    :param budget: what a run may cost at most, in USD; ``None`` where there is no limit.
    """

    built: Built
    shot: Shot
    timeline: Timeline
    target: Target | None
    still: StillFacts | None
    today: date
    damaged: frozenset[str] = frozenset()
    references: tuple[StillFacts | None, ...] = ()
    budget: Decimal | None = None

    @cached_property
    def setups(self) -> tuple[Setup, ...]:
        """The set-ups of the clip, in order."""
        return setups(self.shot)

    @cached_property
    def parts(self) -> tuple[tuple[Shot | Cut, Path], ...]:
        """The shot itself and each of its cuts, as they are written, with their paths."""
        return ((self.shot, ()), *((cut, ("cuts", at)) for at, cut in enumerate(self.shot.cuts)))

    @cached_property
    def prose(self) -> tuple[tuple[Path, str], ...]:
        """What reaches the prompt in the user's own words, dialogue and on-screen text apart, with its paths."""
        return tuple(prose(self.shot))

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Everything that a viewer sees or hears, in the user's words, with its paths."""
        return (*self.prose, *beside_prose(self.shot))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all texts, as :func:`promptkit.prose.words_of` has them."""
        return words_of("\n".join(text for _, text in self.texts))

    @cached_property
    def overlaps(self) -> tuple[tuple[Beat, Beat], ...]:
        """Pairs of camera beats of one set-up that share time, the one that was written first in front."""
        return tuple(overlaps(self.timeline))


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found, in paths; the engine makes places of them.

    :param path: the canonical path; with ``at_key`` its key is meant, not its value.
    :param part: start and end of the words in the value's text, where only they are meant.
    :param replacement: what to write in the place of the value (or of its ``part``), where that is the fix.
    :param fix: another fix.
    """

    path: Path
    message: str
    hint: str | None = None
    part: tuple[int, int] | None = None
    at_key: bool = False
    replacement: str | None = None
    severity: Severity | None = None
    fix: Fix | None = None


Check = Callable[[Subject], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Example:
    """A document that breaks the rule.

    Beside it, as beside the valid ones, stand the files ``images/harbour.png`` (1280x720 pixels), ``images/small.png``
    (640x480 pixels) and ``images/notes.png`` (which is a text), and the templates
    ``sound``, ``divides``, ``endless`` and ``huge``.

    :param text: YAML, or a template.
    :param line: where the finding stands, from 1.
    :param column: from 1, in characters.
    :param fixed: the text after the fix, where there is one.
    :param settings: what ``promptkit.yaml`` says, where it matters.
    """

    text: str
    line: int
    column: int
    fixed: str | None = None
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    :param name: kebab-case, names the bad thing; once released, never used for another.
    :param why: why it matters to someone who pays for clips.
    :param check: looks at a shot.
    :param reads: looks at free text instead: at each field of a shot that holds some, and at prompts in files of their
        own.
    :param sections: keys of a shot, without one of which it finds nothing; empty for what may stand anywhere. With
        dozens of rules most are asked in vain.
    :param only_with: words, as :func:`promptkit.prose.words_of` has them, without one of which it finds nothing in a
        text.
    :param of: what of a :class:`~promptkit.prose.Reading` it goes by, so that it finds nothing where that is empty.
    :param source: where the advice or the fact comes from.
    :param file: what the examples are: a shot, or a template.
    """

    name: str
    family: str
    severity: Severity
    summary: str
    why: str
    valid: tuple[str, ...]
    invalid: tuple[Example, ...]
    check: Check | None = None
    reads: TextCheck | None = None
    sections: tuple[str, ...] = ()
    only_with: Callable[[], frozenset[str]] | None = None
    of: Literal["moves", "mentions", "quotes", "windows"] | None = None
    source: str = ""
    since: str = "0.1"

    @property
    def of_loading(self) -> bool:
        """Whether it is applied while a document loads."""
        return self.check is None and self.reads is None

    file: str = "shot.yaml"


def finding(rule: Rule, problem: Problem, built: Built) -> Finding:
    """The problem as a finding at its place; words that cannot be placed leave their whole value, and have no fix."""
    part = _part(problem, built)
    span = part or _whole(problem, built)
    fix = problem.fix
    if problem.replacement is not None and (part is not None or problem.part is None):
        fix = Fix("unsafe", f"write {problem.replacement!r}", (Edit(span, problem.replacement),))
    return Finding(
        rule.name,
        rule.family,
        problem.severity or rule.severity,
        problem.message,
        span,
        path=built.places.written(problem.path),
        fix=fix,
        hint=problem.hint,
    )


def _whole(problem: Problem, built: Built) -> Span:
    if problem.at_key and (key := built.places.key(problem.path)) is not None:
        return key
    return built.places.node(problem.path).span


def _part(problem: Problem, built: Built) -> Span | None:
    node = built.places.node(problem.path)
    if problem.part is None or not isinstance(node, Scalar) or node.computed:
        return None
    return part_of(node, *problem.part)
