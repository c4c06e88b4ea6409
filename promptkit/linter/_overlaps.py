"""Beats of the camera that run at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.language import Beat, Timeline

#: Beats that are looked at together. There are fewer axes than that: of more, two change the same thing anyhow.
_MOST = 12


def overlaps(timeline: Timeline) -> Iterator[tuple[Beat, Beat]]:
    """Pairs of camera beats of one set-up that share time, the one that was written first in front.

    Of a beat that runs beside more than a dozen others, the pairs with those that started last.
    """
    beats = [beat for beat in timeline.on("camera") if beat.part is not None and beat.end > beat.start]
    running: list[Beat] = []
    for beat in sorted(beats, key=_by_cut_and_start):
        running = [each for each in running if each.end > beat.start and each.cut == beat.cut][-_MOST:]
        for each in running:
            yield (each, beat) if _written(each) < _written(beat) else (beat, each)
        running.append(beat)


def _by_cut_and_start(beat: Beat) -> tuple[int, int, tuple[int, ...]]:
    return beat.cut or 0, beat.start, _written(beat)


def _written(beat: Beat) -> tuple[int, ...]:
    """Where the beat stands among all."""
    return tuple(part for part in beat.path if isinstance(part, int))
