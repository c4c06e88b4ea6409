"""From a shot that loaded whole to its prompt, request, map and price, for one model at one endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from promptkit.catalog import Target
from promptkit.findings import Finding, Severity
from promptkit.language import DURATIONS, Beat, Built, Effect, Line, Move, OnScreenText, Places, Shot, Timeline
from promptkit.resolve import display
from promptkit.source import Path, Scalar

from ._cuts import common_part, cut_views, names_of
from ._dialects import laid_out
from ._english import flowing
from ._marks import Marker, untangled
from ._script import Scribe, Script
from ._track import camera_track
from ._values import CompiledShot, MapEntry, Origin, Price, Request, StillFile, StillReference, TimelineRow

if TYPE_CHECKING:
    from promptkit.templating.templates import Layout

#: How the cuts of a clip are laid out for a template of the user's.
_CUTS_IN = "prose"


class TemplateFailed(Exception):
    """A template of the user's gave no prompt; ``finding`` says why, and where in the template."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def compile_shot(
    built: Built,
    target: Target,
    dialect: str | Layout,
    file: str,
    still: StillFile | StillReference | None,
    references: tuple[StillFile | StillReference, ...] = (),
) -> CompiledShot:
    """Compile a sound shot.

    :param dialect: the name of the dialect that lays the prompt out, or a template of the user's that does.
    :param file: the shot's file, as the user named it.
    :param still: what ``still:`` turned out to be.
    :param references: what ``references:`` turned out to be.

    :raises ValueError: if the shot is a draft, or its duration is not 4, 8 or 12: no request is ever made of these.
    :raises TemplateFailed: if a template of the user's gives no prompt.
    """
    shot, timeline = built.shot, built.timeline
    if shot is None or timeline is None or not built.sound:
        raise ValueError("a draft is never compiled")
    length: object = shot.duration
    if not (length is None and shot.reworks) and (type(length) is not int or length not in DURATIONS):
        raise ValueError(f"a clip lasts 4, 8 or 12 seconds, not {shot.duration!r}")
    prompt, source_map = _prompt(shot, timeline, dialect, built.places)
    request = replace(_request(shot, timeline, target, prompt), still=still, references=references)
    return CompiledShot(
        name=shot.name,
        file=file,
        model=request.model,
        endpoint=target.endpoint.name,
        dialect=_named(dialect) if shot.prompt is None else "prompt",
        prompt=prompt,
        request=request,
        timeline=tuple(_row(beat, shot, built.places) for beat in timeline.beats if beat.path or not shot.reworks),
        source_map=source_map,
        price=_price(target, request.seconds),
        takes=shot.takes,
        findings=tuple(_prompt_findings(prompt, shot, target, built.places)),
    )


def _named(dialect: str | Layout) -> str:
    return dialect if isinstance(dialect, str) else dialect.name


def _prompt(shot: Shot, timeline: Timeline, dialect: str | Layout, places: Places) -> tuple[str, tuple[MapEntry, ...]]:
    marker = Marker()
    if shot.prompt is not None:
        marked = marker.mark(shot.prompt.strip(), ("prompt",))
    elif isinstance(dialect, str):
        marked = laid_out(_script(shot, timeline, dialect, marker), dialect)
    else:
        return _by_template(_script(shot, timeline, _CUTS_IN, marker), dialect, marker, places)
    text, stretches = untangled(marked, marker.paths)
    return text, tuple(_merged(_entry(start, end, path, places) for start, end, path in stretches))


def _script(shot: Shot, timeline: Timeline, dialect: str, marker: Marker) -> Script:
    """What the shot says, marked; the cuts are laid out one by one in the dialect, each as a small shot."""
    names = names_of(shot)
    common, of_clip = common_part(shot, timeline)
    script = Scribe(common, of_clip, marker, names).script()
    for view in cut_views(shot, timeline, marker):
        own = Scribe(view.shot, view.timeline, view.marker, names).script()
        text = laid_out(own, dialect).replace("\n\n", "\n")
        script.cuts.append(f"{view.label}:\n{text}" if text else f"{view.label}.")
    return script


def _by_template(script: Script, layout: Layout, marker: Marker, places: Places) -> tuple[str, tuple[MapEntry, ...]]:
    from ._own import laid_out_by  # most shots need none of it

    given = laid_out_by(
        layout, script, marker.paths, lambda start, end, path: _entry(start, end, path, places), display
    )
    if isinstance(given, Finding):
        raise TemplateFailed(given)
    prompt, entries = given
    return prompt, tuple(_merged(entries))


def _merged(entries: Iterable[MapEntry]) -> Iterator[MapEntry]:
    """Neighbours that came from one place become one entry."""
    last: MapEntry | None = None
    for entry in entries:
        if last is not None and last.end == entry.start and (last.span, last.path) == (entry.span, entry.path):
            last = replace(last, end=entry.end)
            continue
        if last is not None:
            yield last
        last = entry
    if last is not None:
        yield last


def _entry(start: int, end: int, path: Path, places: Places) -> MapEntry:
    node = places.node(path)
    # of a list or map, the key says better where it stands
    key = None if isinstance(node, Scalar) else places.key(path)
    return MapEntry(start, end, key or node.span, node.path)


def _request(shot: Shot, timeline: Timeline, target: Target, prompt: str) -> Request:
    origin, clip = _origin(shot, target), target.clip
    known = Request(
        model=target.model.name,
        prompt=prompt,
        seconds=str(shot.duration),
        size=target.size,
        extras=_extras(shot, timeline, target),
        characters=tuple(member.character for member in shot.cast.values() if member.character is not None),
        origin=origin,
        form=target.endpoint.form,
    )
    if origin is None or clip is None:
        return known
    seconds = str(clip.seconds or "") if shot.reworks else known.seconds
    return replace(known, model=clip.model or "", size=clip.size or "", seconds=seconds)


def _origin(shot: Shot, target: Target) -> Origin | None:
    clip = target.clip
    if shot.source is None or clip is None:
        return None
    route = target.endpoint.route(shot.source.way)
    if route is None:
        raise ValueError(f"{target.endpoint.name} has no route for {shot.source.way}")
    return Origin(route, clip.video, clip.take, clip.seconds)


def _extras(shot: Shot, timeline: Timeline, target: Target) -> dict[str, object]:
    extras: dict[str, object] = dict(shot.request)
    if "x_camera" in target.endpoint.extras and not shot.reworks:  # a remix has the camera of its clip
        extras["x_camera"] = camera_track(shot, timeline)
    return extras


def _price(target: Target, seconds: str) -> Price | None:
    """What is made is paid for: of an extension, what is added.

    Of a stranger's clip nobody here knows model and length: only where all is free is there a price for it.
    """
    if target.offer is None:
        return None
    if target.clip is not None and target.clip.model is None:
        free = target.endpoint.embedded
        return Price(Decimal(0), target.offer.source, target.offer.as_of.isoformat()) if free else None
    usd = target.offer.usd(target.size, int(seconds))
    if usd is None:
        return None
    return Price(usd, target.offer.source, target.offer.as_of.isoformat())


def _row(beat: Beat, shot: Shot, places: Places) -> TimelineRow:
    line = places.span(beat.path).line if beat.path else places.span(("camera",)).line
    return TimelineRow(beat.channel, beat.start / 1000, beat.end / 1000, _what(beat), line)


def _what(beat: Beat) -> str:
    part = beat.part
    if isinstance(part, Move):
        return part.words
    if part is None:
        return "hold"
    if isinstance(part, Effect):
        return flowing(part.sound)
    if isinstance(part, Line):
        return flowing(f"{part.who}: {part.line}" if part.who else part.line)
    if isinstance(part, OnScreenText):
        return flowing(part.says)
    return flowing(f"{part.who} {part.does}" if part.who else part.does)


def _prompt_findings(prompt: str, shot: Shot, target: Target, places: Places) -> list[Finding]:
    return [*_length_findings(prompt, shot, target, places), *_unnamed(prompt, shot, places)]


def _unnamed(prompt: str, shot: Shot, places: Places) -> Iterator[Finding]:
    """Characters whose names the prompt does not have: the model could not tell who they are."""
    for name, member in shot.cast.items():
        if member.character is not None and name not in prompt:
            path = ("cast", name, "character")
            yield Finding(
                "character-not-named",
                "cast",
                Severity.ERROR,
                f"the prompt does not have the name {name!r}, by which the model knows the character",
                places.span(path),
                path=path,
                hint="a character acts under its name: write it in the prompt, letter by letter",
            )


def _length_findings(prompt: str, shot: Shot, target: Target, places: Places) -> list[Finding]:
    shortest, longest = target.model.prompt_chars
    span = places.key(("prompt",)) or places.key(("shot",))
    if len(prompt) > longest:
        return [
            Finding(
                "prompt-too-long",
                "target",
                Severity.ERROR,
                f"the prompt has {len(prompt):,} characters, and {target.model.name} takes {longest:,} at most",
                span,
                path=("prompt",) if shot.prompt is not None else ("shot",),
                hint="shorten the scene or the actions; `promptkit compile` shows what became of each line",
            )
        ]
    if len(prompt) < shortest:
        return [Finding("missing-scene", "framing", Severity.ERROR, "the shot says nothing", span, path=("shot",))]
    return []
