"""How an endpoint wants a request: the body in which it goes, and the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import gcd
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How a still goes that is no local file.

    :param field: the name of its field.
    :param shape: ``object`` is ``{"image_url": ...}`` or ``{"file_id": ...}``, as the protocol has it; ``content`` is
        ``{"content": ..., "format": "url"}``; ``url`` is the bare address.
    :param body: ``json``, or ``form`` where it is a field of the form, an object as JSON text.
    """

    field: str = "input_reference"
    shape: Literal["object", "content", "url"] = "object"
    body: Literal["json", "form"] = "json"

    @property
    def takes_ids(self) -> bool:
        """Whether a file id can go there."""
        return self.shape == "object"

    def value(self, image_url: str | None, file_id: str | None) -> Any:
        """The value of the field."""
        if self.shape == "object":
            return {"image_url": image_url} if image_url is not None else {"file_id": file_id}
        if self.shape == "url":
            return image_url
        is_data = (image_url or "").lower().startswith("data:")
        return {"content": image_url, "format": "base64" if is_data else "url"}


@dataclass(frozen=True, slots=True)
class Form:
    """What an endpoint's requests look like; each default is the protocol's own way.

    :param body: ``multipart``, ``json`` or ``both``; where both are taken, a form is what the SDK sends.
    :param text_as_json: whether a request without a local image goes as JSON all the same.
    :param whole_seconds: whether JSON has the seconds as a number.
    :param still: the field of a still that is a local file.
    :param still_types: MIME types of such a file; empty where the endpoint takes what the model takes.
    :param elsewhere: how any other still goes; ``None`` where none is taken.
    :param references: the field of images beside the still; ``None`` where none are taken.
    :param ratio: whether the size goes as a ratio, ``16x9``, and not in pixels.
    """

    body: Literal["multipart", "json", "both"] = "both"
    text_as_json: bool = False
    whole_seconds: bool = False
    still: str = "input_reference"
    still_types: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = field(default_factory=Elsewhere)
    references: str | None = None
    ratio: bool = False

    def size(self, pixels: str) -> str:
        """A size as the endpoint wants it, of one such as ``1280x720``."""
        if not self.ratio:
            return pixels
        width, height = map(int, pixels.split("x"))
        shared = gcd(width, height)
        return f"{width // shared}x{height // shared}"


PROTOCOL = Form()
"""The protocol's own way."""


def form_of(value: Mapping[str, Any]) -> Form:
    """The form that the facts of an endpoint state.

    Where they say nothing of a still that stands elsewhere, it goes as JSON, and not at all where JSON is not taken.
    """
    usual: Any = "none" if value["body"] == "multipart" else {}
    elsewhere = value.get("still_elsewhere", usual)
    return Form(
        body=value["body"],
        text_as_json=value.get("text_as_json") == "true",
        whole_seconds=value.get("json_seconds") == "number",
        still=value.get("still_field", "input_reference"),
        still_types=tuple(value.get("still_types", ())),
        elsewhere=None if elsewhere == "none" else Elsewhere(**elsewhere),
        references=value.get("references"),
        ratio=value.get("size_format") == "ratio",
    )
