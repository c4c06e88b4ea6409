"""From a request to the arguments of the SDK's ``videos.create``."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from promptkit.compiler import Request, StillFile, StillReference
from promptkit.findings import UsageError
from promptkit.ledger import Intent

_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_OWN = frozenset({"model", "prompt", "seconds", "size", "input_reference"})


def check(request: Request) -> None:
    """Refuse what could not be sent as it was compiled, before anything is.

    :raises UsageError: an extra stands in the place of a field of the protocol, or the still is not what it was.
    """
    clash = sorted(_OWN & request.extras.keys())
    if clash:
        raise UsageError(f"'{clash[0]}' is a field of the protocol and cannot be given as an extra")
    read_still(request)


def read_still(request: Request) -> bytes | None:
    """The bytes of a local still, which are those that were compiled; ``None`` where there is no local still.

    :raises UsageError: the file cannot be read, or is another by now.
    """
    if not isinstance(request.still, StillFile):
        return None
    try:
        data = request.still.path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read the still {request.still.path}: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != request.still.sha256:
        raise UsageError(f"the still {request.still.path} changed since it was compiled", hint="compile again")
    return data


def arguments(request: Request, still: bytes | None, key: str) -> dict[str, Any]:
    """Keyword arguments for ``videos.create``.

    The protocol's own way is a multipart form, in which the SDK takes nested values apart into ``name[part]``; servers
    expect JSON there, so an extra that is no text goes as JSON text. A still that stands elsewhere needs a JSON body,
    since the SDK refuses the object in a form.

    :param still: the bytes of the local still, if there is one.
    :param key: the ``Idempotency-Key``.
    """
    common: dict[str, Any] = {
        "model": request.model,
        "prompt": request.prompt,
        "seconds": request.seconds,
        "size": request.size,
    }
    headers = {"Idempotency-Key": key}
    if isinstance(request.still, StillReference):
        body = {"input_reference": request.body()["input_reference"], **request.extras}
        return {**common, "extra_body": body, "extra_headers": {**headers, "Content-Type": "application/json"}}
    if isinstance(request.still, StillFile):
        name = f"still.{_EXTENSIONS.get(request.still.mime, 'bin')}"
        common["input_reference"] = (name, still, request.still.mime)
    if request.extras:
        common["extra_body"] = {name: _form_value(value) for name, value in request.extras.items()}
    return {**common, "extra_headers": headers}


def rebuild(intent: Intent) -> Request | None:
    """The request that an intent was written for; ``None`` where it cannot be had again, byte for byte."""
    body = dict(intent.body)
    still = _still(body.pop("input_reference", None), intent)
    own = {name: body.pop(name) for name in ("model", "prompt", "seconds", "size")}
    request = Request(**own, still=still, extras=body)
    return request if request.fingerprint == intent.fingerprint else None


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
