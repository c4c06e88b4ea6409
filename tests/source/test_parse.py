"""Text to nodes: values, places, and the defects that the walk itself sees."""

from __future__ import annotations

from itertools import pairwise

import pytest

from promptkit.source import Mapping, Scalar, Sequence, apply_edits, parse_text, plain

SHOT = """\
shot: steaming-cup
size: 1280x720
camera:                         # in order
  - hold: 0.5                   # static
  - {dolly: in, for: 2, id: push}
prompt: |
  Steam rises.

  It thins out.
cast:
  "Mara": {look: 'woman, sixty', wardrobe: grey cardigan}
"""


def rules(text):
    return [finding.rule for finding in parse_text(text, "a.yaml").findings]


def only(text):
    parsed = parse_text(text, "a.yaml")
    (finding,) = parsed.findings
    return parsed, finding


def fixed(text):
    _, finding = only(text)
    after, skipped = apply_edits(text, finding.fix.edits)
    assert skipped == ()
    return after


def every_scalar(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from every_scalar(item)
    else:
        for value in node.entries.values():
            yield from every_scalar(value)


def test_a_shot_is_read_without_findings():
    parsed = parse_text(SHOT, "a.yaml")
    assert parsed.findings == ()
    assert plain(parsed.documents[0]) == {
        "shot": "steaming-cup",
        "size": "1280x720",
        "camera": [{"hold": 0.5}, {"dolly": "in", "for": 2, "id": "push"}],
        "prompt": "Steam rises.\n\nIt thins out.\n",
        "cast": {"Mara": {"look": "woman, sixty", "wardrobe": "grey cardigan"}},
    }
    assert parsed.damaged == (frozenset(),)


def test_every_place_is_exact():
    parsed = parse_text(SHOT, "a.yaml")
    source = parsed.source
    root = parsed.documents[0]
    assert isinstance(root, Mapping)
    for name, span in root.keys.items():
        assert source.slice(span) == name
    camera = root.entries["camera"]
    assert source.slice(camera.span).startswith("- hold: 0.5")
    assert source.slice(camera.span).endswith("id: push}")
    assert source.slice(camera.items[1].entries["for"].span) == "2"
    assert camera.items[1].entries["for"].path == ("camera", 1, "for")
    assert source.slice(root.entries["prompt"].span) == "|\n  Steam rises.\n\n  It thins out."
    assert source.slice(root.entries["cast"].keys["Mara"]) == '"Mara"'
    assert source.slice(root.entries["cast"].entries["Mara"].entries["look"].span) == "'woman, sixty'"
    assert root.entries["camera"].items[1].flow
    assert not root.flow


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_columns_count_characters(eol):
    text = eol.join(("titre: é🎬", "b: 🎬 y", "c: 3", ""))
    parsed = parse_text(text, "a.yaml")
    root = parsed.documents[0]
    assert [str(node.span) for node in root.entries.values()] == ["a.yaml:1:8", "a.yaml:2:4", "a.yaml:3:4"]
    assert [parsed.source.slice(node.span) for node in root.entries.values()] == ["é🎬", "🎬 y", "3"]


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_lines_end_where_an_editor_ends_them(odd):
    parsed = parse_text(f"a: 'x{odd}y'\nb: 2\n", "a.yaml")
    root = parsed.documents[0]
    assert (root.keys["b"].line, root.keys["b"].column) == (2, 1)
    assert parsed.source.slice(root.entries["a"].span) == f"'x{odd}y'"


def test_a_byte_order_mark_is_no_column():
    parsed = parse_text("\ufeffa: 1\n", "a.yaml")
    assert parsed.text == "a: 1\n"
    assert parsed.documents[0].keys["a"].column == 1


def test_several_documents():
    parsed = parse_text("# head\n---\nshot: a\n---\n---\nshot: b\n...\n", "a.yaml")
    assert [plain(root) for root in parsed.documents] == [{"shot": "a"}, {"shot": "b"}]
    assert parsed.documents[1].keys["shot"].line == 6
    assert parsed.findings == ()


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n", "---\n", "\ufeff"])
def test_a_file_without_a_document(text):
    parsed, finding = only(text)
    assert parsed.documents == ()
    assert finding.rule == "empty-file"
    assert finding.span is not None


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "[a]\n"])
def test_a_root_that_is_no_map_is_kept_as_it_is(text):
    parsed = parse_text(text, "a.yaml")
    assert len(parsed.documents) == 1
    assert not isinstance(parsed.documents[0], Mapping)


def test_a_key_written_twice_names_both_lines():
    parsed, finding = only("scene: a\nmodel: b\nscene: c\n")
    assert finding.rule == "duplicate-key"
    assert "line 1" in finding.message
    assert "line 3" in finding.message
    assert finding.span.line == 3
    assert plain(parsed.documents[0]) == {"scene": "a", "model": "b"}


@pytest.mark.parametrize("text", ["{a: 1, a: 2}\n", "x: [{a: 1, b: 2, a: 3}]\n", "'a': 1\na: 2\n"])
def test_twice_in_any_spelling_and_depth(text):
    assert rules(text) == ["duplicate-key"]


@pytest.mark.parametrize(
    "text", ["a: !!str 1\n", "a: !local x\n", "a: !<tag:x,2000:y> x\n", "a: ! x\n", "!!map {a: 1}\n"]
)
def test_tags_are_not_part_of_the_language(text):
    parsed, finding = only(text)
    assert finding.rule == "yaml-tag"
    assert parsed.source.slice(finding.span).startswith("!")


def test_a_merge_key_is_refused():
    parsed = parse_text("base: &b {x: 1}\na:\n  <<: *b\n  y: 2\n", "a.yaml")
    (finding,) = parsed.findings
    assert finding.rule == "merge-key"
    assert finding.hint == "use extends"
    assert plain(parsed.documents[0]) == {"base": {"x": 1}, "a": {"y": 2}}


def test_an_alias_is_the_value_at_its_own_place():
    parsed = parse_text("a: &x {k: [1, 2]}\nb: *x\nc: &t text\nd: *t\n", "a.yaml")
    root = parsed.documents[0]
    assert plain(root)["b"] == {"k": [1, 2]}
    assert parsed.source.slice(root.entries["b"].span) == "*x"
    assert parsed.source.slice(root.entries["d"].span) == "*t"
    assert root.entries["b"].entries["k"].items[0].path == ("b", "k", 0)
    assert parsed.source.slice(root.entries["a"].span) == "{k: [1, 2]}"
    assert parsed.source.slice(root.entries["c"].span) == "text"
    assert parsed.findings == ()


def test_an_alias_of_nothing():
    parsed, finding = only("line: *smiles\nb: 1\n")
    assert finding.rule == "undefined-alias"
    assert plain(parsed.documents[0]) == {"line": "*smiles", "b": 1}


@pytest.mark.parametrize("text", ["{*x}", "{a: b, *x}", "{*x : 1}"])
def test_an_alias_as_a_key(text):
    assert rules(f"k: {text}\n") == ["undefined-alias"]


def test_anchors_end_with_their_document():
    assert rules("a: &x 1\n---\nb: *x\n") == ["undefined-alias"]


def test_an_alias_inside_what_it_names():
    assert rules("a: &x [*x]\n") == ["yaml-limit"]


def test_an_alias_bomb_is_defused():
    levels = "abcdefg"
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + below] * 9)}]\n" for below, name in pairwise(levels)
    )
    parsed = parse_text(bomb + "z: 1\n", "a.yaml")
    assert {finding.rule for finding in parsed.findings} == {"yaml-limit"}
    assert plain(parsed.documents[0])["z"] == 1
    assert "e" in parsed.damaged[0]


@pytest.mark.parametrize(
    "text", ["[" * 100, "[" * 5000, "{a: " * 100, "a:\n" + "".join(" " * i + "- \n" for i in range(1, 3))]
)
def test_deep_nesting_never_ends_in_a_traceback(text):
    parsed = parse_text(text, "a.yaml")
    if text[0] in "[{":
        assert [finding.rule for finding in parsed.findings][:1] == ["yaml-limit"]


def test_a_deep_entry_costs_only_itself():
    parsed = parse_text(f"a: {'[' * 70}{']' * 70}\nb: 1\n", "a.yaml")
    assert [finding.rule for finding in parsed.findings] == ["yaml-limit"]
    assert plain(parsed.documents[0]) == {"b": 1}
    assert parsed.damaged == (frozenset({"a"}),)


def test_a_large_file_is_refused():
    assert rules("a: " + "x" * (1 << 20)) == ["yaml-limit"]


@pytest.mark.parametrize("text", ["scene: a\ue010b\n", 'scene: "a\\uE010b"\n', 'scene: "a\\U0000E0FFb"\n'])
def test_reserved_characters(text):
    parsed, finding = only(text)
    assert finding.rule == "private-character"
    assert plain(parsed.documents[0]) == {"scene": "a\ufffdb"}


def test_other_private_characters_are_not_ours():
    assert rules("scene: \ue100\n") == []


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x7f", "\ud800", "\ufffe"])
def test_characters_that_no_yaml_holds(character):
    parsed, finding = only(f"a: x{character}y\nb: 1\n")
    assert finding.rule == "yaml-syntax"
    assert (finding.span.line, finding.span.column) == (1, 5)
    assert plain(parsed.documents[0])["b"] == 1


class TestUnquotedExpression:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("push: {{ x }}\n", "{{ x }}"),
            ("push: {{ x + 1 }}\n", "{{ x + 1 }}"),
            ('push: {{ "a" if x else "b" }}\n', '{{ "a" if x else "b" }}'),
            ("push: {{ x }} at rest  # note\n", "{{ x }} at rest"),
            ("push: {{ x | default('a, b') }}\n", "{{ x | default('a, b') }}"),
        ],
    )
    def test_becomes_the_text_that_was_meant(self, text, value):
        parsed, finding = only(text)
        node = parsed.documents[0].entries["push"]
        assert finding.rule == "unquoted-expression"
        assert finding.path == ("push",)
        assert node.value == node.raw == value
        assert parsed.source.slice(node.span) == value
        assert finding.fix.safety == "safe"
        after = parse_text(fixed(text), "a.yaml")
        assert after.findings == ()
        assert plain(after.documents[0]) == {"push": value}

    @pytest.mark.parametrize(
        "text",
        [
            "camera: [{dolly: in, for: {{ push }}, speed: slow}]\n",
            "camera:\n  - {dolly: in, for: {{ 'a' if b else \"c\" }}, speed: slow}\n",
            "camera: [{{ push }}, b]\n",
        ],
    )
    def test_in_a_flow_map(self, text):
        assert rules(text) == ["unquoted-expression"]
        assert rules(fixed(text)) == []

    def test_the_fix_changes_no_value(self):
        text = "a: {for: {{ x }}, b: 1}\n"
        assert plain(parse_text(text, "f").documents[0]) == plain(parse_text(fixed(text), "f").documents[0])

    def test_several_in_one_document(self):
        text = "a: {{ x }} b\nb: {{ y }} c\nc: '{{ z }}'\n"
        parsed = parse_text(text, "f")
        assert [finding.rule for finding in parsed.findings] == ["unquoted-expression"] * 2
        assert plain(parsed.documents[0]) == {"a": "{{ x }} b", "b": "{{ y }} c", "c": "{{ z }}"}

    def test_text_beside_it_stays_as_it_was_written(self):
        text = "cuts:\n  - prompt: |\n      so: {{ x }} is\n    b: {{ y }} c\nz: 1\n"
        root = plain(parse_text(text, "f").documents[0])
        assert root == {"cuts": [{"prompt": "so: {{ x }} is\n", "b": "{{ y }} c"}], "z": 1}


class TestCommaInFlow:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("{who: Mara, does: breathes in, and smiles}", "breathes in, and smiles"),
            ("{who: Mara, does: a, b, and c}", "a, b, and c"),
            ("{does: a,b}", "a,b"),
            ("{does: steam, hot and\n   white, who: Mara}", "steam, hot and white"),
        ],
    )
    def test_joins_the_text(self, text, value):
        parsed, finding = only(f"x: 1\ny: {text}\n")
        assert finding.rule == "comma-in-flow"
        assert finding.path == ("y", "does")
        assert finding.hint == "quote the text, it contains a comma"
        assert plain(parsed.documents[0])["y"]["does"] == value
        after = parse_text(fixed(f"x: 1\ny: {text}\n"), "f")
        assert after.findings == ()
        assert plain(after.documents[0]) == plain(parsed.documents[0])

    @pytest.mark.parametrize(
        "text", ["{at: 2, for}", "{a}", "{a: , b}", "{'a': \"x\", b}", "{a: [x], b}", "{a: b, &x c}"]
    )
    def test_a_key_alone_is_no_text(self, text):
        assert rules(f"x: {text}\n") == []

    def test_flow_lists_are_lists(self):
        assert rules("keep: [the blue glaze, the crack]\n") == []


class TestUnspacedColon:
    def test_in_a_flow_map(self):
        parsed, finding = only("a: {who:Mara, does: x}\n")
        assert finding.rule == "yaml-syntax"
        assert plain(parsed.documents[0]) == {"a": {"who": "Mara", "does": "x"}}
        assert fixed("a: {who:Mara, does: x}\n") == "a: {who: Mara, does: x}\n"

    @pytest.mark.parametrize("text", ["{16:9}", "{https://a.b/c}"])
    def test_not_every_colon(self, text):
        assert rules(f"a: {text}\n") == []


class TestCommentInProse:
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("scene: Mug #3 on a shelf\n", 'scene: "Mug #3 on a shelf"\n'),
            ("scene: Mug #3 \"x\" 'y'\n", "scene: 'Mug #3 \"x\" ''y'''\n"),
            ("rim: #ffaa00\n", 'rim: "#ffaa00"\n'),
            ("- a\n- Mug #3\n", '- a\n- "Mug #3"\n'),
        ],
    )
    def test_a_warning_with_an_unsafe_fix(self, text, after):
        _, finding = only(text)
        assert finding.rule == "comment-in-prose"
        assert finding.severity.value == "warning"
        assert finding.fix.safety == "unsafe"
        assert fixed(text) == after
        assert rules(after) == []

    @pytest.mark.parametrize(
        "text",
        [
            "scene: Mug # 3\n",
            "scene: Mug#3\n",
            "scene: 'Mug #3'\n",
            "duration: 8 #seconds\n",
            "scene: |\n  Mug #3\n",
            "scene: a ## heading\n",
            "scene: a #promptkit: ignore[x] y\n",
            "#whole line\nscene: a\n",
            "camera: #moves\n  - hold: 1\n",
        ],
    )
    def test_real_comments(self, text):
        assert rules(text) == []


@pytest.mark.parametrize("text", ["[a]: 1\nb: 2\n", "{a: 1}: 1\nb: 2\n", "? [a]\n: 1\nb: 2\n"])
def test_a_key_that_is_no_text(text):
    parsed = parse_text(text, "f")
    assert "yaml-syntax" in {finding.rule for finding in parsed.findings}
    assert plain(parsed.documents[0]) == {"b": 2}


def test_findings_stand_in_the_order_of_the_file():
    found = parse_text("a: !x 1\na: {{ y }}\nb: Mug #3\nc: *d\n", "f").findings
    assert [finding.span.line for finding in found] == sorted(finding.span.line for finding in found)
    assert [finding.rule for finding in found] == [
        "yaml-tag",
        "duplicate-key",
        "unquoted-expression",
        "comment-in-prose",
        "undefined-alias",
    ]


@pytest.mark.parametrize(
    "entry",
    ["a:\n" + "- b\n" * 1001, f"a: [{'b, ' * 1001}]\n", "a:\n" + "".join(f"  b{at}: c\n" for at in range(1001))],
)
def test_an_entry_that_no_clip_holds_costs_only_itself(entry):
    parsed = parse_text(f"{entry}z: 1\n", "a.yaml")
    assert [finding.message for finding in parsed.findings] == ["more than 1,000 entries in one list or map"]
    assert plain(parsed.documents[0]) == {"z": 1}
    assert parsed.damaged == (frozenset({"a"}),)


def test_a_thousand_entries_are_read():
    assert rules("a:\n" + "- b\n" * 1000) == []


def test_a_map_that_no_document_has_is_told_once():
    parsed = parse_text("".join(f"k{at}: 1\n" for at in range(1001)), "a.yaml")
    assert rules(parsed.text) == ["yaml-limit"]
    assert parsed.documents == ()


def test_more_documents_than_a_file_holds():
    parsed = parse_text("---\na: 1\n" * 300, "a.yaml")
    assert [(finding.rule, finding.span.line) for finding in parsed.findings] == [("yaml-limit", 501)]
    assert len(parsed.documents) == 250
