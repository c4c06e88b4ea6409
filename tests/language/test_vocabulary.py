from __future__ import annotations

import json
import os

import pytest

from promptkit.findings import Severity
from promptkit.language import Move, Shot, nearest, normal, vocabulary
from promptkit.language._gather_words import FOLDER, gathered, words_as_written
from promptkit.source import apply_edits
from tests.language.reading import HEAD, only, read, shot
from tests.language.slots import SLOTS

_DATA = words_as_written()
_WORDS = vocabulary()
_MOVES = _WORDS.moves
_LISTS = {name: entry for name, entry in _DATA.items() if isinstance(entry, dict) and "terms" in entry}
_NAMED = [
    (name, synonym)
    for name, entry in _DATA["moves"].items()
    for synonym in (name, *entry.get("synonyms", ()), *entry.get("measured", ()))
]
_DIRECTED = [
    (name, synonym, direction)
    for name, entry in _DATA["moves"].items()
    for synonym, direction in entry.get("directed", {}).items()
]
_MISUSED = [(name, way, meant) for name, move in _MOVES.items() for way, meant in move.misuse.items()]

#: Lists that describe keys and are no values.
_NO_VALUES = {"light_role"}


def _value(name: str) -> str:
    """Something that may stand behind the move."""
    move = _MOVES[name]
    if move.directions:
        return move.directions[0]
    return {"hold": "1", "track": "Mara", "rack_focus": "{from: leaf, to: drop}", "fly_through": "the keyhole"}[name]


def _one(text: str) -> Move:
    (item,) = shot(f"camera:\n  - {text}\n").camera
    (move,) = item.moves
    return move


# --- the data


def test_what_is_loaded_is_what_the_files_say() -> None:
    file = FOLDER / "vocabulary.json"
    if os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1":
        file.write_text(gathered(), encoding="utf-8", newline="\n")
    assert file.read_text("utf-8") == gathered(), "run python -m promptkit.language._gather_words"
    assert json.loads(gathered())["as_of"] == _WORDS.as_of


@pytest.mark.parametrize("name", _MOVES)
def test_every_move_has_a_source_a_meaning_and_words(name: str) -> None:
    move = _MOVES[name]
    assert move.source in _WORDS.sources
    assert move.means
    assert move.verb
    assert move.noun
    assert len(move.directions) % 2 == 0
    assert not {*move.misuse, *move.read_as, *move.unclear} & set(move.directions)
    assert {*move.misuse, *move.read_as, *move.unclear, *move.directions} <= set(_WORDS.directions)
    assert {*move.misuse.values(), *(each for many in move.unclear.values() for each in many)} <= set(_MOVES)


@pytest.mark.parametrize("name", _LISTS)
def test_every_term_has_a_source_and_a_meaning(name: str) -> None:
    words = _WORDS.lists[name]
    assert words.about
    assert "..." in words.key
    known = {"synonyms", "means", "phrase", "source", "amounts", "group", "shines", "mm"}
    assert not {key for entry in _LISTS[name]["terms"].values() for key in entry} - known
    for term in words.terms().values():
        assert term.source in _WORDS.sources
        assert term.means or name == "light_colour", term.name


@pytest.mark.parametrize("name", _WORDS.rivals)
def test_rivals_are_terms(name: str) -> None:
    words = {*_LISTS[name]["terms"], *(_LISTS["light_quality"]["terms"] if name == "light_style" else ())}
    assert {each for pair in _WORDS.rivals[name] for each in pair} <= words


def test_lights_shine_at_times_that_there_are() -> None:
    groups = {entry.get("group") for entry in _LISTS["time_of_day"]["terms"].values()}
    assert {each for entry in _LISTS["light_source"]["terms"].values() for each in entry.get("shines", ())} <= groups


def test_every_source_is_the_source_of_something() -> None:
    of_terms = {term.source for words in _WORDS.lists.values() for term in words.terms().values()}
    of_moves = {move.source for move in _MOVES.values()}
    assert set(_WORDS.sources) == of_terms | of_moves


@pytest.mark.parametrize("name", _LISTS)
def test_no_name_stands_for_two_terms(name: str) -> None:
    seen: dict[str, str] = {}
    for term, entry in _LISTS[name]["terms"].items():
        for each in (term, *entry.get("synonyms", ())):
            assert seen.setdefault(normal(each), term) == term, each


def test_no_name_stands_for_two_moves() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for name, synonym in _NAMED:
        assert seen.setdefault(normal(synonym), (name, "")) == (name, ""), synonym
    for name, synonym, direction in _DIRECTED:
        assert seen.setdefault(normal(synonym), (name, direction)) == (name, direction), synonym
    assert not set(map(normal, _DATA["elsewhere"])) & set(_WORDS.move_names)
    forms = [form for many in _DATA["verbs"].values() for form in many]
    assert len(forms) == len(set(forms))


# --- moves


@pytest.mark.parametrize(("name", "synonym"), _NAMED)
def test_a_synonym_is_its_move(name: str, synonym: str) -> None:
    for spelling in (synonym, synonym.title(), synonym.replace(" ", "-"), synonym.replace(" ", "_")):
        assert _one(f'{{"{spelling}": {_value(name)}}}').move == name


@pytest.mark.parametrize(("name", "synonym", "direction"), _DIRECTED)
def test_a_name_that_contains_its_direction(name: str, synonym: str, direction: str) -> None:
    for text in (synonym, f"{{move: {synonym}, for: 2}}", f"{{{synonym}: 2}}"):
        move = _one(text)
        assert (move.move, move.direction) == (name, direction)


@pytest.mark.parametrize("name", [name for name, move in _MOVES.items() if move.directions])
def test_every_synonym_goes_in_every_direction(name: str) -> None:
    ways = {word: way for word, way in _WORDS.direction_synonyms.items() if way in _MOVES[name].directions}
    plain = {way: way for way in _MOVES[name].directions}
    for synonym in (name, *_DATA["moves"][name].get("synonyms", ())):
        for word, way in (ways | plain).items():
            move = _one(f"{{{synonym}: {word}}}")
            assert (move.move, move.direction) == (name, way), f"{synonym}: {word}"
        for way in plain:
            move = _one(f"{synonym} {way}")
            assert (move.move, move.direction) == (name, way), f"{synonym} {way}"


@pytest.mark.parametrize("form", [form for many in _DATA["verbs"].values() for form in many])
def test_a_form_of_a_verb_is_the_verb(form: str) -> None:
    verb = _WORDS.verbs[form]
    names = [name for name in _WORDS.move_names if name.split()[0] == verb and "(" not in name]
    assert names
    for name in names:
        move, way = _WORDS.move_names[name]
        written = f"{form}{name.removeprefix(verb)}"
        value = _value(move.name) if way is None else "1"
        if move.name == "hold":
            value = "1"
        assert _one(f"{{{written}: {value}}}").move == move.name


@pytest.mark.parametrize(
    ("written", "name", "direction", "speed"),
    [
        ("slow push in", "dolly", "in", "slow"),
        ("Slow push-in", "dolly", "in", "slow"),
        ("push slowly in", "dolly", "in", "slow"),
        ("dolly in slowly", "dolly", "in", "slow"),
        ("quick pan left", "pan", "left", "fast"),
        ("slowly pan to the left", "pan", "left", "slow"),
        ("pan slowly to the left", "pan", "left", "slow"),
        ("the camera pans left", "pan", "left", None),
        ("camera moves slowly forward", "dolly", "in", "slow"),
        ("pulling back very slowly", "dolly", "out", "imperceptible"),
        ("pull slowly back", "dolly", "out", "slow"),
        ("a slow zoom in", "zoom", "in", "slow"),
        ("creeping zoom in", "zoom", "in", "slow"),
        ("fast zoom in", "crash_zoom", "in", None),
        ("orbits clockwise quickly", "arc", "clockwise", "fast"),
        ("crane shot up, slow", "crane", "up", "slow"),
        ("rising slowly", "pedestal", "up", "slow"),
        ("locked-off camera", "hold", None, None),
        ("static shot", "hold", None, None),
        ("the camera holds still", "hold", None, None),
        ("whip pan right", "whip_pan", "right", None),
        ("gentle tilt down", "tilt", "down", "slow"),
        ("Dolly-In (slow).", "dolly", "in", "slow"),
        ("trucking left at a steady pace", "truck", "left", "normal"),
    ],
)
def test_words_in_any_reasonable_order(written: str, name: str, direction: str | None, speed: str | None) -> None:
    for text in (f'"{written}"', f'{{move: "{written}"}}'):
        move = _one(text)
        assert (move.move, move.direction, move.speed) == (name, direction, speed)


@pytest.mark.parametrize(
    ("speed", "order"),
    [
        (speed, order)
        for speed in _WORDS.speeds
        for order in ("{speed} {move} {way}", "{move} {way} {speed}", "{move} {speed} {way}")
        if (speed, order) != ("whip", "{move} {speed} {way}")  # `whip left` names a whip pan
    ],
)
def test_any_speed_in_any_place(speed: str, order: str) -> None:
    for name, way in (("truck", "left"), ("tilt", "up"), ("arc", "clockwise"), ("pedestal", "down")):
        move = _one(order.format(speed=speed, move=name, way=way))
        assert (move.move, move.direction, move.speed) == (name, way, _WORDS.speeds[speed].name)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("pan left 15 degrees", {"move": "pan", "direction": "left", "degrees": 15.0}),
        ("15-degree pan left over 2 seconds", {"move": "pan", "direction": "left", "degrees": 15.0}),
        ("360 orbit left", {"move": "arc", "direction": "left", "degrees": 360.0}),
        ("zoom in to 85mm", {"move": "zoom", "direction": "in", "to": "85mm"}),
        ("2x zoom in", {"move": "zoom", "direction": "in", "factor": 2.0}),
        ("follow Mara", {"move": "track", "subject": "Mara"}),
        ("track Old Mara from behind", {"move": "track", "subject": "Old Mara", "side": "behind"}),
        (
            "orbit left around the cup slowly",
            {"move": "arc", "direction": "left", "subject": "the cup", "speed": "slow"},
        ),
        ("rack focus from the leaf to the drop", {"move": "rack_focus", "side": "the leaf", "to": "the drop"}),
        ("fly through the keyhole", {"move": "fly_through", "subject": "the keyhole"}),
        ("circle the table clockwise 90 degrees", {"direction": "clockwise", "subject": "the table", "degrees": 90.0}),
        ("orbit Mara left, easing out", {"direction": "left", "subject": "Mara", "ease": "out"}),
        ("rack focus from leaf to drop over 1s", {"side": "leaf", "to": "drop"}),
        ("walk with Mara", {"move": "track", "subject": "Mara"}),
        ("the camera is static", {"move": "hold"}),
    ],
)
def test_what_else_a_text_says_of_its_move(written: str, found: dict[str, object]) -> None:
    move = _one(written)
    assert {key: getattr(move, key) for key in found} == found


def test_on_whom_a_move_ends() -> None:
    (item,) = shot("camera: [push in on Mara]\n").camera
    assert (item.moves[0].move, item.moves[0].direction, item.ends_on) == ("dolly", "in", "Mara")


def test_a_name_ends_where_it_is_said_how_the_move_goes() -> None:
    (item,) = shot("camera: [pan left to the lighthouse slowly over 2 s]\n").camera
    assert (item.ends_on, item.moves[0].speed, item.length) == ("the lighthouse", "slow", 2)


def test_a_manner_in_the_place_of_the_direction() -> None:
    assert (_one("{dolly: slowly in}").direction, _one("{dolly: slowly in}").speed) == ("in", "slow")
    assert _one("{pan: left 15 degrees}").degrees == 15
    (item,) = shot("camera: [{dolly: in slowly on Mara, for: 2}]\n").camera
    assert (item.moves[0].direction, item.moves[0].speed, item.ends_on, item.length) == ("in", "slow", "Mara", 2)
    (item,) = shot("camera: [{tail Mara: 2}]\n").camera
    assert (item.moves[0].subject, item.moves[0].side, item.length) == ("Mara", "behind", 2)


@pytest.mark.parametrize(("name", "direction", "meant"), _MISUSED)
@pytest.mark.parametrize(
    "form",
    ["{{{0}: {1}}}", "{{{0}: {{go: {1}}}}}", "{{move: {0}, go: {1}}}", "{0} {1}", "slow {0} {1}", "{{{0} {1}: 2}}"],
)
def test_a_clear_misuse_loads_as_meant_with_a_safe_fix(name: str, direction: str, meant: str, form: str) -> None:
    _read_as_meant(form.format(name, direction), meant, direction)


@pytest.mark.parametrize(("name", "way", "meant"), [(m, w, n) for m, v in _MOVES.items() for w, n in v.read_as.items()])
@pytest.mark.parametrize("form", ["{{{0}: {1}}}", "{0} {1}", "{{move: {0}, go: {1}}}"])
def test_a_direction_in_other_words(name: str, way: str, meant: str, form: str) -> None:
    _read_as_meant(form.format(name, way), name, meant)


@pytest.mark.parametrize("sweep", _DATA["sweeps"])
@pytest.mark.parametrize("form", ["{{{0}: {1}}}", "{0} {1}", "{{{0}: {{go: {1}}}}}", "slow {0} {1}"])
def test_from_one_side_to_the_other(sweep: str, form: str) -> None:
    way = _DATA["sweeps"][sweep]
    name = "pan" if way in ("left", "right") else "tilt"
    _read_as_meant(form.format(name, sweep), name, way)


def _read_as_meant(entry: str, name: str, way: str) -> None:
    text = f"{HEAD}camera:\n  - {entry}\n"
    built = read(text)
    (finding,) = built.findings
    assert (finding.rule, finding.severity) == ("misused-move", Severity.WARNING)
    assert built.shot is not None
    assert (built.shot.camera[0].moves[0].move, built.shot.camera[0].moves[0].direction) == (name, way)
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    again = read(apply_edits(text, finding.fix.edits)[0])
    assert not again.findings
    assert again.shot == built.shot


def test_misuse_inside_a_move_that_runs_together_with_another() -> None:
    built = read(f"{HEAD}camera: [{{dolly: {{go: left, for: 2}}, tilt: up}}]\n")
    assert [finding.rule for finding in built.findings] == ["misused-move"]
    assert built.shot is not None
    assert [each.move for each in built.shot.camera[0].moves] == ["truck", "tilt"]


@pytest.mark.parametrize(("name", "way"), [(name, way) for name, move in _MOVES.items() for way in move.unclear])
def test_what_may_mean_several_moves_is_an_error_that_names_them(name: str, way: str) -> None:
    likeliest, *_ = several = _MOVES[name].unclear[way]
    for text in (f"{{{name}: {way}}}", f"{name} {way}", f"slow {name} {way}"):
        finding = only(f"camera: [{text}]\n")
        assert finding.rule == "unknown-direction"
        assert all(f"`{each}: {way}`" in f"{finding.hint}" for each in several)
        assert finding.fix is not None
        assert finding.fix.safety == "unsafe"
        fixed = read(apply_edits(f"{HEAD}camera: [{text}]\n", finding.fix.edits)[0])
        assert not fixed.findings
        assert fixed.shot is not None
        (move,) = fixed.shot.camera[0].moves
        assert (move.move, move.direction) == (likeliest, way)


@pytest.mark.parametrize(
    ("written", "rule", "hint"),
    [
        ("push in and tilt up", "several-moves", "{dolly: in, tilt: up}"),
        ("dolly in then pan left", "several-moves", "{dolly: in, pan: left}"),
        ("push left", "unknown-direction", "keep one"),
        ("pan left then right", "unknown-direction", "two entries"),
        ("slow", "unknown-move", "the moves"),
        ("{pan: 15}", "unknown-direction", "degrees: 15"),
        ("{orbit: the cup}", "unknown-direction", "subject: the cup"),
        ("{orbit: Mara}", "missing-direction", ""),
        ("orbit", "missing-direction", ""),
        ("handheld push in", "not-a-move", "support: handheld"),
        ("slow motion", "not-a-move", "time_effect: slow motion"),
        ("side tracking", "not-a-move", "from: left"),
        ("wander about", "unknown-move", "the moves"),
        ('"push in, then hold"', "several-moves", "as entries of their own"),
        ("crane up like the rooftops", "unknown-move", "'like rooftops' cannot be said of a crane"),
        ("track along the bar", "missing-direction", "{truck: left, path: along the bar}"),
        ("no zoom", "not-a-move", "`avoid`"),
        ('"pan left, no tilt"', "not-a-move", "`avoid`"),
        ("{no zoom: 2}", "not-a-move", "`avoid`"),
    ],
)
def test_what_nobody_can_tell_is_an_error(written: str, rule: str, hint: str) -> None:
    finding = only(f"camera: [{written}]\n")
    assert finding.rule == rule
    assert hint in f"{finding.hint}"


@pytest.mark.parametrize("word", _DATA["elsewhere"])
def test_what_is_no_move_is_told_where_it_belongs(word: str) -> None:
    for text in (word, f"{{{word}: 2}}"):
        finding = only(f"camera:\n  - {text}\n")
        assert finding.rule == "not-a-move"
        assert _DATA["elsewhere"][word] in f"{finding.hint}"


@pytest.mark.parametrize("word", _DATA["direction_synonyms"])
def test_a_synonym_of_a_direction(word: str) -> None:
    direction = _DATA["direction_synonyms"][word]
    name = next(name for name, move in _MOVES.items() if direction in move.directions)
    assert _one(f"{{{name}: {word}}}").direction == direction


def test_an_opposite_undoes() -> None:
    for move in _MOVES.values():
        for direction in move.directions:
            opposite = move.opposite(direction)
            assert opposite is not None
            assert opposite != direction
            assert move.opposite(opposite) == direction


# --- the other words


def test_every_list_is_read_somewhere() -> None:
    assert set(SLOTS) | _NO_VALUES == set(_LISTS)


@pytest.mark.parametrize(("name", "term"), [(name, term) for name in SLOTS for term in _LISTS[name]["terms"]])
def test_every_name_of_a_term_is_read_as_the_term(name: str, term: str) -> None:
    form, found = SLOTS[name]
    for synonym in (term, *_LISTS[name]["terms"][term].get("synonyms", ())):
        for spelling in (synonym, synonym.upper(), f"the {synonym}"):
            if spelling.startswith("the ") and name in ("speed", "ease", "support_amount"):
                continue
            loaded: Shot = shot(form.format(spelling) + "\n")
            assert found(loaded) == term, spelling


def test_the_nearest_word() -> None:
    assert nearest("doly", ["dolly", "pan"]) == "dolly"
    assert nearest("Whip-Pam", ["whip_pan", "pan"]) == "whip_pan"
    assert nearest("levitation", ["dolly", "pan"]) is None
