"""From a sequence to its shots, in order, and to what is to be said about all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from promptkit.findings import Finding, Severity
from promptkit.language import (
    Crossfade,
    Report,
    SequenceOfShots,
    Step,
    as_list,
    is_empty,
    is_null,
    nearest,
    said,
    seconds,
    text_of,
)
from promptkit.language import replace as write
from promptkit.project import Project
from promptkit.resolve import Document, Library
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._check import Checked, by_name, check_document, finished
from ._choice import Choice
from ._options import Options
from ._references import pointed_at

_KEYS = ("sequence", "model", "size", "shots", "join", "notes", "tags")
_STEP_KEYS = ("file", "starts_on")
_LONGEST_CROSSFADE = 12


def check_sequence(
    document: Document,
    library: Library,
    project: Project,
    options: Options,
    defects: Iterable[Finding] = (),
) -> Checked:
    """Check a sequence and each of its shots, with the sequence's size and model."""
    report = Report()
    report.findings.extend(defects)
    reader = _Reader(document, library, report)
    sequence = reader.read()
    laid = _for_all(document.node, options)
    parts = tuple(_in_sequence(shot, library, project, laid, options, document) for _, shot in reader.shots)
    for part in parts:
        report.findings.extend(part.findings)
    _compare(reader.shots, parts, document, report)
    if sequence is not None:
        _check_join(sequence, parts, document.node, report)
    choice = Choice(document, library, project, options)
    return replace(finished(Checked(document, tuple(report.findings)), choice), parts=parts, sequence=sequence)


def _in_sequence(
    shot: Document, library: Library, project: Project, laid: Options, options: Options, sequence: Document
) -> Checked:
    checked = check_document(shot, library, project, laid)
    if checked.resolved is None or laid is options:
        return checked
    resolved = by_name(checked.resolved, [sequence.name], sequence.path, len(options.patches))
    return replace(checked, resolved=resolved)


def _for_all(node: Mapping, options: Options) -> Options:
    """The options with the sequence's own size and model laid on every shot, below what the command line sets."""
    keys = [key for key in ("model", "size") if key in node.entries and not is_empty(node.entries[key])]
    if not keys:
        return options
    own = Mapping({key: node.entries[key] for key in keys}, {key: node.keys[key] for key in keys}, node.span, node.path)
    return replace(options, patches=(own, *options.patches))


@dataclass(slots=True)
class _Reader:
    """Reads the sequence's own keys; ``shots`` are the documents that it names, with the node that names each."""

    document: Document
    library: Library
    report: Report
    shots: list[tuple[Scalar, Document]] = field(default_factory=list)

    def read(self) -> SequenceOfShots | None:
        """The sequence; ``None`` where some of it cannot be read."""
        node = self.document.node
        self._refuse_unknown(node, _KEYS)
        steps = self._steps(node)
        join = self._join(node.entries.get("join"))
        model, size, notes = (self._text(key) for key in ("model", "size", "notes"))
        tags = self._tags()
        if self.report.has_errors or not steps:
            return None
        return SequenceOfShots(
            name=self.document.name, shots=tuple(steps), join=join, model=model, size=size, notes=notes, tags=tags
        )

    def _text(self, key: str) -> str | None:
        node = self.document.node.entries.get(key)
        return None if node is None or is_empty(node) or is_null(node) else self._said(node)

    def _tags(self) -> tuple[str, ...]:
        node = self.document.node.entries.get("tags")
        if node is None or is_empty(node) or is_null(node):
            return ()
        return tuple(filter(None, map(self._said, as_list(node).items)))

    def _said(self, node: Node) -> str | None:
        text = text_of(node)
        if text is None:
            self.report.add("invalid-value", "source", node, "expected text, not a list or a map")
        return text

    def _refuse_unknown(self, mapping: Mapping, known: tuple[str, ...]) -> None:
        for key, node in mapping.entries.items():
            span = mapping.keys[key]
            if key in known:
                if is_empty(node) and key != "sequence":
                    self.report.add("empty-value", "source", span, f"{key!r} has no value", path=node.path)
                continue
            guess = nearest(key, known)
            self.report.add(
                "unknown-key",
                "source",
                span,
                f"unknown key {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
                path=node.path,
                fix=write(span, guess, f"write {guess!r}", "unsafe") if guess else None,
                hint=None if guess else f"the keys here: {', '.join(known)}",
            )

    def _steps(self, node: Mapping) -> list[Step]:
        shots = node.entries.get("shots")
        if shots is None:
            if "shots" not in self.document.damaged:
                span, message = node.keys["sequence"], "the sequence needs 'shots'"
                self.report.add("missing-key", "source", span, message, path=("sequence",), hint="list their files")
            return []
        if not isinstance(shots, Sequence) or not shots.items:
            if not is_empty(shots):
                self.report.add("invalid-value", "source", shots, "shots is a list of files, as in `- street.yaml`")
            return []
        steps = [self._step(item, first=at == 0) for at, item in enumerate(shots.items)]
        return [step for step in steps if step is not None]

    def _step(self, item: Node, *, first: bool) -> Step | None:
        starts_on = None
        if isinstance(item, Mapping):
            self._refuse_unknown(item, _STEP_KEYS)
            starts_on = item.entries.get("starts_on")
            file = item.entries.get("file")
            if file is None:
                self.report.add("missing-key", "source", item, "this entry of shots needs 'file'")
                return None
            item = file
        if not (isinstance(item, Scalar) and isinstance(item.value, str)):
            self.report.add("invalid-value", "source", item, "expected the path of a shot, as in street.yaml")
            return None
        if starts_on is not None:
            self._starts_on(starts_on, first=first)
        shot = pointed_at(item, self.document, self.library, self.report)
        if shot is None:
            return None
        self.shots.append((item, shot))
        return Step(file=item.value, starts_on="last-frame" if starts_on is not None else None)

    def _starts_on(self, node: Node, *, first: bool) -> None:
        if text_of(node) != "last-frame":
            self.report.add("invalid-value", "source", node, f"starts_on is last-frame, not {text_of(node)!r}")
        elif first:
            self.report.add("invalid-value", "source", node, "the first shot has none before it to start on")
        else:
            self.report.add(
                "not-built",
                "source",
                node,
                "'starts_on' is not built yet",
                hint="for now, take the last frame out of the take yourself and name it as the shot's `still`",
            )

    def _join(self, node: Node | None) -> Crossfade | Literal["cut"]:
        if node is None or is_empty(node) or is_null(node) or text_of(node) == "cut":
            return "cut"
        length = node.entries.get("crossfade") if isinstance(node, Mapping) and len(node.entries) == 1 else None
        if isinstance(length, Scalar):
            try:
                found = seconds(length.value)
            except ValueError as error:
                self.report.add("invalid-value", "source", length, str(error))
                return "cut"
            if 0 < found <= _LONGEST_CROSSFADE:
                return Crossfade(crossfade=found)
            self.report.add("invalid-value", "source", length, "a crossfade lasts more than 0 and at most 12 seconds")
            return "cut"
        self.report.add("invalid-value", "source", node, "join is `cut` or `{crossfade: 0.5}`")
        return "cut"


def _compare(
    shots: list[tuple[Scalar, Document]], parts: tuple[Checked, ...], document: Document, report: Report
) -> None:
    """One size, one model, and one wording for each member of the cast."""
    wordings: dict[str, tuple[str, Checked, Node]] = {}
    first = next((part for part in parts if part.target is not None), None)
    for (reference, shot), part in zip(shots, parts, strict=True):
        for key in ("model", "size") if part.compiled is not None else ():
            _compare_with_all(key, shot, document.node, report)
        if first is not None and part.target is not None and part is not first:
            _compare_targets(first, part, reference, report)
        _compare_cast(part, wordings, report)


def _compare_with_all(key: str, shot: Document, sequence: Mapping, report: Report) -> None:
    """A shot that writes another size or model than the sequence: the sequence's is taken."""
    own, all_ = shot.node.entries.get(key), sequence.entries.get(key)
    if own is None or all_ is None or text_of(own) in (None, text_of(all_)) or text_of(all_) is None:
        return
    report.add(
        "uneven-sequence",
        "sequence",
        own,
        f"the {key} of {shot.name} is {text_of(own)}, and in the sequence it is made with {text_of(all_)}",
        severity=Severity.WARNING,
        hint=f"the sequence's {key} holds for all its shots ({all_.span})",
    )


def _compare_targets(first: Checked, part: Checked, reference: Scalar, report: Report) -> None:
    assert first.target is not None
    assert part.target is not None
    for key, one, other in (
        ("model", first.target.model.name, part.target.model.name),
        ("size", first.target.size, part.target.size),
    ):
        if one != other:
            report.add(
                "uneven-sequence",
                "sequence",
                reference,
                f"{part.document.name} has the {key} {other}, and {first.document.name} has {one}",
                severity=Severity.WARNING,
                hint=f"write `{key}: {one}` in the sequence: one {key} for all its shots",
            )


def _compare_cast(part: Checked, wordings: dict[str, tuple[str, Checked, Node]], report: Report) -> None:
    if part.built is None or part.built.shot is None:
        return
    for name, member in part.built.shot.cast.items():
        wording = member.model_dump_json(exclude_none=True)
        node = part.built.places.node(("cast", name))
        there, other, place = wordings.setdefault(name, (wording, part, node))
        if there != wording:
            report.add(
                "cast-wording",
                "sequence",
                node,
                f"{name} is described otherwise in {part.document.name} than in {other.document.name} ({place.span})",
                severity=Severity.WARNING,
                hint="one wording everywhere keeps one face: write the member once, in a preset that both extend",
            )


def _check_join(sequence: SequenceOfShots, parts: tuple[Checked, ...], node: Mapping, report: Report) -> None:
    """A crossfade takes its length from both shots that it joins."""
    if not isinstance(sequence.join, Crossfade):
        return
    for part in parts:
        shot, laid_out = (part.built.shot, part.built.timeline) if part.built is not None else (None, None)
        if shot is None or laid_out is None:
            continue
        if laid_out.length <= sequence.join.crossfade * 1000:
            report.add(
                "invalid-value",
                "source",
                node.entries["join"],
                f"a crossfade of {sequence.join.crossfade:g} s leaves nothing of {shot.name}, "
                f"which lasts {said(laid_out.length)}",
            )
            return
