from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from promptkit.findings import Severity
from promptkit.language import nearest, normal, vocabulary
from promptkit.source import apply_edits
from tests.language.reading import HEAD, read, shot

_DATA = yaml.safe_load(files("promptkit.language").joinpath("data/vocabulary.yaml").read_text("utf-8"))
_MOVES = vocabulary().moves
_SYNONYMS = [(name, synonym) for name, entry in _DATA["moves"].items() for synonym in entry.get("synonyms", ())]
_DIRECTED = [
    (name, synonym, direction)
    for name, entry in _DATA["moves"].items()
    for synonym, direction in entry.get("directed", {}).items()
]
_MISUSED = [
    (name, direction, meant)
    for name, entry in _DATA["moves"].items()
    for direction, meant in entry.get("misuse", {}).items()
]


def _value(name: str) -> str:
    """Something that may stand behind the move."""
    move = _MOVES[name]
    if move.directions:
        return move.directions[0]
    return {"hold": "1", "track": "Mara", "rack_focus": "{from: leaf, to: drop}"}[name]


@pytest.mark.parametrize("name", _MOVES)
def test_every_move_has_a_source_and_words(name: str) -> None:
    entry = _DATA["moves"][name]
    assert entry["source"] in _DATA["sources"]
    assert entry["verb"]
    assert entry["noun"]
    assert len(entry["directions"]) % 2 == 0


@pytest.mark.parametrize(("name", "synonym"), [*((name, name) for name in _MOVES), *_SYNONYMS])
def test_a_synonym_is_its_move(name: str, synonym: str) -> None:
    for spelling in (synonym, synonym.title(), synonym.replace(" ", "-"), synonym.replace(" ", "_")):
        (item,) = shot(f"camera: [{{{spelling}: {_value(name)}}}]\n").camera
        assert item.moves[0].move == name


@pytest.mark.parametrize(("name", "synonym", "direction"), _DIRECTED)
def test_a_name_that_contains_its_direction(name: str, synonym: str, direction: str) -> None:
    for text in (f"- {synonym}", f"- {{move: {synonym}, for: 2}}", f"- {{{synonym}: 2}}"):
        (item,) = shot(f"camera:\n  {text}\n").camera
        assert (item.moves[0].move, item.moves[0].direction) == (name, direction)


@pytest.mark.parametrize(
    ("name", "direction"), [(name, direction) for name, move in _MOVES.items() for direction in move.directions]
)
def test_a_move_and_its_direction_in_one_text(name: str, direction: str) -> None:
    (item,) = shot(f"camera: [{name.replace('_', ' ')} {direction}]\n").camera
    assert (item.moves[0].move, item.moves[0].direction) == (name, direction)


@pytest.mark.parametrize(("name", "direction", "meant"), _MISUSED)
@pytest.mark.parametrize("form", ["{{{0}: {1}}}", "{{{0}: {{go: {1}}}}}", "{{move: {0}, go: {1}}}", "{0} {1}"])
def test_a_clear_misuse_loads_as_meant_with_a_safe_fix(name: str, direction: str, meant: str, form: str) -> None:
    text = f"{HEAD}camera:\n  - {form.format(name, direction)}\n"
    built = read(text)
    (finding,) = built.findings
    assert (finding.rule, finding.severity) == ("misused-move", Severity.WARNING)
    assert built.shot is not None
    assert (built.shot.camera[0].moves[0].move, built.shot.camera[0].moves[0].direction) == (meant, direction)
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    again = read(apply_edits(text, finding.fix.edits)[0])
    assert not again.findings
    assert again.shot == built.shot


@pytest.mark.parametrize("word", _DATA["elsewhere"])
def test_what_is_no_move_is_told_where_it_belongs(word: str) -> None:
    for text in (f"- {word}", f"- {{{word}: 2}}"):
        (finding,) = read(f"{HEAD}camera:\n  {text}\n").findings
        assert finding.rule == "not-a-move"
        assert finding.hint is not None
        assert _DATA["elsewhere"][word] in finding.hint


@pytest.mark.parametrize("word", [word for word in _DATA["direction_synonyms"] if "clockwise" not in word])
def test_a_synonym_of_a_direction(word: str) -> None:
    direction = _DATA["direction_synonyms"][word]
    name = next(name for name, move in _MOVES.items() if direction in move.directions)
    (item,) = shot(f"camera: [{{{name}: {word}}}]\n").camera
    assert item.moves[0].direction == direction


def test_an_opposite_undoes() -> None:
    for move in _MOVES.values():
        for direction in move.directions:
            opposite = move.opposite(direction)
            assert opposite is not None
            assert opposite != direction
            assert move.opposite(opposite) == direction


@pytest.mark.parametrize("list_name", ["shot_sizes", "angles", "depths_of_field", "supports"])
def test_a_closed_list_reads_each_of_its_names(list_name: str) -> None:
    entries = _DATA[list_name]
    for name, entry in entries.items():
        for synonym in (name, *(entry["synonyms"] if isinstance(entry, dict) else entry)):
            key = {"shot_sizes": "shot_size", "angles": "angle", "depths_of_field": "depth_of_field"}.get(list_name)
            text = f'framing: {{{key}: "{synonym}"}}\n' if key else f'support: "{synonym}"\n'
            loaded = shot(text)
            found = getattr(loaded.framing, key) if key else getattr(loaded.support, "kind", None)
            assert found in entries, synonym


def test_no_name_stands_for_two_things() -> None:
    for list_name in ("shot_sizes", "angles", "depths_of_field"):
        terms: dict[str, set[str]] = {}
        for name, more in _DATA[list_name].items():
            for each in (name, *more):
                terms.setdefault(normal(each), set()).add(name)
        assert [each for each, names in terms.items() if len(names) > 1] == [], list_name
    names = [normal(each) for name, entry in _DATA["moves"].items() for each in (name, *entry.get("synonyms", ()))]
    assert len(names) == len(set(names))
    assert not set(map(normal, _DATA["elsewhere"])) & set(vocabulary().move_names)


def test_the_nearest_word() -> None:
    assert nearest("doly", ["dolly", "pan"]) == "dolly"
    assert nearest("Whip-Pam", ["whip_pan", "pan"]) == "whip_pan"
    assert nearest("levitation", ["dolly", "pan"]) is None
