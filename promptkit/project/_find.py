"""Finding the project of a folder, and reading its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from promptkit.catalog import Catalog, load_catalog
from promptkit.findings import Finding, Severity, sort_key
from promptkit.language import Report
from promptkit.source import Mapping, ParsedFile, Scalar, read_file

from ._read import SettingsReader
from ._rules import FAMILY
from ._settings import NOTHING_MAY_BE_SPENT, Budget, Settings
from ._state import STATE_NAME
from ._values import described

FILE_NAME = "promptkit.yaml"
# What the source says of a file without a document; here it is a good file, for it marks the root.
_EMPTY = "empty-file"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with its settings.

    :param root: the folder of the file; without a file, the folder in which the search began. Stills stay inside it.
    :param file: the file of the settings; ``None`` where there is none.
    :param findings: what is wrong in the file.
    :param state: the folder of the ledger, the takes and the local endpoint's jobs; it need not exist yet.
    :param catalog: the catalog with the project's own endpoints.
    """

    root: Path
    file: Path | None
    settings: Settings
    findings: tuple[Finding, ...]
    state: Path
    catalog: Catalog

    @property
    def has_errors(self) -> bool:
        """Whether the file has an error, so that nobody can be sure of what was wanted."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def find_project(start: Path, *, current: Path | None = None) -> Project:
    """The project of a folder, or of the folder of a file: the nearest ``promptkit.yaml`` from there upwards.

    :param start: a folder, or a file in it, such as the document that is to be compiled.
    :param current: the current folder, which holds the state where there is no file; by default that of the process.
    :raises UsageError: if the file is there and cannot be read.
    """
    here = (Path.cwd() if current is None else current).resolve()
    folder = (here / start).resolve()
    if not _there(folder.is_dir):
        folder = folder.parent
    file = next((each / FILE_NAME for each in (folder, *folder.parents) if _there((each / FILE_NAME).is_file)), None)
    return _without_file(folder, here) if file is None else _with_file(file, here)


def _without_file(folder: Path, here: Path) -> Project:
    # Presets lie beside the document or where the user stands: without a file nothing else says where the project is.
    places = tuple(dict.fromkeys((folder, here)))
    settings = Settings(
        presets=tuple(place / "presets" for place in places),
        templates=tuple(place / "templates" for place in places),
    )
    return Project(folder, None, settings, (), here / STATE_NAME, load_catalog())


def _with_file(file: Path, here: Path) -> Project:
    root = file.parent
    parsed = read_file(file, _shown(file, here))
    report = Report()
    settings = _settings(parsed, root, _written_on(file), report)
    from_source = [finding for finding in parsed.findings if finding.rule != _EMPTY]
    findings = tuple(sorted((*_without_secrets(from_source, report.findings), *report.findings), key=sort_key))
    catalog = load_catalog().with_endpoints(settings.endpoints)
    return Project(root, file, settings, findings, root / STATE_NAME, catalog)


def _settings(parsed: ParsedFile, root: Path, written_on: date, report: Report) -> Settings:
    for extra in parsed.documents[1:]:
        message = f"{FILE_NAME} is one document, and this is another; it is not read"
        report.add("several-documents", FAMILY, extra, message)
    document = parsed.documents[0] if parsed.documents else None
    if isinstance(document, Mapping):
        return SettingsReader(document, root, written_on, load_catalog(), parsed.damaged[0], report).read()
    is_empty = document is None or (isinstance(document, Scalar) and document.value is None)
    if document is not None and not is_empty:
        report.add("wrong-setting", FAMILY, document, f"the settings must be a map, not {described(document)}")
    is_broken = any(finding.rule != _EMPTY and finding.severity is Severity.ERROR for finding in parsed.findings)
    # Where nobody can tell which limit was meant, nothing may be spent.
    budget = Budget() if is_empty and not is_broken else NOTHING_MAY_BE_SPENT
    return Settings(budget=budget, presets=(root / "presets",), templates=(root / "templates",))


def _without_secrets(from_source: list[Finding], own: list[Finding]) -> list[Finding]:
    """The defects of the YAML, but for those in a line that may hold a key: they quote what stands there."""
    secret = {finding.span.line for finding in own if finding.rule == "key-in-file" and finding.span is not None}
    return [
        finding
        for finding in from_source
        if finding.span is None or secret.isdisjoint(range(finding.span.line, finding.span.end_line + 1))
    ]


def _there(check: Callable[[], bool]) -> bool:
    """The answer of the check; no where this user may not look, for that is no project of theirs."""
    try:
        return check()
    except PermissionError:
        return False


def _shown(file: Path, here: Path) -> str:
    """The file as people name it: from the current folder if it lies below, else in full."""
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _written_on(file: Path) -> date:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
