"""Fetching a clip: whole, checked, and in its place at once or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from promptkit.findings import PromptkitError
from promptkit.ledger import Take, TakeFile, slug

from ._client import FetchTrouble
from ._desk import Desk


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a clip in a file beside its later place."""

    temporary: Path
    sha256: str
    bytes: int


class FetchStopped(Exception):
    """The run stops; nothing was kept."""


def fetch(desk: Desk, take: Take, video_id: str) -> Fetched:
    """Fetch the clip into the take's folder, and try again when it goes wrong.

    :raises FetchTrouble: it went wrong each time.
    :raises FetchStopped: the run stops.
    """
    folder = _folder(desk.folder, take)
    for attempt in range(desk.limits.fetches):
        try:
            return _attempt(desk, folder / f".{take.id}.{os.getpid()}.part", video_id)
        except FetchTrouble as error:
            trouble = error
        if attempt + 1 < desk.limits.fetches and desk.stop.wait(desk.connection.endpoint.poll_seconds * 2**attempt):
            raise FetchStopped
    raise trouble


def settle(desk: Desk, take: Take, fetched: Fetched, suffix: str) -> TakeFile:
    """Put what was fetched in its place, ``takes/<shot>/<take><suffix>``, in one step that survives a power cut."""
    target = _folder(desk.folder, take) / f"{take.id}{suffix}"
    fetched.temporary.replace(target)
    _sync_folder(target.parent)
    return TakeFile(target.relative_to(desk.folder).as_posix(), fetched.sha256, fetched.bytes)


def _folder(state: Path, take: Take) -> Path:
    folder = state / "takes" / slug(take.shot)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise PromptkitError(f"cannot make the folder {folder}: {error.strerror}") from error
    return folder


def _attempt(desk: Desk, temporary: Path, video_id: str) -> Fetched:
    try:
        with desk.client.content(video_id) as chunks:
            return _write(desk, temporary, chunks)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PromptkitError(f"cannot write {temporary}: {error.strerror}") from error
    except (FetchTrouble, FetchStopped):
        temporary.unlink(missing_ok=True)
        raise


def _write(desk: Desk, temporary: Path, chunks: Iterator[bytes]) -> Fetched:
    digest, length, end = hashlib.sha256(), 0, time.monotonic() + desk.limits.fetch
    with temporary.open("wb") as file:
        for chunk in chunks:
            length += len(chunk)
            if desk.stop.is_set():
                raise FetchStopped
            if length > desk.limits.clip_bytes:
                raise FetchTrouble(f"the clip is larger than {desk.limits.clip_bytes} bytes")
            if time.monotonic() > end:
                raise FetchTrouble(f"the clip did not arrive within {desk.limits.fetch:g} s")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if length == 0:
        raise FetchTrouble("the endpoint sent an empty clip")
    return Fetched(temporary, digest.hexdigest(), length)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and a rename is on the disk by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
