"""From a request to the call of the SDK that sends it, and back from an intent to its request."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from promptkit.catalog import Endpoint
from promptkit.compiler import Origin, Request, StillFile, StillReference
from promptkit.findings import UsageError
from promptkit.ledger import Intent

_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_OWN = frozenset({"model", "prompt", "seconds", "size", "input_reference", "characters", "video", "POST"})
_JSON = {"Content-Type": "application/json"}
#: Bytes by their sha256.
Images = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the SDK's ``videos``.

    :param method: its name, as in ``create``.
    :param arguments: by keyword.
    """

    method: str
    arguments: dict[str, Any]


def check(request: Request, endpoint: Endpoint) -> None:
    """Refuse what could not be sent as it was compiled, before anything is.

    :raises UsageError: an extra stands in the place of a field of the protocol, an image is not what it was, or the
        endpoint does not do this with a clip.
    """
    own = _OWN | ({request.reference_field} if request.references else frozenset())
    clash = sorted(own & request.extras.keys())
    if clash:
        raise UsageError(f"'{clash[0]}' is a field of the protocol and cannot be given as an extra")
    if request.origin is not None and request.origin.route not in endpoint.routes:
        raise UsageError(f"nothing says that endpoint '{endpoint.name}' takes POST {request.path}")
    read_images(request)


def read_images(request: Request) -> dict[str, bytes]:
    """The bytes of the local images, which are those that were compiled.

    :raises UsageError: a file cannot be read, or is another by now.
    """
    return {image.sha256: _read(image) for image in _local(request)}


def _local(request: Request) -> Iterator[StillFile]:
    for image in (request.still, *request.references):
        if isinstance(image, StillFile):
            yield image


def _read(image: StillFile) -> bytes:
    try:
        data = image.path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read the still {image.path}: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != image.sha256:
        raise UsageError(f"the still {image.path} changed since it was compiled", hint="compile again")
    return data


def call(request: Request, images: Images, key: str) -> Call:
    """The call that sends a request.

    The protocol's own way to create is a multipart form, in which the SDK takes nested values apart into
    ``name[part]``; servers expect JSON there, so a value that is no text goes as JSON text. An image that stands
    elsewhere and a list of images need a JSON body, since the SDK refuses the object in a form; local images then go
    as data URLs.

    :param images: the bytes of the local images.
    :param key: the ``Idempotency-Key``.
    """
    headers = {"Idempotency-Key": key}
    if request.origin is not None:
        return _of_clip(request, request.origin, headers)
    common: dict[str, Any] = {
        "model": request.model,
        "prompt": request.prompt,
        "seconds": request.seconds,
        "size": request.size,
    }
    if request.references or isinstance(request.still, StillReference):
        extra = {name: value for name, value in request.body().items() if name not in common}
        sent = {name: _with_data(value, images) for name, value in extra.items()}
        return Call("create", {**common, "extra_body": sent, "extra_headers": headers | _JSON})
    if isinstance(request.still, StillFile):
        name = f"still.{_EXTENSIONS.get(request.still.mime, 'bin')}"
        common["input_reference"] = (name, images[request.still.sha256], request.still.mime)
    extras = {name: value for name, value in request.body().items() if name not in {*common, "input_reference"}}
    if extras:
        common["extra_body"] = {name: _form_value(value) for name, value in extras.items()}
    return Call("create", {**common, "extra_headers": headers})


def _of_clip(request: Request, origin: Origin, headers: dict[str, str]) -> Call:
    """A remix, an edit or an extension: JSON throughout, for the SDK cannot send ``video`` as an object in its form."""
    import openai

    body = request.body()
    if origin.route == "remix":
        del body["prompt"]
        given: dict[str, Any] = {"video_id": origin.video, "prompt": request.prompt}
        return Call("remix", {**given, "extra_body": body, "extra_headers": headers | _JSON})
    given = {name: body.pop(name) for name in ("prompt", "seconds") if name in body}
    method = "extend" if origin.route == "extensions" else "edit"
    arguments = {**given, "video": openai.omit, "extra_body": body, "extra_headers": headers | _JSON}
    return Call(method, arguments)


def _with_data(value: Any, images: Images) -> Any:
    """The value of a JSON body, each local image as a data URL."""
    if isinstance(value, list):
        return [_with_data(each, images) for each in value]
    if isinstance(value, dict) and value.get("sha256") in images and "mime" in value:
        data = base64.b64encode(images[value["sha256"]]).decode()
        return {"image_url": f"data:{value['mime']};base64,{data}"}
    return value


def rebuild(intent: Intent) -> Request | None:
    """The request that an intent was written for; ``None`` where it cannot be had again, byte for byte.

    The ledger keeps the place of one local image, the still; with others beside it a person decides.
    """
    body = dict(intent.body)
    still = _still(body.pop("input_reference", None), intent)
    origin = _origin(body.pop("POST", None), body.pop("video", None))
    own = {name: body.pop(name, getattr(intent, name)) for name in ("model", "prompt", "seconds", "size")}
    characters = tuple(each["id"] for each in body.pop("characters", ()))
    field, references = _references(body)
    if references is None:
        return None
    request = Request(
        **own, still=still, extras=body, references=references, reference_field=field, characters=characters,
        origin=origin,
    )  # fmt: skip
    return request if request.fingerprint == intent.fingerprint else None


def _references(body: dict[str, Any]) -> tuple[str, tuple[StillReference, ...] | None]:
    """The images beside the still, taken out of the body; ``None`` where one was a local file."""
    for field, value in body.items():
        if isinstance(value, list) and value and all(_is_image(each) for each in value):
            del body[field]
            if any("sha256" in each for each in value):
                return field, None
            return field, tuple(StillReference(each.get("image_url"), each.get("file_id")) for each in value)
    return "input_references", ()


def _is_image(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(entry.keys() & {"sha256", "image_url", "file_id"})


def _origin(path: str | None, video: dict[str, str] | None) -> Origin | None:
    if path is None:
        return None
    if video is None:
        return Origin("remix", path.removeprefix("/videos/").removesuffix("/remix"))
    return Origin("edits" if path.endswith("/edits") else "extensions", video["id"])


def _still(reference: dict[str, str] | None, intent: Intent) -> StillFile | StillReference | None:
    if reference is None:
        return None
    if "sha256" not in reference:
        return StillReference(**reference)
    if intent.still is None:
        return None
    width, _, height = intent.size.partition("x")
    return StillFile(intent.still, reference["sha256"], reference["mime"], int(width), int(height))


def _form_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
