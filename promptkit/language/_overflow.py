"""More than the clip, or one of its cuts, holds: told once a row, with the sum."""

from __future__ import annotations

from ._slots import Slot
from ._timeline import TimeProblem, said

#: Terms of a sum that still fit a message.
_MOST_SHOWN = 12


def row_overflow(row: list[Slot]) -> TimeProblem | None:
    """The first beat of a row that ends past the end; dialogue has a rule of its own."""
    if row[0].channel == "dialogue":
        return None
    instants = row[0].channel == "effects"
    for slot in row:
        start, length, end = slot.start, slot.length, slot.frame.end
        if start is None or length is None:
            continue
        if start > end or (not instants and start + length > end):
            return TimeProblem("timeline-overflow", slot.path, _too_long(slot, start, length))
    return None


def _too_long(slot: Slot, start: int, length: int) -> str:
    frame, row = slot.frame, slot.row
    whole = frame.end - frame.begin
    holder = f"the {frame.name}'s {said(whole)}"
    start -= frame.begin
    if start > whole:
        return f"this starts at {said(start)}, after the end of {holder}"
    last = start + length
    summed = f"this beat ends at {said(last)}"
    if len(row) <= _MOST_SHOWN and all(each.at is None for each in row):
        last = max((each.start or 0) + (each.length or 0) for each in row) - frame.begin
        terms = " + ".join(f"{each.length / 1000:g}" for each in row if each.length)
        several = f"the {slot.channel} beats add up to {terms} = {said(last)}"
        summed = several if "+" in terms else f"this beat lasts {said(last)}"
    return f"{summed}, {said(last - whole)} more than {holder}"
