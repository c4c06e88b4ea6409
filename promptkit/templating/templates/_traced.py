"""Text that remembers where it came from.

A traced text *is* its bare text: its length, comparisons, searches and cuts are those of the plain rendering, so that a
template cannot take another way because it is traced. What an operation does not carry on is lost, never misplaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .._marks import CLOSE, MARK, OPEN, SEPARATOR
from .._values import ExpressionError


class Traced(str):
    """The bare text; ``marked`` is the same with its marks."""

    marked: str

    @classmethod
    def of(cls, marked: str) -> str:
        """The text of ``marked``; a plain one where it has no marks."""
        if OPEN not in marked:
            return marked
        text = cls(MARK.sub("", marked))
        text.marked = marked
        return text

    def __add__(self, other: str) -> str:
        return Traced.of(self.marked + marked(other))

    def __radd__(self, other: str) -> str:
        return Traced.of(marked(other) + self.marked)

    def __getitem__(self, key: Any) -> str:
        """A cut keeps its marks, character by character."""
        return carried(self, str.__getitem__(self, key), key)


def marked(text: str) -> str:
    """The text with its marks, where it has any."""
    return text.marked if isinstance(text, Traced) else text


def all_marked(value: Any) -> Any:
    """The value with the marks of every text in it."""
    if isinstance(value, str):
        return marked(value)
    if isinstance(value, list | tuple):
        return [all_marked(item) for item in value]
    if isinstance(value, dict):
        return {key: all_marked(item) for key, item in value.items()}
    return value


def is_traced(value: Any) -> bool:
    """Whether some text in the value has marks."""
    if isinstance(value, list | tuple):
        return any(is_traced(item) for item in value)
    if isinstance(value, dict):
        return any(is_traced(item) for item in value.values())
    return isinstance(value, Traced)


def wrapped(text: str, number: int) -> str:
    """The text in a mark; nothing stays nothing."""
    return f"{OPEN}{number}{SEPARATOR}{text}{CLOSE}" if text else ""


def carried(source: str, wanted: str, key: Any = None) -> str:
    """``wanted``, which an operation made of ``source``, with the marks of what is still there; plain where unsure."""
    if not isinstance(source, Traced) or not wanted:
        return wanted
    plain = str(source)
    if key is not None:
        places = range(len(plain))[key]
        chosen = [places] if isinstance(places, int) else list(places)
        return Traced.of(_characters(source, chosen, wanted))
    if len(plain) == len(wanted) and plain.casefold() == wanted.casefold():
        return Traced.of(_characters(source, range(len(plain)), wanted))
    if plain and wanted.count(plain) == 1:
        before, _, after = wanted.partition(plain)
        return Traced.of(before + source.marked + after)
    same = 0
    while same < min(len(plain), len(wanted)) and plain[same] == wanted[same]:
        same += 1
    return Traced.of(_characters(source, range(same), wanted[:same]) + wanted[same:])


def _characters(source: Traced, places: Any, wanted: str) -> str:
    """The characters of ``wanted``, each in the mark of the character of ``source`` that it was."""
    numbers = list(_numbers(source.marked))
    parts: list[str] = []
    last: int | None = None
    for place, character in zip(places, wanted, strict=True):
        number = numbers[place]
        if number != last:
            parts.append(CLOSE if last is not None else "")
            parts.append(f"{OPEN}{number}{SEPARATOR}" if number is not None else "")
            last = number
        parts.append(character)
    return "".join(parts) + (CLOSE if last is not None else "")


def _numbers(text: str) -> Iterator[int | None]:
    """The number of the innermost mark, for each bare character."""
    stack: list[int] = []
    position = 0
    for match in MARK.finditer(text):
        yield from [stack[-1] if stack else None] * (match.start() - position)
        position = match.end()
        if match[1]:
            stack.append(int(match[1]))
        elif stack:
            stack.pop()
    yield from [stack[-1] if stack else None] * (len(text) - position)


def traced(wanted: Any, again: Callable[[], Any], source: Any) -> Any:
    """The result of an operation on traced texts, with marks where doing it again on the marked texts gives the same.

    :param again: the operation on the marked texts.
    """
    if isinstance(wanted, Traced) or not isinstance(wanted, str | list) or is_traced(wanted):
        return wanted
    try:
        result = again()
    except (ExpressionError, ValueError, TypeError, ArithmeticError, LookupError):
        result = None
    if isinstance(wanted, list):
        return _each_traced(wanted, result)
    if isinstance(result, str):
        text = Traced.of(result)
        if str(text) == wanted:
            return text
    return carried(source, wanted) if isinstance(source, str) else wanted


def _each_traced(wanted: list[Any], result: object) -> list[Any]:
    """The texts of a list with their marks, where each is the same as without."""
    if not isinstance(result, list) or len(result) != len(wanted) or not all(isinstance(each, str) for each in result):
        return wanted
    texts = [Traced.of(each) for each in result]
    return texts if all(str(one) == other for one, other in zip(texts, wanted, strict=True)) else wanted


def stretches(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The bare text, and which of its characters stand in which mark, the innermost one; those in none are left out."""
    parts: list[str] = []
    found: list[tuple[int, int, int]] = []
    stack: list[int] = []
    at = position = 0
    for match in [*MARK.finditer(text), None]:
        chunk = text[position : match.start()] if match is not None else text[position:]
        if chunk:
            parts.append(chunk)
            if stack and found and found[-1][1:] == (at, stack[-1]):
                found[-1] = (found[-1][0], at + len(chunk), stack[-1])
            elif stack:
                found.append((at, at + len(chunk), stack[-1]))
            at += len(chunk)
        if match is None:
            break
        position = match.end()
        if match[1]:
            stack.append(int(match[1]))
        elif stack:
            stack.pop()
    return "".join(parts), found
