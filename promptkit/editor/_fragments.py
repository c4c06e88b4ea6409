"""The values of documents as JSON Schema, in every form in which people may write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Fragment = dict[str, Any]

_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_TIME = rf"{_NUMBER}\s*(?:[sS]|[sS]ec|[sS]econds?|[mM][sS])?"
_FAR = r"""(?:mm|cm|m|metres?|meters?|km|in|inch|inches|ft|foot|feet|"|')"""
_ROUND = r"(?:mi|miles?|°|deg|degrees?|turns?|revolutions?)"
_PER = r"\s*(?:/|\s(?:per|an?)\s)\s*(?:s|sec|seconds?|min|minutes?|h|hr|hours?)"
_EDGE = rf"(?:[eE]nd|[sS]tart|[A-Za-z0-9][A-Za-z0-9_-]*\.(?:start|end))(?:\s*[+-]\s*{_TIME})?"
#: The most letters of an abbreviation.
_ABBREVIATION = 3
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}/]")
JOINT = r"[\s_-]+"

#: Where a value is worked out from parameters: an expression stands for any scalar.
EXPRESSION: Fragment = {"type": "string", "pattern": r"\{\{"}
NOTHING: Fragment = {"type": "null"}

#: What stands for itself in the schemas, by its name there.
VALUES: Mapping[str, Fragment] = {
    "expression": EXPRESSION | {"description": "An expression over the parameters: `{{ push }}`."},
    "text": {"type": ["string", "number"], "minLength": 1},
    "texts": {
        "anyOf": [
            {"$ref": "#/definitions/text"},
            {"type": "array", "items": {"$ref": "#/definitions/text"}},
            {"$ref": "#/definitions/texts-change"},
        ]
    },
    "names": {
        "anyOf": [{"$ref": "#/definitions/text"}, {"type": "array", "items": {"$ref": "#/definitions/text"}}],
        "description": "Ids, or the exact texts of entries.",
    },
    "texts-change": {
        "description": "A change to the inherited list.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            **{key: {"$ref": "#/definitions/names"} for key in ("append", "prepend", "remove", "replace")},
            "edit": {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
        },
    },
    "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,99}$"},
    "id": {"type": ["string", "integer"], "pattern": r"^[A-Za-z0-9_][A-Za-z0-9_-]*$|\{\{"},
    "duration": {"anyOf": [{"enum": [4, 8, 12]}, {"$ref": "#/definitions/expression"}]},
    "size": {"type": "string", "pattern": r"^[1-9][0-9]{0,3}x[1-9][0-9]{0,3}$|\{\{"},
    "count": {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 100}, {"$ref": "#/definitions/expression"}]},
    "positive": {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1000},
            {"$ref": "#/definitions/expression"},
        ]
    },
    "seconds": {
        "anyOf": [
            {"type": "number", "minimum": 0, "exclusiveMaximum": 1e6},
            {"type": "string", "pattern": rf"^\s*{_TIME}\s*$|\{{\{{"},
        ]
    },
    "length": {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e6},
            {"type": "string", "pattern": rf"^\s*(?:{_TIME}|[aA][lL][lL])\s*$|\{{\{{"},
        ]
    },
    "start": {
        "anyOf": [
            {"type": "number", "minimum": 0, "exclusiveMaximum": 1e6},
            {"type": "string", "pattern": rf"^\s*(?:{_TIME}|{_EDGE})\s*$|\{{\{{"},
        ]
    },
    "degrees": {
        "anyOf": [
            {"type": "number", "minimum": 0, "exclusiveMaximum": 1e6},
            {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*(?:°|[dD]eg|[dD]egrees?)?\s*$|\{{\{{"},
        ]
    },
    "distance": {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*{_FAR}\s*$|\{{\{{"},
    "focal-length": {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e6},
            {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*(?:mm)?\s*$|\{{\{{"},
        ]
    },
    "rate": {
        "type": "string",
        "pattern": rf"^\s*{_NUMBER}\s*(?:(?:{_FAR}|{_ROUND}){_PER}|kmh|kph|mph|fps|mps)\s*$",
    },
    "usd": {"type": "number", "minimum": 0},
}


def ref(name: str) -> Fragment:
    """What the schemas define under this name."""
    return {"$ref": f"#/definitions/{name}"}


def either(*fragments: Fragment) -> Fragment:
    """One of these."""
    return {"anyOf": list(fragments)}


def or_nothing(fragment: Fragment) -> Fragment:
    """The value, or ``null``, which takes away what was inherited."""
    if isinstance(fragment.get("type"), list) and "null" not in fragment["type"]:
        return fragment | {"type": [*fragment["type"], "null"]}
    if "anyOf" in fragment:
        return fragment | {"anyOf": [*fragment["anyOf"], NOTHING]}
    return {"anyOf": [fragment, NOTHING]}


def words(terms: Mapping[str, str], pattern: str | None) -> Fragment:
    """One of the terms, with what each means; in other words only what the pattern lets through.

    :param pattern: of the other ways to say them; ``None`` where any text will do.
    """
    named: Fragment = {"enum": list(terms)}
    if any(terms.values()):
        named["enumDescriptions"] = list(terms.values())
    others = ref("text") if pattern is None else {"type": "string", "pattern": pattern}
    return either(named, others, ref("expression"))


def spelled(names: Iterable[str], around: Iterable[str] = ()) -> str:
    """A pattern of names as the language reads them: in any capitals, space, hyphen and underscore being one.

    :param around: words that say nothing beside a name.
    """
    said, empty = any_of(*names), any_of(*around)
    before = f"(?:(?:{empty}){JOINT})*" if empty else ""
    after = f"(?:{JOINT}(?:{empty}))*" if empty else ""
    return rf"^\s*{before}(?:{said}){after}\s*$"


def _any_case(name: str) -> str:
    return JOINT.join(map(_word, re.split(r"[\s_\-]+", name.strip())))


def _word(word: str) -> str:
    """A word as it is, with a capital, or, where it may be an abbreviation, in capitals."""
    capitals = _ABBREVIATION if len(word) <= _ABBREVIATION else 1
    return "".join(_letter(letter, either_case=at < capitals) for at, letter in enumerate(word))


def _letter(letter: str, *, either_case: bool) -> str:
    if either_case and letter.lower() != letter.upper():
        return f"[{letter.lower()}{letter.upper()}]"
    return rf"\{letter}" if _SPECIAL.match(letter) else letter


def any_of(*names: str) -> str:
    """A pattern of one of the words, as part of a larger one."""
    return "|".join(sorted({_any_case(name) for name in names}, key=lambda each: (-len(each), each)))


def entries(item: Fragment, change: Fragment, *more: Fragment) -> Fragment:
    """A list of entries, one entry, or a change to the inherited list.

    :param change: what may stand behind an id under ``edit``.
    :param more: what else may stand in the list's place.
    """
    listed = {"type": "array", "items": item}
    some = either(item, listed)
    changed: Fragment = {
        "description": "A change to the inherited list.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("append", "prepend", "replace"), some),
            "remove": ref("names"),
            "edit": {"type": "object", "additionalProperties": or_nothing(change)},
        },
    }
    return either(listed, item, changed, *more)
