"""What changed since a revision: the files themselves, and the shots that are made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from promptkit.check import Checked, Options
from promptkit.project import FILE_NAME

from ._check import check_inputs
from ._git import commit, git
from ._inputs import Input


def changed_since(inputs: Sequence[Input], revision: str, options: Options) -> tuple[Input, ...]:
    """Those inputs that changed since a revision of git, or that stand on a preset, a picture or settings that did.

    :raises UsageError: if an input is in no repository, or the repository knows no such revision.
    """
    changed = {folder: _changed(folder, revision) for folder in {each.project.root for each in inputs}}
    report = check_inputs(inputs, options)
    by_file: dict[str, list[Checked]] = {}
    for each in report.checked:
        by_file.setdefault(each.document.node.span.file, []).append(each)
    return tuple(
        given
        for given in inputs
        if not changed[given.project.root].isdisjoint(_stands_on(given, by_file.get(given.parsed.file, ())))
    )


def changed_file(path: Path, revision: str) -> bool:
    """Whether a file is not as it was at a revision.

    :raises UsageError: if it is in no repository, or the repository knows no such revision.
    """
    return path.resolve() in _changed(path.parent, revision)


def _stands_on(given: Input, checked: Sequence[Checked]) -> Iterator[Path]:
    yield (given.project.root / FILE_NAME).resolve()
    if given.path is not None:
        yield given.path.resolve()
    for each in checked:
        if each.resolved is not None:
            yield from (layer.document.path.resolve() for layer in each.resolved.layers if layer.document.path)
        if each.built is not None and each.built.shot is not None and isinstance(each.built.shot.still, str):
            yield (each.document.home / each.built.shot.still).resolve()


def _changed(folder: Path, revision: str) -> frozenset[Path]:
    """The files below a folder that are not as they were, those among them that git does not keep yet."""
    commit(folder, revision)
    differing = git(folder, "diff", "--name-only", "--relative", "-z", revision, "--", ".")
    unkept = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset((folder / name).resolve() for name in (differing + unkept).decode().split("\0") if name)
