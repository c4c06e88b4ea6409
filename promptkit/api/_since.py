"""What changed since a revision: the files themselves, and the shots that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from promptkit.check import Checked
from promptkit.compiler import StillFile
from promptkit.project import FILE_NAME

from ._git import commit, git
from ._inputs import Input


class Changes:
    """What is not as it was at a revision of git; each folder is looked at once.

    :param folders: those that are looked at beforehand.
    :raises UsageError: if a folder is in no repository, or the repository knows no such revision.
    """

    def __init__(self, revision: str, folders: Iterable[Path]) -> None:
        self._revision = revision
        self._known: dict[Path, frozenset[Path]] = {}
        for folder in folders:
            self._below(folder)

    def of_input(self, given: Input, checked: Sequence[Checked]) -> bool:
        """Whether an input changed, or stands on a preset, a picture or settings that did."""
        return not self._below(given.project.root).isdisjoint(_stands_on(given, checked))

    def of_file(self, path: Path) -> bool:
        """Whether a file changed."""
        return path.resolve() in self._below(path.parent)

    def _below(self, folder: Path) -> frozenset[Path]:
        if folder not in self._known:
            self._known[folder] = _changed(folder, self._revision)
        return self._known[folder]


def _stands_on(given: Input, checked: Sequence[Checked]) -> Iterator[Path]:
    yield (given.project.root / FILE_NAME).resolve()
    if given.path is not None:
        yield given.path.resolve()
    for each in (part for whole in checked for part in (whole, *whole.parts)):
        if each.document.path is not None:
            yield each.document.path.resolve()
        if each.resolved is not None:
            yield from (layer.document.path.resolve() for layer in each.resolved.layers if layer.document.path)
        if each.compiled is not None:
            sent = (each.compiled.request.still, *each.compiled.request.references)
            yield from (image.path.resolve() for image in sent if isinstance(image, StillFile))
        elif each.built is not None and each.built.shot is not None and each.built.shot.still is not None:
            yield (each.document.home / each.built.shot.still).resolve()


def _changed(folder: Path, revision: str) -> frozenset[Path]:
    """The files below a folder that are not as they were, those among them that git does not keep yet."""
    commit(folder, revision)
    differing = git(folder, "diff", "--name-only", "--relative", "-z", revision, "--", ".")
    unkept = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset((folder / name).resolve() for name in (differing + unkept).decode().split("\0") if name)
