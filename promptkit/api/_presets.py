"""Presets for people: whose each is, what it hides, what it takes, and what it sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from promptkit.check import Checked, Options, check_document, sample_params
from promptkit.findings import UsageError
from promptkit.language import SHOT_KEYS, Report, nearest
from promptkit.project import Project, user_folder
from promptkit.resolve import Document, Library, Param, declared
from promptkit.source import Scalar, flow, plain

from ._inputs import Reader


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset by its name.

    :param whose: ``project``, ``yours`` or ``built-in``.
    :param hides: presets of the same name that give way to it.
    """

    document: Document
    whose: str
    hides: tuple[Preset, ...] = ()

    @property
    def name(self) -> str:
        """The name that ``extends`` takes."""
        return self.document.name

    @property
    def about(self) -> str:
        """What it is for, on one line."""
        node = self.document.node.entries.get("about")
        return " ".join(str(node.value).split()) if isinstance(node, Scalar) and node.value else ""

    @property
    def sets(self) -> tuple[str, ...]:
        """The keys of a shot that it writes; what its parents write is not among them."""
        return tuple(key for key in SHOT_KEYS if key != "shot" and key in self.document.node.entries)

    @property
    def params(self) -> tuple[Param, ...]:
        """The parameters that it takes."""
        return tuple(declared(self.document.node, Report()).values())

    @property
    def example(self) -> str:
        """How a shot uses it: with every parameter that has to be given, else with one that may be."""
        needed = [param for param in self.params if param.required] or list(self.params[:1])
        lines = [f"extends: {self.name}"]
        if needed:
            samples = sample_params(self.document)
            values = (plain(samples.get(each.name) or each.default or each.node) for each in needed)
            told = ", ".join(f"{each.name}: {flow(value)}" for each, value in zip(needed, values, strict=True))
            lines.append(f"with: {{{told}}}")
        return "\n".join(lines)


def presets(reader: Reader, folder: Path) -> tuple[Preset, ...]:
    """The presets that documents of a folder see, by name."""
    project = reader.project(folder)
    return tuple(_preset(each, project) for each in reader.library(project).all_presets())


def preset(reader: Reader, folder: Path, name: str) -> tuple[Preset, Checked]:
    """One preset, and what it comes to with sample values for what it needs.

    :raises UsageError: if there is none of that name.
    """
    known = {each.name: each for each in presets(reader, folder)}
    if name not in known:
        guess = nearest(name, known)
        raise UsageError(f"there is no preset {name!r}", hint=f"did you mean {guess!r}?" if guess else None)
    project = reader.project(folder)
    library: Library = reader.library(project)
    return known[name], check_document(known[name].document, library, project, Options())


def _preset(documents: tuple[Document, ...], project: Project) -> Preset:
    first, *hidden = documents
    behind = tuple(Preset(each, _whose(each, project)) for each in hidden)
    return Preset(first, _whose(first, project), behind)


def _whose(document: Document, project: Project) -> str:
    folder = document.path.parent if document.path is not None else document.home
    if folder in project.settings.presets:
        return "project"
    return "yours" if folder == user_folder("presets") else "built-in"
