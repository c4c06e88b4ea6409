"""How a shot's prompt is laid out: by whom the dialect was named, and whether its template is sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from promptkit.catalog import Target
from promptkit.compiler import dialects
from promptkit.findings import Finding, Severity, UsageError
from promptkit.language import Built, Report, nearest
from promptkit.project import Project, shipped, user_folder
from promptkit.resolve import Document, display
from promptkit.templating.templates import SUFFIX, Layout, Shelf

from ._options import Options
from ._stills import home_of

#: The dialect of what changes a clip, whatever the model's is.
_REWORKING = "remix"


def shelf(project: Project) -> Shelf:
    """The templates that a project sees."""
    return _shelf(project.settings.templates, project.root, user_folder("templates"))


@lru_cache(maxsize=64)
def _shelf(folders: tuple[Path, ...], root: Path, user: Path) -> Shelf:
    ours = shipped("templates")
    return Shelf(tuple(each for each in folders if each.resolve() != ours.resolve()), root, user, ours)


def find_dialect(
    built: Built, document: Document, target: Target, project: Project, options: Options, report: Report
) -> str | Layout | None:
    """One of ours by its name, or a template of the user's that is sound; ``None`` where there is none, which is said.

    :raises UsageError: if it is the caller who names what is not there.
    """
    templates = shelf(project)
    assert built.shot is not None
    if options.dialect is not None:
        layout: Layout | None = _by_caller(options.dialect, templates, project)
    elif built.shot.template is not None:
        layout = _by_shot(built.shot.template, templates, built, document, project, report)
    else:
        layout = templates.named(_REWORKING if built.shot.reworks else target.model.dialect)
    if layout is None:
        return None
    if layout.owner == "built-in":
        return layout.name
    findings = _mistakes(layout)
    report.findings.extend(findings)
    return None if any(each.severity is Severity.ERROR for each in findings) else layout


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith(SUFFIX)


def _by_caller(name: str, templates: Shelf, project: Project) -> Layout:
    if _is_path(name):
        found = templates.at(Path.cwd() / name, project.root, name)
        if found is None:
            raise UsageError(f"there is no template {name} inside the project", hint=f"its name ends in {SUFFIX}")
        return found
    found = templates.named(name)
    if found is None:
        raise UsageError(f"unknown dialect {name!r} ({_meant(name, templates)})")
    return found


def _meant(name: str, templates: Shelf) -> str:
    known = [each.name for each in templates.all()] if name else list(dialects())
    guess = nearest(name, known)
    return f"did you mean {guess!r}?" if guess else f"known: {', '.join(known)}"


def _by_shot(
    name: str, templates: Shelf, built: Built, document: Document, project: Project, report: Report
) -> Layout | None:
    span = built.places.span(("template",))
    if _is_path(name):
        home, root = home_of(span, document, project)
        found = templates.at(home / name, root, name)
        message = f"there is no template {name} inside the project"
        hint = "a path is meant from the file in which it stands, and ends in .j2"
    else:
        found = templates.named(name)
        message, hint = f"unknown template {name!r} ({_meant(name, templates)})", "`promptkit templates` lists them"
    if found is None:
        report.add("missing-template", "template", span, message, path=built.places.written(("template",)), hint=hint)
    return found


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is wrong with a template, for as long as nothing of what was read for it changes."""

    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    stamps: tuple[int, ...]


_JUDGED: dict[Layout, _Judged] = {}
_KEPT = 64


def _mistakes(layout: Layout) -> tuple[Finding, ...]:
    known = _JUDGED.get(layout)
    if known is None or _stamps(known.files) != known.stamps:
        from promptkit.compiler import check_templates  # most shots have no template of their own

        made = check_templates([layout.template], layout.folders, display)
        # A folder's own stamp tells of files that came or went: one that was missing, or that hides one of ours.
        folders = [folder for folder, _ in layout.folders.own]
        files = tuple(dict.fromkeys([*made.files, *(path.parent for path in made.files), *folders]))
        known = _Judged(made.findings, files, _stamps(files))
        if len(_JUDGED) >= _KEPT:
            _JUDGED.clear()
        _JUDGED[layout] = known
    return known.findings


def _stamps(files: Iterable[Path]) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)
