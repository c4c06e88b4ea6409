"""Dialects: Jinja2 templates that lay a script out the way a model likes to be told."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from promptkit.project import shipped

from ._english import joined, sentence
from ._marks import bare
from ._script import Script

if TYPE_CHECKING:
    from jinja2 import Environment

_GAPS = re.compile(r"\n{3,}")


def dialects() -> tuple[str, ...]:
    """The names of the dialects that ship."""
    return tuple(sorted(path.stem for path in shipped("templates").glob("*.j2")))


def laid_out(script: Script, dialect: str) -> str:
    """The script in a dialect, still marked."""
    template = _environment().get_template(f"{dialect}.j2")
    text = template.render({each.name: getattr(script, each.name) for each in fields(script)})
    return _GAPS.sub("\n\n", text).strip()


def sentences(parts: list[str], label: str = "") -> str:
    """The parts as sentences, one after the other; the first goes on behind the label."""
    said = [part for part in parts if part]
    return " ".join(sentence(f"{label}{part}" if at == 0 else part) for at, part in enumerate(said))


def says(text: str, phrase: str) -> bool:
    """Whether the text, its marks apart, is exactly this."""
    return bare(text) == phrase


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(sentence=sentence, sentences=sentences, joined=joined, says=says)
    return environment
