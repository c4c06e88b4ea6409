"""Parameters of a preset, as they are declared: with a type, a range, a default."""

from __future__ import annotations

import re
from dataclasses import dataclass

from promptkit.findings import Span
from promptkit.language import Report, degrees, is_empty, is_null, nearest, seconds
from promptkit.source import Mapping, Node, Scalar, Sequence

TYPES = ("text", "number", "seconds", "degrees", "choice", "colour", "list", "bool")
#: Types whose values are numbers; the units of the last two may be written.
NUMBERS = ("number", "seconds", "degrees")
_WITHOUT_VALUES = frozenset(TYPES) - {"choice"}
_DECLARATION = ("type", "default", "required", "min", "max", "of", "about")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
#: What `min` and `max` bound; the other types have no order.
_BOUNDED = {**dict.fromkeys(NUMBERS, "its value"), "text": "its characters", "list": "its entries"}


@dataclass(frozen=True, slots=True)
class Param:
    """A declared parameter.

    :param node: its declaration.
    :param key: where its name stands.
    :param required: whether somebody has to give it.
    :param low: the smallest number, or the fewest characters of a text or entries of a list.
    :param of: the values that it may have, in their own type; empty where all are allowed.
    """

    name: str
    type: str
    node: Node
    key: Span
    default: Node | None
    required: bool
    low: float | None
    high: float | None
    of: tuple[str | int | float, ...]
    about: str


def declared(document: Mapping, report: Report) -> dict[str, Param]:
    """The parameters that a document declares under ``params``."""
    node = document.entries.get("params")
    if node is None or is_null(node):
        return {}
    if not isinstance(node, Mapping):
        report.add("invalid-value", "source", node, "params is a map of names, each with a type")
        return {}
    found = {name: _declaration(name, entry, node.keys[name], report) for name, entry in node.entries.items()}
    return {name: param for name, param in found.items() if param is not None}


def _declaration(name: str, node: Node, key: Span, report: Report) -> Param | None:
    if not _NAME.fullmatch(name):
        message = f"a parameter's name is made of a-z, 0-9 and _, not {name!r}"
        report.add("invalid-value", "source", key, message, path=node.path)
        return None
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar) and node.value in _WITHOUT_VALUES:
            return Param(name, str(node.value), node, key, None, True, None, None, (), "")
        report.add("invalid-value", "source", node, f"the parameter {name!r} needs a type, as in `{{type: text}}`")
        return None
    for unknown in [each for each in node.entries if each not in _DECLARATION]:
        guess = nearest(unknown, _DECLARATION)
        meant = f" (did you mean {guess!r}?)" if guess else ""
        span = node.keys[unknown]
        report.add("unknown-key", "source", span, f"unknown key {unknown!r}{meant}", path=node.entries[unknown].path)
    return _typed(name, node, key, report)


def _typed(name: str, node: Mapping, key: Span, report: Report) -> Param | None:
    kind = _scalar(node, "type")
    if kind not in TYPES:
        where = node.entries.get("type", node)
        guess = nearest(str(kind), TYPES) if kind else None
        meant = f" (did you mean {guess!r}?)" if guess else f"; it is one of {', '.join(TYPES)}"
        report.add("invalid-value", "source", where, f"the parameter {name!r} has no known type{meant}")
        return None
    of = _values(name, str(kind), node, report)
    if kind == "choice" and not of:
        report.add("invalid-value", "source", node, f"the choice {name!r} needs `of: [...]`, its values")
        return None
    low, high = _bound(str(kind), "min", node, report), _bound(str(kind), "max", node, report)
    if low is not None and high is not None and low > high:
        report.add("invalid-value", "source", node.entries["min"], f"min {low:g} is more than max {high:g}")
        low = high = None
    default = _default(node, report)
    required = _scalar(node, "required")
    if required is not None and not isinstance(required, bool):
        message = f"required is true or false, not {required!r}"
        report.add("invalid-value", "source", node.entries["required"], message)
    needed = default is None and (required is True or not ({"default", "required"} & node.entries.keys()))
    return Param(name, str(kind), node, key, default, needed, low, high, of, _about(node))


def _scalar(node: Mapping, key: str) -> str | int | float | bool | None:
    found = node.entries.get(key)
    return found.value if isinstance(found, Scalar) else None


def _about(node: Mapping) -> str:
    return " ".join(str(_scalar(node, "about") or "").split())


def _default(node: Mapping, report: Report) -> Node | None:
    default = node.entries.get("default")
    if default is None or is_null(default):
        return None
    if is_empty(default):
        message = "'default' has no value"
        report.add("empty-value", "source", node.keys["default"], message, path=default.path, hint="write it, or null")
        return None
    return default


def _bound(kind: str, key: str, node: Mapping, report: Report) -> float | None:
    """The value of ``min`` or ``max``, in the unit of the type."""
    found = node.entries.get(key)
    if found is None or is_null(found):
        return None
    if kind not in _BOUNDED:
        report.add("invalid-value", "source", found, f"a {kind} has no {key}", hint="`of: [...]` lists what is allowed")
        return None
    value = _number(kind, found)
    if value is None:
        report.add("invalid-value", "source", found, f"{key} of a {kind} is a number, for {_BOUNDED[kind]}")
    return value


def _number(kind: str, node: Node) -> float | None:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        if kind not in ("seconds", "degrees"):
            return None
        try:
            return float(seconds(value) if kind == "seconds" else degrees(value))
        except ValueError:
            return None
    return float(value)


def _values(name: str, kind: str, node: Mapping, report: Report) -> tuple[str | int | float, ...]:
    """The values of ``of``, numbers in the unit of the type."""
    of = node.entries.get("of")
    if of is None or is_null(of):
        return ()
    if kind == "bool":
        report.add("invalid-value", "source", of, "a bool has no `of`: it is true or false")
        return ()
    if not isinstance(of, Sequence) or not of.items:
        if kind != "choice":
            report.add("invalid-value", "source", of, f"`of` is the list of values that {name!r} may have")
        return ()
    found: list[str | int | float] = []
    for item in of.items:
        value = _number(kind, item) if kind in NUMBERS else item.value if isinstance(item, Scalar) else None
        if value is None or isinstance(value, bool):
            report.add("invalid-value", "source", item, f"this cannot be a value of the {kind} {name!r}")
        else:
            found.append(value)
    return tuple(found)
