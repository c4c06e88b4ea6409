"""What a template may see: variables with their kinds and meanings, read from a dataclass and its docstring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

_PARAM = re.compile(r"^\s*:param (\w+): (.*?)(?=^\s*:|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value.

    :param name: ``text``, ``number``, ``flag``, ``list``, ``record``, or what only templates have.
    :param item: of a list, where it is known.
    :param fields: of a record.
    :param required: of a macro, the parameters without a default.
    """

    name: str
    item: Kind | None = None
    fields: Mapping[str, Variable] = field(default_factory=lambda: MappingProxyType({}))
    required: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.name == "list" and self.item is not None:
            return f"list of {self.item}s"
        return "any" if self is ANY else self.name


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the shot, or a field of one of its parts, with its meaning."""

    name: str
    kind: Kind
    about: str = ""


ANY = Kind("any")
TEXT, NUMBER, FLAG = Kind("text"), Kind("number"), Kind("flag")
_PLAIN = {str: TEXT, int: NUMBER, float: NUMBER, bool: FLAG}


def schema_of(record: type) -> dict[str, Variable]:
    """The fields of a dataclass as variables; what each means stands in its docstring, or in that of a class
    that it goes on from, as ``:param name: meaning``.
    """
    hints = get_type_hints(record)
    docs = [each.__doc__ or "" for each in reversed(record.__mro__)]
    meanings = {match[1]: " ".join(match[2].split()) for doc in docs for match in _PARAM.finditer(doc)}
    return {
        each.name: Variable(each.name, _kind(hints[each.name]), meanings.get(each.name, "")) for each in fields(record)
    }


def _kind(hint: Any) -> Kind:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return Kind("record", fields=schema_of(hint))
    if get_origin(hint) in (list, tuple):
        return Kind("list", _kind(get_args(hint)[0]))
    options = [option for option in get_args(hint) if option is not type(None)]
    kinds = {str(kind): kind for kind in map(_kind, options)}
    return next(iter(kinds.values())) if len(kinds) == 1 else ANY
