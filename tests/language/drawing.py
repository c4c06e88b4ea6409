"""Drawing whole shots as people write them: every channel, moves together, cuts, relative times, shares.

Times lie on a grid of 50 ms and mostly fit the clip, so that most of what is drawn loads; what does not is told apart
by its findings.
"""

from __future__ import annotations

import random
from typing import Any

import yaml
from hypothesis import strategies as st

#: A move, its direction, and a measure or a speed that it takes.
_MOVES: list[tuple[str, str, dict[str, object]]] = [
    ("dolly", "in", {"distance": "40cm"}),
    ("truck", "left", {"distance": "2 ft"}),
    ("pedestal", "up", {"speed": "20cm/s"}),
    ("pan", "right", {"degrees": 20}),
    ("tilt", "down", {"speed": "10deg/s"}),
    ("roll", "clockwise", {"speed": "slow"}),
    ("arc", "left", {"degrees": "0.25 turn"}),
    ("zoom", "in", {"factor": 2}),
]
_NAMES = frozenset(move for move, _, _ in _MOVES)
_TICK = 0.05
Entry = dict[str, Any]


@st.composite
def documents(draw: st.DrawFn, *, cuts: bool = True) -> Entry:
    """A shot with a name, a length and a scene, and whatever the draw gives it."""
    seconds = draw(st.sampled_from([4, 8, 12]))
    document: Entry = {"shot": "drawn", "model": "sora-2", "size": "1280x720", "duration": seconds}
    document["scene"] = "A harbour at dawn."
    names = ["start + 0.5", "end - 0.5"]
    ticks = round(seconds / _TICK)
    if cuts and draw(st.booleans()):
        document["cuts"] = draw(_cuts(ticks, names))
    else:
        document |= draw(_set_up(ticks, "", names))
    if draw(st.booleans()):
        document["sound"] = draw(_sound(names))
    if draw(st.booleans()):
        document["text"] = [{"says": "HARBOUR", **draw(_stretch(ticks))}, {"says": "1912"}]
    return document


def _seconds(ticks: int) -> float:
    found = round(ticks * _TICK, 2)
    return int(found) if found == int(found) else found


@st.composite
def _shares(draw: st.DrawFn, ticks: int, count: int) -> list[int | None]:
    """Lengths that fit into so many ticks; ``None`` for those that take a share of the rest."""
    weights = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    flexible = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    whole = sum(weights) + draw(st.sampled_from([0, 1, 5]))
    return [None if free else max(1, ticks * each // whole) for each, free in zip(weights, flexible, strict=True)]


@st.composite
def _stretch(draw: st.DrawFn, ticks: int) -> Entry:
    start = draw(st.integers(0, ticks // 2))
    return {"at": _seconds(start), "for": _seconds(draw(st.integers(1, ticks - start)))}


@st.composite
def _set_up(draw: st.DrawFn, ticks: int, prefix: str, names: list[str]) -> Entry:
    """Camera and actions; ids that others may refer to go into ``names``."""
    found: Entry = {}
    lengths = draw(_shares(ticks, draw(st.integers(1, 4))))
    found["camera"] = [draw(_item(length, f"{prefix}c{at}")) for at, length in enumerate(lengths)]
    names += [f"{prefix}c{at}.{edge}" for at in range(len(lengths)) for edge in ("start", "end")]
    actions: list[Entry | str] = []
    for at, length in enumerate(draw(_shares(ticks, draw(st.integers(0, 3))))):
        entry: Entry = {"does": f"a gull lands {at + 1} times", "id": f"{prefix}a{at}"}
        if length is not None:
            entry["for"] = _seconds(length)
        elif draw(st.booleans()):
            entry["weight"] = draw(st.integers(1, 5))
        actions.append(entry)
    if draw(st.booleans()):
        actions.append({"does": "a bell rings", "who": "the pilot", "at": "end - 0.5", "for": 0.5})
    if actions:
        found["action"] = actions
    return found


@st.composite
def _item(draw: st.DrawFn, length: int | None, name: str) -> Entry:
    told: Entry = {"id": name}
    if length is not None:
        told["for"] = _seconds(length)
    elif draw(st.booleans()):
        told["weight"] = draw(st.integers(1, 5))
    kind = draw(st.sampled_from(["hold", "single", "single", "together"]))
    if kind == "hold":
        return {"hold": told.pop("for", None) or "all"} | told if "weight" not in told else {"move": "hold", **told}
    chosen = draw(st.lists(st.sampled_from(_MOVES), min_size=2, max_size=2, unique_by=lambda each: each[0]))
    move, direction, measure = chosen[0]
    if kind == "single":
        # a speed and a measure would settle the length a second time
        return {move: direction, **draw(st.sampled_from([{}, measure])), **told}
    together: Entry = {move: {"go": direction}, chosen[1][0]: {"go": chosen[1][1]}}
    if length is not None and length > 1 and draw(st.booleans()):
        begin = draw(st.integers(1, length - 1))
        together[move] |= {"at": _seconds(begin), "for": _seconds(length - begin)}
    return together | told


@st.composite
def _cuts(draw: st.DrawFn, ticks: int, names: list[str]) -> list[Entry]:
    count = draw(st.integers(1, 3))
    edges = sorted(draw(st.lists(st.integers(1, ticks - 1), min_size=count - 1, max_size=count - 1, unique=True)))
    lengths = [end - start for start, end in zip([0, *edges], [*edges, ticks], strict=True)]
    open_at = draw(st.sampled_from([None, *range(count)]))
    cuts = []
    for at, length in enumerate(lengths):
        cut: Entry = {"id": f"k{at}"}
        if at != open_at:
            cut["for"] = _seconds(length)
        names.append(f"k{at}.end" if at + 1 < count else f"k{at}.start")
        cuts.append(cut | draw(_set_up(length, f"k{at}", names)))
        if draw(st.booleans()):
            cut["framing"] = "close-up"
    return cuts


@st.composite
def _sound(draw: st.DrawFn, names: list[str]) -> Entry:
    sound: Entry = {"ambience": "waves"}
    if draw(st.booleans()):
        sound["effects"] = [{"sound": "a horn", "at": draw(st.sampled_from(names))}, "wind"]
    if draw(st.booleans()):
        sound["dialogue"] = [{"line": "Aye.", "at": draw(st.sampled_from(names[:1]))}]
    return sound


def shuffled(value: Any, order: random.Random) -> Any:
    """The same with the keys of every map in another order; lists stay, and so do moves that run together, for their
    order is that in which they are told.
    """
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if sum(key in _NAMES for key in keys) < 2:
        order.shuffle(keys)
    return {key: shuffled(value[key], order) for key in keys}


def text_of(document: Entry, *, flow: bool | None = False, indent: int = 2, remarks: bool = False) -> str:
    """The document as YAML.

    :param flow: all in braces, or only what holds no further list or map (``None``), or all in lines.
    :param remarks: whether comments and empty lines stand between the lines.
    """
    text = yaml.safe_dump(document, sort_keys=False, default_flow_style=flow, indent=indent, width=10**6)
    if not remarks:
        return text
    return "".join(f"{line}  # line {at}\n\n" for at, line in enumerate(text.splitlines()))
