from __future__ import annotations

from dataclasses import replace

import pytest

from promptkit.catalog import load_catalog
from promptkit.findings import UsageError
from promptkit.project import key_for

OPENAI = load_catalog().endpoints["openai"]
LOCAL = load_catalog().endpoints["local"]


def test_the_key_comes_from_the_variable_that_the_endpoint_names() -> None:
    assert key_for(OPENAI, {"OPENAI_API_KEY": " sk-hunter2\n"}) == "sk-hunter2"
    assert key_for(replace(OPENAI, key_env="STUDIO_KEY"), {"OPENAI_API_KEY": "a", "STUDIO_KEY": "b"}) == "b"


def test_where_no_key_is_needed_none_is_read() -> None:
    assert key_for(LOCAL, {"OPENAI_API_KEY": "sk-hunter2"}) == ""


@pytest.mark.parametrize("environ", [{}, {"OPENAI_API_KEY": ""}, {"OPENAI_API_KEY": " \n"}])
def test_a_missing_key_names_the_variable(environ: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as caught:
        key_for(OPENAI, environ)
    assert caught.value.hint == "export OPENAI_API_KEY=..."


@pytest.mark.parametrize("value", ["hunter2\nX-Evil: 1", "hunter2 hunter2", "hunter2\x00", "hünter2"])
def test_what_cannot_be_a_key_is_refused_without_showing_it(value: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as caught:
        key_for(OPENAI, {"OPENAI_API_KEY": value})
    assert "nter2" not in f"{caught.value} {caught.value.hint}"
    assert caught.value.exit_code == 2
