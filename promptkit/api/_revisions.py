"""A file as it was in git: ``shot.yaml@HEAD~1``, with the presets and the settings of that time."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from promptkit.findings import UsageError
from promptkit.project import find_project

_NAMED = re.compile(r"(?P<file>[^#]+?)(?P<name>#[^@]+)?@(?P<revision>[^#]+)(?P<behind>#.+)?")


@contextmanager
def as_file(reference: str) -> Iterator[str]:
    """The reference as one that can be read: what stands in git is laid out in a folder that ends with the block.

    The project's whole folder of that revision is, for a shot is no more than its presets make of it.

    :raises UsageError: if there is no such revision, or no such file in it.
    """
    match = _NAMED.fullmatch(reference)
    if match is None or Path(reference).exists():
        yield reference
        return
    path, revision = Path(match["file"]), match["revision"]
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"there is no folder {path.parent}")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    if _fails(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"):
        raise UsageError(f"git knows no revision {revision!r}")
    place = path.absolute().resolve().relative_to(top)
    if _fails(top, "cat-file", "-e", f"{revision}:{place.as_posix()}"):
        raise UsageError(f"{path} is not in {revision}")
    root = find_project(folder).root.resolve()
    inside = root if root.is_relative_to(top) else top
    archive = _git(top, "archive", "--format=tar", revision, "--", str(inside.relative_to(top)))
    with TemporaryDirectory(prefix="promptkit-") as there:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(there, filter="data")
        yield f"{Path(there) / place}{match['name'] or match['behind'] or ''}"


def _git(folder: Path, *words: str) -> bytes:
    done = _called(folder, *words)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(f"git: {said[0].removeprefix('fatal: ')}" if said else f"git {words[0]} failed")
    return done.stdout


def _fails(folder: Path, *words: str) -> bool:
    return _called(folder, *words).returncode != 0


def _called(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError("git is not installed, and only it knows what a file was") from None
