"""Files on disk."""

from __future__ import annotations

import os

import pytest

from promptkit.findings import UsageError
from promptkit.source import plain, read_file


def write(folder, data):
    path = folder / "a.yaml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"a: \xc3\xa9\n", b"\xef\xbb\xbfa: \xc3\xa9\n", b"a: \xc3\xa9\r\n"])
def test_utf8_with_and_without_a_mark(tmp_path, data):
    parsed = read_file(write(tmp_path, data), "shown.yaml")
    assert plain(parsed.documents[0]) == {"a": "é"}
    assert parsed.file == "shown.yaml"
    assert parsed.documents[0].keys["a"].column == 1
    assert parsed.documents[0].keys["a"].file == "shown.yaml"


def test_line_endings_are_kept(tmp_path):
    assert read_file(write(tmp_path, b"a: 1\r\nb: 2\r\n"), "a").text == "a: 1\r\nb: 2\r\n"


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"a: \xe9\n", "UTF-8"), (b"\xff\xfea\x00", "UTF-16"), (b"a\x00b", "binary"), (b"x" * (5 << 20), "too large")],
)
def test_what_is_no_text_is_refused(tmp_path, data, word):
    path = write(tmp_path, data)
    with pytest.raises(UsageError, match=word) as caught:
        read_file(path, "a.yaml")
    assert "a.yaml" in str(caught.value)


def test_a_file_of_more_than_a_mebibyte_is_a_finding(tmp_path):
    parsed = read_file(write(tmp_path, b"a: " + b"x" * (1 << 20)), "a.yaml")
    assert [finding.rule for finding in parsed.findings] == ["yaml-limit"]


def test_missing_and_folder(tmp_path):
    with pytest.raises(UsageError, match="there is no file"):
        read_file(tmp_path / "none.yaml", "none.yaml")
    with pytest.raises(UsageError, match="is a folder"):
        read_file(tmp_path, "folder")
    with pytest.raises(UsageError, match="cannot read"):
        read_file(write(tmp_path, b"a: 1") / "below", "below")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
def test_unreadable(tmp_path):
    path = write(tmp_path, b"a: 1")
    path.chmod(0)
    with pytest.raises(UsageError, match="permission denied"):
        read_file(path, "a.yaml")
