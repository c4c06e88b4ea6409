from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from promptkit.project._addresses import address_problem, is_loopback, looks_like_a_variable, normal_address, origin


@given(st.text(max_size=60))
def test_any_text_as_an_address_is_judged_without_raising(text: str) -> None:
    for url in (text, f"http://{text}", f"https://host/{text}"):
        if address_problem(url) is None:
            assert origin(url).startswith(("http://", "https://"))
            assert is_loopback(url) in (True, False)


@given(st.text(max_size=80))
def test_what_looks_like_a_variable_can_be_one(text: str) -> None:
    if looks_like_a_variable(text):
        assert text.isascii()
        assert text.isidentifier()


def test_origins_are_told_apart_by_scheme_host_and_port() -> None:
    assert origin("https://api.openai.com/v1") == origin("https://API.openai.com:443/other")
    assert len({origin(url) for url in ("http://a/v1", "https://a/v1", "http://a:8000/v1", "http://b/v1")}) == 4


def test_slashes_at_the_end_are_dropped() -> None:
    assert normal_address("http://gpu-box/v1//") == "http://gpu-box/v1"
