"""Small pictures of a clip: one frame, or a sheet of sixteen."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import av
from PIL import Image

from promptkit.findings import PromptkitError

from ._probe import probe

_THUMBNAIL = 480
_TILE = 320
_COLUMNS = 4


def thumbnail_of(path: Path) -> bytes:
    """The middle frame as WebP."""
    return _encoded(next(_frames(path, [probe(path).frames // 2], _THUMBNAIL)), "WEBP")


def spritesheet_of(path: Path) -> bytes:
    """Sixteen frames as one JPEG, the first and the last frame among them."""
    last, tiles = probe(path).frames - 1, _COLUMNS * _COLUMNS
    sheet: Image.Image | None = None
    for place, tile in enumerate(_frames(path, [last * index // (tiles - 1) for index in range(tiles)], _TILE)):
        sheet = sheet or Image.new("RGB", (tile.width * _COLUMNS, tile.height * _COLUMNS))
        sheet.paste(tile, (place % _COLUMNS * tile.width, place // _COLUMNS * tile.height))
    if sheet is None:
        raise PromptkitError(f"{path.name} has no picture")
    return _encoded(sheet, "JPEG")


def _frames(path: Path, wanted: Sequence[int], side: int) -> Iterator[Image.Image]:
    """The frames with these numbers (rising, perhaps repeated), ``side`` pixels on the long side."""
    left = list(wanted)
    try:
        with av.open(str(path)) as container:
            container.streams.video[0].thread_type = "AUTO"
            for number, frame in enumerate(container.decode(video=0)):
                while left and left[0] == number:
                    left.pop(0)
                    picture = Image.fromarray(frame.to_ndarray(format="rgb24"))
                    picture.thumbnail((side, side))
                    yield picture
                if not left:
                    return
    except av.InvalidDataError as error:
        raise PromptkitError(f"{path.name} cannot be decoded") from error
    raise PromptkitError(f"{path.name} ends before its last frame")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, quality=80)
    return data.getvalue()
