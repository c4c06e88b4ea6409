"""How well the reader of prompts reads: ``python -m benchmarks.prose --corpus FILE``.

The file has one JSON object a line: a ``caption`` (or ``text``), ``yes`` with the labels that experts gave it and
``no`` with those that they ruled out; what stands in neither is unknown and counts for nothing. A label is a move with
its direction, ``Pan_Left``; ``Static`` is a camera that holds and does nothing else. Figures are micro averages over
all labels: how much of what was read and is known is right (precision), how much of what is there was read (recall).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from promptkit.prose import Reading, read

LABELS = {
    ("dolly", "in"): "Move_In", ("dolly", "out"): "Move_Out", ("truck", "left"): "Move_Left",
    ("truck", "right"): "Move_Right", ("pedestal", "up"): "Move_Up", ("pedestal", "down"): "Move_Down",
    ("crane", "up"): "Move_Up", ("crane", "down"): "Move_Down", ("pan", "left"): "Pan_Left",
    ("pan", "right"): "Pan_Right", ("whip_pan", "left"): "Pan_Left",
    ("whip_pan", "right"): "Pan_Right", ("tilt", "up"): "Tilt_Up", ("tilt", "down"): "Tilt_Down",
    ("roll", "clockwise"): "Roll_Clockwise", ("roll", "counterclockwise"): "Roll_Counterclockwise",
    ("zoom", "in"): "Zoom_In", ("zoom", "out"): "Zoom_Out", ("crash_zoom", "in"): "Zoom_In",
    ("crash_zoom", "out"): "Zoom_Out",
}  # fmt: skip


@dataclass
class Figures:
    """Counts over labels."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was read and is known, how much is right."""
        return _share(self.right.total(), self.wrong.total())

    @property
    def recall(self) -> float:
        """Of what is there, how much was read."""
        return _share(self.right.total(), self.missed.total())


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


def labels(reading: Reading) -> frozenset[str]:
    """The labels that a reading amounts to."""
    moves = [each for each in reading.moves if not each.unsteady]
    found = {label for each in moves if each.direction and (label := LABELS.get((each.move, each.direction)))}
    if moves and all(each.move == "hold" for each in moves):
        found.add("Static")
    return frozenset(found)


def figures(rows: Iterable[Mapping[str, Any]]) -> Figures:
    """The figures over labelled rows."""
    counted = Figures()
    for row in rows:
        text = row.get("caption", row.get("text", ""))
        found, yes, no = labels(read(text)), frozenset(row["yes"]), frozenset(row["no"])
        counted.right.update(found & yes)
        counted.wrong.update(found & no)
        counted.missed.update(yes - found)
        if found & no or yes - found:
            wrong = [*(f"+{each}" for each in sorted(found & no)), *(f"-{each}" for each in sorted(yes - found))]
            counted.mistakes.append(f"{' '.join(wrong)}: {text}")
    return counted


def rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a labelled file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prose", description="How well prompts are read.")
    parser.add_argument("--corpus", type=Path, required=True, help="labelled captions, one JSON object a line")
    parser.add_argument("--mistakes", action="store_true", help="print every caption that was misread")
    chosen = parser.parse_args()
    found = rows(chosen.corpus)
    started = time.process_time()
    counted = figures(found)
    spent = time.process_time() - started
    print(f"{'label':<24}{'right':>7}{'wrong':>7}{'missed':>8}")
    for label in sorted({*counted.right, *counted.wrong, *counted.missed}):
        print(f"{label:<24}{counted.right[label]:>7}{counted.wrong[label]:>7}{counted.missed[label]:>8}")
    print(f"\n{len(found)} captions, {spent / max(len(found), 1) * 1000:.2f} ms each")
    print(f"precision {counted.precision:.4f}  recall {counted.recall:.4f}")
    if chosen.mistakes:
        print("\n" + "\n".join(counted.mistakes))


if __name__ == "__main__":
    main()
