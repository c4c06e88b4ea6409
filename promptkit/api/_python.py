"""The names that Python users import from ``promptkit``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from promptkit.check import Checked, Diff, Made, Options, check_shot
from promptkit.check import diff as compared
from promptkit.compiler import CompiledShot
from promptkit.findings import Finding, PromptkitError, Severity, UsageError
from promptkit.language import Shot

from ._check import check, check_inputs
from ._clips import clips_of
from ._inputs import Input, Reader
from ._options import parameters, patches
from ._revisions import as_file

#: How many of the names that a file holds an error tells.
_NAMED = 4


class FindingsError(PromptkitError):
    """A document has errors; ``findings`` are all of them, warnings too."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        first = f"{errors[0].span}: {errors[0].message}" if errors else "the document did not load"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{first}{more}")
        self.findings = findings


def load(
    path: str | Path, *, params: Mapping[str, object] | None = None, patch: Mapping[str, object] | None = None
) -> Shot:
    """The shot of a file, resolved; ``file.yaml#name`` names one of several, ``file.yaml#name[light=dawn]`` a variant.

    :param params: values for the shot's own parameters.
    :param patch: keys that take the place of the shot's own, by their path: ``{"lighting.time_of_day": "dawn"}``.
    :raises FindingsError: if it does not load, with every finding.
    :raises UsageError: if there is no such file, or a value of ``patch`` is not allowed.
    """
    return loaded(check_file(path, _options(params, patch)))


def lint(*paths: str | Path) -> tuple[Finding, ...]:
    """What is wrong in files and folders, in order of place.

    :raises UsageError: if a file cannot be opened.
    """
    return check_inputs(Reader().read([str(path) for path in paths]), Options()).findings


def compile(
    shot: Shot | str | Path,
    *,
    model: str | None = None,
    endpoint: str | None = None,
    dialect: str | None = None,
    params: Mapping[str, object] | None = None,
    folder: str | Path = ".",
) -> CompiledShot:
    """Compile a shot, from its file or as a value.

    The places of what is found in a value are those of :func:`to_yaml`.

    :param folder: for a shot as a value, the folder that its still's path is meant from, and whose project counts.
    :raises FindingsError: if it has errors; nothing with an error is ever compiled.
    :raises UsageError: if the file, model, endpoint or dialect is unknown.
    """
    options = _options(params, None, model=model, endpoint=endpoint, dialect=dialect)
    checked = _checked_value(shot, Path(folder), options) if isinstance(shot, Shot) else check_file(shot, options)
    compiled = _sound(checked).compiled
    assert compiled is not None
    return compiled


def diff(
    before: Shot | str | Path,
    after: Shot | str | Path,
    *,
    dialect: str | None = None,
    folder: str | Path = ".",
) -> Diff:
    """What changed in meaning between two shots: moves, words, prompt, request and price.

    :param before: a shot, its file, the id of a take of the project in the current folder, or its file as it was in
        git: ``"coffee.yaml@HEAD~1"``; one of several shots or variants is named behind it:
        ``"coffee-light.yaml#coffee-light[light=dawn]"``.
    :param folder: for shots as values, as for :func:`compile`.
    :raises FindingsError: if one of them has errors.
    :raises UsageError: if there is no such file or revision.
    """
    options = _options(None, None, dialect=dialect)
    sides = [_side(each, Path(folder), options) for each in (before, after)]
    return compared(*sides)


def _side(shot: Shot | str | Path, folder: Path, options: Options) -> Checked | Made:
    """One of two shots that are compared, with no error in it."""
    if isinstance(shot, Shot):
        return _sound(_checked_value(shot, folder, options))
    taken = _taken(str(shot))
    if taken is not None:
        return taken
    with as_file(str(shot)) as file:
        try:
            return _sound(check_file(file.path, options))
        except FindingsError as error:
            raise FindingsError(tuple(map(file.named, error.findings))) from None


def _taken(name: str) -> Made | None:
    """The shot of a take, where it is the id of one."""
    project = Reader().project(Path.cwd())
    if not project.state.is_dir():
        return None
    from ._takes import made_of, take_named  # it brings the ledger, which nobody needs who only lints or compiles

    take = take_named(name, project)
    return None if take is None else made_of(take)


def loaded(checked: Checked) -> Shot:
    """The shot that was checked.

    :raises FindingsError: if it did not load.
    """
    if checked.built is None or checked.built.shot is None or not checked.built.sound:
        raise FindingsError(checked.findings)
    return checked.built.shot


def _sound(checked: Checked) -> Checked:
    if checked.compiled is None:
        raise FindingsError(checked.findings)
    return checked


def _checked_value(shot: Shot, folder: Path, options: Options) -> Checked:
    home = folder.absolute()
    project = Reader().project(home)
    return check_shot(shot, home, project, replace(options, clips=clips_of(project)))


def check_file(path: str | Path, options: Options) -> Checked:
    """The one shot of a file, checked.

    :raises FindingsError: if the file itself is damaged.
    :raises UsageError: if it cannot be opened.
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder, not a file")
    given, *others = Reader().read([str(path)])
    if others:
        files = ", ".join(each.parsed.file for each in (given, *others))
        raise PromptkitError(f"several files hold {path}", hint=f"name one: {files}")
    return check_only(given, str(path), options)


def check_only(given: Input, path: str, options: Options) -> Checked:
    """The one shot of what was read from ``path``, checked.

    :raises FindingsError: if the text itself is damaged.
    """
    if given.project.has_errors or given.defects:
        raise FindingsError((*given.project.findings, *given.defects))
    kinds = {document.kind for document, _ in given.documents}
    kind = next((each for each in ("shot", "experiment") if each in kinds), None)
    if kind is None:
        raise PromptkitError(f"{path} holds no shot")
    options = replace(options, clips=clips_of(given.project))
    found = [check(document, given, options, defects) for document, defects in given.documents if document.kind == kind]
    shots = [shot for whole in found for shot in whole.shots]
    broken = [
        finding for whole in found if whole.document.kind != "shot" for finding in whole.findings if whole.has_errors
    ]
    if broken:
        raise FindingsError(tuple(broken))
    if len(shots) > 1:
        names = ", ".join(each.document.name for each in shots[:_NAMED])
        more = f" and {len(shots) - _NAMED} more" if len(shots) > _NAMED else ""
        raise PromptkitError(
            f"{path} holds {len(shots)} {'shots' if kind == 'shot' else 'variants'}",
            hint=f"name one: {given.parsed.file}#NAME ({names}{more})",
        )
    return shots[0]


def _options(
    params: Mapping[str, object] | None,
    changes: Mapping[str, object] | None,
    *,
    model: str | None = None,
    endpoint: str | None = None,
    dialect: str | None = None,
) -> Options:
    import json  # JSON is YAML: a Python value becomes the node that the same value in a file would be

    return Options(
        model=model,
        endpoint=endpoint,
        dialect=dialect,
        params=parameters([f"{name}={json.dumps(value)}" for name, value in (params or {}).items()]),
        patches=patches([f"{key}={json.dumps(value)}" for key, value in (changes or {}).items()]),
    )
