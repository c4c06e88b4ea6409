"""Checking inputs: findings of all documents, compiled shots, and fixes applied until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from promptkit.check import (
    Checked,
    Options,
    check_document,
    leftovers,
    nowhere,
    unknown_rules,
)
from promptkit.findings import Edit, Finding, Severity, UsageError, sort_key
from promptkit.project import Project
from promptkit.resolve import Document
from promptkit.source import apply_edits

from ._clips import clips_of
from ._inputs import Input, reread

_ROUNDS = 10
#: An input, and what became of each of its documents.
Result = tuple[Input, list[Checked]]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of several inputs found.

    :param texts: the text of each file, by the name that spans use, for code frames.
    """

    inputs: tuple[Input, ...]
    checked: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    texts: dict[str, str]

    @property
    def shots(self) -> tuple[Checked, ...]:
        """Every shot, in order: those of an experiment are its variants, those of a sequence stand in its order."""
        return tuple(shot for each in self.checked for shot in each.shots)

    @property
    def distinct(self) -> tuple[Checked, ...]:
        """Every shot that compiled, once: one that stands in a sequence, too, unless the sequence changes it."""
        shots: dict[tuple[str, str, str], Checked] = {}
        for each in self.shots:
            if each.compiled is not None:
                shots.setdefault((each.document.name, each.compiled.file, each.compiled.fingerprint), each)
        return tuple(shots.values())

    def fails(self, at: Severity) -> bool:
        """Whether a finding weighs at least as much as ``at``."""
        return any(finding.severity.rank >= at.rank for finding in self.findings)


def check_inputs(inputs: Sequence[Input], options: Options) -> Report:
    """Check every document of the inputs."""
    return report_of(checked_inputs(inputs, options), options)


def checked_inputs(inputs: Sequence[Input], options: Options) -> list[Result]:
    """Each input with its documents, checked.

    :raises UsageError: if a value of the command line is wrong.
    """
    results = [(each, _checked(each, options)) for each in inputs]
    _refuse_flags(results)
    return results


def report_of(results: Sequence[Result], options: Options) -> Report:
    """What was found in some inputs, each mistake once."""
    inputs = [each for each, _ in results]
    checked = [result for _, whole in results for result in whole]
    findings = [found for each in inputs for found in each.defects]
    findings += (found for result in checked for found in result.findings)
    findings += _leftovers(results, checked, options)
    settings = [found for project in _projects(inputs) for found in (*project.findings, *unknown_rules(project))]
    findings += settings
    # A preset's own mistake is met again by every shot that uses it: one mistake is one finding.
    unique = tuple(sorted({(each.rule, each.span, each.message): each for each in findings}.values(), key=sort_key))
    return Report(tuple(inputs), tuple(checked), unique, _texts(inputs, settings, unique))


def _checked(given: Input, options: Options) -> list[Checked]:
    """Every document of one input, with the takes of its own project."""
    own = replace(options, clips=clips_of(given.project)) if options.clips is nowhere else options
    return [check(document, given, own, defects) for document, defects in given.documents]


def _leftovers(results: Sequence[Result], checked: Sequence[Checked], options: Options) -> list[Finding]:
    """Comments that leave nothing out, of the files that were checked whole and as they are."""
    if not options.plain:
        return []
    suppressed = [found for each in checked for part in (each, *each.parts) for found in part.suppressed]
    whole = [(each, found) for each, found in results if len(found) == len(each.parsed.documents)]
    return [
        found
        for given, found_in in whole
        for found in leftovers(
            given.parsed,
            found_in,
            suppressed,
            pedantic=options.pedantic or given.project.settings.lint.tells_info,
        )
    ]


def check(document: Document, given: Input, options: Options, defects: Sequence[Finding]) -> Checked:
    """Check one document of an input, whatever it is."""
    if document.kind == "experiment":
        from promptkit.check import check_experiment  # of a file for hundreds that hold a shot

        choices = given.choices.get(document.name, ())
        return check_experiment(document, given.library, given.project, options, defects, choices)
    if document.kind == "sequence":
        from promptkit.check import check_sequence

        return check_sequence(document, given.library, given.project, options, defects)
    return check_document(document, given.library, given.project, options, defects)


def _projects(inputs: Sequence[Input]) -> list[Project]:
    """Each project once, however many of its files are looked at."""
    return list({id(each.project): each.project for each in inputs}.values())


def _texts(inputs: Sequence[Input], settings: Sequence[Finding], found: Sequence[Finding]) -> dict[str, str]:
    """The text of every file that a finding may show: documents, their parents, settings and templates."""
    texts: dict[str, str] = {}
    for library in {id(each.library): each.library for each in inputs}.values():
        texts |= library.texts()
    texts |= {each.parsed.file: each.parsed.text for each in inputs}
    of_templates = [finding for finding in found if finding.family == "template"]
    for file in {
        finding.span.file for finding in (*settings, *of_templates) if finding.span is not None
    } - texts.keys():
        if Path(file).is_file():
            texts[file] = Path(file).read_text("utf-8-sig", errors="replace")
    return texts


def _refuse_flags(results: Sequence[Result]) -> None:
    """A mistake in a value of the command line is wrong usage, not a finding about somebody's file."""
    findings = (found for _, whole in results for result in whole for found in result.findings)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    for finding in sorted(errors, key=sort_key):
        if finding.span is not None and finding.span.file.startswith("--"):
            raise UsageError(f"{finding.span.file}: {finding.message}", hint=finding.hint)


def fixed_text(given: Input, options: Options, *, unsafe: bool) -> str:
    """The input's text with its fixes applied, again and again until none is left; documents that were not chosen stay
    as they are.
    """
    if given.is_template:
        return _fixed_template(given, unsafe=unsafe)

    def edits(text: str) -> list[Edit]:
        return edits_of(check_inputs([reread(given, text)], options).findings, given.parsed.file, unsafe=unsafe)

    return settled(given.parsed.text, edits)


def settled(text: str, edits: Callable[[str], Iterable[Edit]]) -> str:
    """The text with its edits, and with those of what it then is, until none is left."""
    for _ in range(_ROUNDS):
        changed, _ = apply_edits(text, edits(text))
        if changed == text:
            break
        text = changed
    return text


def _fixed_template(given: Input, *, unsafe: bool) -> str:
    """The template with the nearest names written; each stands for itself, so that one round is enough."""
    changed, _ = apply_edits(given.parsed.text, edits_of(given.defects, given.parsed.file, unsafe=unsafe))
    return changed


def edits_of(findings: Sequence[Finding], file: str, *, unsafe: bool) -> list[Edit]:
    """The edits of the fixes that go together in one round: all of a fix or nothing of it.

    :param file: by the name that spans use; a fix of another file has none.
    """
    edits: list[Edit] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or (fix.safety == "unsafe" and not unsafe) or any(edit.span.file != file for edit in fix.edits):
            continue
        if not any(_touch(edit, other) for edit in fix.edits for other in edits):
            edits.extend(fix.edits)
    return edits


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same characters, or write at the same place."""
    a, b = one.span, other.span
    if (a.line, a.column) == (b.line, b.column):
        return True
    return (a.line, a.column) < (b.end_line, b.end_column) and (b.line, b.column) < (a.end_line, a.end_column)
