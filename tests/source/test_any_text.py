"""What holds for every text: places are exact, nothing is raised, it ends soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.source import Mapping, Scalar, Sequence, apply_edits, comments, parse_text, plain

WORDS = st.text(alphabet="abz éß🎬.,!?-_()/#:'\"&*%@`|>[]{}\\", min_size=1, max_size=14)
NUMBERS = st.integers(-9999, 9999) | st.floats(-999, 999).map(lambda number: round(number, 3))
VALUES = st.recursive(
    WORDS | NUMBERS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(WORDS, VALUES, min_size=1, max_size=5)

INSERTED = st.text(alphabet="a: \n\t-'\"|>[]{}#,&*!%@`?\\", max_size=3) | st.sampled_from(["{{ x }}", "---\n", " #b"])

REAL = """\
shot: steaming-cup   # a comment
extends: [still-life, {slow-push: {subject: A mug, push: 3}}]
size: 1280x720
camera:
  - hold: 0.5
  - {dolly: in, for: "{{ push }}", speed: slow, id: push}
action:
- {at: end - 1.5, who: Mara, does: breathes in the steam and smiles}
prompt: |
  Steam rises: slowly.
sound: {dialogue: [{at: 5, who: Mara, line: "It is still warm."}]}
anchor: &a {x: 1}
alias: *a
---
preset: b
about: 'It''s a push'
"""


def written(value, style):
    """``value`` as YAML on one line, every text between quotes of one ``style``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quote(key, style)}: {written(item, style)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item, style) for item in value) + "]"
    if isinstance(value, str):
        return quote(value, style)
    if value is None or isinstance(value, bool):
        return {True: "true", False: "false", None: "null"}[value]
    return str(value)


def quote(text, style):
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for value in node.entries.values():
            yield from scalars(value)


@given(DOCUMENTS, st.sampled_from("'\""), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_what_was_written_is_read_at_its_place(document, style, eol):
    text = eol.join(f"{quote(key, style)}: {written(value, style)}" for key, value in document.items()) + eol
    parsed = parse_text(text, "f")
    assert [finding for finding in parsed.findings if finding.rule != "private-character"] == []
    assert plain(parsed.documents[0]) == document
    for node in scalars(parsed.documents[0]):
        sliced = parsed.source.slice(node.span)
        assert sliced == (node.raw if node.plain else quote(node.value, style))
    for key, span in parsed.documents[0].keys.items():
        assert parsed.source.slice(span) == quote(key, style)


def sane(parsed, text):
    for finding in parsed.findings:
        start, end = parsed.source.offsets(finding.span)
        assert 0 <= start <= end <= len(text)
        assert finding.hint
        assert finding.message[:1] == finding.message[:1].lower() or not finding.message[:1].isalpha()
        assert not finding.message.endswith(".")
    fixes = [finding.fix for finding in parsed.findings if finding.fix]
    apply_edits(text, [edit for fix in fixes for edit in fix.edits])
    assert len(parsed.documents) == len(parsed.damaged)
    assert parsed.documents or parsed.findings


@given(st.text(max_size=200) | st.text(alphabet="ab1: \n\t-'\"|>[]{}#,&*!%@`?\\\r\u2028\x85\ufeff\ue000", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered(text):
    parsed = parse_text(text, "f")
    sane(parsed, parsed.text)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_real_document_with_a_mistake(data):
    at = data.draw(st.integers(0, len(REAL)))
    length = data.draw(st.integers(0, 3))
    new = data.draw(INSERTED)
    text = REAL[:at] + new + REAL[at + length :]
    parsed = parse_text(text, "f")
    sane(parsed, text)


@given(st.integers(0, REAL.index("---") - 1), st.sampled_from("[]{}'\"\t@"))
@settings(max_examples=200, deadline=None)
def test_one_wrong_character_leaves_the_other_document_alone(at, character):
    parsed = parse_text(REAL[:at] + character + REAL[at:], "f")
    assert plain(parsed.documents[-1]) == {"preset": "b", "about": "It's a push"}
    assert len(parsed.documents) == 2
    assert len(parsed.findings) <= 4


@given(st.lists(WORDS.filter(lambda word: word == word.strip()), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_plain_text_is_what_stands_at_its_place(words):
    text = "\n".join(f"k{index}: a{word}" for index, word in enumerate(words)) + "\n"
    parsed = parse_text(text, "f")
    for root in parsed.documents:
        for node in scalars(root):
            if node.plain and not parsed.findings:
                assert parsed.source.slice(node.span) == node.raw


def test_places_of_a_real_document():
    parsed = parse_text(REAL, "f")
    assert parsed.findings == ()
    for root in parsed.documents:
        for node in scalars(root):
            sliced = parsed.source.slice(node.span)
            if node.path[:1] == ("alias",):
                continue
            assert sliced == node.raw or sliced[0] in "'\"|"


REPEATED = [
    *(
        "a: [",
        "- ",
        "{{",
        "a: 'x\n",
        "\t",
        "? ",
        "a: {{ x }} y\n",
        "k: a b: c\n",
        "---\na: [\n",
        "x #y\n",
        "{a, ",
        "&a *a ",
    ),
    *("a: |\n", "!a ", '"', "a\n", "- - - ", "k: {a: b, c d}\n", " ", "\u2028", "\ue000", "%a\n", "...\n", "[a: b, "),
    *(" #", ": ", "a: {{", "- {{ '", "- {{ x }}\n", "k: {a: b, c: {{ '{' }} }\n", "a: b" + " " * 999 + "c: d\n"),
]


@pytest.mark.parametrize("unit", REPEATED)
def test_a_large_text_ends_soon(unit):
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    parsed = parse_text(text, "f")
    assert time.process_time() - start < 30  # one that grew with the square would take minutes
    sane(parsed, text)


@pytest.mark.parametrize("unit", REPEATED)
def test_comments_of_a_large_text_end_soon(unit):
    start = time.process_time()
    assert len(list(comments(unit * (200_000 // len(unit)) + "\n# end"))) >= 0
    assert time.process_time() - start < 30  # one that grew with the square would take minutes
