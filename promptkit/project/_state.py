"""The folder of the project's state, and whether a path stays inside a folder."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from promptkit.findings import UsageError

if TYPE_CHECKING:
    from ._find import Project

STATE_NAME = ".promptkit"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def ensure_state(project: Project) -> Path:
    """The folder of the project's state, made if it is not there: for its owner alone (mode 0700), ignored by git.

    :raises UsageError: if it cannot be made, or something else has its name.
    """
    folder = project.state
    try:
        # A link could lead the ledger and the takes to wherever the author of a cloned project wants them.
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UsageError(f"{folder} is in the way: the state needs a folder of that name", hint="move it away")
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_mode & _OTHERS:
            folder.chmod(0o700)
        _ignore(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made or written: {error.strerror}") from None
    return folder


def _ignore(folder: Path) -> None:
    try:
        with (folder / ".gitignore").open("x", encoding="utf-8") as stream:
            stream.write("*\n")
    except FileExistsError:
        return


def confined(path: Path, root: Path) -> bool:
    """Whether ``path`` stays inside ``root`` once every link and ``..`` in both is followed; it need not exist."""
    try:
        resolved = path.resolve()
        _follow(resolved)
        return resolved.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        # A loop of links, or a name that no file can have: it leads nowhere inside.
        return False


def _follow(path: Path) -> None:
    """Raise ``OSError`` for a loop of links, which ``resolve`` itself lets pass since Python 3.13."""
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise
