"""Whole documents: origins, drafts, and documents that mean harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.findings import Span
from promptkit.language import Report, build
from promptkit.resolve import Document, Library, resolve
from promptkit.source import Mapping, Node, Scalar, Sequence
from tests.resolve.resolving import outcome


def test_every_value_knows_where_it_was_written(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {s: text}\nscene: '{{ s }} at rest.'\n"
        "lighting:\n  rim: warm\n  palette: [amber]\n"
    }
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: p\nwith: {s: A mug}\nlighting:\n  key: soft\n", files)
    assert not result.findings
    assert result.line_of("scene") == ("p.yaml", 3)
    assert result.line_of("lighting", "rim", "colour") == ("p.yaml", 5)
    assert result.line_of("lighting", "palette", 0) == ("p.yaml", 6)
    assert result.line_of("lighting", "key", "quality") == ("shot.yaml", 6)


def test_a_preset_from_a_parent_carries_its_time(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {push: seconds}\ncamera: [{hold: 0.5}, {dolly: in, for: '{{ push }}'}]\n"
    }
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: p\nwith: {push: 2}\nscene: x\n", files)
    built = build(result.resolved.node, Report())
    assert built.sound
    assert built.timeline is not None
    assert [(beat.start, beat.end) for beat in built.timeline.on("camera")] == [(0, 500), (500, 2500), (2500, 4000)]


# --- nothing crashes

_WORDS = [
    "a",
    "p",
    "./p.yaml",
    "#x",
    "{{ x }}",
    "{{ x",
    "{{ 1 / 0 }}",
    "x",
    "append",
    "prepend",
    "edit",
    "id",
    "remove",
    "replace",
    "type",
    "text",
    "list",
]
_WORDS += [
    "choice",
    "of",
    "min",
    "default",
    "required",
    "\0",
    "../up",
    "all",
    "none",
    "keep",
    "for",
    "go",
    "dolly",
    "push in",
]
_SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(-3, 20), st.floats(), st.sampled_from(_WORDS), st.text(max_size=4)),
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_WORDS), inner, max_size=3)),
    max_leaves=8,
)
_DOCUMENTS = st.dictionaries(
    st.sampled_from(
        [
            "extends",
            "with",
            "params",
            "scene",
            "camera",
            "keep",
            "change",
            "free",
            "lighting",
            "prompt",
            "duration",
            "takes",
        ]
    ),
    _TREES,
    max_size=5,
)
_SPAN = Span("f", 1, 1, 1, 2)


def _node(value: Any) -> Node:
    if isinstance(value, list):
        return Sequence([_node(item) for item in value], _SPAN, ())
    if isinstance(value, dict):
        return Mapping({key: _node(item) for key, item in value.items()}, dict.fromkeys(value, _SPAN), _SPAN, ())
    return Scalar(value, "" if value is None else str(value), _SPAN, (), plain=not isinstance(value, str))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("presets")
    (folder / "p.yaml").write_text("preset: p\nparams: {x: {type: text, default: y}}\nscene: '{{ x }}'\nkeep: [a]\n")
    return Library(((folder, folder),))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    own=_DOCUMENTS,
    patches=st.lists(_DOCUMENTS, max_size=2),
    params=st.dictionaries(st.sampled_from(["x", "a"]), _TREES),
)
def test_any_tree_gives_findings_and_never_an_exception(own: Any, patches: Any, params: Any, library: Library) -> None:
    folder, _ = library.folders[0]
    node = _node({"shot": "a", **own})
    laid = [_node(each) for each in patches]
    assert isinstance(node, Mapping)
    assert all(isinstance(each, Mapping) for each in laid)
    report = Report()
    document = Document("shot", "a", node, folder / "shot.yaml", folder, folder)
    given = {name: _node(value) for name, value in params.items()}
    resolved = resolve(document, library, report, patches=laid, params=given)
    built = build(resolved.node, report)
    assert built.sound or report.has_errors


def test_one_file_has_one_name_by_whatever_way(tmp_path: Path) -> None:
    files = {"parts/fog.yaml": "preset: fog\nweather: fog\n"}
    result = outcome(tmp_path, "shot: a\nduration: 4\nscene: x\nextends: parts/../parts/fog.yaml\n", files)
    assert not result.findings
    node = result.resolved.node.entries["weather"]
    assert ".." not in node.span.file


def test_a_cycle_is_told_from_where_it_begins(tmp_path: Path) -> None:
    files = {"presets/p.yaml": "preset: p\nextends: q\n", "presets/q.yaml": "preset: q\nextends: p\n"}
    (finding,) = outcome(tmp_path, "shot: a\nduration: 4\nscene: x\nextends: p\n", files).findings
    assert finding.message == "'p' extends itself: p -> q -> p"
