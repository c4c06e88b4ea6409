"""Running the rules over one shot."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Edit, Finding, Fix, Severity, Span, sort_key
from promptkit.source import SourceText

from ._prose import prose
from ._rule import Problem, Rule, Subject, finding
from ._texts import Complaint, Prose, reading
from .rules import RULES

#: Keys whose text has its subject elsewhere.
_ACTED = frozenset({"does", "look"})
_OF_PROSE = tuple(rule for rule in RULES if rule.reads is not None)


def lint(subject: Subject, *, pedantic: bool = False) -> tuple[Finding, ...]:
    """What the rules find wrong with a shot that loaded, as far as it loaded.

    :param pedantic: whether those are asked, too, that tell what is worth knowing and no mistake.
    """
    return (
        *(
            finding(rule, problem, subject.built)
            for rule in RULES
            if rule.check is not None and (pedantic or rule.severity is not Severity.INFO)
            for problem in rule.check(subject)
        ),
        *_of_prose(subject),
    )


def _of_prose(subject: Subject) -> Iterator[Finding]:
    """What the rules about prose find in the free texts of a shot."""
    for path, text in prose(subject.shot):
        told = Prose(reading(text, acted=path[-1] in _ACTED), subject.timeline.length / 1000)
        for rule in _OF_PROSE:
            assert rule.reads is not None
            for each in rule.reads(told):
                problem = Problem(
                    path, each.message, each.hint, part=each.span, severity=each.severity, replacement=each.replacement
                )
                yield finding(rule, problem, subject.built)


def lint_text(text: str, file: str, duration: float | None) -> tuple[Finding, ...]:
    """What the rules about prose find wrong with a prompt in a file of its own, sorted.

    :param file: the name that every place gets.
    :param duration: the length of the clip in seconds, where the caller knows it.
    """
    source, told = SourceText(text), Prose(reading(text), duration)
    found = [
        _of_text(rule, complaint, source, file)
        for rule in _OF_PROSE
        if rule.reads is not None
        for complaint in rule.reads(told)
    ]
    return tuple(sorted(found, key=sort_key))


def _of_text(rule: Rule, complaint: Complaint, source: SourceText, file: str) -> Finding:
    start, end = (source.position(offset) for offset in complaint.span)
    span = Span(file, *start, *end)
    fix = None
    if complaint.replacement is not None:
        fix = Fix("unsafe", f"write {complaint.replacement!r}", (Edit(span, complaint.replacement),))
    severity = complaint.severity or rule.severity
    return Finding(rule.name, rule.family, severity, complaint.message, span, fix=fix, hint=complaint.hint)
