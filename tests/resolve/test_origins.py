"""The ways of values: through parameters, through parents, over others."""

from __future__ import annotations

from pathlib import Path

from promptkit.findings import Span
from promptkit.resolve import Resolved
from promptkit.source import Mapping, Node, Sequence
from tests.resolve.resolving import outcome

FILES = {
    "presets/deep.yaml": "preset: deep\nparams: {n: seconds}\ncamera: [{dolly: in, for: '{{ n }}', id: push}]\n"
    "mood: deep\n",
    "presets/slow.yaml": "preset: slow\nparams:\n  push: {type: seconds, default: 2}\n"
    "  pic: {type: text, default: a.jpg}\n"
    "extends: deep\nwith: {n: '{{ push }}'}\nstill: '{{ pic }}'\nscene: 'In {{ push }} s.'\nmood: slow\n",
}


def _node(resolved: Resolved, *path: str | int) -> Node:
    node: Node = resolved.node
    for part in path:
        if isinstance(node, Mapping):
            node = node.entries[str(part)]
        else:
            assert isinstance(node, Sequence)
            node = node.items[int(part)]
    return node


def _short(span: Span | None) -> tuple[str, int] | None:
    return None if span is None else (Path(span.file).name, span.line)


def test_a_value_knows_every_hop(tmp_path: Path) -> None:
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: slow\nwith: {push: 3}\n", FILES)
    assert not result.findings
    node = _node(result.resolved, "camera", 0, "for")
    hops = result.resolved.origins.via(node)
    assert [(hop.parameter, hop.document, hop.value, hop.is_default) for hop in hops] == [
        ("n", "deep", 3, False),
        ("push", "slow", 3, False),
    ]
    assert [_short(hop.node.span) for hop in hops] == [("slow.yaml", 6), ("shot.yaml", 4)]
    assert str(hops[1]).startswith("`push: 3` at ")
    assert str(hops[1]).endswith("shot.yaml:4:14")
    parents = result.resolved.origins.parents(node.span)
    assert [layer.document.name for layer in parents] == ["deep", "slow"]
    assert [_short(layer.reference and layer.reference.span) for layer in parents] == [
        ("slow.yaml", 5),
        ("shot.yaml", 3),
    ]


def test_a_default_is_a_hop(tmp_path: Path) -> None:
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: slow\n", FILES)
    hops = result.resolved.origins.via(_node(result.resolved, "scene"))
    assert [(hop.parameter, hop.is_default) for hop in hops] == [("push", True)]
    assert str(hops[0]).startswith("the default `push: 2` at ")


def test_where_a_value_was_really_written(tmp_path: Path) -> None:
    given = outcome(tmp_path, "shot: a\nduration: 4\nextends: slow\nwith: {pic: b.jpg, push: 3}\n", FILES).resolved
    assert _short(given.written(("still",))) == ("shot.yaml", 4)
    assert _short(given.written(("camera", 0, "for"))) == ("shot.yaml", 4)
    assert _short(given.written(("scene",))) == ("slow.yaml", 8), "the preset put the text together"
    assert given.written(("nowhere", 0)) is None
    default = outcome(tmp_path, "shot: a\nduration: 4\nextends: slow\n", FILES).resolved
    assert _short(default.written(("still",))) == ("slow.yaml", 4)


def test_what_a_value_hides(tmp_path: Path) -> None:
    result = outcome(tmp_path, "shot: a\nduration: 4\nextends: slow\nscene: own\nkeep: [a]\n", FILES).resolved
    for path, over in ((("scene",), ("slow.yaml", 8)), (("mood",), ("deep.yaml", 4)), (("keep",), None)):
        assert _short(result.origins.hidden(path, _node(result, *path).span)) == over


def test_one_preset_twice_with_other_values(tmp_path: Path) -> None:
    files = {
        "presets/p.yaml": "preset: p\nparams: {x: text, y: {type: text, default: z}}\n"
        "scene: '{{ x }}'\nmood: '{{ y }}'\n",
    }
    text = "shot: a\nduration: 4\nextends: [{p: {x: one, y: calm}}, {p: {x: two}}]\n"
    result = outcome(tmp_path, text, files)
    assert [(each.rule, each.span and each.span.column) for each in result.findings] == [
        ("unused-parameter", 19),
        ("unused-parameter", 27),
    ]
    assert result.values["scene"] == "two"
