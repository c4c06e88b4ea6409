"""Makes ``data/vocabulary.json`` of the vocabulary's YAML files: every name already made plain, to load in no time.

Run it (``python -m promptkit.language._gather_words``) when a file under ``data/`` has changed; a test holds the two
together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._vocabulary import normal

FOLDER = Path(__file__).parent / "data"


def gathered(folder: Path = FOLDER) -> str:
    """The text of ``vocabulary.json``."""
    data = words_as_written(folder)
    lists = {name: _list(data.pop(name)) for name in list(data) if _is_list(data[name])}
    moves = data["moves"]
    found = {
        "lists": lists,
        "move_names": dict(_move_names(moves)),
        "measured": _measured(moves),
        "shown": {normal(name): amount for name, amount in _amounts(lists["support"]["terms"])},
        "verbs": {form: verb for verb, forms in data.pop("verbs").items() for form in forms},
        **data,
    }
    return _laid_out(found)


def _laid_out(found: dict[str, Any]) -> str:
    """JSON with a line for each entry, so that a changed word is a changed line."""
    parts = (f"{_json(key)}:{_lines(value)}" for key, value in found.items())
    return "{" + ",\n".join(parts) + "}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, dict):
        return _json(value)
    return "{\n" + ",\n".join(f"{_json(key)}:{_json(inner)}" for key, inner in value.items()) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def words_as_written(folder: Path = FOLDER) -> dict[str, Any]:
    """All files of the folder as one map."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = {}
    for file in sorted(folder.glob("*.yaml")):
        data |= yaml.load(file.read_text("utf-8"), Loader=loader)
    return data


def _measured(moves: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What names say beside their move, with and without a direction behind them."""
    found: dict[str, dict[str, str]] = {}
    for move in moves.values():
        for name, said in move.get("measured", {}).items():
            found |= {normal(f"{name} {way}"): said for way in ("", *move["directions"])}
    return found


def _is_list(entry: Any) -> bool:
    return isinstance(entry, dict) and "terms" in entry


def _list(entry: dict[str, Any]) -> dict[str, Any]:
    terms = entry["terms"]
    names = {normal(each): name for name, term in terms.items() for each in _names_of(name, term)}
    return {**entry, "terms": {name: _without_synonyms(term) for name, term in terms.items()}, "names": names}


def _names_of(name: str, term: dict[str, Any]) -> tuple[str, ...]:
    return (name, *term.get("synonyms", ()), *term.get("amounts", ()))


def _amounts(supports: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The names that say how much of a support is seen."""
    for term in supports.values():
        yield from term.get("amounts", {}).items()


def _without_synonyms(term: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in term.items() if key != "synonyms"}


def _move_names(moves: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Every name with its move and the direction that it contains; what is written in full wins over what is put
    together of a name and a direction.
    """
    combined: dict[str, tuple[str, str | None]] = {}
    plain: dict[str, tuple[str, str | None]] = {}
    for name, entry in moves.items():
        for synonym in (name, *entry.get("synonyms", ()), *entry.get("measured", ())):
            plain[normal(synonym)] = (name, None)
            for direction in entry["directions"]:
                combined.setdefault(normal(f"{synonym} {direction}"), (name, direction))
        for synonym, direction in entry.get("directed", {}).items():
            plain[normal(synonym)] = (name, direction)
    yield from (combined | plain).items()


if __name__ == "__main__":
    (FOLDER / "vocabulary.json").write_text(gathered(), "utf-8", newline="\n")
