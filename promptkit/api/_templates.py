"""The templates that lay prompts out: whose they are, what they are for, and what can be changed in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from promptkit.check import shelf
from promptkit.compiler import filters, variables
from promptkit.project import Project
from promptkit.resolve import display
from promptkit.templating.templates import Book, Layout, Owner, Published, Variable, family_blocks

_COMMENT = re.compile(r"\A\s*\{#-?(.*?)-?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """One dialect.

    :param owner: ``project``, ``yours`` (the user's own folder) or ``built-in``.
    :param about: its first comment.
    :param models: which models of the catalog are told in it.
    :param extends: the template that it goes on from.
    :param blocks: what a template that extends it can override: its own blocks and those of its parents.
    """

    name: str
    owner: Owner
    file: str
    about: str
    models: tuple[str, ...]
    extends: str | None
    blocks: tuple[str, ...]
    text: str


def templates(project: Project) -> list[TemplateFacts]:
    """Every dialect that the project sees, by name."""
    return [_facts(layout, project) for layout in shelf(project).all()]


def template_filters() -> dict[str, Published]:
    """The filters of templates, by name."""
    return dict(filters())


def template_variables() -> dict[str, Variable]:
    """What a template sees of a shot, by name."""
    return dict(variables())


def _facts(layout: Layout, project: Project) -> TemplateFacts:
    text = layout.path.read_text("utf-8-sig", errors="replace")
    comment = _COMMENT.match(text)
    book = Book(layout.folders, variables(), filters(), display)
    page = book.page(layout.template)
    blocks = family_blocks(page, book) if page is not None else None
    extends = page.parent if page is not None else None
    models = [name for name, model in project.catalog.models.items() if model.dialect == layout.name]
    about = " ".join(comment[1].split()) if comment is not None else ""
    return TemplateFacts(
        layout.name, layout.owner, display(Path(layout.path)), about, tuple(models), extends, tuple(blocks or ()), text
    )
