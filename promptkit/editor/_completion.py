"""What can stand at the cursor: keys, moves, directions, words, presets and their parameters, models and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promptkit.api import presets
from promptkit.language import (
    DURATIONS,
    SHOT_KEYS,
    Action,
    Cut,
    Effect,
    Framing,
    Light,
    Lighting,
    Line,
    Location,
    Look,
    Member,
    Sound,
)
from promptkit.resolve import Param
from promptkit.source import plain

from ._context import ITEM, Context, context
from ._sight import Sight
from ._words import moves, words_for

_ITEM_KEYS = (
    "hold",
    "for",
    "at",
    "speed",
    "ease",
    "degrees",
    "distance",
    "weight",
    "id",
    "starts_on",
    "ends_on",
    "path",
)
_PRESET_KEYS = ("preset", "about", "params")
_PARTS = {
    "framing": Framing,
    "look": Look,
    "location": Location,
    "sound": Sound,
    "action": Action,
    "effects": Effect,
    "dialogue": Line,
    "cuts": Cut,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can stand there.

    :param kind: ``key``, ``move``, ``word``, ``preset``, ``parameter``, ``model`` or ``number``.
    """

    label: str
    kind: str
    means: str = ""


def completions(sight: Sight, line: int, column: int) -> tuple[Context, tuple[Offer, ...]]:
    """What can stand at a place; ``line`` and ``column`` from 0, in characters."""
    found = context(sight.lines, line, column)
    offers = _keys(sight, found.path, line) if found.is_key else _values(sight, found.path)
    return found, tuple({offer.label: offer for offer in offers}.values())


def _values(sight: Sight, path: tuple[str, ...]) -> Iterator[Offer]:
    key = next((each for each in reversed(path) if each != ITEM), "")
    if key == "extends":
        yield from _presets(sight)
    elif key == "model":
        yield from (Offer(name, "model") for name in sight.reader.project(sight.path.parent).catalog.models)
    elif key == "endpoint":
        known = sight.reader.project(sight.path.parent).catalog.endpoints.values()
        yield from (Offer(each.name, "model", each.about) for each in known if each.takes_requests)
    elif key == "size":
        yield from (Offer(size, "number") for size in _sizes(sight))
    elif key == "duration" and path == ("duration",):
        yield from (Offer(str(each), "number", "seconds") for each in _durations(sight))
    else:
        yield from (Offer(word.name, "word", word.means) for word in words_for(path))
        if key == "camera":
            yield from (Offer(word.name, "move", word.means) for word in moves())


def _keys(sight: Sight, path: tuple[str, ...], line: int) -> Iterator[Offer]:
    inner = tuple(each for each in path if each != ITEM)
    last = inner[-1] if inner else ""
    if not inner:
        keys = (*_PRESET_KEYS, *SHOT_KEYS) if _in_preset(sight, line) else SHOT_KEYS
        yield from (Offer(key, "key") for key in keys)
    elif last == "camera":
        yield from (Offer(word.name, "move", word.means) for word in moves())
        yield from (Offer(key, "key") for key in _ITEM_KEYS)
    elif last == "extends":
        yield from _presets(sight)
    elif last == "with" or (len(inner) > 1 and inner[-2] == "extends"):
        yield from _parameters(sight, inner, line)
    elif len(inner) == 2 and inner[0] == "cast":
        yield from _fields(Member)
    elif last == "lighting":
        yield from _fields(Lighting)
    elif len(inner) > 1 and inner[-2] == "lighting":
        yield from _fields(Light)
    elif last in _PARTS:
        yield from _fields(_PARTS[last])


def _fields(model: type) -> Iterator[Offer]:
    for name, info in model.model_fields.items():  # type: ignore[attr-defined]
        yield Offer(info.alias or name, "key")


def _presets(sight: Sight) -> Iterator[Offer]:
    for each in presets(sight.reader, sight.path.parent):
        yield Offer(each.name, "preset", each.about)


def _parameters(sight: Sight, inner: tuple[str, ...], line: int) -> Iterator[Offer]:
    names = [inner[-1]] if inner[-1] != "with" else _extended(sight, line)
    for each in presets(sight.reader, sight.path.parent):
        if each.name in names:
            for param in each.params:
                yield Offer(param.name, "parameter", described(param))


def described(param: Param) -> str:
    """A parameter on one line: its type, what it is when nobody gives it, what it is for."""
    of = f" ({', '.join(map(str, param.of))})" if param.of else ""
    default = ", needed" if param.required else "" if param.default is None else f", else {plain(param.default)}"
    return f"{param.type}{of}{default}{f': {param.about}' if param.about else ''}"


def _extended(sight: Sight, line: int) -> list[str]:
    """The names of the presets that the document at a line extends."""
    found = sight.shot_at(line + 1)
    node = found.document.node.entries.get("extends") if found is not None else None
    named = plain(node) if node is not None else []
    each = named if isinstance(named, list) else [named]
    return [str(name) for one in each for name in (one if isinstance(one, dict) else [one])]


def _in_preset(sight: Sight, line: int) -> bool:
    found = sight.shot_at(line + 1)
    return found is not None and found.document.kind == "preset"


def _target_sizes(sight: Sight) -> Iterator[str]:
    for each in sight.checked:
        if each.target is not None:
            yield from (each.target.offer.sizes if each.target.offer else ()) or each.target.model.sizes


def _sizes(sight: Sight) -> tuple[str, ...]:
    usual = ("1280x720", "720x1280", "1920x1080", "1080x1920")
    return tuple(dict.fromkeys(_target_sizes(sight))) or usual


def _durations(sight: Sight) -> tuple[int, ...]:
    made = [each.target.model.durations for each in sight.checked if each.target is not None]
    return tuple(each for each in DURATIONS if all(each in one for one in made))
