"""What is there to look into clips with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from promptkit.assets import clip_facts
from promptkit.findings import MissingExtra, PromptkitError
from promptkit.ledger import Verified
from promptkit.media import probe_clip, require_media


def best_probe() -> Callable[[Path], Verified | None]:
    """The probe of ``[media]`` where it is installed, else one that reads the boxes alone and verifies no codec."""
    try:
        require_media("probing a clip")
    except MissingExtra:
        return _by_boxes
    return _by_decoder


def _by_decoder(path: Path) -> Verified | None:
    try:
        facts = probe_clip(path)
    except MissingExtra:
        raise
    except PromptkitError:
        return None
    return Verified(
        facts.width, facts.height, round(facts.seconds, 3), facts.video_codec, facts.audio_codec is not None
    )


def _by_boxes(path: Path) -> Verified | None:
    facts = clip_facts(path)
    if facts is None:
        return None
    seconds = None if facts.seconds is None else round(facts.seconds, 3)
    return Verified(facts.width, facts.height, seconds, None, facts.has_audio)
