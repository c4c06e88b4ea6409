"""From a shot that loaded whole to its prompt, request, map and price, for one model at one endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from promptkit.catalog import Target
from promptkit.findings import Finding, Severity
from promptkit.language import DURATIONS, Beat, Built, Effect, Line, Move, OnScreenText, Places, Shot, Timeline

from ._english import flowing
from ._memory import Memory, Notes
from ._prompt import write
from ._track import camera_track
from ._values import CompiledShot, Origin, Price, Request, StillFile, StillReference, TimelineRow

if TYPE_CHECKING:
    from promptkit.templating.templates import Layout


def compile_shot(
    built: Built,
    target: Target,
    dialect: str | Layout,
    file: str,
    still: StillFile | StillReference | None,
    references: tuple[StillFile | StillReference, ...] = (),
    memory: Memory | None = None,
) -> CompiledShot:
    """Compile a sound shot.

    :param dialect: the name of the dialect that lays the prompt out, or a template of the user's that does.
    :param file: the shot's file, as the user named it.
    :param still: what ``still:`` turned out to be.
    :param references: what ``references:`` turned out to be.
    :param memory: of what was made of other variants of the shot.

    :raises ValueError: if the shot is a draft, or its duration is not 4, 8 or 12: no request is ever made of these.
    :raises TemplateFailed: if a template of the user's gives no prompt.
    """
    shot, timeline = built.shot, built.timeline
    if shot is None or timeline is None or not built.sound:
        raise ValueError("a draft is never compiled")
    length: object = shot.duration
    if not (length is None and shot.reworks) and (type(length) is not int or length not in DURATIONS):
        raise ValueError(f"a clip lasts 4, 8 or 12 seconds, not {shot.duration!r}")
    notes = (memory or Memory()).notes(dialect, target.model.name, target.endpoint.name)
    written = write(shot, timeline, dialect, target, built.places, notes)
    extras = _extras(shot, timeline, target, written.negative_prompt, notes)
    request = _request(shot, target, written.prompt, extras, still, references)
    return CompiledShot(
        name=shot.name,
        file=file,
        model=request.model,
        endpoint=target.endpoint.name,
        dialect=written.dialect,
        prompt=written.prompt,
        request=request,
        timeline=notes.recalled("rows", (timeline, shot.source), lambda: _rows(shot, timeline, built.places)),
        source_map=written.source_map,
        price=_price(target, request.seconds),
        takes=shot.takes,
        shot=shot,
        findings=(*written.findings, *_prompt_findings(written.prompt, shot, target, built.places)),
        not_said=written.not_said,
        most_words=written.limits.words,
        most_chars=written.limits.chars,
    )


def _request(
    shot: Shot,
    target: Target,
    prompt: str,
    extras: dict[str, object],
    still: StillFile | StillReference | None,
    references: tuple[StillFile | StillReference, ...],
) -> Request:
    origin, clip = _origin(shot, target), target.clip
    known = Request(
        model=target.model.name,
        prompt=prompt,
        seconds=str(shot.duration),
        size=target.size,
        still=still,
        references=references,
        extras=extras,
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


def _extras(shot: Shot, timeline: Timeline, target: Target, negative_prompt: str, notes: Notes) -> dict[str, object]:
    extras: dict[str, object] = dict(shot.request)
    if negative_prompt and (name := target.endpoint.negative_prompt_field) is not None:
        extras[name] = negative_prompt
    if "x_camera" in target.endpoint.extras and not shot.reworks:  # a remix has the camera of its clip
        shown = (timeline, shot.framing, shot.support, shot.cuts)
        extras["x_camera"] = notes.recalled("x_camera", shown, lambda: camera_track(shot, timeline))
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


def _rows(shot: Shot, timeline: Timeline, places: Places) -> tuple[TimelineRow, ...]:
    return tuple(_row(beat, places) for beat in timeline.beats if beat.path or not shot.reworks)


def _row(beat: Beat, places: Places) -> TimelineRow:
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
    return [*_says_nothing(prompt, target, places), *_unnamed(prompt, shot, places)]


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


def _says_nothing(prompt: str, target: Target, places: Places) -> list[Finding]:
    if len(prompt) >= target.model.prompt_chars[0]:
        return []
    span = places.key(("prompt",)) or places.key(("shot",))
    return [Finding("missing-scene", "framing", Severity.ERROR, "the shot says nothing", span, path=("shot",))]
