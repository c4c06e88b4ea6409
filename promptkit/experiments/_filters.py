"""``only`` and ``except``: which combinations are looked at before a design draws from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ._axes import Axis
from ._effort import Effort

Levels = dict[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """In an entry a comma is an and; the entries are an or.

    :param only: empty where everything is looked at.
    :param effort: what may be spent on looking; ``None`` for as much as it takes.
    """

    only: tuple[Mapping[str, str], ...] = ()
    leave_out: tuple[Mapping[str, str], ...] = ()
    effort: Effort | None = None

    def may(self, levels: Mapping[str, str]) -> bool:
        """Whether a combination, of which some axes may still be open, is not ruled out.

        :raises DesignError: if too many have been asked for.
        """
        if self.effort is not None:
            self.effort.spend(len(levels) + 4 * (len(self.leave_out) + len(self.only)))
        if any(all(levels.get(axis) == level for axis, level in entry.items()) for entry in self.leave_out):
            return False
        return not self.only or any(
            all(levels.get(axis, level) == level for axis, level in entry.items()) for entry in self.only
        )


def combinations(axes: tuple[Axis, ...], allowed: Filter, start: Levels | None = None) -> Iterator[Levels]:
    """Every combination that is looked at, in the order of axes and levels; the last axis changes fastest."""
    if not axes:
        yield dict(start or {})
        return
    first, rest = axes[0], axes[1:]
    for name in first.names:
        levels = {**(start or {}), first.name: name}
        if allowed.may(levels):
            yield from combinations(rest, allowed, levels)
