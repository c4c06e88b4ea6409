"""A request that makes a clip from one that is there: remix, edit, extension."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ._create import SECONDS, NewVideo, camera_of, one_of, prompt_of, refuse_unknown
from ._jobs import Job, Way
from ._refusal import Refusal, invalid

LONGEST_CLIP = 120
"""Seconds, all extensions together."""

_FIELDS: dict[Way, tuple[str, ...]] = {
    "remix": ("prompt",),
    "edit": ("prompt", "video"),
    "extend": ("prompt", "video", "seconds", "x_camera"),
}


def source_id(fields: Mapping[str, Any]) -> str:
    """The id of the clip that an edit or an extension names.

    :raises Refusal: status 400, there is none.
    """
    video = fields.get("video")
    if video is None:
        raise invalid("video", "Missing required parameter: 'video'.", code="missing_required_parameter")
    if isinstance(video, bytes):
        raise invalid("video", "This endpoint works on videos that it has made: send {'id': ...}, and no file.")
    if isinstance(video, str):
        try:
            video = json.loads(video)  # a form has no objects
        except ValueError:
            video = None
    if not isinstance(video, dict) or set(video) != {"id"} or not isinstance(video["id"], str):
        raise invalid("video", "'video' takes exactly one key, 'id', with a text.", code="invalid_type")
    return video["id"]


def reworked(fields: Mapping[str, Any], source: Job, way: Way) -> NewVideo:
    """Check the fields of a remix, an edit or an extension.

    :raises Refusal: status 400, with the first field that is wrong, or the source is not completed.
    """
    refuse_unknown(fields, _FIELDS[way])
    given = {name: value for name, value in fields.items() if value is not None}
    prompt = prompt_of(given)
    if source.status != "completed":
        message = f"Video '{source.id}' is not completed; its status is {source.status}."
        raise Refusal(400, message, code="video_not_ready", param="video")
    if way != "extend":
        return NewVideo(
            prompt, source.model, source.seconds, source.size, source.camera, None, made_from=source.id, way=way
        )
    if "seconds" not in given:
        raise invalid("seconds", "Missing required parameter: 'seconds'.", code="missing_required_parameter")
    added = one_of(given, "seconds", SECONDS, SECONDS[0])
    total = int(source.seconds) + int(added)
    if total > LONGEST_CLIP:
        raise invalid("seconds", f"The video would have {total} seconds; {LONGEST_CLIP} is the most.")
    camera = camera_of(given.get("x_camera"), added)
    return NewVideo(
        prompt, source.model, str(total), source.size, camera, None, made_from=source.id, way=way, added=added
    )
