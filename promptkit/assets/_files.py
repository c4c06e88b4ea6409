"""Reading a still from disk: once, with its checksum, and with a clear reason where that is not possible."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from promptkit.findings import UsageError

from ._stills import ImageFacts, still_facts

MAX_STILL_BYTES = 20_971_520
"""Largest still that is read, in bytes (20 MiB): the most that the Videos API takes for a still in JSON
(``image_url``, maxLength 20,971,520; openai/openai-openapi ``openapi.yaml`` at f85dbe2, 2026-08-21)."""


class StillProblem(StrEnum):
    """Why a still could not be read."""

    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    EMPTY = "empty"


_WORDS = {
    StillProblem.MISSING: "there is no file {path}",
    StillProblem.FOLDER: "{path} is a folder, not a picture",
    StillProblem.UNREADABLE: "{path} cannot be read",
    StillProblem.TOO_LARGE: f"{{path}} is larger than {MAX_STILL_BYTES // 2**20} MiB",
    StillProblem.EMPTY: "{path} is empty",
}


class StillUnreadable(UsageError):
    """A still could not be read; ``problem`` tells why, ``str(error)`` says it with the path."""

    def __init__(self, problem: StillProblem, path: Path) -> None:
        super().__init__(_WORDS[problem].format(path=path))
        self.problem = problem
        self.path = path


@dataclass(frozen=True, slots=True)
class Still:
    """A still as it lay on disk when it was read.

    :param facts: by its bytes; ``None`` if it is no JPEG, PNG or WebP.
    :param sha256: hexadecimal digest of the bytes.
    :param bytes_count: length in bytes.
    """

    facts: ImageFacts | None
    sha256: str
    bytes_count: int


def read_still(path: Path) -> Still:
    """Read a still once: its facts and its checksum are of the same bytes.

    :raises StillUnreadable: if it is missing, a folder, unreadable, empty or larger than :data:`MAX_STILL_BYTES`.
    """
    data = _bytes_of(path)
    return Still(still_facts(data), hashlib.sha256(data).hexdigest(), len(data))


def _bytes_of(path: Path) -> bytes:
    try:
        # Only a regular file is opened: a named pipe would wait for ever, a device would never end.
        if problem := _problem_before_reading(path):
            raise StillUnreadable(problem, path)
        with path.open("rb") as stream:
            data = stream.read(MAX_STILL_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise StillUnreadable(StillProblem.MISSING, path) from None
    except (OSError, ValueError):
        raise StillUnreadable(StillProblem.UNREADABLE, path) from None
    if not data:
        raise StillUnreadable(StillProblem.EMPTY, path)
    if len(data) > MAX_STILL_BYTES:
        raise StillUnreadable(StillProblem.TOO_LARGE, path)
    return data


def _problem_before_reading(path: Path) -> StillProblem | None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return StillProblem.FOLDER
    if not stat.S_ISREG(status.st_mode):
        return StillProblem.UNREADABLE
    return StillProblem.TOO_LARGE if status.st_size > MAX_STILL_BYTES else None
