"""From an experiment to its variants, each checked as any shot, and to what is to be said about all of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from promptkit.experiments import (
    Axis,
    Level,
    Reading,
    Variant,
    chosen,
    collisions,
    read_experiment,
    says_nothing_new,
    selected,
)
from promptkit.findings import Finding, Severity, Span
from promptkit.language import Report
from promptkit.project import Project
from promptkit.resolve import Document, Library, resolve
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._check import Checked, Trial, by_name, finished, judged
from ._choice import Choice
from ._finder import OneLook
from ._options import Options
from ._references import pointed_at
from ._variants import Workshop


def check_experiment(
    document: Document,
    library: Library,
    project: Project,
    options: Options,
    defects: Iterable[Finding] = (),
    choices: Iterable[str] = (),
) -> Checked:
    """Check an experiment and every variant that its design selects.

    :param choices: what a caller chose, as in ``light=dawn``; nothing chooses all.
    :raises UsageError: if there is no such axis, level or variant.
    """
    report = Report()
    report.findings.extend(defects)
    reading = read_experiment(document.node, report, document.damaged)
    base = None if reading is None else pointed_at(reading.base, document, library, report)
    if reading is None or base is None:
        return finished(Checked(document, tuple(report.findings)), Choice(document, library, project, options))
    variants = selected(reading, report)
    collisions(reading.axes, variants, report)
    _idle_levels(reading, base, library, options, report)
    wanted = chosen(variants, reading, choices)
    bench = _Bench(document, reading, base, project, options, _workshop(document, reading, base, library, options))
    is_broken = report.has_errors or bool(wanted and not bench.workshop.sound)
    # What is wrong is wrong with most of them: each level is looked at once.
    made = bench.checked(_cover(wanted) if is_broken else variants)
    requests = _by_request(made)
    if not is_broken:
        bench.refuse_same(requests.values(), report)
    sought = set(wanted)
    parts = tuple(each for each in made if each.variant in sought)
    _report_found(parts, document, base, report)
    trial = Trial(reading.experiment, frozenset(requests), bench.reference(made))
    choice = Choice(document, library, project, options)
    return replace(finished(Checked(document, tuple(report.findings)), choice), parts=parts, trial=trial)


def _workshop(document: Document, reading: Reading, base: Document, library: Library, options: Options) -> Workshop:
    axes = tuple(_at_home(axis, document, base) for axis in reading.axes)
    return Workshop(base, library, options, axes)


def _cover(variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """Some variants in which every level that is selected stands at least once."""
    seen: set[tuple[str, str]] = set()
    cover = []
    for variant in variants:
        if not seen.issuperset(variant.levels):
            seen.update(variant.levels)
            cover.append(variant)
    return tuple(cover)


def _idle_levels(reading: Reading, base: Document, library: Library, options: Options, report: Report) -> None:
    plain = resolve(base, library, Report(), patches=options.patches, params=options.params).node
    for axis in reading.axes:
        for level in axis.levels:
            if says_nothing_new(level, plain):
                report.add(
                    "idle-level",
                    "experiment",
                    level.key,
                    f"{axis.name}={level.name} says only what the base says already",
                    path=level.patch.path,
                    severity=Severity.INFO,
                    hint="write `as-is: {}` for the base unchanged",
                )


@dataclass(slots=True)
class _Bench:
    """Checks the variants of one experiment one after the other."""

    document: Document
    reading: Reading
    base: Document
    project: Project
    options: Options
    workshop: Workshop

    def checked(self, variants: tuple[Variant, ...]) -> tuple[Checked, ...]:
        """Each variant, checked."""
        finder = OneLook(self.project, self.options)
        choice = Choice(self.base, self.workshop.library, self.project, self.options)
        return tuple(self._variant(variant, finder, choice) for variant in variants)

    def _variant(self, variant: Variant, finder: OneLook, choice: Choice) -> Checked:
        made = self.workshop.made(variant)
        checked = judged(self.base, made.resolved, made.built, finder, made.report, choice, made.clip)
        compiled = checked.compiled
        if compiled is not None:
            takes = self.reading.experiment.takes or compiled.takes
            file = self.document.node.span.file
            compiled = replace(compiled, name=variant.name, file=file, takes=takes)
        names = [f"{axis}={level}" for axis, level in variant.levels]
        return Checked(
            replace(self.base, name=variant.name),
            checked.findings,
            by_name(made.resolved, names, self.document.path, len(self.options.patches)),
            made.built,
            checked.target,
            compiled,
            checked.suppressed,
            variant=variant,
        )

    def refuse_same(self, alike: Iterable[list[Checked]], report: Report) -> None:
        """Two variants that are one request would both be paid for, and nothing would be compared."""
        for first, *others in alike:
            for each in others:
                self._report_same(first, each, report)

    def _report_same(self, first: Checked, second: Checked, report: Report) -> None:
        assert first.variant is not None
        assert second.variant is not None
        differing = [
            pair for pair in zip(first.variant.levels, second.variant.levels, strict=True) if pair[0] != pair[1]
        ]
        (axis, one), (_, other) = differing[-1]
        level = next(each for each in self.reading.axes if each.name == axis).level(other)
        report.add(
            "same-variants",
            "experiment",
            level.key,
            f"{first.variant.name} and {second.variant.name} are one request: {axis}={one} and {axis}={other} "
            "make no difference to it",
            path=level.patch.path,
            hint="nothing would be compared, and both would be paid; take one out with `except`, or change a level",
        )

    def reference(self, made: tuple[Checked, ...]) -> Checked | None:
        """The variant with the first level of every axis; the first one where it is not among them."""
        levels = {axis.name: axis.names[0] for axis in self.reading.axes}
        return next((each for each in made if each.variant and each.variant.has(levels)), made[0] if made else None)


def _by_request(made: tuple[Checked, ...]) -> dict[tuple[str, str], list[Checked]]:
    """The variants that compile, by endpoint and fingerprint."""
    found: dict[tuple[str, str], list[Checked]] = {}
    for each in made:
        if each.compiled is not None:
            found.setdefault((each.compiled.endpoint, each.compiled.fingerprint), []).append(each)
    return found


def _report_found(made: tuple[Checked, ...], document: Document, base: Document, report: Report) -> None:
    """Each mistake once: one that only some variants have says which.

    What one rule says of one place is one mistake, though its words may differ from variant to variant, as a sum does.
    """
    found: dict[tuple[str, Span | None, int], tuple[Finding, list[Variant]]] = {}
    for each in made:
        assert each.variant is not None
        seen: Counter[tuple[str, Span | None]] = Counter()
        for finding in each.findings:
            place = finding.rule, finding.span
            _, variants = found.setdefault((*place, seen[place]), (finding, []))
            variants.append(each.variant)
            seen[place] += 1
    every = [each.variant for each in made if each.variant is not None]
    for finding, variants in found.values():
        own = finding.span is not None and finding.span.file == document.node.span.file
        where = document if own and document.path != base.path else base
        if len(variants) < len(every):
            if not _stands_in_level(finding, variants, every, document):
                finding = replace(finding, message=f"{finding.message} ({_which(variants, every)})")
            where = document
        report.findings.append(replace(finding, document=where.name))


def _stands_in_level(finding: Finding, variants: list[Variant], every: list[Variant], document: Document) -> bool:
    """Whether its place says already which variants have it: all those with the level in which it stands."""
    whole, span = document.node.span, finding.span
    if span is None or span.file != whole.file or not whole.line <= span.line <= whole.end_line:
        return False
    axis, level = finding.path[1:3] if len(finding.path) > 2 and finding.path[0] == "vary" else (None, None)
    having = [each for each in every if (axis, level) in each.levels]
    return len(having) == len(variants)


def _which(variants: list[Variant], every: list[Variant]) -> str:
    """Which variants are meant: by the one level that they share, where it is theirs alone."""
    shared = set(variants[0].levels).intersection(*(each.levels for each in variants))
    for axis, level in variants[0].levels:
        if (axis, level) in shared and sum((axis, level) in each.levels for each in every) == len(variants):
            return f"with {axis}={level}"
    more = f" and {len(variants) - 1} more" if len(variants) > 1 else ""
    return f"in {variants[0].name}{more}"


def _at_home(axis: Axis, document: Document, base: Document) -> Axis:
    """The axis with the paths under ``extends`` as the base would write them: they are meant from the experiment."""
    return replace(axis, levels=tuple(_moved(level, document, base) for level in axis.levels))


def _moved(level: Level, document: Document, base: Document) -> Level:
    node = level.patch.entries.get("extends")
    if node is None or document.path == base.path or document.path is None:
        return level
    entries = {**level.patch.entries, "extends": _paths(node, document, base)}
    patch = level.patch
    return replace(level, patch=Mapping(entries, patch.keys, patch.span, patch.path, flow=patch.flow))


def _paths(node: Node, document: Document, base: Document) -> Node:
    if isinstance(node, Scalar):
        if not isinstance(node.value, str) or "{{" in node.value:
            return node
        return Scalar(_path(node.value, document, base), node.raw, node.span, node.path, plain=node.plain)
    if isinstance(node, Sequence):
        return Sequence([_paths(item, document, base) for item in node.items], node.span, node.path, flow=node.flow)
    entries = {_path(key, document, base): value for key, value in node.entries.items()}
    keys = {_path(key, document, base): span for key, span in node.keys.items()}
    return Mapping(entries, keys, node.span, node.path, flow=node.flow)


def _path(text: str, document: Document, base: Document) -> str:
    file, hash_, name = text.strip().partition("#")
    if not ("/" in file or file.endswith((".yaml", ".yml")) or text.strip().startswith("#")):
        return text
    target = document.home / file if file else document.path
    assert target is not None
    way = os.path.relpath(target, base.home)
    return f"{way if '/' in way else f'./{way}'}{hash_}{name}"
