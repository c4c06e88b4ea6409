"""A clip of several set-ups: what is the same throughout is said once, and then each cut says what is its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from promptkit.language import Setup, Shot, Timeline, setups
from promptkit.source import Path

from ._camera import move_noun, spoken_moves
from ._english import counted_seconds
from ._marks import Marker
from ._times import beat_names

#: What is said of each cut if any of them says it for itself.
_SHARED = ("scene", "location", "framing", "support", "motion", "lighting")
_OWN = (*_SHARED, "camera", "action")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(slots=True)
class CutMarker(Marker):
    """Marks what one cut says with the path at which it is written: the cut's own, or the shot's."""

    setup: Setup | None = None

    def mark(self, text: str, path: Path) -> str:
        """The text, marked as coming from ``path`` of the set-up."""
        if self.setup is not None and path[0] in _OWN:
            path = self.setup.where(*path)
        return Marker.mark(self, text, path)


@dataclass(frozen=True, slots=True)
class CutView:
    """One cut as a small shot of its own.

    :param label: ``Shot 2 (4 seconds)``, marked.
    """

    label: str
    shot: Shot
    timeline: Timeline
    marker: CutMarker


def common_part(shot: Shot, timeline: Timeline) -> tuple[Shot, Timeline]:
    """The shot without what its cuts say."""
    if not shot.cuts:
        return shot, timeline
    gone = dict.fromkeys(_differing(shot))
    beats = tuple(beat for beat in timeline.beats if beat.cut is None)
    return _with(shot, {**gone, "cuts": ()}), Timeline(timeline.length, beats, timeline.problems)


def cut_views(shot: Shot, timeline: Timeline, marker: Marker) -> Iterator[CutView]:
    """Each cut with what it has for itself, and what it has from the shot where another differs in it."""
    differing = _differing(shot)
    for setup, span in zip(setups(shot) if shot.cuts else (), timeline.cuts, strict=True):
        values: dict[str, Any] = dict.fromkeys(Shot.model_fields)
        values |= {"name": shot.name, "duration": shot.duration, "cast": {}, "sound": None}
        values |= dict.fromkeys(
            ("style", "props", "weather", "mood", "keep", "change", "avoid", "text", "cuts", "references"), ()
        )
        values |= {name: getattr(setup, name) for name in differing}
        values |= {"camera": setup.camera, "action": setup.action}
        beats = tuple(each._replace(path=each.path[2:]) for each in timeline.beats if each.cut == span.index)
        yield CutView(
            _label(shot, span.index, marker),
            _with(shot, values),
            Timeline(timeline.length, beats, timeline.problems),
            CutMarker(marker.paths, setup),
        )


def names_of(shot: Shot) -> dict[str, tuple[str, str]]:
    """For every id of the clip, the words for its beginning and its end."""
    names = beat_names(shot, spoken_moves(shot), move_noun)
    for at, cut in enumerate(shot.cuts):
        if cut.id is not None:
            which = f"the {_ORDINALS[at]} shot" if at < len(_ORDINALS) else f"shot {at + 1}"
            names[cut.id] = (f"{which} begins", f"{which} ends")
        inner = _with(shot, {"camera": cut.camera, "action": cut.action, "sound": None, "text": (), "cuts": ()})
        names |= beat_names(inner, spoken_moves(inner), move_noun)
    return names


def _differing(shot: Shot) -> list[str]:
    return [name for name in _SHARED if any(name in cut.model_fields_set for cut in shot.cuts)]


def _with(shot: Shot, values: dict[str, Any]) -> Shot:
    """The shot with other values; all of them were validated before."""
    return Shot.model_construct(**{name: getattr(shot, name) for name in Shot.model_fields} | values)


def _label(shot: Shot, index: int, marker: Marker) -> str:
    length, path = shot.cuts[index].length, ("cuts", index)
    name = marker.mark(f"Shot {index + 1}", path)
    if length is None:
        return name
    said = "all that is left" if isinstance(length, str) else counted_seconds(length)
    return f"{name} ({marker.mark(said, (*path, 'for'))})"
