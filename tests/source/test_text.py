"""Lines, columns, offsets and edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.findings import Edit, Span
from promptkit.source import SourceText, apply_edits

TEXTS = st.text(alphabet="ab🎬é\n\r\u2028\x85 ", max_size=60)


def edit(text, start, end, new):
    return Edit(SourceText(text).span("f", start, end), new)


@given(TEXTS)
@settings(deadline=None)
def test_offsets_and_positions_are_inverse(text):
    source = SourceText(text)
    for offset in range(len(text) + 1):
        assert source.offset(*source.position(offset)) == offset


@given(TEXTS)
@settings(deadline=None)
def test_lines_are_those_of_an_editor(text):
    source = SourceText(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [source.line_text(n) for n in range(1, source.line_count + 1)] == lines


def test_places_outside_are_held_inside():
    source = SourceText("ab\n")
    assert source.line_text(0) == source.line_text(3) == source.line_text(99) == ""
    assert source.offset(99, 1) == 3
    assert source.offset(1, 99) == 3
    assert source.offset(0, -5) == 0


@given(TEXTS, st.data())
@settings(deadline=None)
def test_edits_undo_each_other(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(TEXTS)
    after, skipped = apply_edits(text, [edit(text, start, end, new)])
    assert (after, skipped) == (text[:start] + new + text[end:], ())
    # a line break may have joined another one: only offsets that can be named as positions go back
    back = Edit(SourceText(after).span("f", start, start + len(new)), text[start:end])
    assert apply_edits(after, [back])[0] == text


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), TEXTS), max_size=6), st.randoms())
@settings(deadline=None)
def test_the_order_in_which_edits_come_does_not_matter(text, places, random):
    edits, taken = [], -1
    for start, length, new in sorted(places):
        if start > taken and start + length <= len(text):
            edits.append(edit(text, start, start + length, new))
            taken = start + length
    expected = apply_edits(text, edits)
    random.shuffle(edits)
    assert apply_edits(text, edits) == expected
    assert expected[1] == ()


def test_an_edit_that_overlaps_is_left_alone():
    text = "abcdef"
    first, second, third = edit(text, 0, 3, "X"), edit(text, 2, 4, "Y"), edit(text, 4, 5, "Z")
    assert apply_edits(text, [third, second, first]) == ("XdZf", (second,))


def test_the_same_insertion_twice_is_made_once():
    text = "ab"
    assert apply_edits(text, [edit(text, 1, 1, "x"), edit(text, 1, 1, "x")])[0] == "axb"


def test_line_breaks_stay_as_they_are():
    assert apply_edits("a: 1\r\nb: 2\r\n", [Edit(Span("f", 2, 4, 2, 5), "3")])[0] == "a: 1\r\nb: 3\r\n"


@pytest.mark.parametrize("span", [Span("f", 1, 3, 1, 1), Span("f", 2, 1, 1, 1)])
def test_a_span_that_runs_backwards_is_left_alone(span):
    assert apply_edits("abc\n", [Edit(span, "x")]) == ("abc\n", (Edit(span, "x"),))
