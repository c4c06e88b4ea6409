"""Rendering a user's template: once for the prompt, once more to learn where each stretch of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from .._marks import MARK
from .._values import ExpressionError
from ._budget import MAX_OUTPUT, LimitExceeded, Run, begin, current, end
from ._environment import Guarded
from ._loader import Folders, Loader
from ._published import Published
from ._traced import Traced

#: What a template can bring about, beside what Jinja itself raises.
_FAILURES = (
    TemplateError, LimitExceeded, ExpressionError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError,
    RecursionError, MemoryError, SyntaxError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a template gave.

    :param text: the plain rendering, not yet tidied.
    :param marked: the traced rendering; ``None`` where there is none.
    :param places: what the marks of the traced rendering from ``base`` on stand for.
    """

    text: str
    marked: str | None
    places: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a template gave nothing.

    :param rule: ``template-limit``, ``template-failed`` or ``missing-template``.
    :param file: the template in which it happened, where that is known.
    :param line: from 1; 0 where it is not known.
    """

    rule: str
    message: str
    hint: str | None
    file: str | None
    line: int


def render(
    name: str, folders: Folders, filters: Mapping[str, Published], values: Mapping[str, Any], base: int
) -> Rendered | Failure:
    """Render a template.

    :param values: what it sees, every text with its marks.
    :param base: the first number that no mark in ``values`` has.
    """
    # Jinja compiles what a plain rendering meets first; the traced one finds it compiled.
    plain = _rendered(name, folders, filters, _each_text(values, bare), Run())
    if isinstance(plain, Failure):
        return plain
    run = Run(base)
    marked = _rendered(name, folders, filters, _each_text(values, Traced.of), run)
    if isinstance(marked, Failure) or bare(marked) != plain:
        return Rendered(plain, None, ())
    return Rendered(plain, marked, tuple(run.places))


def bare(text: str) -> str:
    """The text without marks."""
    return MARK.sub("", text)


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_each_text(item, change) for item in value]
    if isinstance(value, Mapping):
        return {key: _each_text(item, change) for key, item in value.items()}
    return value


@lru_cache(maxsize=32)
def _environment(folders: Folders, filters: tuple[tuple[str, Published], ...]) -> Guarded:
    return Guarded(Loader(folders), dict(filters))


def environment(folders: Folders, filters: Mapping[str, Published]) -> Guarded:
    """The environment in which templates of these folders are rendered; it sees when a file changes."""
    return _environment(folders, tuple(filters.items()))


def _rendered(name: str, folders: Folders, filters: Mapping[str, Published], values: Any, run: Run) -> str | Failure:
    token = begin(run)
    try:
        template = environment(folders, filters).get_template(name)
        return "".join(_bounded(template.generate(values)))
    except _FAILURES as error:
        return _failure(error, folders)
    finally:
        end(token)


def _bounded(chunks: Iterator[str]) -> Iterator[str]:
    length = 0
    is_plain = current().base is None
    for chunk in chunks:
        length += len(chunk)
        if is_plain and length > MAX_OUTPUT:
            raise LimitExceeded(f"the prompt would have more than {MAX_OUTPUT:,} characters")
        yield chunk


def _failure(error: BaseException, folders: Folders) -> Failure:
    file, line = _place(error.__traceback__, folders)
    if isinstance(error, TemplateSyntaxError):
        return Failure("template-failed", _lower(error.message or ""), None, error.filename or file, error.lineno)
    if isinstance(error, LimitExceeded):
        return Failure("template-limit", str(error), "make it simpler", file, line)
    if isinstance(error, RecursionError | MemoryError):
        return Failure("template-limit", "the template includes or calls itself without end", None, file, line)
    if isinstance(error, ExpressionError):
        rule = "template-limit" if error.rule == "expression-limit" else "template-failed"
        return Failure(rule, error.message, error.hint, file, line)
    if isinstance(error, TemplateNotFound):
        return Failure(
            "missing-template", f"there is no template {str(error.name).removeprefix('builtin/')!r}", None, file, line
        )
    return Failure("template-failed", _lower(str(error) or type(error).__name__), None, file, line)


def _lower(message: str) -> str:
    first = message.strip().rstrip(".").split("\n")[0]
    return f"{first[:1].lower()}{first[1:160]}"


def _place(traceback: TracebackType | None, folders: Folders) -> tuple[str | None, int]:
    """The innermost line of a template that was under way."""
    file, line = None, 0
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".j2") and Path(name).is_absolute():
            file, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return file, line
