"""The JSON Schemas of promptkit's documents, one for all documents with shots in them and one for the settings.

They are of draft 7, which editors know best. What they let through still has to pass the linter, which knows what no
schema can say: times that add up, presets, stills, what a model can do. What they refuse, the linter refuses, too, or
warns of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from promptkit.catalog import load_catalog
from promptkit.experiments import DESIGNS
from promptkit.language import Shot, vocabulary
from promptkit.resolve import KINDS, PARAM_TYPES

from ._about import about, told, words_about
from ._camera import camera
from ._fragments import VALUES, Fragment, either, or_nothing, ref, words
from ._sections import Sections, of_words
from ._settings import settings

_DRAFT = "http://json-schema.org/draft-07/schema#"
#: Keys that only the one who asks for a clip may write.
_OF_A_SHOT = frozenset({"shot", "takes", "endpoint", "request", "source"})


def documents() -> dict[str, Any]:
    """The schema of shots, presets, experiments and sequences: the one key that says what a document is decides."""
    definitions = _definitions()
    chosen: Fragment = ref("shot-document")
    for kind in reversed(KINDS[1:]):
        chosen = {"if": {"required": [kind]}, "then": ref(f"{kind}-document"), "else": chosen}
    return {
        "$schema": _DRAFT,
        "title": "promptkit: shots, presets, experiments, sequences",
        "type": "object",
        "properties": {kind: {"description": about(kind.capitalize(), kind)} for kind in KINDS},
        **chosen,
        "definitions": definitions,
    }


def _definitions() -> dict[str, Fragment]:
    sections = Sections()
    known = sections.properties(Shot)
    moves = {key: about("Camera", key) for key in words_about()["Camera"]}
    known |= _layering()
    known |= {key: told("Shot", key, made) for key, made in _named().items()}
    patch = {key: ref(f"key-{key}") for key in known if key != "shot"}
    shot = _object({"shot": known["shot"], **patch}, required=("shot",))
    shot |= {"if": _has_none("extends", "source"), "then": {"required": ["duration"]}}
    shot |= {"dependencies": {"cuts": {"not": {"anyOf": [_says("camera"), _says("action")]}}}}
    own = {key: told("Preset", key, made) for key, made in (("preset", ref("name")), ("about", ref("text")))}
    preset = _object(own | {key: made for key, made in patch.items() if key not in _OF_A_SHOT}, required=("preset",))
    return {
        "shot-document": shot,
        "preset-document": preset,
        "experiment-document": _experiment(),
        "sequence-document": _sequence(),
        "patch": _object(patch),
        **{f"key-{key}": made for key, made in known.items() if key != "shot"},
        **sections.definitions,
        **camera(moves),
        "amount": of_words(vocabulary().lists["support_amount"]),
        "param": _param(),
        **VALUES,
    }


def _object(properties: dict[str, Fragment], *, required: Iterable[str] = ()) -> Fragment:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def _says(key: str) -> Fragment:
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _has_none(*keys: str) -> Fragment:
    return {"not": {"anyOf": [{"required": [key]} for key in keys]}}


def _named() -> dict[str, Fragment]:
    """Keys that name something that promptkit ships, or something of the user's own."""
    catalog = load_catalog()
    endpoints = {name: "" for name, each in catalog.endpoints.items() if each.takes_requests}
    slots = dict.fromkeys(sorted(vocabulary().free_slots), "")
    free = words(slots, None)
    return {
        "model": or_nothing(words(dict.fromkeys(catalog.models, ""), None)),
        "endpoint": or_nothing(words(endpoints, None)),
        "free": or_nothing(either(free, {"type": "array", "items": free}, ref("texts-change"))),
    }


def _layering() -> dict[str, Fragment]:
    """``extends``, ``with`` and ``params``."""
    values: Fragment = {"type": "object"}
    parent = either({"type": "string"}, {"type": "object", "additionalProperties": or_nothing(values)})
    changed = dict.fromkeys(("append", "prepend", "replace"), either(parent, {"type": "array", "items": parent}))
    change = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {**changed, "remove": ref("names")},
    }
    return {
        "extends": told("Shot", "extends", or_nothing(either(parent, {"type": "array", "items": parent}, change))),
        "with": told("Shot", "with", or_nothing(either(values))),
        "params": told(
            "Shot",
            "params",
            or_nothing(
                either(
                    {
                        "type": "object",
                        "propertyNames": {"pattern": "^[a-z_][a-z0-9_]*$"},
                        "additionalProperties": or_nothing(ref("param")),
                    }
                )
            ),
        ),
    }


def _param() -> Fragment:
    kinds = list(PARAM_TYPES)
    bound: Fragment = {"type": ["number", "string", "null"]}
    declared: dict[str, Fragment] = {
        "type": {"enum": kinds},
        "default": {},
        "required": {"type": "boolean"},
        "min": bound,
        "max": bound,
        "of": {"type": "array", "minItems": 1, "items": {"type": ["string", "number"]}},
        "about": ref("text"),
    }
    properties = {key: told("Param", key, made) for key, made in declared.items()}
    choice: Fragment = {
        "if": {"properties": {"type": {"const": "choice"}}, "required": ["type"]},
        "then": {"required": ["of"]},
    }
    return either(
        {"enum": [kind for kind in kinds if kind != "choice"]}, _object(properties, required=["type"]) | choice
    )


def _experiment() -> Fragment:
    name = {"type": "string", "pattern": r"""^[^\[\]{},=#'"]{1,80}$"""}
    level = either(ref("patch"), {"type": "object", "maxProperties": 0})
    axis = {"type": "object", "minProperties": 1, "propertyNames": name, "additionalProperties": level}
    sample = _object(
        {"sample": {"type": "integer", "minimum": 1}, "seed": {"type": ["integer", "string"]}}, required=["sample"]
    )
    part = _object({"fraction": {"type": "string", "pattern": "^1/[2-9]$"}}, required=["fraction"])
    texts = either({"type": "string"}, {"type": "array", "items": {"type": "string"}})
    keys: dict[str, Fragment] = {
        "experiment": ref("name"),
        "base": {"type": "string"},
        "takes": {"type": "integer", "minimum": 1, "maximum": 100},
        "budget": ref("usd"),
        "vary": {"type": "object", "minProperties": 1, "propertyNames": name, "additionalProperties": axis},
        "design": either({"enum": list(DESIGNS)}, sample, part),
        "only": texts,
        "except": texts,
        "notes": ref("text"),
        "tags": ref("texts"),
    }
    properties = {key: told("Experiment", key, made) for key, made in keys.items()}
    return _object(properties, required=["experiment", "base", "vary"])


def _sequence() -> Fragment:
    steps: dict[str, Fragment] = {"file": {"type": "string"}, "starts_on": {"enum": ["last-frame"]}}
    step = _object({key: told("Step", key, made) for key, made in steps.items()}, required=["file"])
    fade = _object({"crossfade": ref("length")}, required=["crossfade"])
    keys: dict[str, Fragment] = {
        "sequence": ref("name"),
        "shots": {"type": "array", "minItems": 1, "items": either({"type": "string"}, step)},
        "model": words(dict.fromkeys(load_catalog().models, ""), None),
        "size": ref("size"),
        "join": either({"enum": ["cut"]}, fade),
        "notes": ref("text"),
        "tags": ref("texts"),
    }
    properties = {key: told("Sequence", key, made) for key, made in keys.items()}
    return _object(properties, required=["sequence", "shots"])


def _settings_schema() -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": "promptkit.yaml: the settings of a project", **settings()}


#: A list of plain values; each stands on one line.
_LIST = re.compile(r"\[\s+(?:(?:\"(?:[^\"\\]|\\.)*\"|[\d.]+),?\s+)+\]")
#: The schemas by name, each with its file's name and what makes it.
SCHEMAS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "documents": ("promptkit.schema.json", documents),
    "settings": ("promptkit-settings.schema.json", _settings_schema),
}


def schema(name: str) -> dict[str, Any]:
    """The schema of that name.

    :raises KeyError: if there is none.
    """
    return SCHEMAS[name][1]()


def written(name: str) -> str:
    """The schema as a file holds it."""
    text = json.dumps(schema(name), indent=1, ensure_ascii=False)
    return _LIST.sub(lambda match: " ".join(match[0].split()), text) + "\n"
