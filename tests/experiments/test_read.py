"""What an experiment may say, and what is told about the rest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from promptkit.experiments import MOST_VARIANTS, Fraction, Sample, selection
from promptkit.findings import UsageError
from tests.experiments.trial import trial

VARY = "vary:\n  light: {dawn: {mood: calm}, noon: {mood: tense}}\n  push: {as-is: {}, slow: {weather: rain}}\n"


def test_it_is_read_whole() -> None:
    reading = trial(f"takes: 3\nbudget: 12.50\n{VARY}notes: A note.\ntags: [one, two]\n").reading
    assert reading is not None
    found = reading.experiment
    assert (found.name, found.base, found.takes, found.budget) == ("ab", "mug.yaml", 3, Decimal("12.50"))
    assert (found.design, found.notes, found.tags) == ("full", "A note.", ("one", "two"))
    assert found.vary == {
        "light": {"dawn": {"mood": "calm"}, "noon": {"mood": "tense"}},
        "push": {"as-is": {}, "slow": {"weather": "rain"}},
    }


def test_a_variant_is_called_after_its_levels() -> None:
    assert trial(VARY).names == [
        "light=dawn,push=as-is",
        "light=dawn,push=slow",
        "light=noon,push=as-is",
        "light=noon,push=slow",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("only: light=noon", ["light=noon,push=as-is", "light=noon,push=slow"]),
        ('only: ["light=noon,push=slow"]', ["light=noon,push=slow"]),
        ("only: [light=noon, push=slow]", ["light=dawn,push=slow", "light=noon,push=as-is", "light=noon,push=slow"]),
        ("except: [light=noon, push=slow]", ["light=dawn,push=as-is"]),
        ("only: push=slow\nexcept: light=noon", ["light=dawn,push=slow"]),
        ("design: one-at-a-time", ["light=dawn,push=as-is", "light=noon,push=as-is", "light=dawn,push=slow"]),
        ("design: one-at-a-time\nexcept: light=noon", ["light=dawn,push=as-is", "light=dawn,push=slow"]),
    ],
)
def test_filters(text: str, names: list[str]) -> None:
    found = trial(f"{VARY}{text}\n")
    assert (found.names, found.findings) == (names, ())


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("pairs", "pairs"),
        ("{sample: 3, seed: 1}", Sample(sample=3, seed="1")),
        ("{sample: 3}", Sample(sample=3, seed="0")),
        ("{sample: 3, seed: autumn}", Sample(sample=3, seed="autumn")),
    ],
)
def test_designs(text: str, design: object) -> None:
    reading = trial(f"{VARY}design: {text}\n").reading
    assert reading is not None
    assert reading.experiment.design == design


def test_a_fraction_is_read_with_its_part() -> None:
    axes = "".join(f"  a{at}: {{off: {{}}, on: {{notes: x}}}}\n" for at in range(5))
    found = trial(f"vary:\n{axes}design: {{fraction: 1/4}}\n")
    assert found.reading is not None
    assert found.reading.experiment.design == Fraction(fraction="1/4")
    assert len(found.variants) == 8


def test_level_keys_are_read_as_spelled() -> None:
    found = trial("vary: {on: {yes: {mood: a}, 010: {mood: b}, 16:9: {mood: c}, golden hour: {mood: d}}}\n")
    assert found.names == ["on=yes", "on=010", "on=16:9", "on=golden hour"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [("missing-key", 1, 1)]),
        ("vary: {}\n", [("invalid-value", 3, 7)]),
        ("vary: light\n", [("invalid-value", 3, 7)]),
        ("vary: {light: dawn}\n", [("invalid-value", 3, 15)]),
        ("vary: {light: {dawn: dawn}}\n", [("invalid-value", 3, 22)]),
        ("vary: {light: {dawn: {shot: other}}}\n", [("invalid-value", 3, 23)]),
        ("vary:\n  light:\n    dawn:\n    noon: {mood: tense}\n", [("empty-value", 5, 5)]),
        ('vary: {light: {"a,b": {mood: calm}}}\n', [("invalid-name", 3, 16)]),
        ('vary: {"a=b": {c: {mood: calm}}}\n', [("invalid-name", 3, 8)]),
        (f"{VARY}takes: 0\n", [("invalid-value", 6, 8)]),
        (f"{VARY}takes: 101\n", [("invalid-value", 6, 8)]),
        (f"{VARY}takes: [3]\n", [("invalid-value", 6, 8)]),
        (f"{VARY}budget: $12\n", [("invalid-value", 6, 9)]),
        (f"{VARY}budget: -1\n", [("invalid-value", 6, 9)]),
        (f"{VARY}budget:\n", [("empty-value", 6, 1)]),
        (f"{VARY}duration: 4\n", [("unknown-key", 6, 1)]),
        (f"{VARY}desing: full\n", [("unknown-key", 6, 1)]),
        (f"{VARY}design: some\n", [("invalid-design", 6, 9)]),
        (f"{VARY}design: {{sample: 0}}\n", [("invalid-design", 6, 18)]),
        (f"{VARY}design: {{sample: 5}}\n", [("invalid-design", 6, 1)]),
        (f"{VARY}design: {{fraction: 2}}\n", [("invalid-design", 6, 20)]),
        (f"{VARY}design: fraction\n", [("invalid-design", 6, 1)]),
        (f"{VARY}only: light\n", [("unknown-level", 6, 7)]),
        (f"{VARY}only: [light=dusk]\n", [("unknown-level", 6, 8)]),
        (f'{VARY}except: ["light=dawn,light=noon"]\n', [("unknown-level", 6, 10)]),
        (f"{VARY}except: [light=dawn, light=noon]\n", [("no-variants", 6, 1)]),
    ],
)
def test_mistakes(text: str, places: list[tuple[str, int, int]]) -> None:
    assert trial(text).places == places


def test_more_variants_than_anybody_judges() -> None:
    axes = "".join(f"  a{at}: {{{', '.join(f'l{level}: {{}}' for level in range(2))}}}\n" for at in range(11))
    assert len(trial(f"vary:\n{axes}").variants) == MOST_VARIANTS
    found = trial(f"vary:\n{axes}  more: {{one: {{}}, two: {{}}}}\n")
    assert (found.variants, found.places) == ((), [("too-many-variants", 3, 1)])


def test_what_a_caller_chooses() -> None:
    reading = trial(VARY).reading
    assert reading is not None
    assert selection("push=slow, light=dawn", reading.axes) == {"push": "slow", "light": "dawn"}
    for text, said in (
        ("light=down", "did you mean 'dawn'"),
        ("lite=dawn", "did you mean 'light'"),
        ("dawn", "expected axis=level"),
        ("light=dawn,light=noon", "no variant has light=dawn and light=noon"),
    ):
        with pytest.raises(UsageError, match=said):
            selection(text, reading.axes)
