"""What the compiler gives back: the prompt, the request, the map between prompt and file, the price."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from promptkit.findings import Finding, Span


@dataclass(frozen=True, slots=True)
class StillFile:
    """A local still that goes into the request as ``input_reference``.

    :param path: where the file stands on this machine; never part of the fingerprint.
    :param sha256: hexadecimal digest of the file's bytes.
    :param mime: type by its bytes: ``image/jpeg``, ``image/png`` or ``image/webp``.
    :param width: pixels.
    :param height: pixels.
    """

    path: Path
    sha256: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StillReference:
    """A still that stands elsewhere: ``image_url`` or ``file_id``, exactly one of the two."""

    image_url: str | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The body of one ``POST /v1/videos``.

    :param seconds: the clip's length as the protocol wants it, a string: ``"4"``, ``"8"`` or ``"12"``.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param extras: what the endpoint takes beyond the protocol (``x_camera``, ``seed``), as JSON values by name.
    """

    model: str
    prompt: str
    seconds: str
    size: str
    still: StillFile | StillReference | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The request as JSON data, a local still named by its digest and without its path."""
        body: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": self.seconds,
            "size": self.size,
        }
        if isinstance(self.still, StillFile):
            body["input_reference"] = {"sha256": self.still.sha256, "mime": self.still.mime}
        elif self.still is not None:
            key = "image_url" if self.still.image_url is not None else "file_id"
            body["input_reference"] = {key: self.still.image_url or self.still.file_id}
        body.update(self.extras)
        return body

    @property
    def fingerprint(self) -> str:
        """Sha256 of the canonical body: the same on every machine, whatever the order of keys or the endpoint."""
        canonical = json.dumps(self.body(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Price:
    """What one take costs, in USD, with the source and date of the fact (ISO 8601)."""

    usd: Decimal
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One beat as the report shows it; ``start`` and ``end`` in seconds from the clip's first frame."""

    channel: str
    start: float
    end: float
    what: str
    line: int


@dataclass(frozen=True, slots=True)
class MapEntry:
    """Characters ``start`` to ``end`` of the prompt came from the value at ``span`` with the YAML path ``path``.

    :param origin: ``value``, or ``template`` where a user's template wrote the words; these have no path.
    """

    start: int
    end: int
    span: Span
    path: tuple[str | int, ...]
    origin: Literal["value", "template"] = "value"


@dataclass(frozen=True, slots=True)
class CompiledShot:
    """A shot, compiled for one model at one endpoint.

    :param file: the file of the shot, as the user named it.
    :param takes: how many takes there shall be in all.
    :param price: of one take; ``None`` where nobody has stated one.
    """

    name: str
    file: str
    model: str
    endpoint: str
    dialect: str
    prompt: str
    request: Request
    timeline: tuple[TimelineRow, ...]
    source_map: tuple[MapEntry, ...]
    price: Price | None
    takes: int = 1
    findings: tuple[Finding, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the request."""
        return self.request.fingerprint
