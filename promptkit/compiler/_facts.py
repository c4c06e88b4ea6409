"""What each dialect can say, from ``data/dialects.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from promptkit.source import Path


@dataclass(frozen=True, slots=True)
class Voice:
    """How a dialect names what the camera does; empty means plain English.

    :param verbs: by move, or by move and direction, the verb with its direction.
    :param nouns: by move and direction, what it is called elsewhere in the prompt.
    :param speeds: by speed, the adverb.
    :param amplitudes: by measure, up to where it is small and from where it is large; degrees, metres.
    :param commands: by move, or by move and direction, the bracket command.
    :param supports: by support, or by support and amount, what the camera does.
    """

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    speeds: Mapping[str, str]
    amplitudes: Mapping[str, tuple[float, float]]
    commands: Mapping[str, str]
    supports: Mapping[str, str]


PLAIN = Voice({}, {}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Dialect:
    """The facts of a dialect.

    :param form: how its prompts look, for people.
    :param times: whether every beat has its times in numbers, or only those have that were written, in words.
    :param model: name of the model in the catalog for which it is written; ``None`` where it suits many.
    :param most_words_with_still: advised where a still goes along; ``None`` where that makes no difference.
    :param at_once: how many camera commands may run at the same time.
    :param cannot: why something cannot be said, by the dotted path of the value, numbers and names as ``*``.
    :param empty: what can be told to be none all the same, by an empty field; dotted paths.
    """

    name: str
    about: str
    form: str
    language: str
    times: Literal["codes", "words"]
    model: str | None
    most_words_with_still: int | None
    at_once: int | None
    cannot: Mapping[str, str]
    empty: frozenset[str]
    voice: Voice
    source: str
    as_of: date

    def reason(self, path: Path) -> str | None:
        """Why the value at ``path`` cannot be said, if the dialect has no way to."""
        if not self.cannot:
            return None
        if path[0] == "cuts":
            path = path[2:]
        names = ["*" if isinstance(part, int) else part for part in path]
        if names[:1] == ["cast"]:
            names[1:2] = ["*"]
        for length in range(len(names), 0, -1):
            found = self.cannot.get(".".join(map(str, names[:length])))
            if found is not None:
                return found
        return None


@cache
def dialect_facts() -> Mapping[str, Dialect]:
    """The dialects that ship, by name, in the order of the data."""
    import yaml  # here, so that importing the compiler for its types alone stays cheap

    text = files("promptkit.compiler").joinpath("data/dialects.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {name: _dialect(name, entry, data["sources"]) for name, entry in data["dialects"].items()}


def _dialect(name: str, entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Dialect:
    source = sources[entry["source"]]
    return Dialect(
        name=name,
        about=entry["about"],
        form=entry["form"],
        language=entry["language"],
        times=entry["times"],
        model=entry.get("model"),
        most_words_with_still=entry.get("most_words_with_still"),
        at_once=entry.get("at_once"),
        cannot=entry.get("cannot", {}),
        empty=frozenset(entry.get("empty", ())),
        voice=_voice(entry.get("camera", {})),
        source=source["what"],
        as_of=source["as_of"],
    )


def _voice(camera: Mapping[str, Any]) -> Voice:
    amplitudes = {name: (each["small"], each["large"]) for name, each in camera.get("amplitudes", {}).items()}
    parts = ("verbs", "nouns", "speeds", "commands", "supports")
    verbs, nouns, speeds, commands, supports = (camera.get(name, {}) for name in parts)
    return Voice(verbs, nouns, speeds, amplitudes, commands, supports)
