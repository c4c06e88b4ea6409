"""What a compiled shot costs, against the floor, in one interleaved run: ``python -m benchmarks.compile [SHOTS]``.

Each shot is read, resolved with its presets, laid out in time, linted and compiled with its source map; what comes out
is dropped at once. CPU seconds of this process; the two sides take turns, so that a noisy machine meets both alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from promptkit.api import Options, Reader
from promptkit.check import check_document
from promptkit.resolve import documents
from promptkit.source import parse_text

from .floor import floor
from .shots import texts

_TURN = 50


def ours(*, pedantic: bool = False) -> Callable[[str], str]:
    """What lints and compiles a document, its presets read before.

    :param pedantic: whether those rules are asked, too, that tell what is worth knowing and no mistake.
    """
    reader = Reader()
    project = reader.project(Path(__file__).resolve().parent)
    library = reader.library(project)
    options = Options(pedantic=pedantic)

    def made(text: str) -> str:
        (document,) = documents(parse_text(text, "shot.yaml"), None, project.root)
        checked = check_document(document, library, project, options)
        if checked.compiled is None:
            raise SystemExit("\n".join(finding.message for finding in checked.findings))
        return checked.compiled.prompt

    return made


def seconds(step: Callable[[str], str], shots: Iterable[str]) -> float:
    """CPU seconds of one step over the shots."""
    start = time.process_time()
    for text in shots:
        step(text)
    return time.process_time() - start


def interleaved(steps: Mapping[str, Callable[[str], str]], shots: Sequence[str]) -> dict[str, float]:
    """CPU seconds of each step over the shots; the steps take turns, so that a noisy machine meets all alike."""
    spent = dict.fromkeys(steps, 0.0)
    for step in steps.values():
        seconds(step, shots[:_TURN])  # what is made once is not counted
    for at in range(0, len(shots), _TURN):
        for name, step in steps.items():
            spent[name] += seconds(step, shots[at : at + _TURN])
    return spent


def main(count: int) -> None:
    """Print what one shot costs on both sides, and the ratio."""
    steps = {"floor": floor(), "parse": lambda text: parse_text(text, "shot.yaml").file, "compile": ours()}
    spent = interleaved(steps, texts(count))
    for name, total in spent.items():
        print(f"{name:8} {total / count * 1e6:7.0f} us a shot, {total / spent['floor']:5.2f} times the floor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
