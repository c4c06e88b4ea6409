"""A character: a name for who is in a short clip. A previz draws nobody, so the name is all that is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from promptkit.assets import clip_facts

from ._create import refuse_unknown, text_of
from ._refusal import invalid

_LONGEST_NAME = 80
_SHORTEST, _LONGEST = 2.0, 4.0
_TOLERANCE = 0.1


def character_name(fields: Mapping[str, Any]) -> str:
    """Check the fields of a new character.

    :raises Refusal: status 400, with the first field that is wrong.
    """
    refuse_unknown(fields, ("name", "video"))
    for name in ("name", "video"):
        if fields.get(name) is None:
            raise invalid(name, f"Missing required parameter: '{name}'.", code="missing_required_parameter")
    name = text_of(fields, "name")
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise invalid("name", f"'name' must have 1 to {_LONGEST_NAME} characters; it has {len(name)}.")
    _check_clip(fields["video"])
    return name


def _check_clip(data: Any) -> None:
    if not isinstance(data, bytes):
        raise invalid("video", "Invalid type for 'video': expected a file.", code="invalid_type")
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(data)
        file.flush()
        facts = clip_facts(Path(file.name))
    if facts is None:
        raise invalid("video", "'video' is no MP4 by its bytes.", code="unsupported_media_type")
    if facts.seconds is None or not _SHORTEST - _TOLERANCE <= facts.seconds <= _LONGEST + _TOLERANCE:
        raise invalid("video", f"'video' must have {_SHORTEST:g} to {_LONGEST:g} seconds.")
