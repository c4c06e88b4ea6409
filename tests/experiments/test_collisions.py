"""Two axes that write one place, or of which one takes away what the other sets."""

from __future__ import annotations

import pytest

from tests.experiments.trial import trial


def collide(one: str, other: str) -> bool:
    found = trial(f"vary:\n  a: {{ref: {{}}, x: {{{one}}}}}\n  b: {{ref: {{}}, y: {{{other}}}}}\n")
    assert {rule for rule, *_ in found.places} <= {"colliding-axes"}
    return bool(found.findings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mood: calm", "mood: tense"),
        ("lighting: {key: {quality: hard}}", "lighting: {key: {quality: soft}}"),
        ("lighting: {key: hard}", "lighting: {key: {quality: soft}}"),
        ("lighting: {key: {quality: hard}}", "lighting: null"),
        ("lighting: {key: null}", "lighting: {key: {source: window}}"),
        ("camera: [{pan: left}]", "camera: {edit: {push: {for: 3}}}"),
        ("camera: [{pan: left}]", "camera: [{pan: right}]"),
        ("camera: {edit: {push: {for: 3}}}", "camera: {edit: {push: {for: 2}}}"),
        ("camera: {edit: {push: {for: 3}}}", "camera: {remove: [push]}"),
        ("camera: {edit: {push: {tilt: up}}}", "camera: {edit: {push: {distance: 2m}}}"),
        ("keep: {replace: [a]}", "keep: [b]"),
        ("sound: {ambience: rain}", "sound: {ambience: wind}"),
    ],
)
def test_they_collide_whichever_comes_first(one: str, other: str) -> None:
    assert collide(one, other)
    assert collide(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mood: calm", "weather: rain"),
        ("lighting: {key: {quality: hard}}", "lighting: {key: {source: window}}"),
        ("lighting: {rim: warm}", "lighting: {rim: {quality: hard}}"),
        ("keep: [a]", "keep: [b]"),
        ("keep: [a]", "keep: [a]"),
        ("camera: {edit: {push: {for: 3}}}", "camera: {edit: {turn: {for: 2}}}"),
        ("camera: {edit: {push: {for: 3}}}", "camera: {edit: {push: {speed: slow}}}"),
        ("camera: {append: [{hold: 1}]}", "camera: {edit: {push: {for: 3}}}"),
        ("camera: {append: [{hold: 1}]}", "camera: {prepend: [{hold: 1}]}"),
    ],
)
def test_they_do_not(one: str, other: str) -> None:
    assert not collide(one, other)
    assert not collide(other, one)


def test_it_names_both_places() -> None:
    (finding,) = trial(
        "vary:\n  light: {as-is: {}, noon: {lighting: {rim: warm}}}\n  hour: {as-is: {}, late: {lighting: null}}\n"
    ).findings
    assert finding.message == (
        "the axes 'light' and 'hour' reach into one another at lighting: light=noon does at ab.yaml:4:45, "
        "and hour=late here"
    )
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (5, 38)


def test_levels_that_never_meet_do_not_collide() -> None:
    vary = "vary:\n  a: {ref: {}, x: {mood: calm}}\n  b: {ref: {}, y: {mood: tense}}\n"
    assert [rule for rule, *_ in trial(vary).places] == ["colliding-axes"]
    assert trial(f"{vary}design: one-at-a-time\n").places == []
    assert trial(f'{vary}except: ["a=x,b=y"]\n').places == []
