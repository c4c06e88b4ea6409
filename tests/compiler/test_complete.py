"""Nothing is lost in silence: each value of a shot is in the prompt, by its own words or the phrase that is documented
for it, or in the request, or in a finding. The walk over the values and the words that they need are the test's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings

from promptkit.catalog import Target, load_catalog
from promptkit.check import Checked
from promptkit.compiler import dialects
from promptkit.compiler._prompt import Written, write
from promptkit.compiler._source_map import SourceMap
from promptkit.language import Timeline, normal, vocabulary

from .generated import shots, written
from .shots import checked

Leaf = tuple[tuple[str | int, ...], Any]
CATALOG = load_catalog()
FACTS = yaml.safe_load((Path(__file__).parents[2] / "promptkit/compiler/data/dialects.yaml").read_text("utf-8"))
#: What the language says is never in a prompt, and what is in the request.
NEVER = {"shot", "takes", "notes", "tags", "free", "endpoint", "model", "size", "duration", "still", "request"}
SERVING = {"id", "weight", "character", "image"}
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NONE = {
    "time_effect": ("in real time",), "music": ("no music", "N/A"), "ambience": ("no ambient sound", "N/A"),
    "effects": ("no sound effects",), "dialogue": ("no dialogue",), "text": ("no on-screen text",),
}  # fmt: skip
ALL = ("throughout", "until the next move", "to the end", "for the rest of the time", "the time that is left")
SIDES = {"ahead": "from ahead", "behind": "from behind", "left": "from the left", "right": "from the right"}


def leaves_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """All single values of a dumped shot that a prompt or a finding has to tell of."""
    if isinstance(value, dict):
        for key, each in value.items():
            if (path or key not in NEVER) and key not in SERVING:
                yield from leaves_of(each, (*path, key))
    elif isinstance(value, list | tuple):
        for at, each in enumerate(value):
            yield from leaves_of(each, (*path, at))
    elif value is not None:
        yield path, value


def words_of(leaf: Leaf, move: dict[str, Any], dialect: str) -> tuple[str, ...]:
    """What may tell a value: its own words, or the phrases that are documented for it."""
    path, value = leaf
    path = path[2:] if path[0] == "cuts" else path
    key, known, voice = path[-1], vocabulary(), FACTS["dialects"][dialect].get("camera", {})
    if value == "none" and (
        said := NONE.get(str(path[0] if path[0] == "text" else path[1] if path[0] == "sound" else key))
    ):
        return said
    if key in ("move", "direction"):
        named = f"{move['move']} {move.get('direction')}"
        own = [voice.get(kind, {}).get(name) for kind in ("verbs", "commands") for name in (named, move["move"])]
        plain = "holds" if value == "hold" else known.moves[value].verb if key == "move" else value
        return (*(each.partition("*")[0].strip() for each in own if each), plain)
    if key == "speed" and path[0] == "camera":
        phrase = {term.name: term.phrase for term in known.speeds.values()}.get(value, value)
        return (voice.get("speeds", {}).get(value, phrase), phrase)
    if key == "ease":
        return tuple(term.phrase for term in known.eases.values() if term.name == value)
    if path[:1] == ("support",):
        kind = known.supports[normal(move["kind"])].name
        own = [voice.get("supports", {}).get(name) for name in (f"{kind} {move.get('amount')}", kind)]
        return (*(each for each in own if each), known.supports[kind].phrase if key == "kind" else value)
    if key == "angle":
        return (known.angle_phrases.get(value, value),)
    if key == "source":
        return (known.light_sources.get(normal(value), value),)
    if key == "from" and path[0] == "camera" and move["move"] == "track":
        return (SIDES.get(known.track_sides.get(value.lower(), ""), value), f"from {value}")
    if value == "all":
        return ALL
    return (str(value),)


def seconds_in(fragment: str) -> float | None:
    """A length or a start in words or in numbers, in seconds."""
    if "half a second" in fragment:
        return 0.5
    found = re.search(r"\d+(?:\.\d+)?", fragment)
    if found:
        return float(found[0])
    spelled = re.search(rf"\b({'|'.join(NUMBER_WORDS)})( and a half)? second", fragment)
    return None if spelled is None else NUMBER_WORDS.index(spelled[1]) + (0.5 if spelled[2] else 0)


def tells_time(value: Any, fragment: str) -> bool:
    """Whether words tell a length, or a start as it was written."""
    if isinstance(value, int | float) or re.fullmatch(r"[\d.]+", value):
        value = float(value)
        return seconds_in(fragment) == value or (value == 0 and "start" in fragment)
    anchor, _, offset = str(value).replace(" + ", " - ").partition(" - ")
    if offset and seconds_in(fragment) != float(offset) and not (offset in ("1", "1.0") and "final second" in fragment):
        return False
    wanted = {"start": ("start", "begin", "appears", "heard"), "end": ("end", "final", "stop", "disappear")}
    return any(word in fragment for word in wanted[anchor.rpartition(".")[2]])


def codes_of(path: tuple[str | int, ...], timeline: Timeline) -> set[str]:
    """The time codes that tell when whatever stands at a path starts or ends."""
    of, key = path[:-1], path[-1]
    beats = [(beat.start, beat.end) for beat in timeline.beats if beat.path[: len(of)] == of]
    beats += [(span.start, span.end) for span in timeline.cuts if span.path == of]
    return {f"{(start if key == 'at' else end) / 1000:.2f}" for start, end in beats}


def plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" ,;.")


def tells(leaf: Leaf, move: dict[str, Any], dialect: str, fragments: list[str], timeline: Timeline) -> bool:
    """Whether one of the fragments, or all of them together, tell the value."""
    path, value = leaf
    if dialect == "json":
        fragments = [json.loads(f'"{each}"') for each in fragments]
    candidates = [plain(each) for each in (*fragments, " ".join(fragments))]
    if path[-1] in ("at", "for"):
        codes = {each for each in candidates if re.fullmatch(r"\d+\.\d\d", each)}
        if codes:
            return bool(codes & codes_of(path, timeline))
        if value != "all":
            return any(tells_time(value, each) for each in candidates)
    if isinstance(value, float):
        return any(re.search(rf"(?<![\d.]){re.escape(f'{value:g}')}(?![\d.])", each) for each in candidates)
    if path[-1] in ("lens", "to", "distance"):
        candidates = [each.replace(" ", "") for each in candidates]
        return any(
            plain(each).replace(" ", "") in candidate
            for each in words_of(leaf, move, dialect)
            for candidate in candidates
        )
    return any(plain(each) in candidate for each in words_of(leaf, move, dialect) for candidate in candidates)


def part_at(dumped: Any, path: tuple[str | int, ...]) -> dict[str, Any]:
    """The map in which the value stands."""
    for key in path[:-1]:
        dumped = dumped[key]
    return dumped if isinstance(dumped, dict) else {}


def assert_complete(result: Checked, dialect: str, target: Target) -> Written:
    built = result.built
    assert built is not None
    assert built.shot is not None
    assert built.timeline is not None
    made = write(built.shot, built.timeline, dialect, target, built.places)
    dumped = built.shot.model_dump(by_alias=True, exclude_unset=True)
    found = [each for each in made.findings if each.rule == "not-said"]
    refused = made.negative_prompt.split(", ")
    assert isinstance(made.source_map, SourceMap)
    told = made.source_map.told()
    assert told.keys() == made.told
    for path, value in leaves_of(dumped):
        fragments = [made.prompt[start:end] for start, end in told.get(path, ())]
        if fragments:
            where = (dialect, path, value, fragments)
            assert path not in made.not_said, where
            assert tells((path, value), part_at(dumped, path), dialect, fragments, built.timeline), where
        elif refused != [""] and (path[0] == "avoid" or path == ("text",)):
            assert value.rstrip(".") in made.negative_prompt or value == "none"
        else:
            assert path in made.not_said, (dialect, path, value)
            assert any(path[: len(each.path)] == each.path for each in found), (dialect, path, value)
    assert not any("no place for it" in each.message for each in found), (dialect, [each.message for each in found])
    return made


def assert_well_written(prompt: str, dialect: str) -> None:
    """No leftovers: what is joined by a template must not show its seams."""
    text = re.sub(r"\n +", "\n", prompt) if dialect == "json" else prompt
    text = text.replace("Etc.", "Etc")
    for wrong in (
        "  ",
        " .",
        ",,",
        ". .",
        ";;",
        ": .",
        "()",
        "{{",
        "}}",
        "{%",
        "None",
        " ,",
        " ;",
        "\n\n\n",
        ".,",
        ":;",
    ):
        assert wrong not in text, (dialect, wrong, text)
    assert not re.search(r"[\ue000-\ue0ff]", text)
    assert not re.search(r"(?<!\.)\.\.(?!\.)", text), (dialect, text)
    if dialect == "json":
        json.loads(prompt)


def targets(dialect: str) -> list[Target]:
    """The model of the examples, and the one for which the dialect is written, at one with a negative prompt."""
    found = [Target(CATALOG.models["sora-2"], CATALOG.endpoints["local"], None, "1280x720")]
    name = FACTS["dialects"][dialect].get("model")
    if name is not None:
        found.append(Target(CATALOG.models[name], CATALOG.endpoints["vllm-omni"], None, "1280x720"))
    return found


def hold_in_all(shot: dict[str, Any]) -> None:
    result = checked(written(shot), Path("/nowhere"))
    assert result.compiled is not None, [each.message for each in result.findings if each.severity == "error"]
    for dialect in dialects():
        for target in targets(dialect):
            assert_well_written(assert_complete(result, dialect, target).prompt, dialect)


QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
LONG = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@QUICK
@given(shots())
def test_every_value_is_told(shot: dict[str, Any]) -> None:
    hold_in_all(shot)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_every_value_is_told_in_two_thousand_shots(part: int) -> None:
    seed(part)(LONG(given(shots())(hold_in_all)))()
