"""Comments, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.source import comments

TEXT = """\
# head
título: é 🎬  # beside
b:   # note
  c: |  # header
    # not a comment
    x
# less
  d: "# nor this"  # yes this
  e: 'a # b
    # c'
list:
- 1 # one
- {k: v#w} # two
-
  # inside
  - a#b
# tail"""


def test_every_comment_and_nothing_else():
    assert list(comments(TEXT)) == [
        (1, 1, "# head"),
        (2, 14, "# beside"),
        (3, 6, "# note"),
        (4, 9, "# header"),
        (7, 1, "# less"),
        (8, 20, "# yes this"),
        (12, 5, "# one"),
        (13, 12, "# two"),
        (15, 3, "# inside"),
        (17, 1, "# tail"),
    ]


def test_carriage_returns_are_no_part_of_a_comment():
    assert list(comments("# a\r\nb: 1 # c\r\n")) == [(1, 1, "# a"), (2, 6, "# c")]


@pytest.mark.parametrize("text", ["", "a: 1\n", "a: b#c\n", "a: '# x'\n", "a: >\n  # x\n"])
def test_none(text):
    assert list(comments(text)) == []


def test_comments_on_lines_of_their_own_are_found_behind_a_syntax_error():
    assert list(comments("a: 1 # one\nb: @x # two\n# three\n  # four\n")) == [
        (1, 6, "# one"),
        (3, 1, "# three"),
        (4, 3, "# four"),
    ]


@given(st.text(max_size=80) | st.text(alphabet="a#: \n'\"|[]{}-\t\r\ufeff\x85", max_size=80))
@settings(deadline=None)
def test_any_text(text):
    for line, column, comment in comments(text):
        assert line >= 1
        assert column >= 1
        assert comment.startswith("#")
        assert comment in text
