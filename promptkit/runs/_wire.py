"""From a request to the call of the SDK that sends it, and back from an intent to its request."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from promptkit.catalog import Endpoint, Form
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

    :param method: its name, as in ``create``; ``post`` is a form with files where the SDK's own method has none.
    :param arguments: by keyword.
    """

    method: str
    arguments: dict[str, Any]


def check(request: Request, endpoint: Endpoint) -> None:
    """Refuse what could not be sent as it was compiled, before anything is.

    :raises UsageError: an extra stands in the place of a field of the protocol, an image is not what it was, or the
        endpoint does not do this with a clip.
    """
    form = request.form
    places = {form.still, form.references} | ({form.elsewhere.field} if form.elsewhere is not None else set())
    own = _OWN | {name for name in places if name is not None}
    clash = sorted(own & request.extras.keys())
    if clash:
        raise UsageError(f"'{clash[0]}' is a field of the protocol and cannot be given as an extra")
    if request.origin is not None and request.origin.route not in endpoint.routes:
        raise UsageError(f"nothing says that endpoint '{endpoint.name}' takes POST {request.path}")
    not_taken = _not_taken(request)
    if not_taken is not None:
        raise UsageError(f"endpoint '{endpoint.name}' takes no {not_taken}")
    read_images(request)


def _not_taken(request: Request) -> str | None:
    """An image for which the endpoint has no place, in words; it would be lost on the way."""
    form, still = request.form, request.still
    if isinstance(still, StillReference):
        if form.elsewhere is None:
            return "still but a local file"
        if still.file_id is not None and not form.elsewhere.takes_ids:
            return "still by a file id"
    if request.references and form.references is None:
        return "images beside the still"
    if not request.is_json and any(isinstance(each, StillReference) for each in request.references):
        return "image beside the still but local files"
    return None


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
    """The call that sends a request, as the endpoint wants it.

    The protocol's own way to create is a multipart form, in which the SDK takes nested values apart into
    ``name[part]``; servers expect JSON there, so a value that is no text goes as JSON text. In a body of JSON local
    images go as data URLs, since the SDK sends no files beside it.

    :param images: the bytes of the local images.
    :param key: the ``Idempotency-Key``.
    """
    headers = {"Idempotency-Key": key}
    if request.origin is not None:
        return _of_clip(request, request.origin, headers)
    body = request.body()
    if request.is_json:
        sent = {name: _with_data(value, images) for name, value in body.items() if name != "prompt"}
        return Call("create", {"prompt": request.prompt, "extra_body": sent, "extra_headers": headers | _JSON})
    files = list(_files(request, images))
    places = [name for name, _ in files]
    fields = {name: _form_value(value) for name, value in body.items() if name not in places}
    if places in ([], ["input_reference"]):
        prompt = fields.pop("prompt")
        return Call("create", {"prompt": prompt, **dict(files), "extra_body": fields, "extra_headers": headers})
    return Call("post", {"body": fields, "files": files, "extra_headers": headers})


def _files(request: Request, images: Images) -> Iterator[tuple[str, tuple[str, bytes, str]]]:
    """The parts of a form that are files, by the names of their fields."""
    form = request.form
    places = [(form.still, request.still), *((form.references, each) for each in request.references)]
    for at, (name, image) in enumerate(places):
        if isinstance(image, StillFile) and name is not None:
            label = "still" if at == 0 else f"reference-{at}"
            file = f"{label}.{_EXTENSIONS.get(image.mime, 'bin')}"
            yield name, (file, images[image.sha256], image.mime)


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


def rebuild(intent: Intent, form: Form) -> Request | None:
    """The request that an intent was written for; ``None`` where it cannot be had again, byte for byte.

    The ledger keeps the place of one local image, the still; with others beside it a person decides.
    """
    body = dict(intent.body)
    place = form.elsewhere.field if form.elsewhere is not None else form.still
    still = _still(body.pop(form.still, None) or body.pop(place, None), intent)
    origin = _origin(body.pop("POST", None), intent)
    body.pop("video", None)
    own = {name: body.pop(name, getattr(intent, name)) for name in ("model", "prompt")}
    seconds = str(body.pop("seconds", intent.seconds))
    body.pop("size", None)
    characters = tuple(each["id"] for each in body.pop("characters", ()))
    images = body.pop(form.references, []) if form.references is not None else []
    if any("sha256" in each for each in images):
        return None
    references = tuple(StillReference(each.get("image_url"), each.get("file_id")) for each in images)
    request = Request(
        **own, seconds=seconds, size=intent.size, still=still, extras=body, references=references,
        characters=characters, origin=origin, form=form,
    )  # fmt: skip
    return request if request.fingerprint == intent.fingerprint else None


def _origin(path: str | None, intent: Intent) -> Origin | None:
    if path is None or intent.made_from is None:
        return None
    if intent.is_remix:
        return Origin("remix", intent.made_from)
    return Origin("edits" if path.endswith("/edits") else "extensions", intent.made_from)


def _still(reference: dict[str, str] | None, intent: Intent) -> StillFile | StillReference | None:
    if reference is None:
        return None
    if "sha256" not in reference:
        return StillReference(reference.get("image_url"), reference.get("file_id"))
    if intent.still is None:
        return None
    width, _, height = intent.size.partition("x")
    return StillFile(intent.still, reference["sha256"], reference["mime"], int(width), int(height))


def _form_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
