"""Values of expressions, their bounds, and how they read as text."""

from __future__ import annotations

import math
import re
from typing import TypeAlias, TypeGuard

from promptkit.source import Plain

Number: TypeAlias = "int | float"

MAX_TEXT = 10_000
MAX_NUMBER = 10**12
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\ue0ff]")


class ExpressionError(Exception):
    """An expression has no value.

    :param rule: the rule that says so.
    :param message: one lower-case sentence.
    :param hint: what to do.
    """

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def mistyped(message: str, hint: str) -> ExpressionError:
    """A value is of a kind with which this cannot be done."""
    return ExpressionError("expression-type", message, hint)


def unbounded(message: str, hint: str) -> ExpressionError:
    """An expression or its value is larger than any of ours."""
    return ExpressionError("expression-limit", message, hint)


def is_number(value: Plain) -> TypeGuard[Number]:
    """Whether ``value`` is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def bounded_number(value: Number) -> Number:
    """``value``, if it is finite and no larger than a million million."""
    if not math.isfinite(value) or abs(value) > MAX_NUMBER:
        raise unbounded("a number is too large", "keep numbers below a million million")
    return value


def bounded_text(value: str) -> str:
    """``value``, if it is no longer than 10,000 characters and holds none that cannot be written."""
    require_room(len(value))
    if _NO_TEXT.search(value):
        raise mistyped("the text holds a character that cannot be written", "take out the escape that makes it")
    return value


def require_room(length: int) -> None:
    """Refuse a text of ``length`` characters before it is made."""
    if length > MAX_TEXT:
        raise unbounded(f"the text gets longer than {MAX_TEXT:,} characters", "write less")


def as_text(value: Plain) -> str:
    """``value`` as people write it: 2.0 is ``2``, true is ``true``, nothing is nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _digits(bounded_number(value))
    raise mistyped(f"{kind(value)} cannot stand in a text", "pick one of it, or join it: {{ list | join(', ') }}")


def kind(value: Plain) -> str:
    """What ``value`` is, for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {_digits(value)}" if math.isfinite(value) and abs(value) <= MAX_NUMBER else "a number"
    if isinstance(value, str):
        return f"the text '{value if len(value) <= 30 else value[:29] + '…'}'"
    return "a list" if isinstance(value, list) else "a map"


def _digits(value: Number) -> str:
    if isinstance(value, int):
        return str(value)
    digits = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
