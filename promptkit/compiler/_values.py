"""What the compiler gives back: the prompt, the request, the map between prompt and file, the price."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from promptkit.catalog import PROTOCOL, Elsewhere, Form
from promptkit.findings import Finding, Span
from promptkit.language import Shot


@dataclass(frozen=True, slots=True)
class StillFile:
    """A local image that goes into the request, as its still or among the references.

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
    """An image that stands elsewhere: ``image_url`` or ``file_id``, exactly one of the two."""

    image_url: str | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The clip that a request makes another one from.

    :param route: where the request goes: ``remix``, ``edits`` or ``extensions``.
    :param video: the clip's id at its endpoint.
    :param take: the take that it is, where it is one of ours; never part of the request.
    :param seconds: the clip's length, where it is known.
    """

    route: Literal["remix", "edits", "extensions"]
    video: str
    take: str | None = None
    seconds: int | None = None

    def __str__(self) -> str:
        what = {"remix": "remix", "edits": "edit", "extensions": "extension"}[self.route]
        return f"{what} of {f'take {self.take}' if self.take is not None else f'video {self.video}'}"


@dataclass(frozen=True, slots=True)
class Request:
    """One POST to ``/v1/videos``, or to what stands below it where a clip is made from a clip.

    :param model: of the clip; like ``size`` and ``seconds`` it is sent only where the route takes it, and empty where
        the clip is a stranger's and nobody here knows it.
    :param seconds: the length that is asked for, as the protocol wants it, a string: ``"4"``, ``"8"`` or ``"12"``. Of a
        remix or an edit, the clip's own; of an extension, what is added.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param extras: what the endpoint takes beyond the protocol (``x_camera``, ``seed``), as JSON values by name.
    :param references: images beside the still.
    :param form: how the endpoint wants it: names of fields, and the body.
    :param characters: ids of characters.
    :param origin: the clip that this one is made from.
    """

    model: str
    prompt: str
    seconds: str
    size: str
    still: StillFile | StillReference | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)
    references: tuple[StillFile | StillReference, ...] = ()
    characters: tuple[str, ...] = ()
    origin: Origin | None = None
    form: Form = PROTOCOL

    @property
    def path(self) -> str:
        """Where it goes, below ``/v1``."""
        if self.origin is None:
            return "/videos"
        return f"/videos/{self.origin.video}/remix" if self.origin.route == "remix" else f"/videos/{self.origin.route}"

    @property
    def length(self) -> str:
        """How long the clip that comes back is, in seconds; empty where nobody can know."""
        if self.origin is None or self.origin.route != "extensions":
            return self.seconds
        return "" if self.origin.seconds is None else str(self.origin.seconds + int(self.seconds))

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON; else it is a form.

        What is made from a clip goes as JSON, for the SDK cannot send the clip as an object in a form. Where both are
        taken, so do characters and images beside the still: a form has no lists.
        """
        form = self.form
        if self.origin is not None or form.body == "json":
            return True
        if isinstance(self.still, StillReference) and form.elsewhere is not None and form.elsewhere.body == "json":
            return True
        if form.body == "multipart":
            return False
        return bool(self.references or self.characters) or (form.text_as_json and self.still is None)

    @property
    def content_type(self) -> str:
        """The media type of the body."""
        return "application/json" if self.is_json else "multipart/form-data"

    def body(self) -> dict[str, Any]:
        """The body as JSON data, a local image named by its digest and without its path."""
        if self.origin is not None:
            return self._body_of_clip(self.origin)
        form = self.form
        as_number = form.whole_seconds and self.is_json
        body: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "seconds": int(self.seconds) if as_number else self.seconds,
            "size": form.size(self.size),
        }
        if isinstance(self.still, StillFile):
            body[form.still] = _image(self.still)
        elif self.still is not None:
            place = form.elsewhere or Elsewhere()
            body[place.field] = place.value(self.still.image_url, self.still.file_id)
        if self.references:
            body[form.references or "input_references"] = [_image(each) for each in self.references]
        if self.characters:
            body["characters"] = [{"id": each} for each in self.characters]
        body.update(self.extras)
        return body

    def _body_of_clip(self, origin: Origin) -> dict[str, Any]:
        body: dict[str, Any] = {"prompt": self.prompt}
        if origin.route == "extensions":
            body["seconds"] = self.seconds
        if origin.route != "remix":
            body["video"] = {"id": origin.video}
        return {**body, **self.extras}

    def canonical(self) -> dict[str, Any]:
        """The body, and under ``POST`` where it goes, where that is not ``/videos``: all that the endpoint sees."""
        return self.body() if self.origin is None else {"POST": self.path, **self.body()}

    @property
    def fingerprint(self) -> str:
        """Sha256 of the canonical form: the same on every machine, whatever the order of keys or the endpoint."""
        text = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _image(image: StillFile | StillReference) -> dict[str, str]:
    if isinstance(image, StillFile):
        return {"sha256": image.sha256, "mime": image.mime}
    return {"image_url": image.image_url} if image.image_url is not None else {"file_id": image.file_id or ""}


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
    :param not_said: the canonical path of each value that the dialect does not say; findings tell why.
    :param most_words: how many the dialect or the model advises at most; ``None`` where nobody says.
    :param most_chars: how many characters the model takes.
    :param shot: what it was compiled from.
    """

    name: str
    file: str
    model: str
    endpoint: str
    dialect: str
    prompt: str
    request: Request
    timeline: tuple[TimelineRow, ...]
    source_map: Sequence[MapEntry]
    price: Price | None
    takes: int = 1
    findings: tuple[Finding, ...] = ()
    not_said: tuple[tuple[str | int, ...], ...] = ()
    most_words: int | None = None
    most_chars: int | None = None
    shot: Shot | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the request."""
        return self.request.fingerprint
