"""Reading single values of the settings; what is wrong goes to the report, and ``None`` comes back."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from promptkit.findings import Span
from promptkit.language import Report, nearest, text_of
from promptkit.source import Mapping, Node, Path, Scalar, Sequence

from ._rules import FAMILY

SIZE = re.compile(r"[1-9]\d{1,4}x[1-9]\d{1,4}")
NAME_THE_VARIABLE = "put the key into an environment variable and name that variable, as in key_env: STUDIO_KEY"
_SECRET = re.compile(r"(?:^|[_-])(?:api)?(?:key|token|secret|password|bearer|authorization)(?:$|[_-])", re.IGNORECASE)
_MOST_USD = Decimal(1_000_000)
_MOST_PLACES = 6


def complain(
    report: Report, rule: str, where: Node | Span, message: str, hint: str | None = None, *, path: Path | None = None
) -> None:
    """Note an error of this family; a span needs the path that it belongs to."""
    report.add(rule, FAMILY, where, message, path=path, hint=hint)


def described(node: Node) -> str:
    """What stands there, for a message: the kind of a list or map, the text of anything else."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a map"
    return "nothing" if node.value is None else repr(node.raw if not isinstance(node.value, str) else node.value)


def suggestion(word: str, choices: Collection[str]) -> str:
    """``(did you mean 'size'?)`` with a space before it, or nothing."""
    found = nearest(word, choices)
    return f" (did you mean {found!r}?)" if found else ""


def mapping(node: Node, name: str, rule: str, report: Report) -> Mapping | None:
    """The node, if it is a map; a value that was left out is an empty one."""
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Scalar) and node.value is None:
        return Mapping({}, {}, node.span, node.path)
    complain(report, rule, node, f"{name} must be a map, not {described(node)}")
    return None


def refuse_unknown_keys(node: Mapping, allowed: Collection[str], name: str, report: Report) -> None:
    """Note every key that is not allowed; ``name`` is what the message calls the map."""
    for key, span in node.keys.items():
        if key in allowed:
            continue
        if _SECRET.search(key):
            rule, hint = "key-in-file", NAME_THE_VARIABLE
            message = f"a key must not stand in the file; the value of {key!r} is not shown here"
        else:
            rule, hint = "unknown-setting", f"known: {', '.join(allowed)}"
            message = f"unknown setting {key!r} in {name}{suggestion(key, allowed)}"
        report.add(rule, FAMILY, span, message, path=(*node.path, key), hint=hint)


def text(node: Node, name: str, report: Report, rule: str = "wrong-setting") -> str | None:
    """A single piece of text on one line."""
    value = text_of(node)
    if value is None or not value.strip() or "\n" in value.strip():
        complain(report, rule, node, f"{name} must be a piece of text, not {described(node)}")
        return None
    return value.strip()


def texts(node: Node, name: str, report: Report) -> list[tuple[str, Node]] | None:
    """A list of pieces of text, or a single one, each with its place; ``None`` if any of them is wrong."""
    nodes = node.items if isinstance(node, Sequence) else [node]
    found = [(text(item, name, report), item) for item in nodes]
    read = [(value, item) for value, item in found if value is not None]
    return read if len(read) == len(found) else None


def usd(node: Node, name: str, rule: str, report: Report) -> Decimal | None:
    """An amount in USD, exactly as it was written."""
    is_number = isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    amount = _decimal(node.raw) if is_number and isinstance(node, Scalar) else None
    if amount is None:
        complain(report, rule, node, f"{name} must be a number of USD such as 0.10, not {described(node)}")
    elif not 0 <= amount <= _MOST_USD or amount != round(amount, _MOST_PLACES):
        wanted = f"from 0 to {_MOST_USD} with at most {_MOST_PLACES} decimal places"
        complain(report, rule, node, f"{name} must be an amount in USD {wanted}, not {described(node)}")
    else:
        return amount
    return None


def _decimal(raw: str) -> Decimal | None:
    try:
        amount = Decimal(raw)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def size(node: Node, name: str, report: Report, rule: str = "wrong-setting") -> str | None:
    """``WIDTHxHEIGHT`` in pixels."""
    value = text_of(node)
    if value is not None and SIZE.fullmatch(value):
        return value
    complain(report, rule, node, f"{name} must be a size in pixels such as 1280x720, not {described(node)}")
    return None
