"""The request, its fingerprint, its camera track and its price."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from promptkit.compiler import Request, StillFile, StillReference, compile_shot
from promptkit.language import Shot

from .shots import checked, compiled, shot

REQUEST = Request("sora-2", "A harbour.", "8", "1280x720")


def still(path: str, sha256: str = "ab" * 32) -> StillFile:
    return StillFile(Path(path), sha256, "image/png", 1280, 720)


def test_the_fingerprint_does_not_know_paths() -> None:
    here, there = replace(REQUEST, still=still("/a/x.png")), replace(REQUEST, still=still("/b/y.png"))
    assert here.fingerprint == there.fingerprint
    assert "/a/" not in str(here.body())


def test_the_fingerprint_does_not_know_the_order_of_keys() -> None:
    one, other = {"seed": 1, "x_camera": {"a": 1, "b": 2}}, {"x_camera": {"b": 2, "a": 1}, "seed": 1}
    assert replace(REQUEST, extras=one).fingerprint == replace(REQUEST, extras=other).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"model": "sora-2-pro"},
        {"prompt": "A harbour"},
        {"seconds": "4"},
        {"size": "720x1280"},
        {"still": still("x.png")},
        {"still": still("x.png", "cd" * 32)},
        {"still": StillReference(image_url="https://example.com/a.png")},
        {"still": StillReference(file_id="file-1")},
        {"extras": {"seed": 7}},
    ],
)
def test_the_fingerprint_changes_with_the_request(change: dict[str, object]) -> None:
    assert replace(REQUEST, **change).fingerprint != REQUEST.fingerprint  # type: ignore[arg-type]


def test_seconds_are_sent_as_text(tmp_path: Path) -> None:
    body = compiled(shot("", 12), tmp_path).request.body()
    assert (body["seconds"], body["size"], body["model"]) == ("12", "1280x720", "sora-2")


def test_what_is_not_sent_does_not_change_the_fingerprint(tmp_path: Path) -> None:
    plain = compiled(shot("camera: [{pan: left, for: 2}]"), tmp_path)
    noted = compiled(
        shot("notes: for May\ntags: [a]\ntakes: 3\nfree: [props]\ncamera: [{pan: left, for: 2, id: turn}]"), tmp_path
    )
    assert plain.fingerprint == noted.fingerprint
    assert noted.takes == 3


def test_the_camera_track_has_every_beat_and_measure(tmp_path: Path) -> None:
    body = (
        "framing: {lens: 50mm}\nsupport: {handheld: subtle}\n"
        "camera: [{hold: 0.5}, {dolly: in, for: 2, speed: slow, distance: 30cm}, {pan: left, for: 1.5, degrees: 15}]"
    )
    assert compiled(shot(body), tmp_path).request.extras["x_camera"] == {
        "version": 1,
        "seconds": 8,
        "lens_mm": 50.0,
        "support": {"kind": "handheld", "amount": "subtle"},
        "beats": [
            {"start": 0.0, "end": 0.5, "move": "hold"},
            {"start": 0.5, "end": 2.5, "move": "dolly", "direction": "in", "speed": "slow", "distance_m": 0.3},
            {"start": 2.5, "end": 4.0, "move": "pan", "direction": "left", "degrees": 15.0},
            {"start": 4.0, "end": 8.0, "move": "hold"},
        ],
    }


def test_only_an_endpoint_that_takes_it_gets_the_camera_track(tmp_path: Path) -> None:
    (tmp_path / "promptkit.yaml").write_text(
        "endpoints:\n  studio:\n    base_url: http://127.0.0.1:9/v1\n    key_env: STUDIO_KEY\n    like: custom\n"
        "    offers: {sora-2: {usd_per_second: 0.02}}\n"
    )
    made = compiled(shot("endpoint: studio\ncamera: [{pan: left}]"), tmp_path)
    assert "x_camera" not in made.request.body()
    assert made.price is not None
    assert str(made.price.usd) == "0.16"


def test_a_draft_is_never_compiled(tmp_path: Path) -> None:
    result = checked(shot("camera: [{doly: in}]"), tmp_path)
    assert result.compiled is None
    assert result.built is not None
    assert result.target is not None
    with pytest.raises(ValueError, match="draft"):
        compile_shot(result.built, result.target, "prose", "shot.yaml", None)


def test_no_request_is_made_of_another_length(tmp_path: Path) -> None:
    result = checked(shot(""), tmp_path)
    assert result.built is not None
    assert result.target is not None
    smuggled = Shot.model_construct(**{**dict(result.built.shot or {}), "duration": 6})
    with pytest.raises(ValueError, match="4, 8 or 12"):
        compile_shot(replace(result.built, shot=smuggled), result.target, "prose", "shot.yaml", None)
