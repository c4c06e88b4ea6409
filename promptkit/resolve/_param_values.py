"""The value of a parameter, held to its type and its range."""

from __future__ import annotations

import re

from promptkit.findings import Fix
from promptkit.language import Report, degrees, is_colour, nearest, normal, replace, seconds
from promptkit.source import Mapping, Node, Plain, Scalar, Sequence, plain

from ._params import NUMBERS, Param

_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_UNITS = {"seconds": " s", "degrees": " degrees"}


def value_of(param: Param, node: Node, report: Report) -> Plain:
    """The parameter's value, checked against its type; where it does not fit (reported), another stands in.

    Numbers are decimal, by spelling: ``04`` or ``0x8`` would smuggle a value past the eye of the reader.
    """
    try:
        return _checked(param, node)
    except ValueError as error:
        hint, fix = param.about or None, _mended(param, node)
        report.add("parameter-type", "preset", node, f"the parameter {param.name!r}: {error}", hint=hint, fix=fix)
        return stand_in(param)


def _mended(param: Param, node: Node) -> Fix | None:
    """The value of ``of`` that is probably meant."""
    guess = nearest(_spelled(node), map(str, param.of)) if isinstance(node, Scalar) and node.value is not None else None
    return replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None


def stand_in(param: Param) -> Plain:
    """A value that fits, so that one missing or mistyped parameter is one finding; it never gets compiled."""
    if param.type == "list":
        return list(param.of[:1]) or ["…"]
    if param.of:
        return param.of[0]
    if param.type in NUMBERS:
        return param.low if param.low is not None else param.high if param.high is not None else 1
    if param.type == "bool":
        return True
    return "white" if param.type == "colour" else "…"


def _checked(param: Param, node: Node) -> Plain:
    if param.type == "list":
        return _list(param, node)
    if not isinstance(node, Scalar) or node.value is None:
        raise ValueError(f"expected {_A[param.type]}, not {_kind(node)}")
    if param.type == "bool":
        if not isinstance(node.value, bool):
            raise ValueError(f"expected true or false, not {node.raw!r}")
        return node.value
    if param.type in NUMBERS:
        return _number(param, node)
    return _choice(param, node) if param.type == "choice" else _text(param, node)


_A = {
    "text": "a text",
    "number": "a number",
    "seconds": "a time in seconds, such as 2 or 500ms",
    "degrees": "an angle in degrees, such as 15",
    "choice": "one of its values",
    "colour": "a colour",
    "bool": "true or false",
}


def _list(param: Param, node: Node) -> list[Plain]:
    if not isinstance(node, Sequence):
        raise ValueError(f"expected a list, as in [amber, cream], not {_shown(node)}")
    _in_range(param, len(node.items), ("entry", "entries"))
    if param.of:
        return [_choice(param, item) for item in node.items]
    return [plain(item) for item in node.items]


def _number(param: Param, node: Scalar) -> float | int:
    value = node.value
    if isinstance(value, bool):
        raise ValueError(f"expected {_A[param.type]}, not {node.raw}")
    if not isinstance(value, int | float):
        if param.type == "number":
            raise ValueError(f"expected a number, not {node.raw!r}")
        value = seconds(value) if param.type == "seconds" else degrees(value)
    elif not node.computed and not _DECIMAL.fullmatch(node.raw):
        raise ValueError(f"expected a plain decimal number, not {node.raw!r}")
    _in_range(param, value)
    if param.of and value not in param.of:
        raise ValueError(f"{value:g} is not one of {', '.join(f'{each:g}' for each in param.of)}")
    return value


def _in_range(param: Param, value: float, counted: tuple[str, str] | None = None) -> None:
    """Refuse a value out of the parameter's range.

    :param counted: what the value counts, as one and as several; ``None`` for a value that is a measure itself.
    """
    if param.low is not None and value < param.low:
        raise ValueError(f"{_measured(param, value, counted)} below its minimum of {param.low:g}")
    if param.high is not None and value > param.high:
        raise ValueError(f"{_measured(param, value, counted)} above its maximum of {param.high:g}")


def _measured(param: Param, value: float, counted: tuple[str, str] | None) -> str:
    if counted is None:
        return f"{value:g}{_UNITS.get(param.type, '')} is"
    one, several = counted
    return f"1 {one} is" if value == 1 else f"{value:g} {several} are"


def _choice(param: Param, node: Node) -> str | int | float:
    """The value of ``of`` that is meant, in its own type."""
    if not isinstance(node, Scalar) or node.value is None:
        raise ValueError(f"expected one of {', '.join(map(str, param.of))}, not {_kind(node)}")
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
    if not text.strip():
        raise ValueError("expected a text, and it is empty")
    if param.of:
        return str(_choice(param, node))
    if param.type == "colour" and not is_colour(text):
        raise ValueError(f"expected a colour word such as amber or slate blue, or #rrggbb, not {text!r}")
    if param.type == "text":
        _in_range(param, len(text), ("character", "characters"))
    return text


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a map"
    return "a list" if isinstance(node, Sequence) else "nothing"


def _shown(node: Node) -> str:
    return repr(node.raw) if isinstance(node, Scalar) and node.value is not None else _kind(node)
