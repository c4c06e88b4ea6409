"""The presets that ship: each lints clean, explains itself, uses what it asks for, and goes with the others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from promptkit import compile, lint
from promptkit.api import Options, Reader, check_inputs
from promptkit.compiler import CompiledShot, dialects
from promptkit.language import Report
from promptkit.resolve import Document, Param, declared
from promptkit.source import Node, plain

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "presets").glob("*.yaml"))
NAMES = [path.stem for path in FILES]
# A shot that says as little as a shot can, so that nothing of the preset is hidden.
BARE = """\
shot: probe
model: sora-2
size: {size}
duration: {duration}
location: a quiet square
props: [a blue door]
"""


def _document(path: Path) -> Document:
    (given,) = Reader().read([str(path)])
    ((document, defects),) = given.documents
    assert not defects
    return document


DOCUMENTS = {path.stem: _document(path) for path in FILES}
PARAMS = {name: declared(document.node, Report()) for name, document in DOCUMENTS.items()}
PARAM_NAMES = [(name, param) for name, params in PARAMS.items() for param in params]

#: The findings of a dialect that has no words for something.
UNSAID = {"not-said", "no-command", "prompt-too-short"}

pytestmark = pytest.mark.usefixtures("no_presets_of_the_user")


def _entry(name: str, key: str) -> object:
    node: Node | None = DOCUMENTS[name].node.entries.get(key)
    return None if node is None else plain(node)


def _required(name: str) -> dict[str, object]:
    return {param.name: _samples(param)[0] for param in PARAMS[name].values() if param.required}


def _samples(param: Param) -> tuple[object, object]:
    """Two different values that the parameter takes."""
    if param.type == "choice":
        return param.of[0], param.of[-1]
    if param.type in ("number", "seconds", "degrees"):
        assert param.low is not None, f"{param.name} says no least value"
        assert param.high is not None, f"{param.name} says no greatest value"
        return param.low, param.high
    return {
        "text": ("a red kite", "an old bridge"),
        "colour": ("amber", "teal"),
        "list": (["a red kite"], ["an old bridge", "a lamp"]),
        "bool": (True, False),
    }[param.type]


def _shot(folder: Path, presets: dict[str, dict[str, object]], duration: int) -> Path:
    # JSON is YAML: the values need no quoting of their own.
    extends = [{name: values} if values else name for name, values in presets.items()]
    size = next((size for name in presets if (size := _entry(name, "size"))), "1280x720")
    path = folder / "probe.yaml"
    text = BARE.format(size=size, duration=duration) + f"extends: {json.dumps(extends)}\n"
    path.write_text(text, encoding="utf-8")
    return path


def _duration(name: str) -> int:
    return 8 if "Wants 8 seconds" in str(_entry(name, "about")) else 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lints_without_a_finding(path: Path) -> None:
    assert [f"{each.span}: {each.message}" for each in lint(path)] == []


@pytest.mark.parametrize("name", NAMES)
def test_has_its_own_name_and_says_what_it_is_for(name: str) -> None:
    document = DOCUMENTS[name]
    assert (document.kind, document.name) == ("preset", name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    about = _entry(name, "about")
    assert isinstance(about, str)
    assert re.fullmatch(r"[A-Z].{20,160}\.", about), about


def test_there_are_enough_to_start_with() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize(("name", "param"), PARAM_NAMES)
def test_parameter_reaches_the_request(name: str, param: str, tmp_path: Path) -> None:
    first, second = _samples(PARAMS[name][param])
    given = _required(name)
    bodies = [
        compile(_shot(tmp_path, {name: {**given, param: value}}, 12), dialect="prose").request.body()
        for value in (first, second)
    ]
    assert bodies[0] != bodies[1]


@pytest.mark.parametrize("name", NAMES)
def test_fits_the_length_that_it_asks_for(name: str, tmp_path: Path) -> None:
    path = _shot(tmp_path, {name: _required(name)}, _duration(name))
    assert [f"{each.span}: {each.message}" for each in lint(path)] == []
    for dialect in dialects():
        found = compile(path, dialect=dialect).findings
        assert {each.rule for each in found} <= UNSAID, dialect
        assert not found or dialect in ("h3", "wan", "ltx", "hailuo")


def _range(param: Param) -> list[object]:
    """Values that its declaration allows: its ends, every choice, and what people write that nobody thought of."""
    if param.type == "choice":
        return [*param.of]
    if param.type in ("number", "seconds", "degrees"):
        assert param.low is not None
        assert param.high is not None
        return [param.low, param.high, round(param.low + (param.high - param.low) / 3, 3)]
    lists = (["a lamp"], ["the sea.", "an old bridge, half gone", "Ängström's “No. 7”"])
    return {
        "text": ["a", "the sea.", "Ängström's “No. 7”, and the boy", "two\nlines", "a tale " * 40, "7"],
        "colour": ["#ff8800", "deep teal blue"],
        "list": [each for each in (*lists, []) if len(each) >= (param.low or 0)],
        "bool": [True, False],
    }[param.type]


#: What a space before a stop, an empty value or a bare template would leave behind.
UGLY = re.compile(r" {2}|[{}]| [.,;:](?!\d)|,,|,\.|(?<!\.)\.\.(?!\.)")


@pytest.mark.parametrize("name", NAMES)
def test_takes_what_it_allows_in_every_dialect(name: str, tmp_path: Path) -> None:
    """One value after the other, all in one file, which is faster than a file for each."""
    uses = [_required(name) | {each: value} for each, param in PARAMS[name].items() for value in _range(param)]
    text = "---\n".join(
        _shot(tmp_path, {name: values}, 12).read_text(encoding="utf-8").replace("probe", f"probe-{at}")
        for at, values in enumerate(uses or [{}])
    )
    (tmp_path / "probe.yaml").write_text(text, encoding="utf-8")
    for dialect in dialects():
        report = check_inputs(Reader().read([str(tmp_path / "probe.yaml")]), Options(dialect=dialect))
        assert {f"{each.span}: {each.message}" for each in report.findings if each.rule not in UNSAID} == set()
        prompts = [each.compiled.prompt for each in report.checked if each.compiled is not None]
        assert len(prompts) == max(1, len(uses))
        assert dialect == "json" or not [each for each in prompts if UGLY.search(each)]


def _misfits(param: Param) -> list[object]:
    if param.type == "choice":
        return ["none of it", ["a list"], None]
    if param.type in ("number", "seconds", "degrees"):
        assert param.low is not None
        assert param.high is not None
        return [param.low - 1, param.high + 1, "long", None, True]
    return {
        "text": ["", " ", None, ["a list"]],
        "colour": ["", "#12", "loud", None],
        "list": ["no list", None],
        "bool": ["maybe", 1, None],
    }[param.type]


@pytest.mark.parametrize(("name", "param"), PARAM_NAMES)
def test_refuses_what_it_does_not_allow_where_that_is_given(name: str, param: str, tmp_path: Path) -> None:
    for value in _misfits(PARAMS[name][param]):
        path = _shot(tmp_path, {name: {**_required(name), param: value}}, 12)
        found = [each for each in lint(path) if each.rule == "parameter-type"]
        assert [each.severity.name for each in found] == ["ERROR"], value
        assert found[0].message.startswith(f"the parameter '{param}': ")
        assert found[0].span is not None
        assert (found[0].span.file, found[0].span.line) == (str(path), 7)


LIGHTS = [name for name in NAMES if _entry(name, "lighting") and not _entry(name, "camera")]
CAMERAS = [name for name in NAMES if _entry(name, "camera")]
# Each camera with three lights, each light with several cameras: all of them with all would be hundreds of the same.
PAIRS = [(LIGHTS[(at * 3 + turn) % len(LIGHTS)], camera) for at, camera in enumerate(CAMERAS) for turn in range(3)]


def _times(compiled: CompiledShot) -> list[tuple[float, float, str]]:
    return [(row.start, row.end, row.what) for row in compiled.timeline]


@pytest.mark.parametrize(("light", "camera"), PAIRS)
def test_light_and_camera_go_together_in_any_order(light: str, camera: str, tmp_path: Path) -> None:
    assert not _entry(camera, "lighting")
    alone = _times(compile(_shot(tmp_path, {camera: _required(camera)}, 8), dialect="prose"))
    for pair in ((light, camera), (camera, light)):
        path = _shot(tmp_path, {name: _required(name) for name in pair}, 8)
        assert [f"{each.span}: {each.message}" for each in lint(path)] == []
        both = compile(path, dialect="prose")
        assert "Lighting:" in both.prompt
        assert _times(both) == alone


def test_the_two_groups_are_not_empty() -> None:
    assert len(LIGHTS) >= 4
    assert len(CAMERAS) >= 6
    assert {light for light, _ in PAIRS} == set(LIGHTS)
    assert "golden-hour" in LIGHTS
    assert "slow-push" in CAMERAS
