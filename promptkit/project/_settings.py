"""The settings of a project, each with the place that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from promptkit.catalog import OwnEndpoint
from promptkit.findings import Severity, Span

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Budget:
    """The hard stops, in USD; ``None`` where there is none.

    :param run: for the takes of one run together.
    :param day: for all takes that were begun on one day (UTC), by whatever process.
    """

    run: Decimal | None = None
    day: Decimal | None = None


NOTHING_MAY_BE_SPENT = Budget(run=Decimal(0), day=Decimal(0))


@dataclass(frozen=True, slots=True)
class LintSettings:
    """How the linter reports.

    :param select: rules and families that are looked for; empty for all.
    :param ignore: rules and families that are left out.
    :param per_path: pairs of a pattern of paths below the root and what is left out there; ``*`` stands for any text,
        folders too.
    :param baseline: the file with the findings that are known already.
    :param pedantic: whether ``info`` is shown.
    :param fail_on: the least severity that makes a command fail.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: Path | None = None
    pedantic: bool = False
    fail_on: Severity = Severity.ERROR

    @property
    def tells_info(self) -> bool:
        """Whether what is worth knowing is looked for and shown: it is asked for, or a command fails on it."""
        return self.pedantic or self.fail_on is Severity.INFO

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name of a rule or family that is set, with the key it stands under."""
        per_path = [(f"lint.per_path.{pattern}", name) for pattern, names in self.per_path for name in names]
        chosen = [("lint.select", name) for name in self.select]
        return (*chosen, *(("lint.ignore", name) for name in self.ignore), *per_path)


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``promptkit.yaml`` sets, over the defaults.

    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param endpoints: the user's own, in the order of the file.
    :param presets: folders with presets, searched in this order.
    :param templates: folders with templates, searched in this order.
    :param origins: where a value was written, by its key (``size``, ``budget.run``, ``endpoints.studio``); where a key
        is absent, its value is the default.
    """

    model: str = "sora-2"
    size: str = "1280x720"
    endpoint: str = "local"
    budget: Budget = Budget()
    lint: LintSettings = LintSettings()
    endpoints: tuple[OwnEndpoint, ...] = ()
    presets: tuple[Path, ...] = ()
    templates: tuple[Path, ...] = ()
    origins: Mapping[str, Span] = field(default_factory=dict)

    def origin(self, key: str) -> str:
        """Where the value of ``key`` comes from: ``default``, or file, line and column."""
        span = self.origins.get(key)
        return DEFAULT if span is None else str(span)
