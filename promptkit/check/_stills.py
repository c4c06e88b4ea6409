"""What the still of a shot turns out to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from promptkit.assets import StillUnreadable, read_still
from promptkit.compiler import StillFile, StillReference
from promptkit.findings import Span
from promptkit.language import Built
from promptkit.linter import StillFacts
from promptkit.project import Project, confined
from promptkit.resolve import Document

_URL = re.compile(r"^(?:https?|data):", re.IGNORECASE)
_FILE_ID = re.compile(r"^file[-_][A-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class FoundStill:
    """The still as the linter and as the compiler need it.

    :param facts: ``None`` where the still is not a local file.
    :param sent: ``None`` where it cannot be sent.
    """

    facts: StillFacts | None
    sent: StillFile | StillReference | None


def find_still(
    built: Built, document: Document, project: Project, place: Span | None, *, allow_outside: bool
) -> FoundStill:
    """Look at the shot's still; its path is meant from the file in which it was written.

    :param place: where that is: of a value that came through a parameter, where it was given.
    """
    written = built.shot.still if built.shot is not None else None
    if written is None:
        return FoundStill(None, None)
    if _URL.match(written):
        return FoundStill(None, StillReference(image_url=written))
    if _FILE_ID.match(written):
        return FoundStill(None, StillReference(file_id=written))
    home, root = home_of(place, document, project)
    path = home / written
    if not allow_outside and not confined(path, root):
        return FoundStill(StillFacts(outside=True), None)
    try:
        still = read_still(path)
    except StillUnreadable as error:
        return FoundStill(StillFacts(problem=error.problem), None)
    if still.facts is None:
        return FoundStill(StillFacts(), None)
    facts = still.facts
    return FoundStill(
        StillFacts(image=facts), StillFile(path.resolve(), still.sha256, facts.mime, facts.width, facts.height)
    )


def home_of(place: Span | None, document: Document, project: Project) -> tuple[Path, Path]:
    """The folder that a path which is written at ``place`` is meant from, and the root that it may not leave."""
    file = Path(place.file) if place is not None else None
    if file is None or document.path is None or not file.is_file() or file.resolve() == document.path.resolve():
        return document.home, project.root
    folder = file.resolve().parent
    return folder, project.root if confined(folder, project.root) else folder
