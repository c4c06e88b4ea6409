"""Syntax errors: what is said, where, and what is still read."""

from __future__ import annotations

import pytest

from promptkit.source import apply_edits, parse_text, plain

BROKEN = {
    "tab": ("a:\n\t- x\n", "a tab cannot indent YAML", (2, 1)),
    "tab behind spaces": ("a:\n  \tb: x\n", "a tab cannot indent YAML", (2, 3)),
    "open single quote": ("a: 'x\n", "the quote ' that opens here is never closed", (1, 4)),
    "open double quote": ('a:\n  b: "x\n', 'the quote " that opens here is never closed', (2, 6)),
    "apostrophe": ("a: 'It's warm'\n", "text follows the closing quote", (1, 8)),
    "behind a quote": ('a: "A" b\n', "text follows the closing quote", (1, 8)),
    "open list": ("a: [1, 2\n", "the '[' that opens here is never closed", (1, 4)),
    "open map": ("a: {b: 1\n", "the '{' that opens here is never closed", (1, 4)),
    "open list at a colon": ("a: [\n", "the '[' that opens here is never closed", (1, 4)),
    "hash in a list": ("a: [amber, #ff0000]\n", "the '[' that opens here is never closed", (1, 4)),
    "no comma": ("a: {b: 1 c: 2}\n", None, (1, None)),
    "bracket": ("a: }\n", "'}' closes nothing", (1, 4)),
    "two colons": ("a:\n  b: 1\n c: 2\n", "this does not belong to what stands above it", (3, 2)),
    "dashes": ("a:\n  - x\n - y\n", "this does not belong to what stands above it", (3, 2)),
    "child of a value": ("a: b\n  c: d\n", "there cannot be a key here", (2, 4)),
    "no colon": ("a A mug\n", "'a A mug' has no colon", (1, 1)),
    "no space": ("a:A mug\n", "a space is missing after the colon in 'a:A mug'", (1, 1)),
    "at sign": ("a: @x\n", "a text cannot start with '@' without quotes", (1, 4)),
    "percent": ("a: %x\n", "a text cannot start with '%' without quotes", (1, 4)),
    "emphasis": ("a: *smiles*\n", "a text cannot start with '*' without quotes", (1, 4)),
    "backslash": ('a: "\\d"\n', "double quotes hold a backslash that YAML does not know", (1, 4)),
    "list on the line": ("a: - b\n", "a list cannot start here", (1, 4)),
    "text behind a bar": ("a: | text\n  more\n", "text cannot follow '|' or '>' on its line", (1, 6)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_entry_costs_only_itself(name):
    broken, message, (line, column) = BROKEN[name]
    text = f"shot: one\n{broken}model: sora-2\nscene: |\n  A mug.\n"
    parsed = parse_text(text, "f")
    (finding,) = parsed.findings
    assert (finding.rule, finding.severity.value, finding.family) == ("yaml-syntax", "error", "source")
    assert finding.hint
    assert finding.path == ("a",)
    assert finding.span.line == line + 1
    if message is not None:
        assert (finding.message, finding.span.column) == (message, column)
    assert plain(parsed.documents[0]) == {"shot": "one", "model": "sora-2", "scene": "A mug.\n"}
    assert parsed.damaged == (frozenset({"a"}),)
    assert parsed.source.slice(parsed.documents[0].entries["model"].span) == "sora-2"


@pytest.mark.parametrize("name", BROKEN)
def test_at_the_end_and_alone(name):
    broken = BROKEN[name][0]
    for text in (f"shot: one\nprompt: |\n  A mug.\n{broken}", broken):
        parsed = parse_text(text, "f")
        assert len(parsed.findings) <= 2
        if text != broken and name not in ("no colon", "no space"):
            assert plain(parsed.documents[0]) == {"shot": "one", "prompt": "A mug.\n"}


def test_a_text_with_a_colon_is_read_as_it_was_meant():
    text = "shot: x\nscene: A mug: hot  # really\nmodel: sora-2\n"
    parsed = parse_text(text, "f")
    (finding,) = parsed.findings
    assert finding.hint == "quote the value, it contains ': '"
    assert finding.path == ("scene",)
    assert plain(parsed.documents[0]) == {"shot": "x", "scene": "A mug: hot", "model": "sora-2"}
    assert parsed.damaged == (frozenset(),)
    after, _ = apply_edits(text, finding.fix.edits)
    assert after == 'shot: x\nscene: "A mug: hot"  # really\nmodel: sora-2\n'
    assert parse_text(after, "f").findings == ()


def test_several_broken_entries():
    parsed = parse_text("shot: x\na: [\nmodel: m\nb: @\nc: 'It's'\nscene: s\n", "f")
    assert [finding.span.line for finding in parsed.findings] == [2, 4, 5]
    assert plain(parsed.documents[0]) == {"shot": "x", "model": "m", "scene": "s"}
    assert parsed.damaged == (frozenset({"a", "b", "c"}),)


def test_a_broken_document_leaves_the_others_alone():
    parsed = parse_text("shot: a\nx: 1\n---\nshot: b\ny: [\n---\nshot: c\nz: {{ q }} r\n...\n# end\n", "f")
    assert [plain(root) for root in parsed.documents] == [
        {"shot": "a", "x": 1},
        {"shot": "b"},
        {"shot": "c", "z": "{{ q }} r"},
    ]
    assert parsed.damaged == (frozenset(), frozenset({"y"}), frozenset())
    assert [(finding.rule, finding.span.line) for finding in parsed.findings] == [
        ("yaml-syntax", 5),
        ("unquoted-expression", 8),
    ]
    assert [root.keys["shot"].line for root in parsed.documents] == [1, 4, 7]


def test_other_defects_are_found_beside_a_broken_entry():
    parsed = parse_text("a: [\nb: 1\nb: 2\nc: {x: y, z w}\n", "f")
    assert [finding.rule for finding in parsed.findings] == ["yaml-syntax", "duplicate-key", "comma-in-flow"]


def test_an_anchor_that_was_lost_is_not_missed():
    parsed = parse_text("a: {b: &x 1, c: [}\nd: *x\n", "f")
    assert [finding.rule for finding in parsed.findings] == ["yaml-syntax"]


def test_a_document_that_starts_on_its_marker():
    parsed = parse_text("--- {a: [}\n--- {b: 1}\n", "f")
    assert [plain(root) for root in parsed.documents] == [{"b": 1}]
    assert [finding.rule for finding in parsed.findings] == ["yaml-syntax"]


def test_many_broken_documents_end_soon():
    parsed = parse_text("---\na: [\n" * 3000, "f")
    assert parsed.findings[-1].rule == "yaml-limit"
    assert len(parsed.findings) < 1100
