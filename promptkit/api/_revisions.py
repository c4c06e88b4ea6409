"""A file as it was in git: ``shot.yaml@HEAD~1``, with the presets and the settings of that time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from promptkit.findings import Finding, UsageError
from promptkit.project import find_project

from ._git import called, commit, git

_NAMED = re.compile(r"(?P<file>[^#]+?)(?P<name>#[^@]+)?@(?P<revision>[^#]+)(?P<behind>#.+)?")


@dataclass(frozen=True, slots=True)
class Readable:
    """A reference as one that can be read.

    :param path: the file, with ``#NAME`` where the reference has one.
    :param folder: where a revision is laid out, for as long as it is; empty for a file that stands where it stands.
    """

    path: str
    folder: str = ""
    revision: str = ""

    def named(self, finding: Finding) -> Finding:
        """The finding at the file as the user named it, which is still there when the folder is gone."""
        span = finding.span
        if span is None or not self.folder or not span.file.startswith(self.folder):
            return finding
        file = span.file.removeprefix(self.folder).lstrip(os.sep)
        return replace(finding, span=span._replace(file=f"{file}@{self.revision}"))


@contextmanager
def as_file(reference: str) -> Iterator[Readable]:
    """The reference as one that can be read: what stands in git is laid out in a folder that ends with the block.

    The project's whole folder of that revision is, for a shot is no more than its presets make of it.

    :raises UsageError: if there is no such revision, or no such file in it.
    """
    match = _NAMED.fullmatch(reference)
    if match is None or Path(reference).exists():
        yield Readable(reference)
        return
    path, revision = Path(match["file"]), match["revision"]
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"there is no folder {path.parent}")
    top = Path(git(folder, "rev-parse", "--show-toplevel").decode().strip())
    commit(folder, revision)
    place = path.absolute().resolve().relative_to(top)
    if called(top, "cat-file", "-e", f"{revision}:{place.as_posix()}").returncode:
        raise UsageError(f"{path} is not in {revision}")
    root = find_project(folder).root.resolve()
    with TemporaryDirectory(prefix="promptkit-") as there:
        _lay_out(top, root if root.is_relative_to(top) else top, revision, Path(there))
        yield Readable(f"{Path(there) / place}{match['name'] or match['behind'] or ''}", there, revision)


def _lay_out(top: Path, inside: Path, revision: str, there: Path) -> None:
    """Write what a revision has in a folder, by an index of its own: the user's index and files stay as they are."""
    index = there / ".git-index"
    git(top, "read-tree", revision, index=index)
    names = git(top, "ls-files", "-z", "--", str(inside), index=index)
    git(top, "checkout-index", "-z", "--stdin", f"--prefix={there}/", index=index, given=names)
