from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.findings import Span
from promptkit.language import Report
from promptkit.resolve._merge import merged as _merged
from promptkit.source import Mapping, Node, Scalar, Sequence, plain
from tests.resolve.resolving import outcome

_LISTS = ("keep", "change", "avoid", "free")


def _over(tmp_path: Path, below: str, own: str) -> dict[str, Any]:
    files = {"presets/p.yaml": f"preset: p\n{below}\n"}
    result = outcome(tmp_path, f"shot: a\nduration: 4\nextends: p\n{own}\n", files)
    assert not result.findings
    values: dict[str, Any] = result.values
    del values["duration"]
    return values


@pytest.mark.parametrize(
    ("below", "own", "expected"),
    [
        ("look: {film: 35 mm, grain: fine}", "look: {grain: coarse}", {"look": {"film": "35 mm", "grain": "coarse"}}),
        (
            "lighting: {key: {quality: soft, source: sun}}",
            "lighting: {key: hard}",
            {"lighting": {"key": {"quality": "hard", "source": "sun"}}},
        ),
        (
            "lighting: {rim: warm}",
            "lighting: {rim: {intensity: low}}",
            {"lighting": {"rim": {"colour": "warm", "intensity": "low"}}},
        ),
        ("mood: [a, b]", "mood: c", {"mood": ["c"]}),
        (
            "cast: {Mara: {look: old, voice: low}}",
            "cast: {Mara: young, Jo: tall}",
            {"cast": {"Mara": {"look": "young", "voice": "low"}, "Jo": {"look": "tall"}}},
        ),
        ("mood: a", "mood: null", {}),
        ("lighting: {rim: warm, palette: amber}", "lighting: {rim: null}", {"lighting": {"palette": ["amber"]}}),
        ("cast: {Mara: old, Jo: tall}", "cast: {Mara: null}", {"cast": {"Jo": {"look": "tall"}}}),
        ("tags: [a]", "tags: [b, a]", {"tags": ["a", "b"]}),
        ("tags: [a]", "tags: {replace: [b]}", {"tags": ["b"]}),
        ("tags: [a, b]", "tags: {remove: [A]}", {"tags": ["b"]}),
        ("tags: [a, b]", "tags: {remove: b}", {"tags": ["a"]}),
        ("tags: [a, b]", "tags: null", {}),
        ("keep: [the boat]", "keep: [The  Boat, the sea]", {"keep": ["the boat", "the sea"]}),
        ("camera: [push in]", "camera: null", {}),
        (
            "sound: {music: none, ambience: rain}",
            "sound: {ambience: wind}",
            {"sound": {"music": "none", "ambience": ["wind"]}},
        ),
    ],
)
def test_merging(below: str, own: str, expected: dict[str, Any], tmp_path: Path) -> None:
    assert _over(tmp_path, below, own) == expected


def test_a_camera_list_is_replaced_whole(tmp_path: Path) -> None:
    values = _over(tmp_path, "camera: [push in, {hold: 1}]", "camera: [{pan: left}]")
    assert [item["moves"][0]["move"] for item in values["camera"]] == ["pan"]


@pytest.mark.parametrize("first", _LISTS)
@pytest.mark.parametrize("second", _LISTS)
def test_across_layers_the_later_list_wins(first: str, second: str, tmp_path: Path) -> None:
    values = _over(tmp_path, f"{first}: [the boat, the sea]", f"{second}: [The boat]")
    lists = {name: values.get(name, []) for name in _LISTS}
    held = [name for name, items in lists.items() if any("boat" in item.lower() for item in items)]
    assert held == [second]
    assert any("the sea" in items for items in lists.values())


def test_across_layers_what_is_written_later_is_not_free(tmp_path: Path) -> None:
    assert _over(tmp_path, "free: [weather, mood]", "weather: fog") == {"free": ["mood"], "weather": ["fog"]}
    values = _over(tmp_path, "free: [time of day]", "lighting: {time_of_day: dawn}")
    assert values == {"free": [], "lighting": {"time_of_day": "dawn"}}


def test_across_layers_what_is_freed_later_is_not_written(tmp_path: Path) -> None:
    assert _over(tmp_path, "weather: fog\nmood: calm", "free: [weather]") == {"mood": ["calm"], "free": ["weather"]}
    values = _over(tmp_path, "lighting: {time_of_day: dawn, rim: warm}", "free: [time-of-day]")
    assert values == {"lighting": {"rim": {"colour": "warm"}}, "free": ["time-of-day"]}


def test_a_null_in_the_middle_removes_what_is_below_it_only(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nextends: q\nmood: null\n",
        "presets/q.yaml": "preset: q\nmood: calm\nweather: fog\n",
    }
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: p\n", files)
    assert result.values == {"duration": 4, "weather": ["fog"]}
    again = outcome(tmp_path, "shot: a\nduration: 4\nextends: [p, q]\n", files)
    assert again.values == {"duration": 4, "weather": ["fog"], "mood": ["calm"]}


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("keep: [a]\nchange: [A]\n", "keep-and-change", 4, 10),
        ("keep: [a]\navoid: ['a ']\n", "rival-lists", 4, 9),
        ("avoid: [a]\nfree: [a]\n", "rival-lists", 4, 8),
        ("weather: fog\nfree: [mood, weather]\n", "free-and-written", 4, 14),
        ("look: {grain: fine}\nfree: [look]\n", "free-and-written", 4, 8),
        ("framing: {shot_size: CU}\nfree: [shot size]\n", "free-and-written", 4, 8),
    ],
)
def test_within_one_layer_they_exclude_each_other(text: str, rule: str, line: int, column: int, tmp_path: Path) -> None:
    assert outcome(tmp_path, f"shot: a\nduration: 4\n{text}").places == [(rule, line, column)]


# --- what always holds, for values without nulls and list edits

_WORDS = st.sampled_from(["a", "b", "c"])
_LAYER = st.fixed_dictionaries(
    {},
    optional={
        "scene": _WORDS,
        "mood": st.lists(_WORDS, max_size=2),
        "look": st.dictionaries(st.sampled_from(["film", "grain"]), _WORDS, max_size=2),
        "tags": st.lists(_WORDS, max_size=3, unique=True),
        "keep": st.lists(_WORDS, max_size=3, unique=True),
        "cast": st.dictionaries(
            st.sampled_from(["X", "Y"]), st.dictionaries(st.sampled_from(["look", "voice"]), _WORDS)
        ),
    },
)
_SPAN = Span("f", 1, 1, 1, 2)


def _node(value: Any) -> Node:
    if isinstance(value, list):
        return Sequence([_node(item) for item in value], _SPAN, ())
    if isinstance(value, dict):
        return Mapping({key: _node(item) for key, item in value.items()}, dict.fromkeys(value, _SPAN), _SPAN, ())
    return Scalar(value, str(value), _SPAN, ())


def merged(base: Mapping, over: Mapping) -> Mapping:
    return _merged(base, over, Report())


def _layer(value: dict[str, Any]) -> Mapping:
    node = _node(value)
    assert isinstance(node, Mapping)
    return node


@settings(max_examples=150, deadline=None)
@given(_LAYER, _LAYER, _LAYER)
def test_merging_is_associative(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    a, b, c = _layer(one), _layer(two), _layer(three)
    assert plain(merged(merged(a, b), c)) == plain(merged(a, merged(b, c)))


@settings(max_examples=80, deadline=None)
@given(_LAYER, _LAYER)
def test_merging_changes_neither_layer_and_loses_nothing_of_the_later(one: dict[str, Any], two: dict[str, Any]) -> None:
    a, b = _layer(one), _layer(two)
    result = plain(merged(a, b))
    assert (plain(a), plain(b)) == (one, two)
    assert isinstance(result, dict)
    assert result.keys() == one.keys() | two.keys()
    for key, value in two.items():
        if isinstance(value, str) or key == "mood":
            assert result[key] == value
        else:
            assert set(value) <= set(result[key])  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(_LAYER)
def test_merging_with_itself_changes_nothing(one: dict[str, Any]) -> None:
    assert plain(merged(_layer(one), _layer(one))) == one
