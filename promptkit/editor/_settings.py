"""``promptkit.yaml`` as JSON Schema."""

from __future__ import annotations

from promptkit.catalog import load_catalog
from promptkit.findings import Severity
from promptkit.language import DURATIONS

from ._about import told
from ._fragments import Fragment, either

_NAME = "^[a-z0-9][a-z0-9-]*$"
_SIZE = "^[1-9][0-9]{0,3}x[1-9][0-9]{0,3}$"
_SIZE_OR_CLASS = rf"{_SIZE}|^(?:[1-9]\d{{2,3}}p|2k|4k|\*)$"
_RULE = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
_VARIABLE = "^[A-Z_][A-Z0-9_]*$"


def settings() -> Fragment:
    """The schema of a project's settings."""
    catalog = load_catalog()
    models = either({"enum": list(catalog.models)}, {"type": "string"})
    endpoints = [name for name, each in catalog.endpoints.items() if each.takes_requests]
    folders = either({"type": "string"}, {"type": "array", "items": {"type": "string"}})
    usd: Fragment = {"type": "number", "minimum": 0}
    return _object(
        "Settings",
        {
            "model": models,
            "size": {"type": "string", "pattern": _SIZE},
            "endpoint": either({"enum": endpoints}, {"type": "string", "pattern": _NAME}),
            "budget": _object("Budget", {"run": usd, "day": usd}),
            "lint": _lint(),
            "presets": folders,
            "templates": folders,
            "endpoints": {
                "type": "object",
                "propertyNames": {"pattern": _NAME},
                "additionalProperties": _endpoint(list(catalog.endpoints)),
            },
        },
    )


def _lint() -> Fragment:
    rule = {"type": "string", "pattern": _RULE}
    rules = either(rule, {"type": "array", "items": rule})
    keys: dict[str, Fragment] = {
        "select": rules,
        "ignore": rules,
        "per_path": {"type": "object", "additionalProperties": rules},
        "baseline": {"type": "string"},
        "pedantic": {"type": "boolean"},
        "fail_on": {"enum": [each.value for each in Severity]},
    }
    return _object("LintSettings", keys)


def _endpoint(known: list[str]) -> Fragment:
    offers = {"type": "object", "additionalProperties": _offer()}
    keys: dict[str, Fragment] = {
        "base_url": {"type": "string", "pattern": "^https?://"},
        "key_env": {"type": ["string", "null"], "pattern": _VARIABLE},
        "like": {"enum": known},
        "offers": offers,
    }
    return _object("Endpoint", keys) | {"required": ["base_url"]}


def _offer() -> Fragment:
    usd: Fragment = {"type": "number", "minimum": 0}
    by_size = {"type": "object", "propertyNames": {"pattern": _SIZE_OR_CLASS}, "additionalProperties": usd}
    length = {"enum": list(DURATIONS)}
    lengths = either(length, {"type": "array", "minItems": 1, "items": length})
    return _object("Offer", {"usd_per_second": either(usd, by_size), "seconds": lengths})


def _object(part: str, keys: dict[str, Fragment]) -> Fragment:
    properties = {key: told(part, key, made) for key, made in keys.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}
