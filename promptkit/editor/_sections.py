"""The sections of a shot as JSON Schema, read off the models: a key that is added there is known to editors, too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel, BeforeValidator

from promptkit.language import Shot, WordList, vocabulary

from ._about import told
from ._fragments import Fragment, either, entries, or_nothing, ref, spelled, words

#: The key that plain text means, where a part may be written as plain text.
SHORT = {
    "Action": "does", "Cut": "scene", "Effect": "sound", "Framing": "shot_size", "Light": "look", "Lighting": "style",
    "Line": "line", "Location": "place", "Look": "notes", "Member": "look", "OnScreenText": "says",
    "Reference": "image", "Sound": "ambience", "Support": "kind",
}  # fmt: skip
#: What a value may be, by the function of the language that reads it; text, where none does.
_READ_BY = {
    "_name": "name", "_id": "id", "seconds": "seconds", "_for": "length", "_anchored": "start",
    "_positive": "positive", "_count": "count", "_size": "size", "_allowed_duration": "duration", "degrees": "degrees",
    "distance": "distance", "_speed": "speed", "_ease": "ease", "_amount": "amount",
}  # fmt: skip
_TEXT = "text"
_WITHOUT_DEFINITION = ("CameraItem",)


class Sections:
    """Makes the definitions of the models, each once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Fragment] = {}
        self._words = _lists()

    def properties(self, model: type[BaseModel]) -> dict[str, Fragment]:
        """What may stand under each key of a model."""
        hints = get_type_hints(model, include_extras=True)
        found = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            made = or_nothing(self._value(hints[name], model, key))
            found[key] = told(model.__name__, key, made)
        return found

    def _value(self, hint: Any, model: type[BaseModel], key: str) -> Fragment:
        plain, reader, literal = _taken_apart(hint)
        listed = self._words.get((model.__name__, key))
        if get_origin(plain) is tuple:
            return self._list(get_args(plain)[0], listed, literal)
        if get_origin(plain) is Mapping:
            inner = get_args(plain)[1]
            return {
                "type": "object",
                "additionalProperties": True if inner is Any else or_nothing(self._section(inner)),
            }
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            return self._section(plain)
        if listed is not None:
            return of_words(listed)
        if reader is not None:
            return ref(_READ_BY.get(reader, reader))
        assert literal, f"{model.__name__}.{key}: no form is known for {hint}"
        return {"enum": list(literal)}

    def _list(self, inner: Any, listed: WordList | None, literal: tuple[Any, ...]) -> Fragment:
        none: tuple[Fragment, ...] = ({"enum": list(literal)},) if literal else ()
        plain, _, _ = _taken_apart(inner)
        if not (isinstance(plain, type) and issubclass(plain, BaseModel)):
            if listed is None:
                return ref("texts")
            named = of_words(listed)
            return either(named, {"type": "array", "items": named}, ref("texts-change"))
        if plain.__name__ in _WITHOUT_DEFINITION:
            return ref("camera")
        return entries(self._section(plain), self._section(plain, whole=False), *none)

    def _section(self, model: type[BaseModel], *, whole: bool = True) -> Fragment:
        """A part with keys of its own, or the plain text that is short for one of them.

        :param whole: whether it needs the keys that it cannot do without; a change does not.
        """
        name = _kebab(model.__name__) + ("" if whole else "-change")
        if name not in self.definitions:
            self.definitions[name] = {}  # it may hold itself
            self.definitions[name] = self._made(model, whole=whole)
        return ref(name)

    def _made(self, model: type[BaseModel], *, whole: bool) -> Fragment:
        properties = self.properties(model)
        mapped: Fragment = {"type": "object", "additionalProperties": False, "properties": properties}
        needed = [info.alias or key for key, info in model.model_fields.items() if info.is_required()]
        if whole and needed:
            mapped["required"] = needed
        if model.__name__ == "Source":
            mapped |= {"minProperties": 1, "maxProperties": 1}
        short = SHORT.get(model.__name__)
        forms = [properties[short], mapped] if short is not None else [mapped]
        if model.__name__ == "Support":
            forms.append(self._support(properties))
        if model.__name__ == "Light":
            known = vocabulary().lists
            names = [name for each in ("quality", "source", "colour") for name in known[f"light_{each}"].entries]
            forms[0] = words(dict.fromkeys(names, ""), None)
        description = " ".join((model.__doc__ or "").split("\n\n")[0].split())
        return {"description": description.replace("``", "`"), **either(*forms)}

    def _support(self, properties: dict[str, Fragment]) -> Fragment:
        """``{handheld: subtle}``."""
        named = vocabulary().lists["support"]
        return {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
            "properties": dict.fromkeys(named.entries, properties["amount"]),
            "patternProperties": {spelled(named.names, named.fillers): properties["amount"]},
        }


def of_words(listed: WordList) -> Fragment:
    """A value of one of the lists of words, by any of its names; where the list is open, any text."""
    terms = {name: term.means for name, term in listed.terms().items()}
    return words(terms, spelled(listed.names, listed.fillers) if listed.closed else None)


@cache
def _lists() -> Mapping[tuple[str, str], WordList]:
    """The lists of words by the model and the key under which their words stand."""
    found: dict[tuple[str, str], WordList] = {}
    for listed in vocabulary().lists.values():
        model: type[BaseModel] = Shot
        data: Any = yaml.safe_load(listed.key)
        place: tuple[str, str] | None = None
        while isinstance(data, dict) and model is not None:
            if len(data) != 1:
                break  # names of keys, not words under one
            key, data = next(iter(data.items()))
            fields = {info.alias or name: name for name, info in model.model_fields.items()}
            if key not in fields:
                place = None
                break
            place = (model.__name__, key) if isinstance(data, str) else None
            inner = _taken_apart(get_type_hints(model, include_extras=True)[fields[key]])[0]
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
                place = (model.__name__, SHORT.get(model.__name__, ""))
        if place is not None and isinstance(data, str):
            found.setdefault(place, listed)
    return found


def _taken_apart(hint: Any) -> tuple[Any, str | None, tuple[Any, ...]]:
    """A type without ``None`` and annotations; the function that reads its value; the words that may stand for it."""
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        plain, reader, literal = _taken_apart(inner)
        readers = [each.func.__name__ for each in notes if isinstance(each, BeforeValidator)]
        known = [name for name in readers if name in _READ_BY]
        return plain, known[-1] if known else reader, literal
    if get_origin(hint) in (Union, UnionType):
        parts = [_taken_apart(each) for each in get_args(hint) if each is not type(None)]
        literal = tuple(word for _, _, words in parts for word in words)
        plain, reader, _ = next((each for each in parts if not each[2]), parts[0])
        return plain, reader or next((each[1] for each in parts if each[1]), None), literal
    if get_origin(hint) is Literal:
        return hint, None, get_args(hint)
    return hint, _TEXT if hint is str else None, ()


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
