"""Beats of the camera that run at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.language import Beat, Timeline


def overlaps(timeline: Timeline) -> Iterator[tuple[Beat, Beat]]:
    """Pairs of camera beats of one set-up that share time, the one that was written first in front."""
    beats = [beat for beat in timeline.on("camera") if beat.part is not None and beat.end > beat.start]
    beats.sort(key=lambda beat: tuple(part for part in beat.path if isinstance(part, int)))
    for at, first in enumerate(beats):
        for second in beats[at + 1 :]:
            if first.start < second.end and second.start < first.end and first.cut == second.cut:
                yield first, second
