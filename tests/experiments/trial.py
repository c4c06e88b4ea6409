"""Reading an experiment from its text, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass

from promptkit.experiments import Axis, Level, Reading, Variant, collisions, read_experiment, selected
from promptkit.experiments._filters import Filter, Levels
from promptkit.findings import Finding, Span
from promptkit.language import Report
from promptkit.source import Mapping, parse_text
from tests.places import places

_NOWHERE = Span("ab.yaml", 1, 1, 1, 1)
_EMPTY = Mapping({}, {}, _NOWHERE, ())
HEAD = "experiment: ab\nbase: mug.yaml\n"


@dataclass(frozen=True)
class Trial:
    """What became of the text."""

    reading: Reading | None
    variants: tuple[Variant, ...]
    findings: tuple[Finding, ...]

    @property
    def places(self) -> list[tuple[str, int, int]]:
        """Rule, line and column, in order of place."""
        return places(self.findings)

    @property
    def names(self) -> list[str]:
        """What stands between the brackets of each variant's name."""
        return [each.name.removeprefix("ab[").removesuffix("]") for each in self.variants]


def trial(body: str) -> Trial:
    """Read an experiment with this below its head, choose its variants and look for collisions."""
    (node,) = parse_text(HEAD + body, "ab.yaml").documents
    assert isinstance(node, Mapping)
    report = Report()
    reading = read_experiment(node, report)
    variants: tuple[Variant, ...] = ()
    if reading is not None:
        variants = selected(reading, report)
        collisions(reading.axes, variants, report)
    return Trial(reading, variants, tuple(report.findings))


def axes(**levels: int) -> tuple[Axis, ...]:
    """Axes with so many levels each: ``axes(a=2)`` has ``a0`` and ``a1`` on ``a``."""
    return tuple(
        Axis(name, tuple(Level(f"{name}{at}", _EMPTY, _NOWHERE) for at in range(count)), _NOWHERE)
        for name, count in levels.items()
    )


ALL = Filter()


def row(levels: Levels) -> tuple[tuple[str, str], ...]:
    """Levels without an order of axes."""
    return tuple(sorted(levels.items()))
