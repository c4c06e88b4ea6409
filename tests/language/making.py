"""Making whole shots in Python, every section of them, with texts that YAML would read as something else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from promptkit.language import (
    Action,
    CameraItem,
    Cut,
    Effect,
    Framing,
    Light,
    Lighting,
    Line,
    Location,
    Look,
    Member,
    Move,
    OnScreenText,
    Reference,
    Shot,
    Sound,
    Support,
)

#: What a text may hold: letters, what YAML and the expressions take for marks, and what nobody sees.
_LETTERS = "abcXYZ àß漢🍵0189 .,;!?'\"`-_/\\|&*#:%@~<>[]{}()=+^$\n\t\u00a0\u2028"
_TRICKS = ["null", "true", "~", "no", "0x1F", "1e3", "16:9", "- a", "a: b", "a #b", "{{ x }}", "{% if %}", "'", "|"]
_TRICKS += ["2", "35mm", "0o7", "1.5 m", "2e", "1 e3", "0xab", "12:30", "2026-01-01", ".5", "+1", "...", "---"]
TEXTS = st.one_of(
    st.sampled_from(_TRICKS),
    st.text(_LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool),
)
_WORDS = st.lists(TEXTS, max_size=3).map(tuple)
_NOTHING = st.none()


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(_NOTHING, strategy)


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A few of the fields, at least one: a section that says nothing is none."""
    return st.fixed_dictionaries({}, optional=fields).filter(bool)


_MOVES = st.one_of(
    st.builds(
        Move,
        move=st.just("dolly"),
        direction=st.sampled_from(["in", "out"]),
        distance=_maybe(st.sampled_from(["30cm", "1 foot", "2.5 yards", "0.1234567m"])),
        speed=_maybe(st.sampled_from(["slow", "fast"])),
        ease=_maybe(st.sampled_from(["in", "out"])),
    ),
    st.sampled_from(["10cm/s", "3 ft per second"]).map(lambda speed: Move(move="truck", direction="left", speed=speed)),
    st.integers(1, 90000).map(lambda thousandths: Move(move="pan", direction="left", degrees=thousandths / 1000)),
    TEXTS.map(lambda text: Move(move="crane", direction="up", path=f"over {text}")),
    st.builds(Move, move=st.just("zoom"), direction=st.just("in"), to=st.sampled_from(["85mm", "100"])),
    st.builds(Move, move=st.just("crash_zoom"), direction=st.just("out"), factor=st.sampled_from([2, 1.5])),
    st.builds(Move, move=st.just("rack_focus"), to=TEXTS),
    st.builds(Move, move=st.just("track"), subject=TEXTS, side=_maybe(st.sampled_from(["ahead", "behind"]))),
)


@st.composite
def _cameras(draw: st.DrawFn, prefix: str = "") -> tuple[CameraItem, ...]:
    """Moves one after the other, within two seconds."""
    items = []
    for at in range(draw(st.integers(0, 3))):
        moves = draw(st.lists(_MOVES, min_size=1, max_size=2, unique_by=lambda each: each.move))
        told: dict[str, Any] = draw(
            st.fixed_dictionaries({}, optional={"id": st.just(f"{prefix}c{at}"), "ends_on": TEXTS})
        )
        told |= draw(st.sampled_from([{"length": 0.5}, {"length": 0.25}, {"weight": 2}, {"weight": 1.5}, {}]))
        if any(each.move != "rack_focus" for each in moves):
            told |= draw(st.fixed_dictionaries({}, optional={"starts_on": TEXTS}))
        items.append(CameraItem(moves=moves, **told))
    hold = draw(st.sampled_from([None, {"length": 0.5}, {"weight": 2}, {}]))
    if hold is not None:
        items.append(CameraItem(moves=[Move(move="hold")], **hold))
    return tuple(items)


def _actions(prefix: str = "") -> st.SearchStrategy[tuple[Action, ...]]:
    times = st.sampled_from([{}, {"at": 0.5, "length": 0.5}, {"at": "end - 1"}, {"weight": 3}, {"length": "all"}])
    single = st.tuples(TEXTS, _maybe(TEXTS), times).map(lambda row: (Action(does=row[0], who=row[1], **row[2]),))
    return st.one_of(st.just(()), single)


_FRAMING = _some(
    shot_size=st.sampled_from(["close-up", "wide shot"]), composition=_WORDS.filter(bool), aperture=st.just("f/2.8")
).map(lambda each: Framing(**each))
_LIGHT = _some(intensity=TEXTS, look=TEXTS).map(lambda each: Light(**each))
_LIGHTING = _some(
    key=_LIGHT, rim=_LIGHT, palette=_WORDS.filter(bool), practicals=_WORDS.filter(bool), atmosphere=TEXTS
).map(lambda each: Lighting(**each))
_SUPPORT = st.builds(
    Support, kind=st.sampled_from(["tripod", "handheld"]), amount=_maybe(st.sampled_from(["subtle", "strong"]))
)
_LOCATION = _some(place=TEXTS, background=TEXTS).map(lambda each: Location(**each))
_SOUND = _some(
    ambience=_WORDS.filter(bool),
    effects=st.one_of(st.just("none"), st.lists(st.builds(Effect, sound=TEXTS, at=_maybe(st.just(1.5))), min_size=1)),
    music=st.one_of(st.just("none"), TEXTS),
    dialogue=st.one_of(
        st.just("none"),
        st.lists(st.builds(Line, line=TEXTS, who=_maybe(TEXTS), how=_maybe(TEXTS), at=_maybe(st.just("end - 1")))),
    ),
).map(lambda each: Sound(**each))


@st.composite
def _cuts(draw: st.DrawFn) -> tuple[Cut, ...]:
    made = []
    for at in range(draw(st.integers(1, 3))):
        own = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "scene": TEXTS,
                    "location": _maybe(_LOCATION),
                    "framing": _maybe(_FRAMING),
                    "support": _maybe(_SUPPORT),
                    "motion": _maybe(TEXTS),
                    "lighting": _maybe(_LIGHTING),
                },
            )
        )
        own |= {"camera": draw(_cameras(f"k{at}")), "action": draw(_actions(f"k{at}"))}
        own |= {"id": f"k{at}"} if draw(st.booleans()) else {}
        made.append(Cut(**own))
    return tuple(made)


@st.composite
def shots(draw: st.DrawFn) -> Shot:
    """A shot that a person could write, made of values."""
    said: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"name": st.just("made"), "duration": st.sampled_from([8, 12]), "scene": TEXTS},
            optional={
                "size": st.just("1280x720"),
                "model": st.just("sora-2"),
                "look": _some(notes=_WORDS.filter(bool)).map(lambda each: Look(**each)),
                "location": _LOCATION,
                "cast": st.dictionaries(
                    st.sampled_from(["Mara", "the old man", "Ø"]),
                    _some(look=TEXTS, wardrobe=TEXTS, manner=TEXTS, voice=TEXTS).map(lambda each: Member(**each)),
                    max_size=2,
                ),
                "props": _WORDS,
                "framing": _FRAMING,
                "support": _SUPPORT,
                "lighting": _LIGHTING,
                "mood": _WORDS,
                "sound": _SOUND,
                "text": st.one_of(
                    st.just("none"),
                    st.lists(st.builds(OnScreenText, says=TEXTS, where=_maybe(TEXTS), at=_maybe(st.just(2)))),
                ),
                "keep": _WORDS,
                "avoid": _WORDS.map(lambda words: tuple(f"no {word}" for word in words)),  # no rivals of "keep"
                "also": TEXTS,
                "references": st.lists(st.builds(Reference, image=st.just("a.jpg"), role=_maybe(TEXTS)), max_size=2),
                "source": st.just({"extend": "video_1"}),
                "takes": st.integers(1, 5),
                "notes": TEXTS,
                "tags": _WORDS,
            },
        )
    )
    if draw(st.booleans()):
        said["cuts"] = draw(_cuts())
    else:
        said |= {"camera": draw(_cameras()), "action": draw(_actions())}
    return Shot(**said)
