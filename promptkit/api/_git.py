"""Calling git, the one that knows what files were."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from promptkit.findings import UsageError


def commit(folder: Path, revision: str) -> None:
    """Look whether there is a revision.

    :raises UsageError: if there is none, or no repository.
    """
    git(folder, "rev-parse", "--git-dir")
    if called(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").returncode:
        raise UsageError(f"git knows no revision {revision!r}")


def git(folder: Path, *words: str, index: Path | None = None, given: bytes | None = None) -> bytes:
    done = called(folder, *words, index=index, given=given)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(f"git: {said[0].removeprefix('fatal: ')}" if said else f"git {words[0]} failed")
    return done.stdout


def called(
    folder: Path, *words: str, index: Path | None = None, given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *words]
    environment = os.environ | ({} if index is None else {"GIT_INDEX_FILE": str(index)})
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise UsageError("git is not installed, and only it knows what a file was") from None
