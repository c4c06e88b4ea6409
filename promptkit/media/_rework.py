"""A clip made from a clip: the same pictures in another grade, or the same pictures with more behind them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from promptkit.findings import PromptkitError

from ._camera import CameraPath
from ._geometry import Floats
from ._probe import probe
from ._render import Picture, filmed, set_for, watched
from ._sound import RATE, hum
from ._writer import write_clip

_GREY = (0.299, 0.587, 0.114)
# What a word makes of red, green and blue.
_WORDS: dict[str, tuple[float, float, float]] = {
    **dict.fromkeys(("warm", "golden", "amber", "sunset", "orange", "candle"), (1.12, 1.0, 0.82)),
    **dict.fromkeys(("cold", "cool", "winter", "snow", "dawn", "ice"), (0.84, 0.98, 1.14)),
    **dict.fromkeys(("night", "dark", "dusk", "moonlight"), (0.55, 0.6, 0.8)),
    **dict.fromkeys(("red", "crimson"), (1.18, 0.86, 0.86)),
    **dict.fromkeys(("green", "forest"), (0.86, 1.12, 0.86)),
    **dict.fromkeys(("blue", "teal"), (0.84, 0.94, 1.18)),
}
_COLOURLESS = ("black and white", "monochrome", "black-and-white")


def regrade(source: Path, path: Path, *, words: str, fps: int, progress: Callable[[float], None]) -> None:
    """Write ``source`` again, graded by the words; see :func:`promptkit.media.regrade_clip`."""
    facts = probe(source)
    matrix = _grade(words)
    frames = (cv2.transform(frame, matrix).astype(np.uint8, copy=False) for frame in _pictures(source))
    size = (facts.width, facts.height)
    write_clip(path, watched(frames, facts.frames, progress), _sound(source, facts.frames / fps), size=size, fps=fps)


def extend(
    source: Path,
    path: Path,
    *,
    seconds: float,
    camera: CameraPath,
    fps: int,
    progress: Callable[[float], None],
) -> None:
    """Write ``source`` with more behind it; see :func:`promptkit.media.extend_clip`."""
    facts = probe(source)
    size, added = (facts.width, facts.height), round(seconds * fps)
    more = facts.frames + added
    sound = np.concatenate(
        [_sound(source, facts.frames / fps), hum(added / fps, [beat.start for beat in camera.beats])]
    )
    frames = _continued(_pictures(source), camera, size, added, fps)
    write_clip(path, watched(frames, more, progress), sound, size=size, fps=fps)


def _continued(
    there: Iterator[Picture], camera: CameraPath, size: tuple[int, int], added: int, fps: int
) -> Iterator[Picture]:
    last: Picture | None = None
    for last in there:
        yield last
    if last is None:
        raise PromptkitError("the clip has no picture")
    still = io.BytesIO()
    Image.fromarray(last).save(still, "PNG")
    yield from filmed(set_for(camera, size, still.getvalue(), 0), camera, size, added, fps)


def _grade(words: str) -> NDArray[np.float32]:
    """A matrix that every picture is multiplied with; never the one that changes nothing."""
    text = words.lower()
    if any(word in text for word in _COLOURLESS):
        return np.array([_GREY, _GREY, _GREY], np.float32)
    spoken = set("".join(letter if letter.isalpha() else " " for letter in text).split())
    gains = next((gain for word, gain in _WORDS.items() if word in spoken), None)
    if gains is None:
        gains = [(1.14, 0.95, 0.86), (0.86, 1.1, 0.95), (0.95, 0.86, 1.14)][zlib.crc32(text.encode()) % 3]
    return np.diag(np.array(gains, np.float32))


def _pictures(source: Path) -> Iterator[Picture]:
    with av.open(str(source)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)


def _sound(source: Path, seconds: float) -> Floats:
    """The clip's sound as one channel, exactly ``seconds`` long; silence where it has none."""
    wave = np.zeros(round(seconds * RATE), np.float32)
    with av.open(str(source)) as container:
        if not container.streams.audio:
            return wave
        turned = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        decoded = chain(container.decode(audio=0), [None])
        parts = [part.to_ndarray()[0] for frame in decoded for part in turned.resample(frame)]
    heard = np.concatenate(parts)[: len(wave)] if parts else wave
    wave[: len(heard)] = heard
    return wave
