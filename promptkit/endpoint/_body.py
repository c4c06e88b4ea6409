"""The fields of a create request as they come: a multipart form, or JSON."""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from ._create import unsupported
from ._refusal import Refusal, invalid

LARGEST_BODY = 24 * 1024 * 1024
"""Bytes; a data URL may have 20 MiB by the protocol."""

_MOST_FIELDS = 32
_OBJECTS = ("input_reference", "video")
_LISTS = ("input_references",)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


async def fields_of(request: Request) -> dict[str, Any]:
    """The fields by name; a file part is its bytes.

    :raises Refusal: status 400, the body cannot be read.
    """
    content_type = request.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return _json_fields(await request.body())
    if kind in _FORMS:
        async with request.form(max_files=12, max_fields=_MOST_FIELDS, max_part_size=LARGEST_BODY) as form:
            return await _form_fields(form)
    raise unsupported(content_type)


def _json_fields(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body is no valid JSON.", code="invalid_json") from error
    if not isinstance(data, dict):
        raise Refusal(400, "The body must be a JSON object.", code="invalid_json")
    return data


async def _form_fields(form: FormData) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        outer, bracket, inner = name.partition("[")
        part = await value.read() if isinstance(value, UploadFile) else value
        if outer in _LISTS and isinstance(part, bytes) and isinstance(fields.get(outer, []), list):
            fields.setdefault(outer, []).append(part)
            continue
        if name in fields or (bracket and not isinstance(fields.get(outer, {}), dict)):
            raise invalid(outer, f"Duplicate parameter: '{outer[:64]}'.", code="duplicate_parameter")
        if bracket and outer in _OBJECTS:
            # The SDK sends an object in a form as one field per key.
            fields.setdefault(outer, {})[inner.removesuffix("]")] = part
        else:
            fields[name] = part
    return fields
