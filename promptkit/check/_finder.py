"""Looking for what a shot names and what stands elsewhere: its images, and the template of its dialect."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from promptkit.catalog import Target
from promptkit.compiler import Memory
from promptkit.language import Built, Report
from promptkit.project import Project
from promptkit.resolve import Document

from ._dialects import find_dialect
from ._options import Options
from ._stills import FoundStill, look_at

if TYPE_CHECKING:
    from promptkit.templating.templates import Layout


@dataclass(slots=True)
class Finder:
    """Looks each time that it is asked."""

    project: Project
    options: Options
    #: Of what was compiled for other shots; ``None`` where nothing is shared.
    memory: Memory | None = None

    def look(self, written: str, home: Path, root: Path) -> FoundStill:
        """What an image turns out to be."""
        return look_at(written, home, root, allow_outside=self.options.allow_outside)

    def dialect(self, built: Built, document: Document, target: Target, report: Report) -> str | Layout | None:
        """How the prompt is laid out."""
        return find_dialect(built, document, target, self.project, self.options, report)


@dataclass(slots=True)
class OneLook(Finder):
    """Looks once for what many variants of one shot share: a look at an image reads the whole file."""

    memory: Memory = field(default_factory=Memory)
    _images: dict[tuple[str, Path], FoundStill] = field(default_factory=dict)
    _dialects: dict[str, str] = field(default_factory=dict)

    def look(self, written: str, home: Path, root: Path) -> FoundStill:
        key = (written, home)
        if key not in self._images:
            self._images[key] = look_at(written, home, root, allow_outside=self.options.allow_outside)
        return self._images[key]

    def dialect(self, built: Built, document: Document, target: Target, report: Report) -> str | Layout | None:
        # A template of the user's may be told of in findings, which every variant that uses it has to have.
        named = built.shot is not None and built.shot.template is not None
        known = None if named else self._dialects.get(target.model.dialect)
        if known is not None:
            return known
        found = find_dialect(built, document, target, self.project, self.options, report)
        if not named and isinstance(found, str):
            self._dialects[target.model.dialect] = found
        return found
