"""What is written to the ledger, and what is read from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ._states import RESERVED, SPENT, State


@dataclass(frozen=True, slots=True)
class Intent:
    """What a new take is to be: everything that a later process needs to go on with it.

    :param shot: the shot's name.
    :param file: the shot's file as the user named it.
    :param endpoint: the endpoint's name.
    :param origin: scheme, host and port of the endpoint; never a key.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param seconds: length of the clip that comes back, as in ``"8"``. Where the clip is made from a stranger's, which
        nobody here knows, this is empty, and so are ``model`` and ``size``.
    :param fingerprint: sha256 of the canonical request.
    :param body: the request as JSON data, a local still by its digest; under ``POST`` the path, where it is not
        ``/videos``.
    :param still: where a local still stands on this machine.
    :param usd: the price in USD.
    :param run: the run that asks for it.
    :param document: the shot as JSON, by which takes are compared; ``None`` of takes from before it was kept.
    """

    shot: str
    file: str
    endpoint: str
    origin: str
    model: str
    size: str
    seconds: str
    prompt: str
    fingerprint: str
    body: dict[str, Any]
    still: Path | None
    usd: Decimal
    run: str
    document: str | None = None

    @property
    def is_remix(self) -> bool:
        """Whether it goes by the route whose answers name the clip."""
        return str(self.body.get("POST", "")).endswith("/remix")

    @property
    def made_from(self) -> str | None:
        """The id of the video that this one is made from, if it is made from one."""
        path: str = self.body.get("POST", "")
        video: str | None = self.body.get("video", {}).get("id") if path else None
        return video or path.removeprefix("/videos/").removesuffix("/remix") or None


@dataclass(frozen=True, slots=True)
class Pot:
    """A budget that several requests share over all runs, as the variants of an experiment do.

    :param name: the experiment's.
    :param limit: USD; ``None`` where nobody has set one.
    :param requests: endpoint and fingerprint of each.
    """

    name: str
    limit: Decimal | None
    requests: frozenset[tuple[str, str]]

    def holds(self, shot: str, endpoint: str, fingerprint: str) -> bool:
        """Whether a take is paid from it: by its request, or as a variant of old that the experiment no longer has."""
        return (endpoint, fingerprint) in self.requests or shot.startswith(f"{self.name}[")


@dataclass(frozen=True, slots=True)
class TakeFile:
    """A file of a take: its path relative to the state folder, sha256 and length in bytes."""

    path: str
    sha256: str
    bytes: int

    def to_json(self) -> dict[str, Any]:
        """The file as JSON data."""
        return {"path": self.path, "sha256": self.sha256, "bytes": self.bytes}


@dataclass(frozen=True, slots=True)
class Verified:
    """What the clip's file really is.

    :param width: pixels.
    :param height: pixels.
    :param seconds: length of the clip; ``None`` where nothing here could tell.
    :param codec: of the video; ``None`` where nothing here could tell.
    :param audio: whether it has sound.
    """

    width: int
    height: int
    seconds: float | None
    codec: str | None
    audio: bool

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON data."""
        return {name: getattr(self, name) for name in ("width", "height", "seconds", "codec", "audio")}


@dataclass(frozen=True, slots=True)
class Take:
    """One attempt to make a request, as the ledger knows it. Times are UTC.

    :param id: as in ``steaming-cup-3f9a-01``: shot, start of the fingerprint, number.
    :param key: the ``Idempotency-Key`` of its POST, the same for ever.
    :param owner: the process that works on it, by its lease.
    :param created: when the intent was made durable; the POST follows at once.
    :param posted: when its POST was last sent.
    :param ended: when it came to its last state.
    :param notes: how what came back differs from what was asked.
    """

    id: str
    intent: Intent
    state: State
    key: str
    owner: str
    video_id: str | None
    error: str | None
    notes: tuple[str, ...]
    files: tuple[TakeFile, ...]
    verified: Verified | None
    created: datetime
    posted: datetime
    accepted: datetime | None
    ended: datetime | None

    @property
    def shot(self) -> str:
        """The shot's name."""
        return self.intent.shot

    @property
    def endpoint(self) -> str:
        """The endpoint's name."""
        return self.intent.endpoint

    @property
    def reserved(self) -> Decimal:
        """USD set aside, because the endpoint may have charged them."""
        return self.intent.usd if self.state in RESERVED else Decimal(0)

    @property
    def spent(self) -> Decimal:
        """USD that count as spent."""
        return self.intent.usd if self.state in SPENT else Decimal(0)

    def to_json(self) -> dict[str, Any]:
        """The take as ``takes --format json`` shows it; ``usd`` is what is spent or set aside."""
        return {
            "take": self.id,
            "shot": self.shot,
            "file": self.intent.file,
            "state": self.state.value,
            "video_id": self.video_id,
            "endpoint": self.endpoint,
            "model": self.intent.model,
            "size": self.intent.size,
            "seconds": self.intent.seconds,
            "made_from": self.intent.made_from,
            "fingerprint": self.intent.fingerprint,
            "usd": float(self.reserved + self.spent),
            "run": self.intent.run,
            "files": [file.to_json() for file in self.files],
            "verified": None if self.verified is None else self.verified.to_json(),
            "notes": list(self.notes),
            "error": self.error,
            "created": self.created.isoformat(),
            "accepted": None if self.accepted is None else self.accepted.isoformat(),
            "ended": None if self.ended is None else self.ended.isoformat(),
        }


def canonical(body: dict[str, Any]) -> str:
    """A request body as the text that the ledger keeps."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
