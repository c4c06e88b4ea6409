"""A request as the endpoint keeps it: equal ones have one digest, also those that an older store has keys of."""

from __future__ import annotations

import json

from promptkit.endpoint._create import new_video

OFFERS = {"sora-2": ("1280x720",)}
CAMERA = {"version": 1, "seconds": 4, "beats": []}
CUT = {"start": 0}


def video(camera: object) -> object:
    return new_video({"prompt": "a", "size": "1280x720", "x_camera": camera}, OFFERS)


def test_a_timeline_without_cuts_is_kept_as_it_was_before_there_were_any() -> None:
    for camera in (CAMERA, json.dumps(CAMERA), {**CAMERA, "cuts": []}):
        assert video(camera).camera == '{"version":1,"seconds":4.0,"beats":[]}'  # type: ignore[attr-defined]


def test_cuts_make_another_request() -> None:
    assert video(CAMERA).digest != video({**CAMERA, "cuts": [CUT]}).digest  # type: ignore[attr-defined]
