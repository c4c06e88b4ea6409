from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.findings import Span
from promptkit.language import Report, Shot, build, shaped, terms_read, vocabulary
from promptkit.source import Mapping, Node, Scalar, Sequence
from tests.language.reading import HEAD, errors, found, only, read
from tests.places import places

TEN_MISTAKES = """\
shot: ten-mistakes
duration: 8s
size: 16:9
scene: A harbour at dawn.
wether: clearing after rain
framing:
  shot_size: close-up
  lense: 50mm
camera:
  - {doly: in, for: 2}
  - {pan: lefft, for: 1}
  - {pan: left, distance: 2m, for: 1}
  - {tilt: up, for: soon}
lighting:
  key: {qualty: soft}
action:
  - {who: Mara, at: puhs.start}
takes: many
"""


def test_ten_mistakes_are_all_told_each_at_its_place() -> None:
    assert places(read(TEN_MISTAKES).findings) == [
        ("duration", 2, 11),
        ("invalid-value", 3, 7),
        ("unknown-key", 5, 1),
        ("unknown-key", 8, 3),
        ("unknown-move", 10, 6),
        ("unknown-direction", 11, 11),
        ("measure-unit", 12, 27),
        ("invalid-value", 13, 21),
        ("unknown-key", 15, 9),
        ("missing-key", 17, 5),
        ("unknown-id", 17, 21),
        ("invalid-value", 18, 8),
    ]


def test_a_draft_is_not_sound_and_keeps_what_loads() -> None:
    built = read(TEN_MISTAKES)
    assert not built.sound
    assert built.shot is not None
    assert built.shot.scene == "A harbour at dawn."
    assert built.shot.framing is not None
    assert built.shot.framing.shot_size == "close-up"
    assert [item.moves[0].move for item in built.shot.camera] == ["dolly", "pan", "tilt"]


@pytest.mark.parametrize(
    ("body", "key", "suggestion"),
    [
        ("wether: fog\n", "wether", "weather"),
        ("lightning: {rim: warm}\n", "lightning", "lighting"),
        ("lighting: {kye: {quality: soft}}\n", "kye", "key"),
        ("framing: {shotsize: CU}\n", "shotsize", "shot_size"),
        ("cast: {Mara: {vioce: low}}\n", "vioce", "voice"),
        ("sound: {dialouge: [x]}\n", "dialouge", "dialogue"),
        ("action: [{does: x, wieght: 2}]\n", "wieght", "weight"),
        ("extend: x\n", "extend", "extends"),
        ("text: [{syas: x}]\n", "syas", "says"),
    ],
)
def test_an_unknown_key_is_told_once_at_the_key(body: str, key: str, suggestion: str) -> None:
    finding = only(body)
    assert finding.rule == "unknown-key"
    assert finding.span is not None
    assert finding.span.column == body.index(key) + 1
    assert f"did you mean {suggestion!r}?" in finding.message
    assert finding.fix is not None
    assert finding.fix.edits[0].text == suggestion


@pytest.mark.parametrize("key", [key for key in vocabulary().other_keys if key not in ("<<", "moves")])
def test_a_key_that_people_try_is_told_what_the_language_has(key: str) -> None:
    if key in {info.alias or name for name, info in Shot.model_fields.items()}:
        return
    finding = next(each for each in read(f"{HEAD}{key}: x\n").findings if each.rule == "unknown-key")
    assert vocabulary().other_keys[key] in f"{finding.hint}"


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("action: [{does: x, length: 2}]\n", 20),
        ("sound: {dialogue: [{line: x, length: 2}]}\n", 30),
        ("lighting: {key: {direction: left}}\n", 18),
        ("name: b\n", 1),
    ],
)
def test_the_names_of_fields_in_python_are_no_keys(body: str, column: int) -> None:
    assert found(body) == [("unknown-key", 4, column)]


@pytest.mark.parametrize(
    ("body", "rule"),
    [("durations: 8\nscene: x\n", "unknown-key"), ("seconds: 8\nscene: x\n", "unknown-key")],
)
def test_what_is_meant_by_an_unknown_key_is_not_missing_too(body: str, rule: str) -> None:
    assert [each.rule for each in read(f"shot: a\n{body}").findings] == [rule]


def test_what_was_meant_counts_as_written() -> None:
    assert "scene" in read("shot: a\nduration: 8\nscen: A harbour.\n").written


@pytest.mark.parametrize(
    ("name", "column"), [("My shot", 7), ("-a", 7), ("a/b", 7), ("../x", 7), ("", 1), ("[a]", 7), ("ü", 7)]
)
def test_a_name_that_is_none(name: str, column: int) -> None:
    assert places(read(f"shot: {name}\nduration: 8\n").findings) == [("invalid-name", 1, column)]


def test_a_damaged_key_is_not_missed() -> None:
    built = read('shot: a\nscene: A harbour.\nduration: "8\n')
    assert not built.sound
    assert [each.rule for each in built.findings] == ["yaml-syntax"]


def test_places_answer_for_every_path() -> None:
    built = read(f"{HEAD}camera:\n  - {{dolly: in, for: 2}}\n")
    assert built.places.span(("camera", 0, "for")).column == 22
    assert built.places.span(("camera", 0, "moves", 0, "direction")).column == 13
    assert built.places.span(("nowhere", 3)) == built.places.root.span
    assert built.places.written(("camera", 0, "for")) == ("camera", 0, "for")


@pytest.mark.parametrize(
    "body",
    [
        "sound: {music: true}\n",
        "scene: [a]\n",
        "size: 720\n",
        "takes: 0\n",
        "takes: 03\n",
        "takes: 2.0\n",
        "takes: true\n",
    ],
)
def test_a_wrong_value_is_told_once(body: str) -> None:
    built = read(f"shot: a\nduration: 8\n{body}")
    assert [each.rule for each in built.findings] == ["invalid-value"]
    assert len(errors(built)) == 1


# --- nothing crashes

_WORDS = sorted(
    {
        *vocabulary().move_names,
        *vocabulary().elsewhere,
        *vocabulary().other_keys,
        *(
            "for",
            "at",
            "id",
            "weight",
            "ends_on",
            "starts_on",
            "path",
            "over",
            "on",
            "go",
            "direction",
            "from",
            "to",
            "degrees",
            "distance",
            "factor",
        ),
        *(
            "speed",
            "ease",
            "subject",
            "who",
            "does",
            "says",
            "line",
            "sound",
            "all",
            "none",
            "end",
            "end - 1",
            "a.start",
        ),
        *("a", "1", "0.5", "2s", "30cm", "85mm", "append", "replace", "remove", "edit", "kind", "amount", "key", "rim"),
        *("effects", "dialogue", "palette", "{{ x }}", "length", "side", "name", "move", "moves", "film", "", "\0"),
    }
)
_KEYS = [info.alias or name for name, info in Shot.model_fields.items()]
_SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(-3, 1000), st.integers(), st.floats(), st.sampled_from(_WORDS)),
    st.text(max_size=5),
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4)),
    max_leaves=12,
)


def _node(value: Any, line: int) -> Node:
    span = Span("f", line, 1, line, 2)
    if isinstance(value, list):
        return Sequence([_node(item, line) for item in value], span, ())
    if isinstance(value, dict):
        return Mapping({key: _node(item, line) for key, item in value.items()}, dict.fromkeys(value, span), span, ())
    return Scalar(value, "" if value is None else str(value), span, (), plain=not isinstance(value, str))


@pytest.mark.parametrize("key", [*_KEYS, "extends", "with", "params", "cuts", "source"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=_TREES, others=st.dictionaries(st.sampled_from(_KEYS), _TREES, max_size=3))
def test_any_tree_under_any_key_gives_findings_and_never_an_exception(key: str, tree: Any, others: Any) -> None:
    document = {"shot": "a", "duration": 8, **others, key: tree}
    node = _node(document, 1)
    assert isinstance(node, Mapping)
    report = Report()
    built = build(terms_read(shaped(node, report), report), report)
    if built.sound:
        assert built.timeline is not None
        assert all(0 <= beat.start <= beat.end for beat in built.timeline.beats)
    else:
        assert report.has_errors
    assert all(each.message and "\n" not in each.message for each in built.findings)
