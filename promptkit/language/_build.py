"""From resolved nodes to a validated shot and its timeline, without stopping at the first mistake.

What does not validate is reported and left out, so that the rest is still read: the result is a draft then, good enough
to lint and never good enough to compile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from promptkit.findings import Finding
from promptkit.source import Mapping

from ._duration import read_duration
from ._fitting import fitting
from ._models import Shot, Source
from ._nodes import text_of
from ._places import Places, data_of
from ._report import Report
from ._solve import timeline
from ._timeline import Timeline, TimeProblem
from ._types import DURATIONS, NAME, not_a_name
from ._validate import meant_keys, validated


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a document.

    :param shot: ``None`` only where nothing could be read.
    :param sound: whether the shot loaded whole; a draft is linted but never compiled.
    :param written: the canonical top-level keys that hold a value, whether it validated or not, and those that were
        probably meant by keys which do not exist.
    """

    shot: Shot | None
    timeline: Timeline | None
    places: Places
    findings: tuple[Finding, ...]
    sound: bool
    written: frozenset[str] = field(default=frozenset())


def build(
    document: Mapping, report: Report, damaged: frozenset[str] = frozenset(), clip_seconds: float | None = None
) -> Built:
    """Validate a resolved, canonical document.

    :param document: the merged layers, with places.
    :param report: gets what is wrong; its earlier errors make the result a draft.
    :param damaged: top-level keys that stand in the file and could not be read: nobody shall miss them.
    :param clip_seconds: the length of the clip that a remix or an edit is made from, where it is known.
    """
    places, data = Places(document), data_of(document)
    written = frozenset(document.entries) | meant_keys(document)
    _name(document, data, report)
    seconds = _duration(document, data, damaged | written, report, clip_seconds)
    shot = validated(data, places, report)
    laid_out = None
    if shot is not None:
        laid_out = timeline(shot, seconds)
        for problem in laid_out.problems:
            if problem.about is None or problem.about not in report.lost_ids:
                _report_time(problem, shot, laid_out, places, report)
    return Built(
        shot,
        laid_out,
        places,
        tuple(report.findings),
        sound=shot is not None and not report.has_errors and not damaged,
        written=written,
    )


def _name(document: Mapping, data: dict[str, Any], report: Report) -> None:
    """Check the name; one that is none is told once, and another stands in."""
    node = document.entries.get("shot")
    text = text_of(node) if node is not None else ""
    if text is None or not NAME.fullmatch(text):
        where = node if node is not None else document.keys.get("shot", document.span)
        report.add("invalid-name", "source", where, not_a_name(text or ""), path=("shot",))
        text = "unnamed"
    data["shot"] = text


def source_of(document: Mapping) -> tuple[str, str] | None:
    """What becomes of which clip, as in ``("remix", "video_1")``; ``None`` where ``source`` is missing or wrong."""
    node = document.entries.get("source")
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    ((way, clip),) = node.entries.items()
    text = text_of(clip)
    return (way, text.strip()) if way in Source.model_fields and text and text.strip() else None


def reworks(document: Mapping) -> bool:
    """Whether the document is a remix or an edit, which have the clip's own length."""
    source = source_of(document)
    return source is not None and source[0] != "extend"


def _duration(
    document: Mapping, data: dict[str, Any], written: frozenset[str], report: Report, clip_seconds: float | None
) -> float | None:
    """Check the duration by its spelling; give the length to lay the timeline out with.

    Where nobody knows it, the longest stands in: what is too long for that is too long for any.
    """
    node = document.entries.get("duration")
    if node is None and reworks(document):
        return clip_seconds
    misread = "source" in written and source_of(document) is None
    if node is None and "duration" not in written and not misread:
        where = document.keys.get("shot", document.span)
        report.add(
            "duration",
            "time",
            where,
            "the extension does not say how much is added: it has no duration"
            if "source" in written
            else "the shot has no duration",
            path=("shot",),
            hint="write `duration: 4`, 8 or 12: it sets the price, so it is never guessed",
        )
    seconds = None if node is None else read_duration(node, report)
    data["duration"] = min(DURATIONS, key=lambda each: abs(each - (seconds or DURATIONS[-1])))
    return seconds


_TIME_HINTS = {
    "cuts-do-not-fill": "cuts without `for` share what the others leave",
    "no-time-left": "shorten those before it, or move the next `at`",
    "all-beside-flexible": "give the other one a length",
    "time-cycle": "give one of the beats a time or a length of its own",
}


def _report_time(problem: TimeProblem, shot: Shot, laid_out: Timeline, places: Places, report: Report) -> None:
    node = places.node(problem.path)
    fix = fitting(problem, shot, laid_out, places)
    report.add(problem.rule, "time", node, problem.message, fix=fix, hint=_TIME_HINTS.get(problem.rule))
