"""The test card: what a clip shows when nobody has said how the camera moves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]

_BARS = ((191, 191, 191), (191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0), (0, 0, 191))
_INK = (24, 24, 26)
_PAPER = (236, 236, 232)
_GRID = (70, 70, 74)
_LONGEST_LABEL = 160


class TestCard:
    """Colour bars, a grid, size, length, a label, and a timecode with a hand that goes around once a second."""

    __test__ = False

    def __init__(self, size: tuple[int, int], seconds: float, label: str | None, fps: int) -> None:
        """Draw what stands still.

        :param size: pixels.
        :param label: one line, shortened to fit.
        """
        self._size, self._fps = size, fps
        self._unit = min(size) / 24
        self._font = ImageFont.load_default(size=max(8.0, self._unit * 1.1))
        self._digits = ImageFont.load_default(size=max(10.0, self._unit * 2.2))
        self._base = Image.new("RGB", size, _INK)
        self._draw_bars_and_grid()
        facts = f"{size[0]} x {size[1]} · {seconds:g} s · {fps} fps"
        self._write_lines([facts, label or ""])

    def frames(self, count: int) -> Iterator[Picture]:
        """``count`` frames from the first one on."""
        for index in range(count):
            card = self._base.copy()
            self._draw_clock(card, index)
            yield np.asarray(card, dtype=np.uint8)

    def _draw_bars_and_grid(self) -> None:
        draw = ImageDraw.Draw(self._base)
        width, height = self._size
        for index, colour in enumerate(_BARS):
            left, right = (round(width * place / len(_BARS)) for place in (index, index + 1))
            draw.rectangle((left, 0, right - 1, round(height * 0.42)), fill=colour)
        step = round(self._unit * 3)
        for x in range(width // 2 % step, width, step):
            draw.line((x, round(height * 0.42), x, height), fill=_GRID)
        for y in range(height - step, round(height * 0.42), -step):
            draw.line((0, y, width, y), fill=_GRID)
        for x in range(width):
            shade = round(255 * x / max(1, width - 1))
            draw.line((x, height - step // 2, x, height), fill=(shade, shade, shade))

    def _write_lines(self, lines: list[str]) -> None:
        draw = ImageDraw.Draw(self._base)
        for index, line in enumerate(lines):
            top = self._size[1] * 0.8 + index * self._unit * 1.7
            draw.text((self._size[0] / 2, top), self._fitted(line), _PAPER, self._font, anchor="mm")

    def _fitted(self, line: str) -> str:
        line = " ".join(line[: _LONGEST_LABEL * 4].split())
        line = line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL]}…"
        if self._font.getlength(line) <= self._size[0] * 0.9:
            return line
        while line and self._font.getlength(f"{line}…") > self._size[0] * 0.9:
            line = line[:-1]
        return f"{line}…"

    def _draw_clock(self, card: Image.Image, index: int) -> None:
        draw = ImageDraw.Draw(card)
        x, y, radius = self._size[0] / 2, self._size[1] * 0.55, self._unit * 4.2
        around = (x - radius, y - radius, x + radius, y + radius)
        turn = index % self._fps / self._fps * 360
        draw.ellipse(around, fill=_INK, outline=_PAPER, width=max(1, round(self._unit / 8)))
        draw.pieslice(around, -90, -90 + turn, fill=(84, 84, 90))
        whole, part = divmod(index, self._fps)
        draw.text((x, y), f"{whole:02d}:{part:02d}", _PAPER, self._digits, anchor="mm")
