"""The JSON Schemas: what the product makes, what every valid document passes, and what typical mistakes do not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from promptkit.editor import SCHEMAS, schema, written
from promptkit.experiments import Experiment
from promptkit.language import SequenceOfShots, Shot, Step, vocabulary
from promptkit.linter import RULES
from promptkit.project._read import _LINT_KEYS as LINT_KEYS
from promptkit.project._read import KEYS
from promptkit.source import parse_text, plain
from tests.docs.test_language import EXPECTED, YAML, Snippet, head

ROOT = Path(__file__).resolve().parents[2]
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"
KIND = re.compile(r"^(?:shot|preset|experiment|sequence):", re.MULTILINE)
FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "presets").glob("*.yaml")])
SOUND = [each for each in YAML if not EXPECTED.search(each.info)]
VALID = [
    pytest.param(text, id=f"{rule.name}-{at}")
    for rule in RULES
    for at, text in enumerate(rule.valid)
    if KIND.search(text)
]


@cache
def validator(name: str = "documents") -> Draft7Validator:
    return Draft7Validator(schema(name))


def refused(text: str, name: str = "documents") -> list[str]:
    """What the schema has against the documents of a text."""
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for document in parse_text(text, "a.yaml").documents
        for error in map(innermost, validator(name).iter_errors(plain(document)))
    ]


def innermost(error: ValidationError) -> ValidationError:
    while error.context:
        error = max(error.context, key=lambda each: len(each.absolute_path))
    return error


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_product_makes(name: str) -> None:
    file = ROOT / "schemas" / SCHEMAS[name][0]
    if UPDATE:
        file.write_text(written(name), "utf-8")
    renew = "PROMPTKIT_UPDATE_GOLDEN=1 python -m pytest tests/editor writes it anew; read the diff before it is kept"
    assert file.read_text("utf-8") == written(name), renew
    Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_ships_passes_and_names_its_schema(path: Path) -> None:
    text = path.read_text("utf-8")
    assert refused(text) == []
    line, name = text.splitlines()[0].split("=")
    assert line == "# yaml-language-server: $schema"
    assert (path.parent / name).resolve() == ROOT / "schemas" / SCHEMAS["documents"][0]


@pytest.mark.parametrize("snippet", SOUND, ids=lambda each: each.label)
def test_a_sound_snippet_of_the_reference_passes(snippet: Snippet) -> None:
    assert refused(head(snippet.text) + snippet.text) == []


@pytest.mark.parametrize("text", VALID)
def test_a_valid_example_of_a_rule_passes(text: str) -> None:
    assert refused(text) == []


SHOT = "shot: a\nduration: 8\nscene: A harbour.\n"
MISTAKES = [
    "lens: 50mm",
    "lightning: {rim: warm}",
    "size: 16:9",
    "size: 1280 x 720",
    "takes: 0",
    "takes: 101",
    "takes: many",
    "camera: [{doly: in, for: 2}]",
    "camera: [doly in]",
    "camera: [pan]",
    "camera: [pan up]",
    "camera: [{dolly: left}]",
    "camera: [{pan: up}]",
    "camera: [{orbit: up}]",
    "camera: [{dolly: {go: sideways}}]",
    "camera: [{pan: left, distance: 2m}]",
    "camera: [{dolly: in, degrees: 5}]",
    "camera: [{dolly: {go: in, degrees: 5}}]",
    "camera: [{dolly: in, to: 85mm}]",
    "camera: [{dolly: in, distance: 30}]",
    "camera: [{dolly: in, distance: far}]",
    "camera: [{dolly: in, speed: quik}]",
    "camera: [{dolly: in, speed: 10}]",
    "camera: [{dolly: in, for: fast}]",
    "camera: [{dolly: in, for: 0}]",
    "camera: [{dolly: in, at: later}]",
    "camera: [{dolly: in, id: two words}]",
    "camera: [{for: 2}]",
    "camera: [{slow motion: 2}]",
    "camera: [{hold: 1, pan: left}]",
    "camera: {edit: {push: {fro: 3}}}",
    "camera: {apend: [{hold: 1}]}",
    "framing: {shot_size: clos-up}",
    "framing: {shotsize: close-up}",
    "framing: {angle: from nowhere}",
    "support: trypod",
    "support: {handheld: very}",
    "time_effect: sideways",
    "action: [{who: steam}]",
    "action: [{does: rises, when: 2}]",
    "action: [{does: rises, weight: -1}]",
    "sound: {dialog: [{line: Hello.}]}",
    "sound: {effects: [{at: 2}]}",
    "text: [{where: below}]",
    "lighting: {rim: {color: warm}}",
    "lighting: {spot: warm}",
    "cast: [Mara]",
    "cast: {Mara: {looks: old}}",
    "keep: {the: mug}",
    "look: {films: 35 mm}",
    "params: {push: {type: second}}",
    "params: {push: {type: choice}}",
    "params: {Push: text}",
    "cuts: [{for: 4, sound: rain}]",
    "cuts: [{for: 4}]\ncamera: [{hold: all}]",
    "request: seed",
    "extends: 5",
    "source: {remix: a, edit: b}",
    "source: {copy: a}",
    "references: [{role: a hat}]",
]
WHOLE = [
    "shot: a\nscene: A harbour.\n",
    "shot: A B\nduration: 4\nscene: A harbour.\n",
    *(f"shot: a\nduration: {length}\nscene: A harbour.\n" for length in ("6", "8s", '"8"', "eight", "[8]")),
    "preset: a\ntakes: 2\n",
    "preset: a\nabuot: A push.\n",
    "experiment: a\nbase: cup.yaml\n",
    "experiment: a\nbase: cup.yaml\nvary: {light: {dawn: {lighting: {time_of_day: dawn}}}}\ndesign: all\n",
    "experiment: a\nbase: cup.yaml\nvary: {light: {dawn: {lightning: dawn}}}\n",
    "experiment: a\nbase: cup.yaml\nvary: {push: {slow: {camera: [{doly: in}]}}}\n",
    "experiment: a\nbase: cup.yaml\nvary: {mood: {tense: {mood: tense}}}\nbudget: cheap\n",
    "sequence: a\nshots: []\n",
    "sequence: a\nshots: [{path: cup.yaml}]\n",
    "sequence: a\nshots: [cup.yaml]\njoin: fade\n",
    "scene: A harbour.\n",
]
SETTINGS = [
    "modle: sora-2\n",
    "size: 16:9\n",
    "budget: {run: -1}\n",
    "budget: {week: 10}\n",
    "lint: {ignore: [No such rule]}\n",
    "lint: {fail_on: fatal}\n",
    "lint: {pedantic: sometimes}\n",
    "lint: {per_path: [camera]}\n",
    "endpoints: {studio: {key_env: STUDIO_KEY}}\n",
    "endpoints: {studio: {base_url: gpu-box, like: vllm-omni}}\n",
    'endpoints: {studio: {base_url: "http://gpu-box/v1", like: vlm-omni}}\n',
    'endpoints: {studio: {base_url: "http://gpu-box/v1", key_env: sk-secret}}\n',
    'endpoints: {studio: {base_url: "http://gpu-box/v1", offers: {wan: {seconds: [6]}}}}\n',
]


@pytest.mark.parametrize("text", [*(SHOT + line + "\n" for line in MISTAKES), *WHOLE])
def test_a_typical_mistake_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize("text", SETTINGS)
def test_a_mistake_in_the_settings_is_refused(text: str) -> None:
    assert refused(text, "settings")


def test_settings_pass() -> None:
    project = (ROOT / "templates" / "new" / "project.yaml").read_text("utf-8")
    assert refused(project, "settings") == []
    assert refused(re.sub(r"^# (?=endpoints:|  )", "", project, flags=re.MULTILINE), "settings") == []
    for text in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "configuration.md").read_text("utf-8"), re.DOTALL):
        assert refused(text, "settings") == []


def test_every_key_of_a_document_is_known_and_explained() -> None:
    made = schema("documents")["definitions"]
    keys = {info.alias or name for name, info in Shot.model_fields.items()} | {"extends", "with", "params"}
    assert set(made["shot-document"]["properties"]) == keys
    for name, model in (("experiment", Experiment), ("sequence", SequenceOfShots)):
        keys = {info.alias or name for name, info in model.model_fields.items()}
        assert set(made[f"{name}-document"]["properties"]) == keys
    steps = made["sequence-document"]["properties"]["shots"]["items"]["anyOf"]
    (step,) = (each for each in steps if "required" in each)
    assert set(step["properties"]) == set(Step.model_fields)
    keys = schema("settings")["properties"]
    assert set(keys) == set(KEYS)
    assert set(keys["lint"]["properties"]) == set(LINT_KEYS)


def test_every_key_says_what_it_means() -> None:
    plain_enough = {"append", "prepend", "replace", "remove", "edit", "sample", "seed", "fraction", "crossfade"}
    found = properties(schema("documents")["definitions"])
    silent = {key for key, each in found if "description" not in each and "$ref" not in each}
    assert silent <= plain_enough | set(vocabulary().lists["support"].entries)


def properties(fragment: Any) -> Iterator[tuple[str, Any]]:
    """Every key of every map that the schema describes."""
    if isinstance(fragment, list):
        for each in fragment:
            yield from properties(each)
    elif isinstance(fragment, dict):
        for key, each in fragment.items():
            if key == "properties" and "additionalProperties" in fragment:
                yield from each.items()
            yield from properties(each)


def test_an_editor_is_offered_every_word() -> None:
    made = schema("documents")["definitions"]
    offered = set(values(made))
    words = vocabulary()
    assert set(words.moves) <= set(made["camera-keys"]["properties"])
    assert {
        f"{name.replace('_', ' ')} {way}" for name, each in words.moves.items() for way in each.directions
    } <= offered
    for name in ("shot_size", "angle", "support", "lens", "time_of_day", "weather", "speed", "ease", "time_effect"):
        assert set(words.lists[name].entries) <= offered, name
    assert set(words.directions) <= offered


def values(fragment: Any) -> Iterator[Any]:
    if isinstance(fragment, list):
        for each in fragment:
            yield from values(each)
    elif isinstance(fragment, dict):
        yield from fragment.get("enum", ())
        for each in fragment.values():
            yield from values(each)


@pytest.mark.parametrize(
    "line",
    [
        "camera: [{Dolly: IN, for: 2}, {whip pan: left}, {crash-zoom: in, factor: 2}]",
        "camera: [{orbit: ccw, degrees: 30}, {push in: 2}, slow push in, pan slowly to the left, {vertigo effect: in}]",
        "camera: [{dolly: {go: in, distance: 2m, for: 4}, tilt: {go: up, degrees: 10, at: 1, for: 2}}]",
        "camera: [{track: Mara, from: behind}, {rack_focus: {from: leaf, to: drop}}, {rack_focus: the drop}]",
        "camera: {edit: {push: {for: 3, speed: null}}, append: [{hold: 1}], remove: [rest]}",
        'camera: [{dolly: "{{ way }}", for: "{{ push }}"}]',
        "framing: CU",
        "framing: {shot_size: Medium Close-Up, angle: low angle shot, lens: 1970s zoom}",
        "support: {Handheld: subtle}",
        "mood: {append: [calm], edit: {tense: null}}",
        "lighting: null",
        "cast: {Mara: null}",
        "action: {edit: {rise: {at: 2}}}",
        "extends: [golden-hour, {slow-push: {subject: a mug, push: 3}}]",
        "text: none",
    ],
)
def test_other_ways_to_write_pass(line: str) -> None:
    assert refused(f"{SHOT}{line}\n") == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_of_the_kind_that_editors_read(name: str) -> None:
    """Editors have JavaScript's expressions with `u`, which know fewer escapes than Python's and no flags inside."""
    for pattern in patterns(schema(name)):
        assert set(re.findall(r"\\(.)", pattern)) <= set("sdw.*+?^${}()[]|/\\"), pattern
        assert "(?" not in pattern.replace("(?:", ""), pattern


def patterns(fragment: Any) -> Iterator[str]:
    if isinstance(fragment, list):
        for each in fragment:
            yield from patterns(each)
    elif isinstance(fragment, dict):
        yield from fragment.get("patternProperties", ())
        for key, each in fragment.items():
            if key == "pattern" and isinstance(each, str):
                yield each
            else:
                yield from patterns(each)


def test_the_document_of_the_page_for_editors_passes() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "editors.md").read_text("utf-8"), re.DOTALL)
    assert refused(text) == []
    assert text.startswith("# yaml-language-server: $schema=")
