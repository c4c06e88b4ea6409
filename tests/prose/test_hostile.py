"""Whatever a text holds, it is read without an exception, and every place lies in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.linter import lint_text
from promptkit.prose import read

_WORDS = st.sampled_from(
    re.split(
        " ",
        'the camera pans left right up down to and then while static , . ; : ( ) " “ ” [0-4s] 00:02 12 no not without'
        " it as tilts rolling dolly in out zoom truck track 's \n - • Camera: Shot 1 cut holds for 2 seconds from of a"
        " slow fixed around clockwise counter- moves rises who we he with before after → { } 😀 é\u0301 \u2028 ́",
    )
)
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_WORDS, max_size=60).map(" ".join), st.lists(_WORDS, max_size=60).map("".join)
)


@settings(deadline=None)
@given(_TEXTS)
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    for each in (*reading.moves, *reading.mentions, *reading.quotes, *reading.windows):
        start, end = each.span
        assert 0 <= start < end <= len(text)
    orders = [each.order for each in reading.moves if each.shot == 0]
    assert orders == sorted(orders)


@settings(deadline=None)
@given(_TEXTS)
def test_any_text_is_linted(text: str) -> None:
    for each in lint_text(text, "prompt.txt", 4.0):
        assert each.span is not None
        assert (each.span.line, each.span.column) <= (each.span.end_line, each.span.end_column)


@pytest.mark.parametrize(
    "piece",
    ["pan left ", "the camera pans left and ", '"a', "[0:01] ", "1", "- ", "no pan, ", "\n-", "static ", "((",
     "a'", "0-4s ",
     "Camera: ", 'A (b): "c" ', "as it ", "0:0:", "“", "10-second ", "a-", "```\n", " \n", "counter-"],
)  # fmt: skip
def test_a_megabyte_of_one_thing_ends(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert read(text).read < len(text)
    assert isinstance(lint_text(text, "prompt.txt", None), tuple)
