"""Every word of the vocabulary reaches the prompt, by itself or as the phrase that is documented for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from promptkit.language import vocabulary
from tests.compiler.shots import compiled, shot
from tests.language.slots import SLOTS

_WORDS = vocabulary()
#: What a prompt says for a word that says what there is not.
_ABSENT = {("music", "none"): "no music", ("time_effect", "none"): ""}


@pytest.mark.parametrize("name", sorted(set(SLOTS) - {"speed", "ease", "support_amount"}))
def test_every_term_is_said(name: str, tmp_path: Path) -> None:
    form, _ = SLOTS[name]
    for term in _WORDS.lists[name].terms().values():
        said = _ABSENT.get((name, term.name), term.phrase)
        prompt = compiled(shot(form.format(term.name)), tmp_path).prompt.replace("A harbour at dawn.", "")
        assert re.search(rf"(?<!\w){re.escape(said)}(?!\w)", prompt, re.IGNORECASE), (term.name, prompt)


@pytest.mark.parametrize("name", ["speed", "ease", "support_amount"])
def test_every_manner_is_said(name: str, tmp_path: Path) -> None:
    form, _ = SLOTS[name]
    for term in _WORDS.lists[name].terms().values():
        assert f" {term.phrase}" in compiled(shot(form.format(term.name)), tmp_path).prompt


@pytest.mark.parametrize("name", _WORDS.moves)
def test_every_move_is_said_in_every_direction(name: str, tmp_path: Path) -> None:
    move = _WORDS.moves[name]
    for way in move.directions or [""]:
        told = [f"move: {name}", *([f"go: {way}"] if way else []), *(["subject: Mara"] if move.subject else [])]
        for measure, value, said in _MEASURES:
            if measure in move.measures or not measure:
                item = ", ".join([*told, *([f"{measure}: {value}"] if measure else [])])
                prompt = compiled(shot(f"camera: [{{{item}}}]"), tmp_path).prompt
                (line,) = [each for each in prompt.splitlines() if each.startswith("Camera: ")]
                for word in (move.verb, way, said, "Mara" if move.subject else ""):
                    assert word in line, item


_MEASURES = [
    ("", "", ""),
    ("degrees", "15", "15 degrees"),
    ("distance", "30cm", "30 cm"),
    ("factor", "2", "by a factor of 2"),
    ("to", "85mm", "to 85 mm"),
]


@pytest.mark.parametrize("side", sorted(set(_WORDS.track_sides.values())))
def test_every_side_of_a_tracking_move_is_said(side: str, tmp_path: Path) -> None:
    prompt = compiled(shot(f"camera: [{{track: Mara, from: {side}}}]"), tmp_path).prompt
    assert f"tracks Mara from {'the ' if side in ('left', 'right') else ''}{side}" in prompt


@pytest.mark.parametrize("role", _WORDS.light_roles)
def test_every_role_of_a_light_is_said(role: str, tmp_path: Path) -> None:
    prompt = compiled(shot(f"lighting: {{{role}: soft}}"), tmp_path).prompt
    assert f"soft {role.replace('_', ' ')}" in prompt
