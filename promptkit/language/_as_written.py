"""From values back to what people write: a shot as the text of a document that loads as the same shot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from promptkit.source import Plain, flow

from ._models import CameraItem, Cut, Shot
from ._types import Frozen

#: Columns up to which a map or a list stands on one line.
_WIDTH = 100
#: Text that holds braces of an expression means them as they are: an expression that yields them says so.
_BRACES = "{{"


def to_yaml(shot: Shot) -> str:
    """The shot as a document: what it says in the language's short forms, and nothing that it leaves open."""
    return yaml_text(_section(shot))


def yaml_text(data: Mapping[str, Plain]) -> str:
    """Plain data as YAML: what is short in braces, all else in lines."""
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _section(part: Frozen) -> dict[str, Plain]:
    """What a part of the shot says. A ``None`` that a cut was given takes the shot's section away, and is said."""
    said: dict[str, Plain] = {}
    for name, info in type(part).model_fields.items():
        value, key = getattr(part, name), info.alias or name
        if value is None and isinstance(part, Cut) and name in part.model_fields_set:
            said[key] = None
        elif value is not None and value != info.get_default(call_default_factory=True):
            said[key] = value if key == "prompt" and not _is_template(part) else _value(value)
    return said


def _is_template(part: Frozen) -> bool:
    """Whether the prompt of one's own has expressions; else it is taken as it is, braces too."""
    return isinstance(part, Shot) and part.prompt_is == "template"


def _value(value: Any) -> Plain:
    if isinstance(value, CameraItem):
        return entry_as_written(_section(value))
    if isinstance(value, Frozen):
        return _section(value)
    if isinstance(value, Mapping):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_value(each) for each in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if value is None or isinstance(value, int):
        return value
    return _text(str(value))


def _text(text: str) -> str:
    """Text as it stands, expressions in it being no expressions."""
    return text.replace(_BRACES, '{{ "{{" }}')


def entry_as_written(entry: dict[str, Plain]) -> dict[str, Plain]:
    """A camera entry as people write it: ``{dolly: in, for: 2}``, or with several moves, each with its own map.

    :param entry: in canonical shape, with its ``moves``.
    """
    own = {key: value for key, value in entry.items() if key != "moves"}
    moves = [dict(each) for each in _listed(entry["moves"]) if isinstance(each, dict)]
    if len(moves) > 1:
        return {str(each.pop("move")): _together(each) for each in moves} | own
    (move,) = moves
    name = str(move.pop("move"))
    if name == "hold" and "for" in own:
        return {name: own.pop("for"), **own}
    way = move.pop("direction", None) or move.pop("subject", None)
    if way is not None:
        return {name: way, **move, **own}
    return {name: move, **own} if move else {"move": name, **own}


def _listed(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _together(move: dict[str, Plain]) -> Plain:
    """One of several moves: a direction alone, or a map."""
    inner = {"go" if key == "direction" else key: value for key, value in move.items()}
    return inner["go"] if list(inner) == ["go"] else inner


def _lines(data: Mapping[str, Plain], pad: str) -> Iterator[str]:
    """A map in lines; what is short stands on one."""
    for key, value in data.items():
        head = f"{pad}{flow(key)}:"
        short = f"{head} {flow(value)}"
        if isinstance(value, str) and _is_block(value):
            yield f"{head} |-"
            yield from (f"{pad}  {line}" if line else "" for line in value.split("\n"))
        elif isinstance(value, dict) and value and len(short) > _WIDTH:
            yield head
            yield from _lines(value, f"{pad}  ")
        elif isinstance(value, list) and value and (len(short) > _WIDTH or isinstance(value[0], dict)):
            yield head
            for each in value:
                yield from _entry(each, f"{pad}  ")
        else:
            yield short


def _entry(entry: Plain, pad: str) -> Iterator[str]:
    """An entry of a list behind its dash, on one line where that is short."""
    short = f"{pad}- {flow(entry)}"
    if len(short) <= _WIDTH or not isinstance(entry, dict):
        yield short
        return
    first, *others = _lines(entry, f"{pad}  ")
    yield f"{pad}- {first.lstrip()}"
    yield from others


def _is_block(text: str) -> bool:
    """Whether a text of several lines can stand as a block, which keeps it to the letter."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line.isprintable() and not line.endswith(" ") for line in lines)
        and not lines[0].startswith(" ")
        and bool(lines[0])
        and bool(lines[-1])
    )
