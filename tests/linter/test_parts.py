"""Words of a value are found where they stand, whatever way YAML writes the value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.linter._parts import part_of
from promptkit.source import Scalar, SourceText, parse_text

_WORDS = st.lists(st.sampled_from(["a mug", "it's", "pans", "Café", "🎬", "left.", "to"]), min_size=2, max_size=8)


def node_of(text: str) -> Scalar:
    parsed = parse_text(text, "shot.yaml")
    assert not parsed.findings
    node = parsed.documents[0].entries["scene"]  # type: ignore[union-attr]
    assert isinstance(node, Scalar)
    return node


def found(text: str, words: str) -> str | None:
    node = node_of(text)
    start = str(node.value).index(words)
    span = part_of(node, start, start + len(words))
    return None if span is None else SourceText(text).slice(span)


@pytest.mark.parametrize(
    "text",
    [
        "shot: a\nscene: A mug. The camera pans over it.\n",
        'shot: a\nscene: "A mug. The camera pans over it."\n',
        "shot: a\nscene: 'A mug''s shadow. The camera\n  pans over it.'\n",
        "shot: a\nscene: |\n  A mug.\n\n  The camera pans over it.\n",
        "shot: a\nscene: >-\n    A mug. The\n    camera pans over it.\n",
        "shot: a\nscene: A mug. The\n  camera pans over it.\n",
        'shot: a\nscene: "A mug. The \\\n  camera pans over it."\n',
        "shot: a\r\nscene: |\r\n  A mug.\r\n  The camera pans over it.\r\n",
    ],
)
def test_words_are_found(text: str) -> None:
    assert found(text, "pans") == "pans"


def test_words_over_two_lines_are_one_place() -> None:
    assert found("shot: a\nscene: >\n  The camera\n  pans up.\n", "camera pans") == "camera\n  pans"


def test_what_the_spelling_hides_has_no_place() -> None:
    assert found('shot: a\nscene: "A \\u006dug.\n  It pans."\n', "pans") is None


@given(_WORDS, st.sampled_from(["|\n  ", ">\n  ", "\n  "]), st.data())
def test_any_words_are_found(words: list[str], opening: str, data: st.DataObject) -> None:
    joints = [data.draw(st.sampled_from([" ", "\n  "])) for _ in words[1:]]
    text = f"shot: a\nscene: {opening}x " + "".join(a + b for a, b in zip(words, [*joints, "\n"], strict=True))
    node = node_of(text)
    value = str(node.value)
    start = data.draw(st.integers(0, len(value.rstrip()) - 1))
    end = data.draw(st.integers(start + 1, len(value.rstrip())))
    if value[start].isspace() or value[end - 1].isspace():
        return
    span = part_of(node, start, end)
    assert span is not None
    assert SourceText(text).slice(span).split() == value[start:end].split()
