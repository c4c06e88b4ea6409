"""A create request: from fields as they came to a job that can be made, or a refusal that names the field."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from promptkit.assets import ImageFacts, still_facts

from ._camera import CameraTimeline, first_problem
from ._jobs import Way
from ._refusal import Refusal, invalid

SECONDS = ("4", "8", "12")
DEFAULT_MODEL = "sora-2"
DEFAULT_SIZE = "720x1280"
LONGEST_PROMPT = 32_000
FIELDS = ("prompt", "model", "seconds", "size", "input_reference", "input_references", "characters", "x_camera")
MOST_REFERENCES = 9
MOST_CHARACTERS = 2
# The dated names in the schema of OpenAI's Videos API 2.3.0, and what they are snapshots of.
SNAPSHOTS = {
    "sora-2-2025-10-06": "sora-2",
    "sora-2-2025-12-08": "sora-2",
    "sora-2-pro-2025-10-06": "sora-2-pro",
}


@dataclass(frozen=True, slots=True)
class NewVideo:
    """A valid request.

    :param camera: the timeline as canonical JSON.
    :param still: bytes of a JPEG, PNG or WebP file of exactly ``size``.
    :param made_from: the id of the video that it is made from, and ``way`` what becomes of that.
    :param added: seconds that an extension adds; ``seconds`` is the whole then.
    :param references: sha256 of further images; they are checked, and nothing is drawn of them.
    :param characters: ids.
    """

    prompt: str
    model: str
    seconds: str
    size: str
    camera: str | None
    still: bytes | None
    made_from: str | None = None
    way: Way | None = None
    added: str | None = None
    references: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Equal for requests that ask for the same."""
        still = hashlib.sha256(self.still).hexdigest() if self.still is not None else None
        whole: list[object] = [self.prompt, self.model, self.seconds, self.size, self.camera, still]
        more = [self.made_from, self.way, self.added, self.references, self.characters]
        whole += more if any(more) else []  # an older store has keys whose digests are without them
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def new_video(fields: Mapping[str, Any], offers: Mapping[str, Sequence[str]]) -> NewVideo:
    """Check the fields of a create request.

    :param fields: JSON values by name; a file part is its bytes.
    :param offers: sizes by model.
    :raises Refusal: status 400, with the first field that is wrong.
    """
    refuse_unknown(fields, FIELDS)
    given = {name: value for name, value in fields.items() if value is not None}
    model = _model(given, offers)
    seconds = one_of(given, "seconds", SECONDS, SECONDS[0])
    sizes = offers[SNAPSHOTS.get(model, model)]
    size = one_of(given, "size", sizes, DEFAULT_SIZE if DEFAULT_SIZE in sizes else sizes[0])
    return NewVideo(
        prompt_of(given), model, seconds, size, camera_of(given.get("x_camera"), seconds),
        _still(given.get("input_reference"), size), references=_references(given.get("input_references")),
        characters=_characters(given.get("characters")),
    )  # fmt: skip


def refuse_unknown(fields: Mapping[str, Any], known: Sequence[str]) -> None:
    """Refuse a field that is not among the known ones."""
    for name in fields:
        if name not in known:
            raise invalid(name, f"Unknown parameter: '{name[:64]}'.", code="unknown_parameter")


def prompt_of(given: Mapping[str, Any]) -> str:
    if "prompt" not in given:
        raise invalid("prompt", "Missing required parameter: 'prompt'.", code="missing_required_parameter")
    prompt = text_of(given, "prompt")
    if not 1 <= len(prompt) <= LONGEST_PROMPT:
        raise invalid("prompt", f"'prompt' must have 1 to {LONGEST_PROMPT} characters; it has {len(prompt)}.")
    return prompt


def _model(given: Mapping[str, Any], offers: Mapping[str, Sequence[str]]) -> str:
    names = list(dict.fromkeys([*offers, *(name for name, base in SNAPSHOTS.items() if base in offers)]))
    return one_of(given, "model", names, DEFAULT_MODEL if DEFAULT_MODEL in offers else names[0])


def one_of(given: Mapping[str, Any], name: str, allowed: Sequence[str], default: str) -> str:
    if name not in given:
        return default
    value = text_of(given, name)
    if value not in allowed:
        choices = ", ".join(f"'{choice}'" for choice in allowed)
        raise invalid(name, f"Invalid value: '{value[:64]}'. Supported values are: {choices}.")
    return value


def text_of(given: Mapping[str, Any], name: str) -> str:
    value = given[name]
    if isinstance(value, str) and _encodable(value):
        return value
    kind = "text with a lone surrogate" if isinstance(value, str) else _kind(value)
    raise invalid(name, f"Invalid type for '{name}': expected a string, but got {kind} instead.", code="invalid_type")


def _encodable(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _kind(value: object) -> str:
    kinds = {bool: "a boolean", int: "an integer", float: "a number", list: "an array", dict: "an object"}
    return kinds.get(type(value), "a file")


def camera_of(value: Any, seconds: str) -> str | None:
    if value is None:
        return None
    try:
        timeline = CameraTimeline.model_validate_json(value if isinstance(value, str | bytes) else json.dumps(value))
    except ValidationError as error:
        raise invalid("x_camera", f"'x_camera' is no camera timeline: {first_problem(error.errors())}") from error
    if timeline.seconds != int(seconds):
        problem = f"'x_camera' tells {timeline.seconds:g} seconds, but 'seconds' is '{seconds}'."
        raise invalid("x_camera", problem)
    # An older store has keys whose digests are without cuts.
    return timeline.model_dump_json(exclude_none=True, exclude=set() if timeline.cuts else {"cuts"})


def _still(value: Any, size: str) -> bytes | None:
    if value is None:
        return None
    data = value if isinstance(value, bytes) else _referenced(value)
    facts = _image(data, "input_reference")
    if f"{facts.width}x{facts.height}" != size:
        raise invalid("input_reference", "Inpaint image must match the requested width and height")
    return data


def _image(data: bytes, name: str) -> ImageFacts:
    facts = still_facts(data)
    if facts is None:
        problem = f"'{name}' is no JPEG, PNG or WebP image by its bytes."
        raise invalid(name, problem, code="unsupported_media_type")
    return facts


def _references(value: Any) -> tuple[str, ...]:
    """Further images: a form's files, or in JSON a list of objects with ``image_url``."""
    entries = _list(value, "input_references", MOST_REFERENCES)
    found = []
    for entry in entries:
        data = entry if isinstance(entry, bytes) else _referenced(entry)
        _image(data, "input_references")
        found.append(hashlib.sha256(data).hexdigest())
    return tuple(found)


def _characters(value: Any) -> tuple[str, ...]:
    entries = _list(value, "characters", MOST_CHARACTERS)
    if not all(isinstance(each, dict) and set(each) == {"id"} and isinstance(each["id"], str) for each in entries):
        raise invalid("characters", "'characters' is a list of objects with one key, 'id'.", code="invalid_type")
    return tuple(each["id"] for each in entries)


def _list(value: Any, name: str, most: int) -> list[Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)  # a form has no lists but of files
        except ValueError:
            value = {}
    if not isinstance(value, list | None):
        raise invalid(name, f"Invalid type for '{name}': expected a list.", code="invalid_type")
    if value is not None and len(value) > most:
        raise invalid(name, f"'{name}' takes {most} at most; there are {len(value)}.")
    return value or []


def _referenced(value: Any) -> bytes:
    if not isinstance(value, dict):
        problem = "Invalid type for 'input_reference': expected a file part, or an object with 'image_url'."
        raise invalid("input_reference", problem, code="invalid_type")
    if "file_id" in value:
        raise invalid("input_reference.file_id", "This endpoint keeps no files; send the image itself or a data URL.")
    url = value.get("image_url")
    if set(value) != {"image_url"} or not isinstance(url, str):
        raise invalid("input_reference", "'input_reference' takes exactly one key, 'image_url', with a text.")
    if not url.startswith("data:"):
        raise invalid("input_reference.image_url", "This endpoint fetches nothing; only 'data:' URLs are read.")
    return _decoded(url)


def _decoded(url: str) -> bytes:
    head, comma, data = url.partition(",")
    try:
        if comma and head.endswith(";base64"):
            return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid("input_reference.image_url", "The data URL's base64 is broken.") from error
    raise invalid("input_reference.image_url", "The data URL must be base64: 'data:image/png;base64,...'.")


def unsupported(content_type: str) -> Refusal:
    """The refusal of a body that is neither a form nor JSON."""
    message = f"Unsupported content type '{content_type[:64]}'; send multipart/form-data or application/json."
    return Refusal(400, message, code="unsupported_content_type")
