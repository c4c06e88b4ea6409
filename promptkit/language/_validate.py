"""Validation that goes on: what does not fit is reported and left out, until the rest is a shot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from promptkit.source import Mapping, Node, Path, Sequence

from ._models import Shot
from ._places import Places
from ._report import Report, replace
from ._vocabulary import nearest, normal, vocabulary

_ROUNDS = 12
_HIDDEN = frozenset({"moves"})
#: How long the path of a key is that stands in a section of the document.
_SECTION = 2


def validated(data: dict[str, Any], places: Places, report: Report) -> Shot | None:
    """The shot, without what is reported; ``None`` where nothing of it can be read.

    :param data: plain values by their canonical paths; changed on the way.
    """
    removed: set[Path] = set()
    for _ in range(_ROUNDS):
        try:
            return Shot.model_validate(data, by_alias=True, by_name=False)  # `for` is written, never `length`
        except ValidationError as error:
            problems = error.errors(include_url=False, include_context=False)
            meant = {_meant(path) for each in problems if _is_extra(each) and (path := _path(each, places))}
            for problem in problems:
                at = _blame(problem, places, removed | meant, report)
                _remove(data, at, removed)
    return None


def meant_keys(document: Mapping) -> frozenset[str]:
    """The top-level keys that were probably meant by keys that do not exist."""
    known = _known_keys(())
    meant = {_meant((key,)) for key in document.entries if key not in known}
    return frozenset(str(path[-1]) for path in meant if path)


def _is_extra(problem: Any) -> bool:
    return bool(problem["type"] == "extra_forbidden")


def _models_in(annotation: Any) -> Iterator[Any]:
    """Every model class inside an annotation."""
    if hasattr(annotation, "model_fields"):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _meant(path: Path) -> Path:
    """The path that was probably meant by an unknown key; empty where nobody can tell."""
    key = _elsewhere(path) or nearest(str(path[-1]), _known_keys(path[:-1]))
    return () if key is None else (*path[:-1], key)


def _elsewhere(path: Path) -> str | None:
    """What the language has for a key that people try at the top of a document or in one of its sections."""
    key = str(path[-1])
    depth = len(path) - _SECTION if _is_in_a_cut(path) else len(path)
    found = vocabulary().other_keys.get(normal(key).replace(" ", "_")) if depth <= _SECTION else None
    return None if found == key else found


def _is_in_a_cut(path: Path) -> bool:
    return path[0] == "cuts" and len(path) > _SECTION


def _blame(problem: Any, places: Places, removed: set[Path], report: Report) -> Path:
    """Report one validation error; return the path of what has to go for the rest to load."""
    path = _path(problem, places)
    node = places.node(path)
    if problem["type"] in ("literal_error", "too_short") and isinstance(node, Sequence) and node.items:
        return ()  # the list's own entries say what is wrong
    if problem["type"] == "extra_forbidden":
        _unknown_key(path, places, report)
        return path
    if problem["type"] == "missing":
        parent = path[:-1]
        if path not in removed:
            entry = f"this entry of {_what(parent)}" if parent and isinstance(parent[-1], int) else _what(parent)
            report.add("missing-key", "source", places.node(parent), f"{entry} needs {_written_key(str(path[-1]))!r}")
        return parent
    report.add("invalid-value", "source", node, _wording(problem, node, path))
    return path


def _path(problem: Any, places: Places) -> Path:
    """The path of a validation error; of a missing key, the path that it would have."""
    if problem["type"] == "missing":
        return (*_written_path(problem["loc"][:-1], places), problem["loc"][-1])
    return _written_path(problem["loc"], places)


def _written_path(loc: tuple[str | int, ...], places: Places) -> Path:
    """The path without the tags that pydantic puts in for the branches of a union."""
    path: Path = ()
    for part in loc:
        if places.find((*path, part)) is not None:
            path = (*path, part)
    return path


def _unknown_key(path: Path, places: Places, report: Report) -> None:
    key, parent = str(path[-1]), path[:-1]
    span = places.key(path) or places.span(parent)
    known = _known_keys(parent)
    guess = nearest(key, known)
    elsewhere = _elsewhere(path)
    if _is_in_a_cut(path) and len(parent) == _SECTION:
        meant = (elsewhere or key).partition(":")[0]
        if meant not in known and meant in _known_keys(()):
            _not_in_a_cut(key, path, places, report)
            return
    if elsewhere is not None:
        report.add(
            "unknown-key",
            "source",
            span,
            f"unknown key {key!r}",
            path=places.written(path),
            hint=f"write it as `{elsewhere}`",
            fix=replace(span, elsewhere, f"write {elsewhere!r}", "unsafe") if elsewhere in known else None,
        )
        return
    report.add(
        "unknown-key",
        "source",
        span,
        f"unknown key {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        path=places.written(path),
        fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess else "the keys here: " + ", ".join(known),
    )


def _not_in_a_cut(key: str, path: Path, places: Places, report: Report) -> None:
    """A key of the shot that says something of the whole clip."""
    span = places.key(path) or places.span(path[:-1])
    hint = "it is said of the whole clip: write it beside `cuts`"
    if key == "duration":
        hint = "how long a cut lasts is written `for`"
    report.add("unknown-key", "source", span, f"a cut takes no {key!r}", path=places.written(path), hint=hint)


def _known_keys(parent: Path) -> list[str]:
    """The keys that the model at this path takes, as they are written."""
    return list(_keys_of(_model_at(parent)))


@cache
def _keys_of(model: Any) -> tuple[str, ...]:
    fields = getattr(model, "model_fields", {})
    names = [info.alias or name for name, info in fields.items()]
    if model is Shot:
        names += ["extends", "with", "params"]
    return tuple(name for name in names if name not in _HIDDEN)


def _model_at(path: Path) -> Any:
    """The model whose keys stand at this path; ``None`` where any key may stand."""
    model: Any = Shot
    named = path[:1] == ("cast",)
    for at, part in enumerate(path):
        if isinstance(part, int) or (named and at == 1):
            continue
        fields = {info.alias or name: info for name, info in getattr(model, "model_fields", {}).items()}
        if part not in fields or (part == "cast" and len(path) == 1):
            return None
        model = _model_in(fields[str(part)].annotation)
    return model


def _model_in(annotation: Any) -> Any:
    """The model class inside an annotation such as ``tuple[Action, ...]`` or ``Look | None``."""
    return next(_models_in(annotation), None)


_WORDINGS = {
    "string_type": "expected text",
    "string_too_short": "expected text, and it is empty",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "dict_type": "expected a map",
    "mapping_type": "expected a map",
    "model_type": "expected a map",
    "model_attributes_type": "expected a map",
    "too_short": "expected at least one entry",
    "literal_error": "expected a list of entries, or none",
}


def _wording(problem: Any, node: Node, path: Path) -> str:
    if problem["type"] == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ")
    wanted = _WORDINGS.get(problem["type"], str(problem["msg"]).lower())
    return f"{_what(path)}: {wanted}, not {_found(node)}"


def _found(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a map"
    if isinstance(node, Sequence):
        return "a list"
    if node.value is None:
        return "nothing"
    return str(node.value).lower() if isinstance(node.value, bool) else repr(node.value)


def _what(path: Path) -> str:
    names = [str(part) for part in path if isinstance(part, str) and part not in _HIDDEN]
    return ".".join(names) or "the document"


def _written_key(name: str) -> str:
    return "a move" if name in _HIDDEN else name


def _remove(data: Any, path: Path, removed: set[Path]) -> None:
    """Take the value at the path out of the data; in a list, its whole entry goes only if the entry itself is named."""
    if path in removed or not path:
        return
    removed.add(path)
    parent = data
    for part in path[:-1]:
        try:
            parent = parent[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
    elif isinstance(parent, list) and isinstance(path[-1], int) and path[-1] < len(parent):
        # An entry keeps its number: later errors of this round still name the entries after it by theirs.
        entry = parent[path[-1]]
        times = {key: entry[key] for key in _TIMES if key in entry} if isinstance(entry, dict) else {}
        stand_in = _STAND_INS.get(path[_SECTION:-1] if _is_in_a_cut(path) else path[:-1])
        parent[path[-1]] = "…" if stand_in is None else {**stand_in, **times}


_STAND_INS: dict[Path, Any] = {
    ("camera",): {"moves": [{"move": "hold"}]},
    ("action",): {"does": "…"},
    ("sound", "effects"): {"sound": "…"},
    ("sound", "dialogue"): {"line": "…"},
    ("text",): {"says": "…"},
    ("cuts",): {},
}
#: What a stand-in keeps of the entry whose place it takes.
_TIMES = ("id", "at", "for")
