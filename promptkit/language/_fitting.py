"""Fixes that make times fit: what overflows is scaled down, and cuts are scaled until they fill the clip."""

from __future__ import annotations

from promptkit.findings import Fix
from promptkit.source import Path

from ._models import Action, CameraItem, Cut, OnScreenText, Shot
from ._places import Places
from ._scale import scale_of
from ._scaling import Scaling, stretches_of
from ._timeline import CutSpan, Timeline, TimeProblem, said


def fitting(problem: TimeProblem, shot: Shot, laid_out: Timeline, places: Places) -> Fix | None:
    """A fix for times that do not fit, where all of them are written in numbers."""
    if problem.rule == "cuts-do-not-fill":
        return _filling(laid_out, places)
    if problem.rule != "timeline-overflow":
        return None
    path = problem.path
    cut = laid_out.cuts[int(path[1])] if path[0] == "cuts" else None
    begin, end = (cut.start, cut.end) if cut is not None else (0, laid_out.length)
    inner = path[2:] if cut is not None else path
    section = {"camera": "camera", "action": "action", "text": "titles"}.get(str(inner[0]))
    if section is None or any(each.rule in ("time-cycle", "unknown-id") for each in laid_out.problems):
        return None
    prefix = path[: len(path) - len(inner)]
    row = [((*prefix, inner[0], at), part) for at, part in enumerate(getattr(_owner(shot, cut), section))]
    return _shrinking(row, begin, end, laid_out, places)


def _owner(shot: Shot, cut: CutSpan | None) -> Shot | Cut:
    return shot if cut is None else shot.cuts[cut.index]


def _shrinking(
    row: list[tuple[Path, CameraItem | Action | OnScreenText]],
    begin: int,
    end: int,
    laid_out: Timeline,
    places: Places,
) -> Fix | None:
    """Scale one row so that its last beat ends in time; only where every time of it is told in numbers."""
    if not all(isinstance(part.length, float) and isinstance(part.at, float | None) for _, part in row):
        return None
    stretches = [stretch for path, _ in row for stretch in stretches_of(path, laid_out)]
    if not stretches:
        return None
    last = max(stop for _, stop in stretches)
    scale = scale_of(last - begin, end - begin, [(start - begin, stop - begin) for start, stop in stretches])
    scaling = Scaling(places, laid_out, scale, origin=begin)
    for path, part in row:
        scaling.entry(path, part, begin)
    if scaling.obstacles or any(each.text.strip("\"' ") in ("0", "0s", "0ms") for each in scaling.edits):
        return None
    what = {"camera": "the camera's beats", "action": "the actions", "text": "the lettering"}[str(row[0][0][-2])]
    return Fix("unsafe", f"scale {what} to {said(end - begin)}", tuple(scaling.edits))


def _filling(laid_out: Timeline, places: Places) -> Fix | None:
    cuts = laid_out.cuts
    if not all(cut.written for cut in cuts) or cuts[-1].end == 0:
        return None
    scale = scale_of(cuts[-1].end, laid_out.length, [(cut.start, cut.end) for cut in cuts])
    scaling = Scaling(places, laid_out, scale)
    for cut in cuts:
        scaling.time((*cut.path, "for"), scale.length(cut.start, cut.end))
    if scaling.obstacles:
        return None
    return Fix("unsafe", f"scale the cuts to {said(laid_out.length)}", tuple(scaling.edits))
