"""Changes to inherited lists, as documents write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.language import Report, build
from tests.resolve.resolving import outcome

CAMERA = """camera:
  - {hold: 1, id: rest}
  - {dolly: in, for: 2, speed: slow, distance: 30cm, id: push}
  - {dolly: {go: out, distance: 1m, for: 2}, tilt: {go: up, degrees: 10, for: 1, id: lift}, id: both}
"""


def _over(tmp_path: Path, below: str, own: str, *patches: str) -> dict[str, Any]:
    files = {"presets/p.yaml": f"preset: p\n{below}\n"}
    result = outcome(tmp_path, f"shot: a\nduration: 8\nextends: p\n{own}\n", files, patches=patches)
    assert not result.findings, [each.message for each in result.findings]
    values: dict[str, Any] = result.values
    del values["duration"]
    return values


def _items(tmp_path: Path, edit: str) -> list[dict[str, Any]]:
    camera: list[dict[str, Any]] = _over(tmp_path, CAMERA, f"camera: {edit}")["camera"]
    return camera


def _one(tmp_path: Path, edit: str, name: str = "push") -> dict[str, Any]:
    """The edited entry, its only move laid flat."""
    (item,) = [each for each in _items(tmp_path, edit) if each.get("id") == name]
    (move,) = item.pop("moves")
    return {**move, **item}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("{append: [c]}", ["a", "b", "c"]),
        ("{append: c}", ["a", "b", "c"]),
        ("{prepend: [c, d]}", ["c", "d", "a", "b"]),
        ("{remove: [a]}", ["b"]),
        ("{remove: A}", ["b"]),
        ("{remove: [a, b]}", []),
        ("{edit: {a: c}}", ["c", "b"]),
        ("{edit: {a: null}}", ["b"]),
        ("{replace: [c]}", ["c"]),
        ("{replace: [c], append: [d], prepend: [e]}", ["e", "c", "d"]),
        ("{append: [c], prepend: [d], edit: {b: e}, remove: [a]}", ["d", "e", "c"]),
        ("{append: [a]}", ["a", "b", "a"]),
    ],
)
@pytest.mark.parametrize("key", ["mood", "style", "props", "weather"])
def test_lists_of_words(key: str, edit: str, expected: list[str], tmp_path: Path) -> None:
    assert _over(tmp_path, f"{key}: [a, b]", f"{key}: {edit}") == {key: expected}


@pytest.mark.parametrize(
    ("below", "own", "path", "expected"),
    [
        ("framing: {composition: a}", "framing: {composition: {append: b}}", "framing.composition", ["a", "b"]),
        ("lighting: {palette: [a, b]}", "lighting: {palette: {remove: a}}", "lighting.palette", ["b"]),
        ("lighting: {practicals: [a]}", "lighting: {practicals: {prepend: b}}", "lighting.practicals", ["b", "a"]),
        ("look: {notes: [a]}", "look: {notes: {append: b}}", "look.notes", ["a", "b"]),
        ("sound: rain", "sound: {ambience: {append: wind}}", "sound.ambience", ["rain", "wind"]),
        (
            "sound: {effects: [{sound: clink, id: c, at: 1}]}",
            "sound: {effects: {edit: {c: {at: 2}}, append: [thud]}}",
            "sound.effects",
            [{"sound": "clink", "id": "c", "at": 2}, {"sound": "thud"}],
        ),
        (
            "sound: {dialogue: [{who: Mara, line: Hello.}]}",
            "sound: {dialogue: {edit: {hello.: {how: loud}}}}",
            "sound.dialogue",
            [{"who": "Mara", "line": "Hello.", "how": "loud"}],
        ),
        ("sound: {dialogue: none}", "sound: {dialogue: {append: [Hi.]}}", "sound.dialogue", [{"line": "Hi."}]),
        ("text: [THE END]", "text: {edit: {the end: FIN}}", "text", [{"says": "FIN"}]),
        ("text: none", "text: {append: FIN}", "text", [{"says": "FIN"}]),
        (
            "action: [The kettle sings., {who: steam, does: rises, id: s, for: 2}]",
            "action: {remove: [the kettle  sings.], edit: {s: {for: null, who: smoke}}, append: it rains}",
            "action",
            [{"who": "smoke", "does": "rises", "id": "s"}, {"does": "it rains"}],
        ),
    ],
)
def test_lists_elsewhere(below: str, own: str, path: str, expected: object, tmp_path: Path) -> None:
    value: Any = _over(tmp_path, below, own)
    for part in path.split("."):
        value = value[part]
    assert value == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("{append: [c]}", ["a", "b", "c"]),
        ("{append: [A, c]}", ["a", "b", "c"]),
        ("{prepend: [c]}", ["c", "a", "b"]),
        ("{remove: [a], append: [c]}", ["b", "c"]),
        ("{edit: {a: d}}", ["d", "b"]),
        ("{replace: [c]}", ["c"]),
        ("{replace: []}", []),
    ],
)
@pytest.mark.parametrize("key", ["keep", "avoid", "tags"])
def test_sets(key: str, edit: str, expected: list[str], tmp_path: Path) -> None:
    assert _over(tmp_path, f"{key}: [a, b]", f"{key}: {edit}") == {key: expected}


def test_what_moves_to_a_rival_list_may_be_removed_as_well(tmp_path: Path) -> None:
    values = _over(tmp_path, "keep: [a, b]", "keep: {remove: [a]}\nchange: [a]")
    assert values == {"keep": ["b"], "change": ["a"]}
    assert _over(tmp_path, "avoid: [a]", "keep: {append: [a]}") == {"avoid": [], "keep": ["a"]}


def test_a_list_that_nobody_wrote(tmp_path: Path) -> None:
    assert _over(tmp_path, "scene: x", "mood: {append: a, prepend: b}") == {"scene": "x", "mood": ["b", "a"]}
    assert _over(tmp_path, "scene: x", "mood: {replace: a}") == {"scene": "x", "mood": ["a"]}
    result = outcome(tmp_path, "shot: a\nduration: 4\nmood: {remove: [a]}\n")
    assert result.places == [("unknown-entry", 3, 17)]
    assert "mood" not in result.values
    assert outcome(tmp_path, "shot: a\nduration: 4\ncamera: {edit: {p: {for: 1}}}\n").places == [
        ("unknown-entry", 3, 17)
    ]


# --- the camera


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("{for: 3}", {"for": 3}),
        ("{for: 3, speed: fast, ease: in}", {"for": 3, "speed": "fast", "ease": "in"}),
        ("{speed: null}", {"speed": None}),
        ("{distance: 1m}", {"distance": "1m"}),
        ("{go: out}", {"direction": "out"}),
        ("{dolly: out}", {"direction": "out"}),
        ("{push out: 4}", {"direction": "out", "for": 4}),
        ("{dolly: {for: 5, distance: null}}", {"for": 5, "distance": None}),
        ("{id: other}", {"id": "other"}),
        ("{at: end - 3, ends_on: the cup}", {"at": "end - 3", "ends_on": "the cup"}),
        ("{from: the door, over: the roofs}", {"starts_on": "the door", "path": "over the roofs"}),
        ("{dolly: {from: the door, to: the bar}}", {"starts_on": "the door", "ends_on": "the bar"}),
        ("{pan: left}", {"move": "pan", "direction": "left", "distance": None}),
        ("pan left", {"move": "pan", "direction": "left", "distance": None}),
        ("{move: tilt up, degrees: 5}", {"move": "tilt", "direction": "up", "degrees": 5, "distance": None}),
        ("{zoom: in, to: 85mm, for: null}", {"move": "zoom", "to": "85mm", "distance": None, "for": None}),
        ("{track: Mara}", {"move": "track", "subject": "Mara", "direction": None, "distance": None}),
        ("{hold: 2}", {"move": "hold", "for": 2, "speed": None, "direction": None, "distance": None}),
    ],
)
def test_an_edit_of_a_move(change: str, expected: dict[str, Any], tmp_path: Path) -> None:
    before = {"move": "dolly", "direction": "in", "speed": "slow", "distance": "30cm", "for": 2, "id": "push"}
    after = {key: value for key, value in (before | expected).items() if value is not None}
    assert _one(tmp_path, f"{{edit: {{push: {change}}}}}", after["id"]) == after


def test_one_measure_takes_the_place_of_another(tmp_path: Path) -> None:
    values = _over(tmp_path, "camera: [{zoom: in, factor: 2, id: z}]", "camera: {edit: {z: {to: 85mm}}}")
    assert values["camera"][0]["moves"] == [{"move": "zoom", "direction": "in", "to": "85mm"}]


def test_an_edit_of_a_move_among_others(tmp_path: Path) -> None:
    both = _items(tmp_path, "{edit: {lift: {degrees: 20, for: null, at: 1}}}")[2]
    assert both["moves"][1] == {"move": "tilt", "direction": "up", "id": "lift", "degrees": 20, "at": 1}
    assert both["moves"][0] == {"move": "dolly", "direction": "out", "distance": "1m", "for": 2}
    other = _items(tmp_path, "{edit: {lift: {roll: clockwise}}}")[2]["moves"][1]
    assert other == {"move": "roll", "direction": "clockwise", "for": 1, "id": "lift"}
    named = _items(tmp_path, "{edit: {both: {dolly: in, speed: slow}}}")[2]["moves"]
    assert [(each["direction"], each["speed"]) for each in named] == [("in", "slow"), ("up", "slow")]
    anew = _items(tmp_path, "{edit: {both: {pan: left, roll: clockwise}}}")[2]["moves"]
    assert [each["move"] for each in anew] == ["pan", "roll"]
    rest = _items(tmp_path, "{remove: [lift]}")[2]
    assert [each["move"] for each in rest["moves"]] == ["dolly"]


def test_an_edit_may_let_a_move_run_together_with_another(tmp_path: Path) -> None:
    item = _items(tmp_path, "{edit: {push: {dolly: in, tilt: up}}}")[1]
    assert item["for"] == 2
    assert [each["move"] for each in item["moves"]] == ["dolly", "tilt"]
    assert item["moves"][0]["distance"] == "30cm"


def test_short_forms_in_lists_of_moves(tmp_path: Path) -> None:
    items = _items(tmp_path, "{append: push out, prepend: [whip pan left, {hold: 1}], remove: [rest]}")
    assert [each["moves"][0]["move"] for each in items] == ["whip_pan", "hold", "dolly", "dolly", "dolly"]


@pytest.mark.parametrize(
    ("edit", "rule", "column"),
    [
        ("{edit: {psuh: {for: 3}}}", "unknown-entry", 17),
        ("{remove: [turn]}", "unknown-entry", 19),
        ("{remove: [push], edit: {push: {for: 1}}}", "unknown-entry", 33),
        ("{edit: {push: {degrees: 5}}}", "measure-unit", 33),
        ("{edit: {push: {pan: up}}}", "misused-move", 24),
        ("{edit: {push: {pan: null}}}", "invalid-value", 29),
        ("{edit: {push: {doly: in}}}", "unknown-move", 24),
        ("{edit: {push: {pan: {for: 1}}}}", "missing-direction", 24),
        ("{edit: {push: {go: up}}}", "misused-move", 13),
        ("{edit: {both: {pan: left}}}", "ambiguous-edit", 23),
        ("{edit: {both: {go: in}}}", "ambiguous-edit", 28),
        ("{edit: {lift: {hold: 1}}}", "static-with-move", 24),
        ("{edit: [push]}", "invalid-value", 16),
        ("{edit: }", "empty-value", 10),
        ("{append: null}", "invalid-value", 18),
        ("{appendd: [pan left], append: [pan left]}", "unknown-key", 10),
        ("{remove: [{id: push}]}", "invalid-value", 19),
    ],
)
def test_what_an_edit_cannot_do(edit: str, rule: str, column: int, tmp_path: Path) -> None:
    result = outcome(tmp_path, f"shot: a\ncamera: {edit}\nextends: p\n", {"presets/p.yaml": f"preset: p\n{CAMERA}"})
    places = {(name, line): at for name, line, at in result.places}
    assert [name for name, _ in places] == [rule], [each.message for each in result.findings]
    assert column == places.get((rule, 2), column)


def test_an_unknown_entry_names_those_that_there_are(tmp_path: Path) -> None:
    text = "shot: a\nduration: 8\nextends: p\ncamera: {edit: {psuh: {for: 3}}}\n"
    (finding,) = outcome(tmp_path, text, {"presets/p.yaml": f"preset: p\n{CAMERA}"}).findings
    assert "did you mean 'push'?" in finding.message
    assert finding.hint == "there are: rest, push, both, lift"
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "push"


# --- layers


def test_edits_stay_in_force_until_merging_ends(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\ncamera: [{dolly: in, for: 2, id: push}]\n",
        "presets/q.yaml": "preset: q\ncamera: {edit: {push: {for: 3}}, append: [{hold: 1, id: rest}]}\n",
        "presets/r.yaml": "preset: r\nextends: q\ncamera: {edit: {rest: {hold: 2}}}\n",
    }
    result = outcome(tmp_path, "shot: a\nduration: 8\nextends: [p, r]\ncamera: {append: [pan left]}\n", files)
    assert not result.findings
    camera: Any = result.values["camera"]
    assert [(item["moves"][0]["move"], item.get("for")) for item in camera] == [
        ("dolly", 3),
        ("hold", 2),
        ("pan", None),
    ]
    alone = outcome(tmp_path, "shot: a\nduration: 8\nextends: q\n", files)
    assert alone.rules == ["unknown-entry"]


def test_a_null_behind_an_edit_removes_the_list(tmp_path: Path) -> None:
    values = _over(tmp_path, "mood: a", "mood: {append: b}", "{mood: null}", "{mood: {append: c}}")
    assert values["mood"] == ["c"]


def test_patches_edit_what_the_document_wrote(tmp_path: Path) -> None:
    values = _over(tmp_path, CAMERA, "camera: {edit: {push: {for: 3}}}", "{camera: {edit: {push: {speed: fast}}}}")
    assert (values["camera"][1]["for"], values["camera"][1]["moves"][0]["speed"]) == (3, "fast")


def test_an_edit_keeps_its_place(tmp_path: Path) -> None:
    files = {"presets/p.yaml": f"preset: p\n{CAMERA}"}
    text = "shot: a\nduration: 8\nscene: x\nextends: p\ncamera: {edit: {push: {for: 3}}, remove: [both]}\n"
    result = outcome(tmp_path, text, files)
    assert result.line_of("camera", 1, "for") == ("shot.yaml", 5)
    assert result.line_of("camera", 1, "moves", 0, "move") == ("p.yaml", 4)
    built = build(result.resolved.node, Report())
    assert built.sound


def test_parameters_in_an_edit_are_used(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": f"preset: p\n{CAMERA}",
        "presets/q.yaml": "preset: q\nparams: {n: seconds}\ncamera: {edit: {push: {for: '{{ n }}'}}}\n",
    }
    result = outcome(tmp_path, "shot: a\nduration: 8\nextends: [p, q]\nwith: {n: 4}\n", files)
    assert not result.findings
    camera: Any = result.values["camera"]
    assert camera[1]["for"] == 4


# --- what always holds

_IDS = ["a", "b", "c"]
_LENGTHS = st.integers(1, 4)
_LIST = st.lists(st.sampled_from(_IDS), unique=True, max_size=3)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ids=_LIST, gone=_LIST, new=_LIST, first=_LIST, length=_LENGTHS, flow=st.booleans())
def test_operations_are_those_of_a_list(
    ids: list[str], gone: list[str], new: list[str], first: list[str], length: int, flow: bool, tmp_path: Path
) -> None:
    """Against a model in plain Python, in flow and in block style."""
    gone = [each for each in gone if each in ids]
    kept = [each for each in ids if each not in gone]
    camera = ", ".join(f"{{dolly: in, for: 1, id: {each}}}" for each in ids)
    parts = {
        "append": f"[{', '.join(f'{{hold: 1, id: n{each}}}' for each in new)}]",
        "edit": f"{{{', '.join(f'{each}: {{for: {length}}}' for each in kept)}}}",
        "prepend": f"[{', '.join(f'{{hold: 1, id: f{each}}}' for each in first)}]",
        "remove": f"[{', '.join(gone)}]",
    }
    parts = {key: text for key, text in parts.items() if text not in ("[]", "{}")} or {"append": "[{hold: 1, id: n}]"}
    edit = f"{{{', '.join(f'{key}: {text}' for key, text in parts.items())}}}"
    if not flow:
        edit = "\n" + "".join(f"  {key}:\n    {text}\n" for key, text in reversed(parts.items()))
    files = {"presets/p.yaml": f"preset: p\ncamera: [{camera}]\n"}
    result = outcome(tmp_path, f"shot: a\nduration: 8\nextends: p\ncamera: {edit}\n", files)
    assert not result.findings, [each.message for each in result.findings]
    items: Any = result.values.get("camera", [])
    added = [f"n{each}" for each in new] if "append" in parts and new else ["n"] if "append" in parts else []
    expected = [(f"f{each}", 1) for each in first] + [(each, length) for each in kept] + [(each, 1) for each in added]
    assert [(item["id"], item["for"]) for item in items] == expected
