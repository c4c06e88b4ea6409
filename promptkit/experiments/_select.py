"""From an experiment to its variants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from promptkit.findings import UsageError
from promptkit.language import Report

from ._designs import fraction, one_at_a_time
from ._effort import DesignError, Effort
from ._filters import Levels, combinations
from ._models import Fraction, Sample
from ._names import Variant, selection
from ._pairs import pairs
from ._read import Reading
from ._sample import sample

#: More variants than this are a slip, not an experiment.
MOST_VARIANTS = 2_048
_MOST_AXES = 60


def selected(reading: Reading, report: Report) -> tuple[Variant, ...]:
    """The variants that the design chooses among those that the filters let through; none where that is an error."""
    name = reading.experiment.name
    try:
        found = [Variant(name, tuple(each.items())) for each in islice(_drawn(reading), MOST_VARIANTS + 1)]
    except DesignError as error:
        report.add("invalid-design", "experiment", reading.place("design"), str(error), hint=error.hint)
        return ()
    if len(found) > MOST_VARIANTS:
        report.add(
            "too-many-variants",
            "experiment",
            reading.place("vary"),
            f"{name!r} has more than {MOST_VARIANTS:,} variants",
            hint="write `design: pairs`, or `{sample: 20, seed: 1}`",
        )
        return ()
    if not found:
        where = reading.place("only" if reading.experiment.only else "except")
        report.add(
            "no-variants", "experiment", where, "the filters leave no variant", hint="in an entry a comma is an and"
        )
    return tuple(found)


def _drawn(reading: Reading) -> Iterable[Levels]:
    design, axes, allowed = reading.experiment.design, reading.axes, replace(reading.filter, effort=Effort())
    if len(axes) > _MOST_AXES:
        raise DesignError(f"an experiment has at most {_MOST_AXES} axes, not {len(axes)}", "make several of it")
    if isinstance(design, Sample):
        return sample(axes, allowed, design.sample, design.seed)
    if isinstance(design, Fraction):
        return fraction(axes, allowed, int(design.fraction[2:]))
    if design == "fraction":
        return fraction(axes, allowed, 2)
    if design == "pairs":
        return pairs(axes, allowed)
    return one_at_a_time(axes, allowed) if design == "one-at-a-time" else combinations(axes, allowed)


def chosen(variants: tuple[Variant, ...], reading: Reading, texts: Iterable[str]) -> tuple[Variant, ...]:
    """Those variants that a caller chose by ``light=dawn``; all of them where nothing was chosen.

    :raises UsageError: if there is no such axis or level, or the design has not chosen such a variant.
    """
    wanted = []
    for text in texts:
        levels = selection(text, reading.axes)
        found = [variant for variant in variants if variant.has(levels)]
        if not found and variants:
            raise UsageError(
                f"{reading.experiment.name} has no variant with {text}",
                hint="its design or its filters leave it out; `promptkit plan` shows those there are",
            )
        wanted.append(set(found))
    return tuple(variant for variant in variants if any(variant in each for each in wanted)) if wanted else variants
