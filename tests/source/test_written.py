from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from promptkit.source import Plain, flow, parse_text, plain

_TEXT = st.text(alphabet=string.ascii_letters + string.digits + " .:#,[]{}\"'\\-_~?&*!|>%@`äß…", max_size=12)
_SINGLE = st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | _TEXT


def _maps(inner: st.SearchStrategy[Plain]) -> st.SearchStrategy[dict[str, Plain]]:
    return st.dictionaries(_TEXT.filter(bool), inner, max_size=3)


_VALUES = st.recursive(_SINGLE, lambda inner: st.lists(inner, max_size=3) | _maps(inner), max_leaves=8)


@given(value=_VALUES)
def test_what_is_written_reads_as_what_it_was(value: Plain) -> None:
    (document,) = parse_text(f"value: {flow(value)}\n", "a.yaml").documents
    assert plain(document) == {"value": value}


def test_words_need_no_quotes() -> None:
    assert flow({"dolly": "in", "for": 2.5, "soft": True}) == "{dolly: in, for: 2.5, soft: true}"
    assert flow(["50mm", "16 mm", "9x16", "1e5", "0x5", "12"]) == '[50mm, 16 mm, 9x16, "1e5", "0x5", "12"]'
    assert flow(["1280x720", "0x720", "10 cm per second", "0x1F"]) == '[1280x720, "0x720", 10 cm per second, "0x1F"]'
    assert flow(["slate blue", "true", "a: b", " x"]) == '[slate blue, "true", "a: b", " x"]'
