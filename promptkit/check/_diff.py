"""What changed in meaning between two shots: moves with their lengths, words, the prompt, the request and the price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher, ndiff
from itertools import zip_longest
from typing import Any, Self

from promptkit.findings import Span
from promptkit.language import Built, CameraItem, Cut, Places, Shot, Timeline, said, timeline
from promptkit.source import Mapping, Path

from ._check import Checked

#: Lists whose entries happen one after the other: they are told by number, and matched by what they are.
_ENTRIES: dict[Path, tuple[str, str]] = {
    ("action",): ("action", "does"),
    ("sound", "effects"): ("sound effect", "sound"),
    ("sound", "dialogue"): ("dialogue", "line"),
    ("text",): ("text", "says"),
}
#: Spaces from which on a value is a sentence, which is told between quotes.
_SENTENCE = 3
_APART = frozenset({"shot", "action"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not what it was.

    :param where: ``camera 2``, ``lighting.key.quality``.
    :param before: in words; ``None`` where it is new.
    :param after: in words; ``None`` where it is gone.
    :param before_span: where it was written; ``None`` for a shot that stands in no file.
    :param after_span: where it is written.
    """

    where: str
    before: str | None
    after: str | None
    before_span: Span | None = None
    after_span: Span | None = None

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.where}: {self.after} is new"
        if self.after is None:
            return f"{self.where}: {self.before} is gone"
        return f"{self.where}: {self.before} is now {self.after}"


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two shots.

    :param changes: in the order of the language.
    :param prompt: lines of both prompts behind ``"- "``, ``"+ "`` or ``"  "``; empty where they are the same.
    :param request: what changed in the request beside the prompt.
    :param price: USD of one take, before and after; ``None`` where nobody has stated it.
    :param same_request: whether both are one request, so that the takes of the first serve the second.
    """

    changes: tuple[Change, ...]
    prompt: tuple[str, ...]
    request: tuple[Change, ...]
    price: tuple[Decimal | None, Decimal | None]
    same_request: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A shot as it was when something was made of it, and what was asked for.

    :param seconds: the clip's length, where the shot's own says nothing of it.
    :param request: the canonical request as JSON data.
    :param usd: of one take; ``None`` where nobody has stated it.
    """

    shot: Shot
    seconds: float | None
    prompt: str
    request: Map[str, Any]
    endpoint: str
    usd: Decimal | None
    fingerprint: str


def diff(before: Checked | Made, after: Checked | Made) -> Diff:
    """Compare two shots that loaded whole.

    :raises ValueError: if one of them did not.
    """
    one, other = _made(before), _made(after)
    return Diff(
        tuple(_changes(_Side(before), _Side(after))),
        tuple(_lines(one.prompt, other.prompt)),
        tuple(_request(one, other)),
        (one.usd, other.usd),
        one.fingerprint == other.fingerprint,
    )


def differences(before: Checked, after: Checked) -> tuple[Change, ...]:
    """What two shots that loaded whole say otherwise, without their prompts and requests."""
    return tuple(_changes(_Side(before), _Side(after)))


def _made(side: Checked | Made) -> Made:
    if isinstance(side, Made):
        return side
    if side.compiled is None or side.built is None or side.built.shot is None:
        raise ValueError(f"{side.document.name} has errors")
    asked, usd = side.compiled, side.compiled.price.usd if side.compiled.price is not None else None
    request = asked.request.canonical()
    return Made(side.built.shot, None, asked.prompt, request, asked.endpoint, usd, asked.fingerprint)


def _built(side: Checked | Made) -> Built:
    if isinstance(side, Checked):
        assert side.built is not None
        return side.built
    nowhere = Span("", 1, 1, 1, 1)
    return Built(side.shot, timeline(side.shot, side.seconds), Places(Mapping({}, {}, nowhere, ())), (), sound=True)


class _Side:
    """One of the two shots, as far as it is compared."""

    def __init__(self, side: Checked | Made) -> None:
        self.built = built = _built(side)
        assert built.shot is not None
        assert built.timeline is not None
        self.part: Shot | Cut = built.shot
        self.timeline: Timeline = built.timeline
        self.data: dict[str, Any] = self.part.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
        self.has_file = isinstance(side, Checked) and side.document.path is not None
        self.path: Path = ()

    def cut(self, at: int) -> Self:
        """One cut of the shot, to be compared as a shot of its own."""
        inner = copy(self)
        inner.path, inner.part, inner.data = ("cuts", at), self.cuts[at], self.data["cuts"][at]
        return inner

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.part.cuts if isinstance(self.part, Shot) else ()

    def span(self, path: Path) -> Span | None:
        return self.built.places.span((*self.path, *path)) if self.has_file else None

    def entries(self, path: Path) -> list[dict[str, Any]]:
        found: Any = self.data
        for part in path:
            found = found.get(part, {}) if isinstance(found, dict) else {}
        return list(found) if isinstance(found, tuple | list) else []


def _changes(before: _Side, after: _Side) -> Iterator[Change]:
    for key in [info.alias or name for name, info in type(before.part).model_fields.items()]:
        if key == "camera":
            yield from _camera(before, after)
        elif key == "cuts":
            yield from _cuts(before, after)
        elif key == "sound":
            yield from _values(_flat_sound(before), _flat_sound(after), ("sound",), before, after)
        elif key == "text":
            yield from _values(_none(before.data.get(key)), _none(after.data.get(key)), (key,), before, after)
        elif key not in _APART:
            yield from _values(before.data.get(key), after.data.get(key), (key,), before, after)
        for path, (label, main) in _ENTRIES.items():
            if path[0] == key:
                yield from _listed(path, label, main, before, after)


def _flat_sound(side: _Side) -> dict[str, Any]:
    """The sound without its entries, ``none`` kept."""
    sound = side.data.get("sound", {})
    return {key: value for key, value in sound.items() if ("sound", key) not in _ENTRIES or value == "none"}


def _none(value: Any) -> Any:
    return value if value == "none" else None


# --- the camera


def _camera(before: _Side, after: _Side) -> Iterator[Change]:
    one, other = before.part.camera, after.part.camera
    for at, to in _matched([_mark(item) for item in one], [_mark(item) for item in other]):
        if at is None and to is not None:
            yield Change(f"camera {to + 1}", None, _item(after, to), None, after.span(("camera", to)))
        elif to is None and at is not None:
            yield Change(f"camera {at + 1}", _item(before, at), None, before.span(("camera", at)), None)
        elif at is not None and to is not None:
            yield from _item_changes(before, at, after, to)


def _mark(item: CameraItem) -> str:
    """What makes an item the same in both shots: its id, else its moves."""
    return item.id or _moves(item)


def _item_changes(before: _Side, at: int, after: _Side, to: int) -> Iterator[Change]:
    places = before.span(("camera", at)), after.span(("camera", to))
    one, other = before.part.camera[at], after.part.camera[to]
    where = f"camera {to + 1}" + (f" (was {at + 1})" if at != to else "")
    said_before, said_after = _item(before, at), _item(after, to)
    if said_before != said_after:
        yield Change(where, said_before, said_after, *places)
    elif at != to:
        yield Change(f"camera {to + 1}", f"number {at + 1}", f"number {to + 1}", *places)
    for name in ("at", "weight", "starts_on", "ends_on"):
        yield from _field(f"{where}, {name}", getattr(one, name), getattr(other, name), places)
    for first, second in zip(one.moves, other.moves, strict=False):
        if first.words == second.words:
            for name in ("speed", "ease", "degrees", "distance", "factor", "to", "side", "path", "at"):
                label = f"{where}, {second.words}, {'from' if name == 'side' else name}"
                yield from _field(label, getattr(first, name), getattr(second, name), places)


def _field(where: str, before: object, after: object, places: tuple[Span | None, Span | None]) -> Iterator[Change]:
    if before != after:
        yield Change(where, _said(before), _said(after), *places)


def _item(side: _Side, at: int) -> str:
    """``pan left 1.5 s``: the moves of an item and how long it lasts."""
    path = (*side.path, "camera", at)
    beats = [beat for beat in side.timeline.beats if beat.path[: len(path)] == path]
    length = max(beat.end for beat in beats) - min(beat.start for beat in beats) if beats else 0
    return f"{_moves(side.part.camera[at])} {said(length)}"


def _moves(item: CameraItem) -> str:
    return " and ".join(move.words for move in item.moves)


# --- cuts


def _cuts(before: _Side, after: _Side) -> Iterator[Change]:
    one, other = before.cuts, after.cuts
    for at, to in _matched([_set_up(each) for each in one], [_set_up(each) for each in other]):
        if at is None and to is not None:
            yield Change(f"cut {to + 1}", None, _cut(after, to), None, after.span(("cuts", to)))
        elif to is None and at is not None:
            yield Change(f"cut {at + 1}", _cut(before, at), None, before.span(("cuts", at)), None)
        elif at is not None and to is not None:
            yield from _cut_changes(before, at, after, to)


def _set_up(cut: Cut) -> str:
    """What makes a cut the same in both shots: its id, else its scene, else its camera."""
    return cut.id or cut.scene or ", ".join(_moves(item) for item in cut.camera)


def _cut_changes(before: _Side, at: int, after: _Side, to: int) -> Iterator[Change]:
    where = f"cut {to + 1}" + (f" (was {at + 1})" if at != to else "")
    one, other = before.timeline.cuts[at], after.timeline.cuts[to]
    lengths = said(one.end - one.start), said(other.end - other.start)
    if lengths[0] != lengths[1]:
        yield Change(where, *lengths, before.span(("cuts", at)), after.span(("cuts", to)))
    inner = before.cut(at), after.cut(to)
    if lengths[0] != lengths[1] and one.written and other.written:
        for each in inner:
            each.data = {key: value for key, value in each.data.items() if key != "for"}
    for change in _changes(*inner):
        yield replace(change, where=f"{where}, {change.where}")


def _cut(side: _Side, at: int) -> str:
    """``wide, dolly out, 2.5 s``: a cut by its name, its camera and how long it lasts."""
    cut, span = side.cuts[at], side.timeline.cuts[at]
    told = [cut.id, _said(cut.scene), *(_moves(item) for item in cut.camera), said(span.end - span.start)]
    return ", ".join(each for each in told if each)


# --- lists, maps and words


def _listed(path: Path, label: str, main: str, before: _Side, after: _Side) -> Iterator[Change]:
    one, other = before.entries(path), after.entries(path)
    for at, to in _matched([_known_by(each, main) for each in one], [_known_by(each, main) for each in other]):
        places = (
            before.span((*path, at)) if at is not None else None,
            after.span((*path, to)) if to is not None else None,
        )
        where = f"{label} {(to if to is not None else at or 0) + 1}"
        if at is None or to is None:
            gone, new = (one[at] if at is not None else None), (other[to] if to is not None else None)
            yield Change(where, _entry(gone, main), _entry(new, main), *places)
            continue
        for key in dict.fromkeys([*one[at], *other[to]]):
            name = where if key == main else f"{where}, {key}"
            yield from _field(name, one[at].get(key), other[to].get(key), places)


def _known_by(entry: dict[str, Any], main: str) -> str:
    return str(entry.get("id") or entry[main])


def _entry(entry: dict[str, Any] | None, main: str) -> str | None:
    if entry is None:
        return None
    who = f"{entry['who']}: " if entry.get("who") else ""
    return f"{who}{_said(entry[main])}"


def _values(one: Any, other: Any, path: Path, before: _Side, after: _Side) -> Iterator[Change]:
    """Compare two values of one place, maps key by key."""
    if one == other:
        return
    if isinstance(one, dict) or isinstance(other, dict):
        left = one if isinstance(one, dict) else {}
        right = other if isinstance(other, dict) else {}
        for key in dict.fromkeys([*left, *right]):
            yield from _values(left.get(key), right.get(key), (*path, key), before, after)
        return
    where = ".".join(str(part).replace("_", " ") for part in path)
    places = (
        before.span(path) if one is not None else None,
        after.span(path) if other is not None else None,
    )
    if isinstance(one or other, tuple | list) and set(map(str, one or ())) != set(map(str, other or ())):
        gone = [_said(each) for each in one or () if each not in (other or ())]
        new = [_said(each) for each in other or () if each not in (one or ())]
        for was, now in zip_longest(gone, new):
            yield Change(where, was, now, *places)
        return
    yield Change(where, _said(one), _said(other), *places)


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Numbers of entries that belong together; an entry without a partner is gone or new."""
    for tag, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        shared = min(last - first, stop - start) if tag in ("equal", "replace") else 0
        yield from ((first + at, start + at) for at in range(shared))
        yield from ((at, None) for at in range(first + shared, last))
        yield from ((None, at) for at in range(start + shared, stop))


def _said(value: Any) -> str | None:
    """A value in words; ``None`` for nothing."""
    if value is None:
        return None
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, (_said(each) for each in value)))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(each)}" for key, each in value.items())
    if isinstance(value, float):
        return f"{value:g}"
    text = " ".join(str(value).split())
    return f"'{text}'" if text.count(" ") >= _SENTENCE else text


# --- prompt and request


def _lines(before: str, after: str) -> Iterator[str]:
    if before != after:
        yield from (line for line in ndiff(before.splitlines(), after.splitlines()) if not line.startswith("?"))


def _request(before: Made, after: Made) -> Iterator[Change]:
    one, other = before.request, after.request
    for key in dict.fromkeys([*one, *other]):
        # the prompt's and the camera's changes are told in words of their own
        if key not in ("prompt", "x_camera") and one.get(key) != other.get(key):
            yield Change(key, _said(one.get(key)), _said(other.get(key)))
    if before.endpoint != after.endpoint:
        yield Change("endpoint", before.endpoint, after.endpoint)
