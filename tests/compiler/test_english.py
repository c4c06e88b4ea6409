from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.compiler._english import counted_seconds, listed, sentence, unstopped, with_noun
from promptkit.compiler._marks import Marker, bare


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a cup"], "a cup"),
        (["a cup", "a spoon"], "a cup and a spoon"),
        (["a cup", "a spoon", "a saucer"], "a cup, a spoon and a saucer"),
        (["a cup, chipped", "a spoon"], "a cup, chipped; a spoon"),
    ],
)
def test_lists_are_said_as_people_say_them(items: list[str], said: str) -> None:
    assert listed(items) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.5, "half a second"), (1, "1 second"), (1.5, "1.5 seconds"), (2.0, "2 seconds")]
)
def test_seconds_are_counted(seconds: float, said: str) -> None:
    assert counted_seconds(seconds) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a cup", "A cup."),
        ("a cup.", "A cup."),
        ("is it warm?", "Is it warm?"),
        ("a cup. ", "A cup."),
        ("éclair", "Éclair."),
        ("  ", ""),
    ],
)
def test_sentences_have_a_capital_and_one_stop(text: str, said: str) -> None:
    assert sentence(text) == said


def test_a_sentence_keeps_its_marks() -> None:
    marker = Marker()
    marked = marker.mark("a cup" + marker.mark(" steams.", ("b",)), ("a",))
    assert bare(sentence(marked)) == "A cup steams."


def test_a_noun_is_not_said_twice() -> None:
    assert with_noun("fine", "grain") == "fine grain"
    assert with_noun("fine grain", "grain") == "fine grain"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Co"))))
def test_no_sentence_ends_in_two_stops(text: str) -> None:
    said = sentence(text)
    assert not said.endswith("..")
    assert unstopped(unstopped(said)) == unstopped(said)
