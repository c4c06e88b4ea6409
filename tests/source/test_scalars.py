"""Plain scalars by YAML 1.2 core."""

from __future__ import annotations

import math

import pytest

from promptkit.source import parse_text


def read(raw):
    node = parse_text(f"a: {raw}\n", "f").documents[0].entries["a"]
    assert node.raw == raw
    assert node.plain
    return node.value


@pytest.mark.parametrize("raw", ["~", "null", "Null", "NULL", ""])
def test_nothing(raw):
    assert read(raw) is None


@pytest.mark.parametrize(("raw", "value"), [("true", True), ("True", True), ("FALSE", False), ("false", False)])
def test_truth(raw, value):
    assert read(raw) is value


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0", 0), ("010", 10), ("04", 4), ("-3", -3), ("+3", 3), ("0o17", 15), ("0x1F", 31), ("1280", 1280)],
)
def test_integers(raw, value):
    result = read(raw)
    assert (type(result), result) == (int, value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0.5", 0.5), ("8.0", 8.0), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1.5E-2", -0.015), ("-.inf", -math.inf)],
)
def test_floats(raw, value):
    result = read(raw)
    assert (type(result), result) == (float, value)


def test_not_a_number():
    assert math.isnan(read(".nan"))


@pytest.mark.parametrize(
    "raw",
    ["16:9", "9:16", "1:30", "2.39:1", "on", "off", "yes", "no", "y", "n", "1_000", "2026-11-23", "tRUE", "0b1", "-0x1",
     "0o8", "1e", "e3", ".", "-", "+", "..5", "12:30:45", "=", "1 000", "٣", "0.5s", "9" * 65],
)  # fmt: skip
def test_text(raw):
    if raw == "-":
        raw = "-a"
    assert read(raw) == raw


@pytest.mark.parametrize("key", ["on", "no", "010", "null", "16:9", "~"])
def test_keys_are_text_as_spelled(key):
    assert list(parse_text(f"{key}: 1\n", "f").documents[0].entries) == [key]


@pytest.mark.parametrize("text", ['"8"', "'8'", "|\n  8", ">-\n  8"])
def test_what_is_quoted_or_a_block_is_text(text):
    node = parse_text(f"a: {text}\n", "f").documents[0].entries["a"]
    assert isinstance(node.value, str)
    assert not node.plain
