"""Files on disk, read as text."""

from __future__ import annotations

from pathlib import Path

from promptkit.findings import UsageError

from ._parse import MAX_SIZE, parse_text
from ._parsed import ParsedFile

_LARGEST_CHARACTER = 4


def read_file(path: Path, name: str) -> ParsedFile:
    """Read the documents of the file at ``path``; ``name`` is what places call it.

    :raises UsageError: when it is missing, a folder, unreadable or no text in UTF-8.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_SIZE * _LARGEST_CHARACTER + 1)
    except FileNotFoundError:
        raise UsageError(f"there is no file {name}") from None
    except IsADirectoryError:
        raise UsageError(f"{name} is a folder, not a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read {name}: {reason.lower()}") from None
    if len(data) > MAX_SIZE * _LARGEST_CHARACTER:
        raise UsageError(f"{name} is too large: a file of documents holds 1 MiB at most")
    return parse_text(_decoded(data, name), name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{name} is written in UTF-16", hint="save it as UTF-8")
    if b"\0" in data:
        raise UsageError(f"{name} is a binary file, not YAML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{name} is not UTF-8: line {line} holds another encoding", hint="save it as UTF-8") from None
