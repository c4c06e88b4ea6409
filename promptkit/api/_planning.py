"""What a submit would make, reuse and spend, for Python users."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from promptkit.check import Options
from promptkit.compiler import CompiledShot
from promptkit.findings import Severity, UsageError
from promptkit.language import Shot
from promptkit.project import Project
from promptkit.runs import Plan as Plan

from ._check import check_inputs
from ._inputs import Reader
from ._python import FindingsError, compile
from ._runs import Runs, pot_of


def plan(
    *shots: Shot | str | Path,
    model: str | None = None,
    endpoint: str | None = None,
    dialect: str | None = None,
    takes: int | None = None,
    new: bool = False,
    folder: str | Path = ".",
) -> tuple[Plan, ...]:
    """What a submit of these shots would make, reuse and spend: one plan for each endpoint. Nothing is sent.

    :param shots: shots as values, files (experiments too), folders or patterns; all of one project.
    :param takes: how many takes there shall be of each, over what the shots say.
    :param new: whether takes that there are do not count.
    :param folder: for shots as values, as for :func:`compile`.
    :raises FindingsError: if one of them has errors.
    :raises UsageError: if there is no such file, or they belong to several projects.
    """
    options = Options(model=model, endpoint=endpoint, dialect=dialect)
    paths = [str(each) for each in shots if not isinstance(each, Shot)]
    found = check_inputs(Reader().read(paths), options) if paths else None
    if found is not None and found.fails(Severity.ERROR):
        raise FindingsError(found.findings)
    values = [each for each in shots if isinstance(each, Shot)]
    compiled = [each.compiled for each in found.distinct if each.compiled is not None] if found is not None else []
    compiled += [compile(each, model=model, endpoint=endpoint, dialect=dialect, folder=folder) for each in values]
    projects = {each.project.state: each.project for each in found.inputs} if found is not None else {}
    if values:
        own = Reader().project(Path(folder).absolute())
        projects[own.state] = own
    if not compiled:
        return ()
    pots = [pot_of(each.trial) for each in found.checked if each.trial is not None] if found is not None else []
    return tuple(_runs(projects).plan([_with(takes, each) for each in compiled], new=new, pots=pots))


def _with(takes: int | None, shot: CompiledShot) -> CompiledShot:
    return shot if takes is None else replace(shot, takes=takes)


def _runs(projects: dict[Path, Project]) -> Runs:
    if len(projects) > 1:
        raise UsageError("these shots belong to several projects", hint="one project at a time has one ledger")
    return Runs(next(iter(projects.values())))
