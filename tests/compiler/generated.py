"""Shots over the whole vocabulary, as a user would write them; for the properties that every prompt has."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from promptkit.language import vocabulary

#: What people write into a text: names, lists, stops, quotes, letters of any script, several lines.
TEXTS = st.sampled_from(
    [
        "a red kite over the quay", "Mara's coat, still wet.", "rain, wind and salt", "is it late?", "wait for it…",
        "雨の港", "the 5 a.m. ferry", 'a "closed" sign', "The old pier", "  spaced   out  ", "a line\nand one more\n",
        "12 gulls", "café Noir!", "Dr. Ilo Etc.", "(half hidden)", "smoke; then nothing;", "a \\ and a {brace}",
    ]
)  # fmt: skip
LENGTHS = st.sampled_from([0.5, 0.75, 1, 1.25, 2])
DISTANCES = st.sampled_from(["30cm", "1 m", "1ft", "5m", "2.5 metres", "800mm"])
_MOST_ITEMS = 3


def _some(draw: st.DrawFn, values: st.SearchStrategy[Any], most: int = 2) -> list[Any]:
    return draw(st.lists(values, max_size=most))


def _maybe(draw: st.DrawFn, into: dict[str, Any], **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    for key, values in keys.items():
        if draw(st.booleans()):
            into[key.rstrip("_").replace("__", " ")] = draw(values)
    return into


@cache
def _names() -> dict[str, list[tuple[str, str | None]]]:
    """Every name of every move, with the direction that the name contains."""
    named: dict[str, list[tuple[str, str | None]]] = {}
    for name, (kind, direction) in vocabulary().move_names.items():
        named.setdefault(kind.name, []).append((name, direction))
    return named


@st.composite
def moves(
    draw: st.DrawFn, texts: st.SearchStrategy[str], taken: frozenset[str] = frozenset()
) -> tuple[dict[str, Any], frozenset[str]]:
    """One move as a map, and the axes that it takes; never a hold where others run."""
    words = vocabulary()
    fitting = [each for each in words.moves.values() if not taken or (each.axes and not each.axes & taken)]
    kind = draw(st.sampled_from(fitting))
    name, direction = draw(st.sampled_from(_names()[kind.name]))
    if kind.name == "rack_focus":
        move: dict[str, Any] = {name: _maybe(draw, {"to": draw(texts)}, from_=texts)}
    elif kind.subject and not kind.directions:
        move = {name: draw(st.sampled_from(["Mara", "a red kite"]))}
        if kind.takes("side") and name not in words.measured:
            _maybe(draw, move, from_=st.sampled_from(sorted(words.track_sides)))
    elif direction is not None or not kind.directions:
        move = {"move": name}
    else:
        move = {name: draw(st.sampled_from(kind.directions))}
    if kind.name == "hold":
        return move, kind.axes
    measure = draw(st.sampled_from(["", *kind.measures])) if name not in words.measured else "its own"
    if measure in kind.measures:
        values = {
            "degrees": st.sampled_from([1, 15, 22.5, 90, 360]), "distance": DISTANCES,
            "factor": st.sampled_from([1.5, 2]),
            "to": st.just("14 mm" if "out" in (direction, move.get(name)) else "200mm"),
        }  # fmt: skip
        move[measure] = draw(values[measure])
    speeds = st.sampled_from(sorted(words.speeds))
    rate = {"degrees": "15deg/s", "distance": "20cm/s"}.get(kind.rate or "")
    if rate is not None and not measure:
        speeds = st.one_of(speeds, st.just(rate))
    _maybe(draw, move, speed=speeds, ease=st.sampled_from(sorted(words.eases)))
    if kind.takes("path"):
        paths = st.builds("{} {}".format, st.sampled_from(sorted(words.path_words - {"around", "round"})), texts)
        _maybe(draw, move, path=paths)
    return move, kind.axes


@st.composite
def items(draw: st.DrawFn, name: str, texts: st.SearchStrategy[str] = TEXTS) -> dict[str, Any]:
    """One entry of the camera list: one move, or two that start together."""
    move, axes = draw(moves(texts))
    length = draw(LENGTHS)
    if not axes or draw(st.integers(0, 3)):
        item = move | {"for": length}
    else:
        other, _ = draw(moves(texts, axes))
        item = {**_as_member(move), **_as_member(other), "for": length}
    _maybe(draw, item, ends_on=texts)
    if axes - {"focus"}:
        _maybe(draw, item, starts_on=texts)
    return item | {"id": name}


def _as_member(move: dict[str, Any]) -> dict[str, Any]:
    """The move as one of several: its name, and in a map whatever belongs to it."""
    name, *rest = move
    own = {key: move[key] for key in rest}
    kind, direction = vocabulary().move_names[move["move"] if name == "move" else name]
    value = direction if name == "move" else move[name]
    if isinstance(value, dict):
        return {kind.name: value | own}
    return {kind.name: {"go" if kind.directions else "subject": value, **own} if own else value}


@st.composite
def lights(draw: st.DrawFn) -> dict[str, Any]:
    """One light; at least its quality."""
    words = vocabulary()
    light = {"quality": draw(st.sampled_from(sorted(words.light_qualities)))}
    return _maybe(
        draw, light, source=st.one_of(st.sampled_from(sorted(words.light_sources)), TEXTS),
        colour=st.sampled_from(sorted(words.light_colours)), intensity=TEXTS, look=TEXTS,
        from_=st.one_of(TEXTS, st.just("camera left")),
    )  # fmt: skip


@st.composite
def starts(draw: st.DrawFn, ids: tuple[str, ...], latest: float) -> Any:
    """A point in time: seconds, from the end, or by a beat's id."""
    return draw(
        st.one_of(
            st.sampled_from([0, 0.5, 1, 1.25, 2]).filter(lambda at: at <= latest),
            st.sampled_from(["start", "end - 1", "end - 1.5"]),
            st.sampled_from([f"{each}.{edge}" for each in ids for edge in ("start", "end")] or ["start"]),
        )
    )


@st.composite
def framings(draw: st.DrawFn) -> dict[str, Any]:
    """Size, angle, lens and composition."""
    terms = {
        key: st.sampled_from(sorted(vocabulary().lists[key].names)) for key in ("shot_size", "angle", "depth_of_field")
    }
    return _maybe(
        draw, {}, **terms, lens=st.sampled_from(["50mm", "35 mm", "anamorphic"]), aperture=st.just("f/2"), focus=TEXTS,
        composition=st.lists(TEXTS, min_size=1, max_size=2),
    )  # fmt: skip


@st.composite
def lightings(draw: st.DrawFn) -> dict[str, Any]:
    """Time of day, lights, palette."""
    return _maybe(
        draw, {}, time_of_day=TEXTS, style=TEXTS, practicals=st.lists(TEXTS, min_size=1, max_size=2),
        palette=st.lists(TEXTS, min_size=1, max_size=3), atmosphere=TEXTS,
        **{role: lights() for role in vocabulary().light_roles},
    )  # fmt: skip


@st.composite
def cameras(draw: st.DrawFn, name: str) -> list[dict[str, Any]]:
    """A camera list whose beats have ids: ``c0``, ``c1``; at most 6 seconds long."""
    return [draw(items(f"{name}{at}")) for at in range(draw(st.integers(0, _MOST_ITEMS)))]


@st.composite
def actions(draw: st.DrawFn, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """What happens: one thing that may take its own time, or two of which each has a start."""
    when, who = starts(ids, 2), st.sampled_from(["Mara", "a red kite"])
    several = [
        _maybe(draw, {"does": draw(TEXTS), "at": draw(when)}, who=who, for_=st.sampled_from([0.5, 1]))
        for _ in range(draw(st.integers(0, 2)))
    ]
    if len(several) == 1 and draw(st.booleans()):
        del several[0]["at"]
    return several


@st.composite
def cuts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two or three set-ups of a clip of 12 seconds, each long enough for its camera."""
    made = []
    for at in range(draw(st.integers(2, 3))):
        camera = [draw(items(f"k{at}c{number}")) for number in range(draw(st.integers(0, 2)))]
        cut: dict[str, Any] = {"for": 4, "id": f"k{at}"}
        if camera:
            cut["camera"] = camera
        # What starts where the last beat ends would have no time left.
        cut["action"] = draw(actions(tuple(item["id"] for item in camera[:1] if len(camera) > 1)))
        _maybe(
            draw, cut, scene=TEXTS, framing=framings(), lighting=lightings(), motion=TEXTS,
            location=st.fixed_dictionaries({"place": TEXTS}, optional={"background": TEXTS}),
            support=st.sampled_from(sorted(vocabulary().supports)),
        )  # fmt: skip
        made.append({key: value for key, value in cut.items() if value not in ({}, [])})
    if len(made) == 2:
        made[1]["for"] = draw(st.sampled_from([8, "all"]))
    elif draw(st.booleans()):
        del made[2]["for"]
    return made


SOME_TEXTS = st.lists(TEXTS, min_size=1, max_size=2)
NONE = st.just("none")


@st.composite
def sounds(draw: st.DrawFn, when: st.SearchStrategy[Any]) -> dict[str, Any]:
    """What is heard, or that there is none of it."""
    effect = st.fixed_dictionaries({"sound": TEXTS}, optional={"at": when})
    lines = [
        [{"who": "Mara", "line": "Still here."}],
        [{"who": "Mara", "how": "softly", "at": 1, "line": "Кто там?", "for": 1.5}, {"at": "end - 2", "line": "No"}],
    ]
    return _maybe(
        draw, {}, ambience=st.one_of(NONE, SOME_TEXTS), music=st.one_of(NONE, TEXTS),
        effects=st.one_of(NONE, st.lists(effect, min_size=1, max_size=2)),
        dialogue=st.one_of(NONE, st.sampled_from(lines)),
    )  # fmt: skip


@st.composite
def looks(draw: st.DrawFn) -> dict[str, Any]:
    """Film, grain and the rest."""
    return _maybe(
        draw, {"film": "35 mm"}, grain=TEXTS, grade=TEXTS, texture=TEXTS, filtration=TEXTS, shutter=TEXTS,
        frame_rate=st.sampled_from(["24", "24 fps"]), notes=SOME_TEXTS,
    )  # fmt: skip


@st.composite
def supports(draw: st.DrawFn) -> Any:
    """What carries the camera, some of it with how much it shakes."""
    words = vocabulary()
    kind = draw(st.sampled_from(sorted(words.supports)))
    amount = draw(st.sampled_from(["", *list(words.lists["support_amount"].entries)]))
    return {"kind": kind, "amount": amount} if amount else kind


@st.composite
def times(draw: st.DrawFn) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Camera and action, or cuts of these; and the ids that other times may count from."""
    if draw(st.integers(0, 3)) == 0:
        made = draw(cuts())
        return {"duration": 12, "cuts": made}, tuple(cut["id"] for cut in made)
    camera = draw(cameras("c"))
    ids = tuple(item["id"] for item in camera)
    return {"duration": draw(st.sampled_from([8, 12])), "camera": camera, "action": draw(actions(ids))}, ids


@st.composite
def shots(draw: st.DrawFn) -> dict[str, Any]:
    """A whole shot of 8 or 12 seconds, as data; one in four has cuts, and some have more images."""
    words = vocabulary()
    timed, ids = draw(times())
    effects = [each for each in words.time_effects if each != "long take" or "cuts" not in timed]
    mara = _maybe(draw, {"look": "old woman"}, age=TEXTS, hair=TEXTS, wardrobe=TEXTS, manner=TEXTS, voice=TEXTS)
    shot: dict[str, Any] = {"shot": "a", "scene": "A quay at dawn.", **timed, "cast": {"Mara": mara}}
    shot |= {"look": draw(looks()), "framing": draw(framings()), "lighting": draw(lightings())}
    shot["location"] = _maybe(draw, {"place": draw(TEXTS)}, foreground=TEXTS, midground=TEXTS, background=TEXTS)
    shot["sound"] = draw(sounds(starts(ids, 2)))
    title = st.fixed_dictionaries(
        {"says": TEXTS}, optional={"at": st.sampled_from([1, "end - 2"]), "where": TEXTS, "for": st.just(1)}
    )
    _maybe(
        draw, shot, style=SOME_TEXTS, props=st.lists(TEXTS, min_size=1, max_size=3), weather=TEXTS, mood=SOME_TEXTS,
        motion=st.one_of(st.sampled_from(words.motions), TEXTS), time_effect=st.sampled_from(effects),
        keep=st.lists(st.sampled_from(["the mast", "the light, as it is"]), min_size=1, max_size=2, unique=True),
        avoid=st.lists(st.sampled_from(["other people", "rain, snow"]), min_size=1, max_size=2, unique=True),
        support=supports(), also=TEXTS, text=st.one_of(NONE, st.lists(title, min_size=1, max_size=1)),
    )  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        roles = st.fixed_dictionaries({"image": st.just("file-abc123")}, optional={"role": TEXTS})
        shot |= {"model": "minimax-h3", "references": draw(st.lists(roles, min_size=1, max_size=2))}
    return {key: value for key, value in shot.items() if value not in ({}, [])}


def written(shot: dict[str, Any]) -> str:
    """The shot as text; JSON is YAML."""
    return json.dumps(shot, ensure_ascii=False)
