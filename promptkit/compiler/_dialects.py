"""Dialects: Jinja2 templates that lay a script out the way a model likes to be told."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from promptkit.project import shipped

from ._english import joined, optics, sentence, sentences
from ._facts import dialect_facts
from ._marks import MARKS, bare, head_of, split_at_marks
from ._script import CutScript, Script

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_WORDS = re.compile(r"\w+")
_GAPS = re.compile(r"\n{3,}")
_NAMES = tuple(each.name for each in fields(Script))
_VALUES = attrgetter(*_NAMES)
_PARENTS = re.compile(r"{%-?\s*extends\s+[\"']([^\"']+)[\"']")


@cache
def dialects() -> tuple[str, ...]:
    """The names of the dialects that ship."""
    return tuple(dialect_facts())


def laid_out(script: Script, dialect: str) -> str:
    """The script in a dialect, still marked."""
    text = _template(dialect).render(zip(_NAMES, _VALUES(script), strict=True))
    return (_GAPS.sub("\n\n", text) if "\n\n\n" in text else text).strip()


@cache
def _template(dialect: str) -> Template:
    return _environment().get_template(f"{dialect}.j2")


@cache
def needs(dialect: str) -> frozenset[str]:
    """The fields that a dialect's template may read, of the clip or of a cut: every word in it and in its parents."""
    found, name = set[str](), f"{dialect}.j2"
    while name:
        source = (shipped("templates") / name).read_text("utf-8")
        found.update(_WORDS.findall(source))
        name = parent_in(source) or ""
    return frozenset(found)


def parent_in(source: str) -> str | None:
    """The name of the template that a template extends."""
    parent = _PARENTS.search(source)
    return parent[1] if parent else None


@cache
def every_field() -> frozenset[str]:
    """All that a template may read."""
    return frozenset(each.name for each in (*fields(Script), *fields(CutScript)))


def says(text: str, phrase: str) -> bool:
    """Whether the text, its marks apart, is exactly this."""
    return bare(text) == phrase


def article(text: str) -> str:
    """``a close-up``, ``an insert``."""
    at = head_of(text)
    return f"{'an' if text[at : at + 1].lower() in 'aeiou' else 'a'} {text}"


def paragraph(text: str) -> str:
    """The text on one line, whatever marks stand in its spaces."""
    said: list[str] = []
    is_open, between = False, False
    for chunk in split_at_marks(text):
        if chunk[0] in MARKS:
            said.append(chunk)
            continue
        words = chunk.split()
        between = between or chunk[0].isspace()
        if words:
            said.append(f" {' '.join(words)}" if between and is_open else " ".join(words))
            is_open, between = True, chunk[-1].isspace()
    return "".join(said)


def as_json(value: object) -> str:
    """JSON without what says nothing; marks stand inside its strings."""
    return json.dumps(_saying(value), ensure_ascii=False, indent=2)


def _saying(value: object) -> object:
    if isinstance(value, dict):
        return {key: said for key, each in value.items() if (said := _saying(each)) not in ("", [], {})}
    if isinstance(value, list | tuple):
        return [said for each in value if (said := _saying(each)) not in ("", [], {})]
    return value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # These templates are ours: no sandbox, which would look at every attribute that they read.
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        sentence=sentence,
        sentences=sentences,
        joined=joined,
        says=says,
        optics=optics,
        article=article,
        paragraph=paragraph,
        as_json=as_json,
    )
    return environment
