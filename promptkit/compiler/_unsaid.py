"""What a shot says and its prompt does not: every value is in the prompt, in the request, or told here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

from pydantic import BaseModel

from promptkit.findings import Finding, Severity
from promptkit.language import Places, Shot
from promptkit.source import Path

from ._memory import Notes

#: Of a shot, what never reaches a prompt by the language's own rules, and what goes into the request.
_NEVER = frozenset({"shot", "takes", "notes", "tags", "free", "endpoint", "template", "prompt_is"})
_IN_REQUEST = frozenset({"model", "size", "duration", "still", "request", "source"})
#: Anywhere: names and weights serve the timeline; a character and the image of a reference go into the request.
_SERVING = frozenset({"id", "weight", "character", "image"})


def leaves(shot: Shot, notes: Notes) -> list[Path]:
    """The canonical path of every value that a prompt should say.

    :param notes: what is remembered of sections.
    """
    found: list[Path] = []
    values, written = shot.__dict__, shot.__pydantic_fields_set__
    for name, key in _keys(Shot):
        if name in written:
            make = partial(_gathered, values[name], (key,))
            found += notes.recalled(("leaves", key), (values[name],), make)
    return found


def _gathered(value: object, path: Path) -> list[Path]:
    found: list[Path] = []
    _gather(value, path, found)
    return found


def _gather(value: object, path: Path, found: list[Path]) -> None:
    """Add the paths of all single values in ``value``; lists and no generators, for every shot is walked."""
    if isinstance(value, str | float):
        found.append(path)
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            if type(each) is str:
                found.append((*path, at))
            else:
                _gather(each, (*path, at), found)
    elif isinstance(value, BaseModel):
        written, values = value.__pydantic_fields_set__, value.__dict__
        for name, key in _keys(type(value)):
            if name in written:
                inner = values[name]
                if type(inner) is str:
                    found.append((*path, key))
                elif inner is not None:
                    _gather(inner, (*path, key), found)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            _gather(each, (*path, key), found)
    elif value is not None:
        found.append(path)


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields that a prompt should say, by their names in Python and as they are written."""
    named = ((name, info.alias or name) for name, info in model.model_fields.items())
    out = _NEVER | _IN_REQUEST if model is Shot else _SERVING
    return tuple((name, key) for name, key in named if key not in out)


def not_said(unsaid: list[tuple[Path, str]], every: list[Path], dialect: str, places: Places) -> Iterator[Finding]:
    """One finding for each section and reason.

    :param unsaid: the paths that are not in the prompt, each with the reason.
    :param every: the paths of all values that it should say.
    """
    groups: dict[tuple[str | int, str], list[Path]] = {}
    for path, why in unsaid:
        groups.setdefault((path[0], why), []).append(path)
    for (section, why), paths in groups.items():
        if len(paths) > 1 and len(paths) == sum(path[0] == section for path in every):
            paths = [(section,)]
        yield Finding(
            "not-said",
            "target",
            Severity.WARNING,
            f"the {dialect} dialect does not say {_named(paths)}: {why}",
            places.key(paths[0]) or places.span(paths[0]),
            path=_common(paths),
            hint="`promptkit compile --all` shows what the other dialects say",
        )


def _common(paths: list[Path]) -> Path:
    first, length = paths[0], min(map(len, paths))
    shared = 0
    while shared < length and all(path[shared] == first[shared] for path in paths):
        shared += 1
    return first[:shared]


#: More values than this are counted, not listed.
_MOST_NAMED = 6


def _named(paths: list[Path]) -> str:
    """``avoid``, ``degrees of camera 2, distance of camera 3``, ``sound (5 values)``."""
    if len(paths) > _MOST_NAMED:
        return f"{len(paths)} values of {paths[0][0]!r}"
    names = list(dict.fromkeys(_name(path) for path in paths))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(path: Path) -> str:
    words = [part for part in path if part != "moves"]
    while len(words) > 1 and isinstance(words[-1], int):
        words.pop()
    if len(words) == 1:
        return repr(words[0])
    numbered = " ".join(str(word + 1) if isinstance(word, int) else word for word in _outer(words[:-1]))
    return f"{words[-1]!r} of {numbered}"


def _outer(words: list[str | int]) -> list[str | int]:
    """Without the number of a move that is alone in its item."""
    return words[:-1] if len(words) > 2 and isinstance(words[-1], int) and isinstance(words[-2], int) else words
