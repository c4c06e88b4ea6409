"""Running the rules over one shot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from promptkit.findings import Edit, Finding, Fix, Severity, Span, sort_key
from promptkit.source import SourceText

from ._rule import Check, Problem, Rule, Subject, finding
from ._texts import Complaint, Prose, reading
from ._words import may_hold
from .rules import RULES

#: Keys whose text has its subject elsewhere.
_ACTED = frozenset({"does", "look"})
_OF_PROSE = tuple(rule for rule in RULES if rule.reads is not None)


def lint(subject: Subject, *, pedantic: bool = False) -> tuple[Finding, ...]:
    """What the rules find wrong with a shot that loaded, as far as it loaded.

    :param pedantic: whether those are asked, too, that tell what is worth knowing and no mistake.
    """
    asked = _asked(subject.built.written | subject.damaged, pedantic=pedantic)
    return (
        *(
            finding(rule, problem, subject.built)
            for rule, check in asked
            if rule.only_with is None or may_hold(subject.words, rule.only_with())
            for problem in check(subject)
        ),
        *_of_prose(subject),
    )


@lru_cache(maxsize=256)
def _asked(sections: frozenset[str], *, pedantic: bool) -> tuple[tuple[Rule, Check], ...]:
    """The rules that may find something in a shot with these sections, with their checks."""
    return tuple(
        (rule, rule.check)
        for rule in RULES
        if rule.check is not None
        and (pedantic or rule.severity is not Severity.INFO)
        and (not rule.sections or not sections.isdisjoint(rule.sections))
    )


def _of_prose(subject: Subject) -> Iterator[Finding]:
    """What the rules about prose find in the free texts of a shot."""
    rules = [rule for rule in _OF_PROSE if rule.only_with is None or may_hold(subject.words, rule.only_with())]
    for path, text in subject.prose:
        told = Prose(reading(text, acted=path[-1] in _ACTED), subject.timeline.length / 1000)
        for rule, each in _complaints(rules, told):
            problem = Problem(
                path, each.message, each.hint, part=each.span, severity=each.severity, replacement=each.replacement
            )
            yield finding(rule, problem, subject.built)


def _complaints(rules: Iterable[Rule], told: Prose) -> Iterator[tuple[Rule, Complaint]]:
    """What each rule finds in a text, where the text has what the rule goes by."""
    for rule in rules:
        if rule.reads is not None and (rule.of is None or getattr(told.reading, rule.of)):
            for complaint in rule.reads(told):
                yield rule, complaint


def lint_text(text: str, file: str, duration: float | None) -> tuple[Finding, ...]:
    """What the rules about prose find wrong with a prompt in a file of its own, sorted.

    :param file: the name that every place gets.
    :param duration: the length of the clip in seconds, where the caller knows it.
    """
    source, told = SourceText(text), Prose(reading(text), duration)
    found = (_of_text(rule, complaint, source, file) for rule, complaint in _complaints(_OF_PROSE, told))
    return tuple(sorted(found, key=sort_key))


def _of_text(rule: Rule, complaint: Complaint, source: SourceText, file: str) -> Finding:
    start, end = (source.position(offset) for offset in complaint.span)
    span = Span(file, *start, *end)
    fix = None
    if complaint.replacement is not None:
        fix = Fix("unsafe", f"write {complaint.replacement!r}", (Edit(span, complaint.replacement),))
    severity = complaint.severity or rule.severity
    return Finding(rule.name, rule.family, severity, complaint.message, span, fix=fix, hint=complaint.hint)
