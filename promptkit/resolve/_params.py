"""Parameters of a preset: declared with a type, given a value, bound into a scope."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass

from promptkit.findings import Span
from promptkit.language import Report, degrees, is_null, nearest, normal, seconds
from promptkit.source import Mapping, Node, Plain, Scalar, Sequence, plain
from promptkit.templating import Scope

TYPES = ("text", "number", "seconds", "degrees", "choice", "colour", "list", "bool")
_WITHOUT_VALUES = frozenset(TYPES) - {"choice"}
_DECLARATION = ("type", "default", "required", "min", "max", "of", "about")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|[A-Za-z][A-Za-z -]*")


@dataclass(frozen=True, slots=True)
class Param:
    """A declared parameter.

    :param node: its declaration.
    :param key: where its name stands.
    :param of: the values of a choice.
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
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        report.add("invalid-value", "source", node, "params is a map of names, each with a type")
        return {}
    found = {name: _declaration(name, entry, node.keys[name], report) for name, entry in node.entries.items()}
    return {name: param for name, param in found.items() if param is not None}


def _declaration(name: str, node: Node, key: Span, report: Report) -> Param | None:
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", name):
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
    return _typed_declaration(name, node, key, report)


def _typed_declaration(name: str, node: Mapping, key: Span, report: Report) -> Param | None:
    values = {key: plain(value) for key, value in node.entries.items()}
    kind = values.get("type")
    if kind not in TYPES:
        where = node.entries.get("type", node)
        guess = nearest(str(kind), TYPES) if kind else None
        meant = f" (did you mean {guess!r}?)" if guess else f"; it is one of {', '.join(TYPES)}"
        report.add("invalid-value", "source", where, f"the parameter {name!r} has no known type{meant}")
        return None
    of = values.get("of")
    if kind == "choice" and not (isinstance(of, list) and of):
        report.add("invalid-value", "source", node, f"the choice {name!r} needs `of: [...]`, its values")
        return None
    low, high = values.get("min"), values.get("max")
    default = node.entries.get("default")
    return Param(
        name,
        str(kind),
        node,
        key,
        None if default is None or is_null(default) else default,
        values.get("required") is True or ("default" not in values and "required" not in values),
        float(low) if isinstance(low, int | float) else None,
        float(high) if isinstance(high, int | float) else None,
        tuple(each for each in of if isinstance(each, str | int | float)) if isinstance(of, list) else (),
        str(values.get("about") or ""),
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """The values of a layer's parameters, with those that were given and where."""

    scope: Scope
    given: Map[str, Node]


def value_of(param: Param, node: Node, report: Report) -> Plain:
    """The parameter's value, checked against its type; where it does not fit (reported), another stands in.

    Numbers are decimal, by spelling: ``04`` or ``0x8`` would smuggle a value past the eye of the reader.
    """
    try:
        return _checked(param, node)
    except ValueError as error:
        report.add("parameter-type", "preset", node, f"the parameter {param.name!r}: {error}")
        return stand_in(param)


def stand_in(param: Param) -> Plain:
    """A value that fits, so that one missing or mistyped parameter is one finding; it never gets compiled."""
    if param.type == "list":
        return []
    if param.type in ("number", "seconds", "degrees"):
        return param.low if param.low is not None else 1
    if param.type == "choice":
        return param.of[0]
    if param.type == "bool":
        return True
    return "white" if param.type == "colour" else "…"


def _checked(param: Param, node: Node) -> Plain:
    if param.type == "list":
        if not isinstance(node, Sequence):
            raise ValueError(f"expected a list, not {plain(node)!r}")
        return plain(node)
    if not isinstance(node, Scalar) or node.value is None:
        raise ValueError(f"expected {param.type}, not {_kind(node)}")
    if param.type == "bool":
        if not isinstance(node.value, bool):
            raise ValueError(f"expected true or false, not {node.raw!r}")
        return node.value
    if param.type in ("number", "seconds", "degrees"):
        return _number(param, node)
    return _choice(param, node) if param.type == "choice" else _text(param, node)


def _number(param: Param, node: Scalar) -> float | int:
    value = node.value
    if isinstance(value, bool):
        raise ValueError(f"expected {param.type}, not {node.raw}")
    if not isinstance(value, int | float):
        if param.type == "number":
            raise ValueError(f"expected a number, not {node.raw!r}")
        value = seconds(value) if param.type == "seconds" else degrees(value)
    elif not node.computed and not _DECIMAL.fullmatch(node.raw):
        raise ValueError(f"expected a plain decimal number, not {node.raw!r}")
    if param.low is not None and value < param.low:
        raise ValueError(f"{value:g} is below its minimum of {param.low:g}")
    if param.high is not None and value > param.high:
        raise ValueError(f"{value:g} is above its maximum of {param.high:g}")
    return value


def _choice(param: Param, node: Scalar) -> str | int | float:
    """The value of ``of`` that is meant, in its own type."""
    text = _spelled(node)
    for choice in param.of:
        if normal(str(choice)) == normal(text):
            return choice
    names = [str(choice) for choice in param.of]
    guess = nearest(text, names)
    meant = f" (did you mean {guess!r}?)" if guess else ""
    raise ValueError(f"{text!r} is not one of {', '.join(names)}{meant}")


def _spelled(node: Scalar) -> str:
    return node.value if isinstance(node.value, str) else (str(node.value) if node.computed else node.raw)


def _text(param: Param, node: Scalar) -> str:
    text = _spelled(node)
    if param.type == "colour" and not _COLOUR.fullmatch(text.strip()):
        raise ValueError(f"expected a colour such as amber or #c08a3e, not {text!r}")
    if not text.strip():
        raise ValueError("expected text, and it is empty")
    return text


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a map"
    return "a list" if isinstance(node, Sequence) else "nothing"
