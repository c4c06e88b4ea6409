"""From one document to everything that is to be said about it: findings, and the compiled shot where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promptkit.catalog import Clip, Target
from promptkit.compiler import CompiledShot, TemplateFailed, compile_shot, dialects
from promptkit.findings import Finding, Severity, sort_key
from promptkit.language import Built, Report, Shot, build, to_yaml
from promptkit.linter import Subject, lint
from promptkit.project import Project
from promptkit.resolve import Document, Library, Resolved, documents, resolve
from promptkit.source import parse_text

from ._choice import Choice
from ._clips import find_clip
from ._finder import Finder
from ._options import Options
from ._origins import with_origins
from ._presets import as_shot, of_others, of_samples, sample_params
from ._stills import FoundImages, find_images
from ._targets import find_target

if TYPE_CHECKING:
    from promptkit.experiments import Experiment, Variant
    from promptkit.language import SequenceOfShots

#: They mark places while a prompt is made; the reader of files refuses them on its own.
_RESERVED = re.compile("[\ue000-\ue0ff]")
#: What a preset need not say, because a shot will.
OF_A_SHOT = frozenset(
    {"missing-scene", "missing-subject", "duration-not-offered", "model-ended", "change-without-still", "still-size"}
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What holds for all variants of an experiment together.

    :param requests: endpoint and fingerprint of each variant, those too that nobody chose.
    :param reference: what the other variants are told by: the one with the first level of every axis, or the first one
        there is, where the design or a filter leaves that one out; ``None`` where there is none.
    """

    experiment: Experiment
    requests: frozenset[tuple[str, str]]
    reference: Checked | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one document.

    :param findings: sorted, with the document's name.
    :param built: ``None`` for documents that are no shots or presets.
    :param compiled: ``None`` where there is an error, or nothing to compile.
    :param suppressed: what a comment left out of the findings.
    :param parts: what the document stands for: the variants of an experiment, the shots of a sequence. What is found
        in them is among the findings of the whole already.
    :param variant: which levels it has, where it is part of an experiment.
    :param trial: of an experiment: what holds for all its variants together.
    :param sequence: what a sequence says of its shots; ``None`` for all else, and where it did not load.
    """

    document: Document
    findings: tuple[Finding, ...]
    resolved: Resolved | None = None
    built: Built | None = None
    target: Target | None = None
    compiled: CompiledShot | None = None
    suppressed: tuple[Finding, ...] = ()
    parts: tuple[Checked, ...] = ()
    variant: Variant | None = None
    trial: Trial | None = None
    sequence: SequenceOfShots | None = None

    @property
    def shots(self) -> tuple[Checked, ...]:
        """The shots that it stands for: itself, or its parts."""
        return (self,) if self.document.kind == "shot" else self.parts

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the shot."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_document(
    document: Document,
    library: Library,
    project: Project,
    options: Options,
    defects: Iterable[Finding] = (),
) -> Checked:
    """Resolve, build, lint and, where nothing stops it, compile a shot or a preset.

    :param defects: what the reader of the file found in this document.
    """
    report = Report()
    report.findings.extend(defects)
    is_preset = document.kind == "preset"
    params = sample_params(document) if is_preset else options.params
    patches = () if is_preset else options.patches
    resolved = resolve(document, library, report, patches=patches, params=params)
    node = as_shot(resolved.node, document) if is_preset else resolved.node
    clip = find_clip(node, options.clips, report)
    built = build(node, report, resolved.damaged, None if clip is None else clip.seconds)
    choice = Choice(document, library, project, options)
    finder = Finder(project, options)
    result = judged(document, resolved, built, finder, report, choice, clip)
    if not is_preset:
        return result
    made_up = of_samples(document, result.findings) | of_others(result.findings)
    return replace(result, findings=tuple(each for each in result.findings if each not in made_up))


def judged(
    document: Document,
    resolved: Resolved,
    built: Built,
    finder: Finder,
    report: Report,
    choice: Choice,
    clip: Clip | None,
) -> Checked:
    """Lint what was built and, where nothing stops it, compile it.

    :param finder: looks for images and for the dialect; variants share one.
    :param choice: what is told, and what does not stop it from being compiled.
    """
    project, options = finder.project, finder.options
    target = find_target(built, project, options, report, clip)
    if built.shot is None or built.timeline is None:
        return finished(Checked(document, tuple(report.findings), resolved, built, target), choice)
    images = find_images(built, document, project, resolved, finder.look)
    subject = Subject(
        built,
        built.shot,
        built.timeline,
        target,
        images.still.facts,
        options.today,
        resolved.damaged,
        tuple(each.facts for each in images.references),
        project.settings.budget.run,
    )
    is_preset = document.kind == "preset"
    told, left_out = choice.split(
        each for each in lint(subject, pedantic=choice.pedantic) if not (is_preset and each.rule in OF_A_SHOT)
    )
    report.findings.extend(told)
    compiled = None if is_preset else _compiled(document, built, target, images, finder, report)
    found = (*report.findings, *(compiled.findings if compiled else ()))
    findings = with_origins(found, resolved.origins, built.places.root, report)
    return finished(Checked(document, findings, resolved, built, target, compiled, tuple(left_out)), choice)


def _compiled(
    document: Document,
    built: Built,
    target: Target | None,
    images: FoundImages,
    finder: Finder,
    report: Report,
) -> CompiledShot | None:
    if report.has_errors or target is None or not built.sound or built.shot is None:
        return None
    dialect = finder.dialect(built, document, target, report)
    if dialect is None:
        return None
    file = built.places.root.span.file
    try:
        return compile_shot(built, target, dialect, file, images.still.sent, images.sent, finder.memory)
    except TemplateFailed as failed:
        report.findings.append(failed.finding)
        return None


def side_by_side(checked: Checked) -> tuple[CompiledShot, ...]:
    """A shot in every dialect of ours, and in the chosen one, each with its own findings.

    A prompt of one's own is the same in all.

    :raises ValueError: if the shot has errors.
    """
    chosen, built, target = checked.compiled, checked.built, checked.target
    if chosen is None or built is None or target is None or built.shot is None:
        raise ValueError("a shot with errors is never compiled")
    if built.shot.prompt is not None:
        return (chosen,)
    still, references = chosen.request.still, chosen.request.references
    ours = tuple(compile_shot(built, target, name, chosen.file, still, references) for name in dialects())
    return ours if chosen.dialect in dialects() else (chosen, *ours)


def finished(checked: Checked, choice: Choice) -> Checked:
    """Sort, name the document, leave out what nobody wants to be told; an error takes the compiled shot away."""
    told, left_out = choice.split(checked.findings)
    name = checked.document.name
    kept = {finding if finding.document else replace(finding, document=name) for finding in told}
    findings = tuple(sorted(kept, key=sort_key))
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    compiled = None if has_errors or checked.compiled is None else replace(checked.compiled, findings=findings)
    return replace(checked, findings=findings, compiled=compiled, suppressed=(*checked.suppressed, *left_out))


def by_name(resolved: Resolved, names: Sequence[str], path: Path | None, behind: int) -> Resolved:
    """The shot with some of its patches by the names of what they were written for, in the place of the shot's own.

    :param path: the file in which they stand.
    :param behind: how many patches were laid on after them.
    """
    layers = list(resolved.layers)
    for at, name in enumerate(names, start=len(layers) - behind - len(names)):
        layers[at] = replace(layers[at], document=replace(layers[at].document, name=name, path=path))
    return replace(resolved, origins=replace(resolved.origins, layers=tuple(layers)))


def check_shot(shot: Shot, home: Path, project: Project, options: Options) -> Checked:
    """Check a shot that was made in Python and stands in no file, as its document would be: places are those of it.

    :param home: the folder that its still's path is meant from.
    :raises ValueError: if it was made past its own validation.
    """
    shot = Shot.model_validate(shot)
    if _RESERVED.search(shot.model_dump_json()):
        raise ValueError("a character between U+E000 and U+E0FF is reserved")
    parsed = parse_text(to_yaml(shot), "<python>")
    (document,) = documents(parsed, None, project.root, home)
    return check_document(document, Library(()), project, options, parsed.findings)
