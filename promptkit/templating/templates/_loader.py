"""Where a template's parents, includes and macros are found: in its own folder, then the others, never outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

MAX_SOURCE = 100_000
BUILT_IN = "builtin/"
SUFFIX = ".j2"


@dataclass(frozen=True, slots=True)
class Folders:
    """What a template may read.

    :param own: its own folder and the others of users, by precedence, each with the root that a link may not leave.
    :param shipped: the folder of the templates that ship, which ``builtin/NAME.j2`` names.
    """

    own: tuple[tuple[Path, Path], ...]
    shipped: Path

    def find(self, name: str) -> Path | None:
        """The file of a canonical name."""
        if not name.endswith(SUFFIX):
            return None
        if name.startswith(BUILT_IN):
            return _inside(self.shipped, self.shipped, name.removeprefix(BUILT_IN))
        found = (_inside(folder, root, name) for folder, root in self.own)
        return next((path for path in found if path is not None), None)

    def canonical(self, name: str, parent: str) -> str:
        """The name as one template means it: those that ship see each other, and nothing that hides them."""
        if name.startswith(BUILT_IN):
            return name
        if parent.startswith(BUILT_IN) or self.find(name) is None:
            return BUILT_IN + name
        return name

    def names(self) -> list[str]:
        """Every template that may be named."""
        own = [path.relative_to(folder).as_posix() for folder, _ in self.own for path in templates_in(folder)]
        built_in = [path.name for path in sorted(self.shipped.glob(f"*{SUFFIX}"))]
        return list(dict.fromkeys([*own, *built_in, *(BUILT_IN + name for name in built_in)]))


def templates_in(folder: Path) -> list[Path]:
    """The templates of a folder and of the folders in it, sorted."""
    return sorted(path for path in folder.rglob(f"*{SUFFIX}") if path.is_file()) if folder.is_dir() else []


def _inside(folder: Path, root: Path, name: str) -> Path | None:
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    path = folder.joinpath(*parts)
    try:
        return path if path.is_file() and path.resolve().is_relative_to(root.resolve()) else None
    except (OSError, ValueError):
        return None


class Loader(BaseLoader):
    """Reads templates for Jinja."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    def canonical(self, name: str, parent: str) -> str:
        """See :meth:`Folders.canonical`."""
        return self.folders.canonical(name, parent)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text, the file, and whether it is still the same."""
        path = self.folders.find(template)
        if path is None:
            raise TemplateNotFound(template)
        stamp = path.stat().st_mtime_ns
        return read(path), str(path), lambda: path.is_file() and path.stat().st_mtime_ns == stamp


def read(path: Path) -> str:
    """The text of a template, no longer than a template may be.

    :raises ValueError: if it is longer, or not UTF-8.
    """
    with path.open("rb") as stream:
        data = stream.read(4 * MAX_SOURCE + 1)
    text = data.decode("utf-8-sig")
    if len(text) > MAX_SOURCE:
        raise ValueError(f"a template has {MAX_SOURCE:,} characters at most")
    return text
