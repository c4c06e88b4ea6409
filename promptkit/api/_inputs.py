"""From what the caller names (files, folders, globs, ``-``, document names) to documents."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promptkit.check import shelf
from promptkit.experiments import SELECTION
from promptkit.findings import Finding, Severity, Span, UsageError
from promptkit.language import NAME, SHOT_KEYS, Report, nearest, text_of
from promptkit.project import FILE_NAME, Project, find_project, shipped, user_folder
from promptkit.resolve import KINDS, Document, Library, display, documents, kind_of
from promptkit.source import Mapping, Node, ParsedFile, parse_text
from promptkit.templating.templates import SUFFIX

STDIN = "<stdin>"
if TYPE_CHECKING:
    from promptkit.compiler import CheckedTemplates

_SUFFIXES = (".yaml", ".yml")
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


@dataclass(frozen=True, slots=True)
class Input:
    """One file with its documents.

    :param path: absolute; ``None`` for standard input.
    :param defects: what is wrong with the file itself, apart from its documents.
    :param documents: each with the defects that stand in it.
    :param is_template: whether it is a template: it has no documents, and ``defects`` is all that is wrong with it.
    :param choices: which variants of an experiment are meant, by its name: ``light=dawn,push=slow``.
    """

    path: Path | None
    parsed: ParsedFile
    project: Project
    library: Library
    documents: tuple[tuple[Document, tuple[Finding, ...]], ...]
    defects: tuple[Finding, ...]
    is_template: bool = False
    choices: Map[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Reader:
    """Reads inputs, each project and each preset once.

    :param stdin: the text of standard input, read by the caller when ``-`` is named.
    :param edited: texts that count instead of what is on the disk, by absolute path: those of an editor.
    """

    stdin: str | None = None
    edited: Map[Path, str] = field(default_factory=dict)
    _projects: dict[Path, Project] = field(default_factory=dict)
    _libraries: dict[Path, Library] = field(default_factory=dict)
    _templates: dict[object, CheckedTemplates] = field(default_factory=dict)

    def read(self, names: Sequence[str]) -> tuple[Input, ...]:
        """The inputs that ``names`` stand for; without names, what the current folder holds.

        A name that is no path chooses among the documents of the others.

        :raises UsageError: if a file cannot be opened, or a name stands for nothing.
        """
        paths, chosen = _sorted_out(names)
        inputs = [self._input(path, chosen.get(path, frozenset()), lenient=lenient) for path, lenient in paths]
        wanted = chosen.get(None, frozenset())
        if wanted:
            inputs = _only(inputs, wanted)
        return tuple(each for each in inputs if each.documents or each.defects or each.is_template)

    def project(self, folder: Path) -> Project:
        """The project of a folder, found once."""
        if folder not in self._projects:
            self._projects[folder] = find_project(folder)
        return self._projects[folder]

    def library(self, project: Project) -> Library:
        """The presets that the project sees: its own, the user's, the shipped ones."""
        if project.root not in self._libraries:
            own = tuple((folder, project.root) for folder in project.settings.presets)
            user = user_folder("presets")
            built_in = shipped("presets")
            library = Library((*own, (user, user), (built_in, built_in)))
            for path, text in self.edited.items():
                library.hold(path, text)
            self._libraries[project.root] = library
        return self._libraries[project.root]

    def opened(self, path: Path) -> Input:
        """One file as a folder would bring it along: what is no document of ours gives nothing.

        :param path: absolute.
        """
        return self._input(path, frozenset(), lenient=True)

    def _template(self, path: Path, project: Project, library: Library) -> Input:
        """A template with what is wrong in it, seen together with those beside it, which may include it."""
        owner, folders, name = shelf(project).owning(path)
        key = (folders, name if owner == "elsewhere" else None)
        if key not in self._templates:
            names = [name] if owner == "elsewhere" else shelf(project).siblings(folders)
            from promptkit.compiler import check_templates  # most projects have none

            self._templates[key] = check_templates(names, folders, display)
        found = self._templates[key]
        file = display(path)
        text = found.texts.get(file, "")
        mine = tuple(each for each in found.findings if each.span is not None and each.span.file == file)
        return Input(path, ParsedFile(text, file, (), (), ()), project, library, (), mine, is_template=True)

    def _input(self, path: Path | None, names: frozenset[str], *, lenient: bool) -> Input:
        project = self.project(Path.cwd() if path is None else path.parent)
        library = self.library(project)
        home = Path.cwd() if path is None else path.parent
        if path is not None and path.name.endswith(SUFFIX):
            if lenient and shelf(project).owning(path)[0] == "elsewhere":  # Jinja templates of something else
                return Input(path, ParsedFile("", display(path), (), (), ()), project, library, (), ())
            return self._template(path, project, library)
        try:
            parsed = parse_text(self.stdin or "", STDIN) if path is None else library.parsed(path)
        except UsageError as error:
            if path is None or not lenient:
                raise
            return _unreadable(path, error, project, library)
        found = documents(parsed, path, project.root, home)
        if names:
            choices = _check_names(names, found, parsed.file)
            wanted = [document for document in found if document.name in choices]
            return replace(with_defects(path, parsed, project, library, wanted), defects=(), choices=choices)
        if lenient and not any(kind_of(node) for node in parsed.documents):
            return Input(path, parsed, project, library, (), ())
        return with_defects(path, parsed, project, library, found)


def with_defects(
    path: Path | None, parsed: ParsedFile, project: Project, library: Library, found: list[Document]
) -> Input:
    """An input, each defect of the file given to the document in which it stands."""
    starts = [node.span.line for node in parsed.documents]
    of_file: list[Finding] = list(_headless(parsed))
    per_document: dict[int, list[Finding]] = {}
    for finding in parsed.findings:
        line = finding.span.line if finding.span else 1
        at = max((index for index, start in enumerate(starts) if start <= line), default=0)
        if at < len(parsed.documents) and any(document.node is parsed.documents[at] for document in found):
            per_document.setdefault(id(parsed.documents[at]), []).append(finding)
        else:
            of_file.append(finding)
    pairs = tuple((document, tuple(per_document.get(id(document.node), ()))) for document in found)
    return Input(path, parsed, project, library, pairs, tuple(of_file))


def reread(given: Input, text: str) -> Input:
    """The input with another text: the same of its documents, and those that the new text adds.

    What is wrong with the file itself counts only where nobody chose among its documents.
    """
    parsed = parse_text(text, given.parsed.file)
    home = given.path.parent if given.path is not None else given.project.root
    before, after = (documents(each, given.path, given.project.root, home) for each in (given.parsed, parsed))
    left_out = {document.name for document in before} - {document.name for document, _ in given.documents}
    chosen = [document for document in after if document.name not in left_out]
    again = with_defects(given.path, parsed, given.project, given.library, chosen)
    return replace(again, defects=() if given.choices else again.defects, choices=given.choices)


def _unreadable(path: Path, error: UsageError, project: Project, library: Library) -> Input:
    """A file that a folder brought along and that cannot be read: said as a finding, so that the others are checked."""
    name = display(path)
    reason = str(error).replace(str(path), name)
    finding = Finding("unreadable-file", "source", Severity.ERROR, reason, Span(name, 1, 1, 1, 1), hint=error.hint)
    return Input(path, ParsedFile("", name, (), (), ()), project, library, (), (finding,))


def _headless(parsed: ParsedFile) -> Iterator[Finding]:
    """Documents that do not say what they are, or say two things."""
    report = Report()
    _namesakes(parsed, report)
    for node, damaged in zip(parsed.documents, parsed.damaged, strict=True):
        if not isinstance(node, Mapping):
            report.add(
                "unknown-document",
                "source",
                node,
                "a document is a map that starts with one of shot, preset, experiment, sequence",
                hint="write `shot: NAME` as its first line",
            )
            continue
        kinds = [kind for kind in KINDS if kind in node.entries]
        if len(kinds) > 1:
            report.add(
                "unknown-document",
                "source",
                node.keys[kinds[1]],
                f"a document is one of {' and '.join(kinds)}, not both",
                path=(kinds[1],),
            )
        elif not kinds and not damaged & set(KINDS):
            _no_kind(node, report)
    yield from report.findings


def _namesakes(parsed: ParsedFile, report: Report) -> None:
    """Documents of one name: `file.yaml#name` could mean either, and of two presets only the first would count."""
    seen: dict[str, Node] = {}
    for node in parsed.documents:
        kind = kind_of(node)
        name = node.entries[kind] if kind is not None and isinstance(node, Mapping) else None
        text = text_of(name) if name is not None else None
        if name is None or text is None:
            continue
        first = seen.setdefault(text, name)
        if first is not name:
            message = f"two documents of this file are called {text!r}, the first at line {first.span.line}"
            report.add("duplicate-document", "source", name, message, hint="give each a name of its own")


def _no_kind(node: Mapping, report: Report) -> None:
    first = next(iter(node.keys.values()), node.span)
    strange = [key for key in node.entries if key not in SHOT_KEYS]
    guess = next((near for key in strange if (near := nearest(key, KINDS))), None)
    meant = f" (did you mean {guess!r}?)" if guess else ""
    report.add(
        "unknown-document",
        "source",
        first,
        f"the document does not say what it is: one of shot, preset, experiment, sequence is missing{meant}",
        hint="write `shot: NAME` as its first line",
    )


def _sorted_out(names: Sequence[str]) -> tuple[list[tuple[Path | None, bool]], dict[Path | None, frozenset[str]]]:
    """Paths (with whether a folder brought them) and the document names that were chosen, for all or for one path."""
    paths: dict[Path | None, bool] = {}
    chosen: dict[Path | None, frozenset[str]] = {}
    for name in names:
        if name == "-":
            paths[None] = False
            continue
        file, _, document = name.partition("#")
        if document and file:
            path = _existing(file)
            chosen[path] = chosen.get(path, frozenset()) | {document}
            paths[path] = False
        elif (NAME.fullmatch(name) or SELECTION.fullmatch(name)) and not Path(name).exists():
            chosen[None] = chosen.get(None, frozenset()) | {name}
        else:
            paths.update(_expanded(name))
    if not paths:
        paths.update(_in_folder(Path.cwd()))
    return list(paths.items()), chosen


def _expanded(name: str) -> dict[Path | None, bool]:
    path = Path(name)
    if path.is_dir():
        found = _in_folder(path.absolute())
        if not found:
            raise UsageError(f"{name} holds no YAML files")
        return found
    if not path.exists() and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise UsageError(f"nothing matches {name}")
        found = {}
        for match in matches:
            found.update(
                _in_folder(Path(match).absolute()) if Path(match).is_dir() else {Path(match).absolute(): False}
            )
        return found
    return {_existing(name): False}


def _existing(name: str) -> Path:
    path = Path(name)
    if path.is_symlink() and not path.exists():
        raise UsageError(f"{name} is a link that leads nowhere")
    if not path.exists():
        near = nearest(path.name, [each.name for each in path.parent.iterdir()]) if path.parent.is_dir() else None
        raise UsageError(f"there is no file {name}", hint=f"did you mean {path.parent / near}?" if near else None)
    return path.absolute()


def _in_folder(folder: Path) -> dict[Path | None, bool]:
    found: dict[Path | None, bool] = {}
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(files):
            if (name.endswith(_SUFFIXES) or name.endswith(SUFFIX)) and name != FILE_NAME and not name.startswith("."):
                found[Path(base) / name] = True
    return found


def _only(inputs: Iterable[Input], wanted: frozenset[str]) -> list[Input]:
    kept = []
    names: set[str] = set()
    for each in inputs:
        choices = _choices(wanted, [document for document, _ in each.documents])
        chosen = tuple(pair for pair in each.documents if pair[0].name in choices)
        names |= {document.name for document, _ in each.documents}
        if chosen:
            kept.append(replace(each, documents=chosen, defects=(), choices=choices))
    found = {document.name for each in kept for document, _ in each.documents}
    for name in sorted({_bare(name) for name in wanted} - found):
        guess = nearest(name, names)
        raise UsageError(
            f"there is no document {name!r}", hint=f"did you mean {guess!r}?" if guess else "name its file, or a folder"
        )
    return kept


def _bare(name: str) -> str:
    """The document's name, without the levels that are chosen of it."""
    return name.partition("[")[0]


def _choices(names: frozenset[str], found: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """The documents that are named, each with what is chosen of it; who names it plainly chooses all of it.

    :raises UsageError: if levels are chosen of what has none.
    """
    choices: dict[str, tuple[str, ...]] = {}
    for document in found:
        named = sorted(name for name in names if _bare(name) == document.name)
        levels = [match["levels"] for name in named if (match := SELECTION.fullmatch(name))]
        if levels and document.kind != "experiment":
            raise UsageError(f"{named[-1]}: {document.name} is a {document.kind}, and has no variants")
        if named:
            choices[document.name] = tuple(levels) if len(levels) == len(named) else ()
    return choices


def _check_names(names: frozenset[str], found: Sequence[Document], file: str) -> dict[str, tuple[str, ...]]:
    known = {document.name for document in found}
    for name in sorted({_bare(name) for name in names} - known):
        guess = nearest(name, known)
        held = f"it holds {', '.join(sorted(known))}" if known else None
        raise UsageError(f"{file} has no document {name!r}", hint=f"did you mean {guess!r}?" if guess else held)
    return _choices(names, found)
