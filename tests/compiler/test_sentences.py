from __future__ import annotations

import pytest

from promptkit.compiler import MapEntry, sentences_of
from promptkit.findings import Span


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        ("A cup. It steams.", ["A cup.", "It steams."]),
        ("At 1.5 s it pans by 0.5 m. Then it rests.", ["At 1.5 s it pans by 0.5 m.", "Then it rests."]),
        ("Style: noir.\n\nMr. Smith waits at St. Ives.", ["Style: noir.", "Mr. Smith waits at St. Ives."]),
        ('Mara: "Wait! Now." She goes.', ['Mara: "Wait!', 'Now."', "She goes."]),
        ("- one\n- two\n", ["- one", "- two"]),
        ("", []),
        ("no stop", ["no stop"]),
    ],
)
def test_sentences_as_people_read_them(prompt: str, wanted: list[str]) -> None:
    found = sentences_of(prompt, ())
    assert [each.text for each in found] == wanted
    assert all(prompt[each.start : each.end] == each.text for each in found)


def test_a_sentence_has_the_places_of_its_values_once_each() -> None:
    one, two = Span("a.yaml", 1, 1, 1, 2), Span("a.yaml", 2, 1, 2, 2)
    entries = [
        MapEntry(0, 1, two, ("b",)),
        MapEntry(2, 3, one, ("a",)),
        MapEntry(3, 5, two, ("b",)),
        MapEntry(5, 6, Span("t.j2", 1, 1, 1, 2), (), "template"),
        MapEntry(7, 8, one, ("a",)),
    ]
    first, second = sentences_of("A cup. Tea.", entries)
    assert [each.path for each in first.sources] == [("b",), ("a",)]
    assert [each.path for each in second.sources] == [("a",)]
