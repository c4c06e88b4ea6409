"""Rescaling the shots of a file: the new text, checked again as it will be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from promptkit.check import Checked, Options
from promptkit.findings import Edit, Severity, Span, UsageError
from promptkit.language import Built, Obstacle, Timeline, rescaled, said
from promptkit.source import apply_edits

from ._check import Report, check_inputs
from ._inputs import Input, reread

#: How far a moment may end up from its exact place: shares are cut anew, and numbers are rounded.
_TOLERATED_MS, _TOLERATED = 60, 0.04


@dataclass(frozen=True, slots=True)
class Rescaling:
    """What became of one file.

    :param text: the new text; the old one where something stands in the way.
    :param lengths: the shots that were rescaled, each with its old length in seconds.
    :param obstacles: what cannot be scaled, with its place; then nothing was.
    :param report: the findings of the new text; of the old one where that does not load.
    """

    given: Input
    text: str
    lengths: tuple[tuple[str, int], ...]
    obstacles: tuple[Obstacle, ...]
    report: Report

    @property
    def loads(self) -> bool:
        """Whether its shots load, as they are in ``text``."""
        return all(each.built is not None and each.built.sound for each in _shots(self.report))


def rescale_input(given: Input, seconds: int, options: Options) -> Rescaling:
    """Rescale the chosen shots of a file.

    :raises UsageError: if there is no shot among them, or one has the length of a clip.
    """
    report = check_inputs([given], options)
    shots = _shots(report)
    if not shots:
        raise UsageError(f"there is no shot in {given.parsed.file}")
    text = given.parsed.text
    lengths: list[tuple[str, int]] = []
    obstacles: list[Obstacle] = []
    edits: list[Edit] = []
    as_it_is = Rescaling(given, text, (), (), report)
    if not as_it_is.loads:
        return as_it_is
    for each in shots:
        built = each.built
        assert built is not None
        assert built.shot is not None
        assert built.timeline is not None
        before = built.shot.duration
        if before is None:
            raise UsageError(f"{each.document.name} has the length of the clip that it is made from")
        if before == seconds:
            continue
        found = rescaled(built.shot, built.timeline, built.places, seconds, each.document.node)
        edits += found.edits
        obstacles += found.obstacles
        lengths.append((each.document.name, before))
    if obstacles:
        return replace(as_it_is, obstacles=tuple(obstacles))
    changed, _ = apply_edits(text, edits)
    after = check_inputs([reread(given, changed)], options)
    strayed = tuple(_strayed(report, after, {name for name, _ in lengths}))
    if strayed:
        return replace(as_it_is, obstacles=strayed)
    return Rescaling(given, changed, tuple(lengths), (), after)


def _shots(report: Report) -> list[Checked]:
    return [each for each in report.checked if each.document.kind == "shot"]


def _strayed(before: Report, after: Report, names: set[str]) -> Iterator[Obstacle]:
    """What is not where it should be: a value that the edits did not reach, or one that is not allowed so."""
    new = {each.document.name: each for each in after.checked}
    for old in before.checked:
        name = old.document.name
        if name not in names or old.built is None or old.built.timeline is None:
            continue
        made = new.get(name)
        built = made.built if made is not None else None
        if made is None or built is None or built.timeline is None or not built.sound:
            yield from _unloadable(made)
        else:
            yield from _moved(old.built, old.built.timeline, built.timeline)


def _unloadable(made: Checked | None) -> Iterator[Obstacle]:
    for each in made.findings if made is not None else ():
        if each.severity is Severity.ERROR and each.span is not None:
            yield Obstacle(each.span, f"rescaled, the shot would not load: {each.message}")
            return
    yield Obstacle(Span("<rescaled>", 1, 1, 1, 1), "rescaled, the shot would not load")


def _moved(built: Built, old: Timeline, new: Timeline) -> Iterator[Obstacle]:
    places = {(beat.path, beat.channel): beat for beat in new.beats if beat.part is not None}
    allowed = max(_TOLERATED_MS, round(new.length * _TOLERATED))
    for beat in old.beats:
        if beat.part is None or beat.channel == "dialogue":
            continue
        exact = beat.end * new.length // old.length
        made = places.get((beat.path, beat.channel))
        if made is None or abs(made.end - exact) > allowed:
            ends = "has no place any more" if made is None else f"would end at {said(made.end)}, not at {said(exact)}"
            yield Obstacle(built.places.span(beat.path), f"this beat {ends}")
            return
