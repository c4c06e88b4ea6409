"""Whatever a server sends, reading it ends in a reply or in none; never in an exception."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptkit.runs._replies import Reply, error_words, is_usable_id, read_reply

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted(Reply.model_fields))


@given(st.dictionaries(FIELDS, JSON))
def test_any_json_object_is_a_reply(data: dict[str, object]) -> None:
    reply = read_reply(json.dumps(data))
    assert reply is not None
    assert reply.usable_id is None or is_usable_id(reply.usable_id)
    assert reply.error is None or len(reply.error) <= 300


@given(st.text())
def test_any_text_is_a_reply_or_none(text: str) -> None:
    read_reply(text)
    assert len(error_words(text)) <= 300
    assert "\n" not in error_words(text)


def test_a_deep_answer_is_none() -> None:
    assert read_reply("[" * 100_000) is None


@pytest.mark.parametrize("video", ["video_123", "task-1", "video_bGl0ZWxsbTo/x+y==", "a:b", "7"])
def test_ids_of_many_servers_can_be_used(video: str) -> None:
    assert is_usable_id(video)


@pytest.mark.parametrize(
    "video", ["", ".", "..", "a/../b", "./a", "a/./b", "a//b", "a b", "a?b", "a#b", "a%2fb", "é", "a\n"]
)
def test_ids_that_lead_elsewhere_cannot(video: str) -> None:
    assert not is_usable_id(video)
