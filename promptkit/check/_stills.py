"""What the still of a shot and its other images turn out to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from promptkit.assets import StillUnreadable, read_still
from promptkit.compiler import StillFile, StillReference
from promptkit.findings import Span
from promptkit.language import Built
from promptkit.linter import StillFacts
from promptkit.project import Project, confined
from promptkit.resolve import Document, Resolved
from promptkit.source import Path as YamlPath

_URL = re.compile(r"^(?:https?|data):", re.IGNORECASE)
_FILE_ID = re.compile(r"^file[-_][A-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class FoundStill:
    """An image as the linter and as the compiler need it.

    :param facts: ``None`` where it is not a local file.
    :param sent: ``None`` where it cannot be sent.
    """

    facts: StillFacts | None
    sent: StillFile | StillReference | None


@dataclass(frozen=True, slots=True)
class FoundImages:
    """The still, and the images beside it in the order of the shot."""

    still: FoundStill
    references: tuple[FoundStill, ...]

    @property
    def sent(self) -> tuple[StillFile | StillReference, ...]:
        """The images beside the still that can be sent."""
        return tuple(found.sent for found in self.references if found.sent is not None)


#: Looks at an image: as it is written, the folder that it is meant from, the root that it may not leave.
Look = Callable[[str, Path, Path], FoundStill]


def find_images(built: Built, document: Document, project: Project, resolved: Resolved, look: Look) -> FoundImages:
    """Look at the shot's images; a path is meant from the file in which it was written.

    :param resolved: says where that is: of a value that came through a parameter, where it was given.
    """
    shot = built.shot
    if shot is None:
        return FoundImages(FoundStill(None, None), ())

    def found(written: str, path: YamlPath) -> FoundStill:
        return look(written, *home_of(resolved.written(path), document, project))

    still = FoundStill(None, None) if shot.still is None else found(shot.still, ("still",))
    images = [found(each.image, ("references", at, "image")) for at, each in enumerate(shot.references)]
    return FoundImages(still, tuple(images))


def look_at(written: str, home: Path, root: Path, *, allow_outside: bool) -> FoundStill:
    """What an image turns out to be."""
    if _URL.match(written):
        return FoundStill(None, StillReference(image_url=written))
    if _FILE_ID.match(written):
        return FoundStill(None, StillReference(file_id=written))
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
