"""Which templates there are: the project's, then the user's own, then those that ship."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ._loader import BUILT_IN, SUFFIX, Folders, templates_in

Owner = Literal["project", "yours", "built-in", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A template that lays a prompt out.

    :param name: the dialect's name, or the path by which it was named.
    :param template: as templates name each other.
    :param owner: whose it is. What neither the project nor we own is rendered in a process of its own.
    """

    name: str
    template: str
    path: Path
    owner: Owner
    folders: Folders


@dataclass(frozen=True, slots=True)
class Shelf:
    """The template folders that a project sees.

    :param project: the project's own, by precedence.
    :param root: the project's root, which its templates stay in.
    :param user: the user's own, for all their projects.
    """

    project: tuple[Path, ...]
    root: Path
    user: Path
    shipped: Path

    def named(self, name: str) -> Layout | None:
        """The dialect of that name that takes precedence."""
        own = self.project or (self.root / "templates",)
        if not any(os.path.isfile(f"{folder}/{name}{SUFFIX}") for folder in (*own, self.user)):  # noqa: PTH113
            return _ours(self.shipped).get(name)  # nearly always
        for owner, folders in self._sets():
            path = folders.find(f"{name}{SUFFIX}") if folders.own else folders.find(f"{BUILT_IN}{name}{SUFFIX}")
            if path is not None:
                return self._layout(path, owner, folders, name)
        return None

    def at(self, path: Path, root: Path, name: str) -> Layout | None:
        """The template at a path that stays inside ``root``; it sees its own folder first."""
        if not path.name.endswith(SUFFIX):
            return None
        folder = path.parent
        owner: Owner = "project" if _inside(path, self.root) else "elsewhere"
        more = tuple((each, self.root) for each in self.project) if owner == "project" else ()
        folders = Folders(((folder, root), *more), self.shipped)
        return None if folders.find(path.name) != path else Layout(name, path.name, path, owner, folders)

    def all(self) -> list[Layout]:
        """Every dialect, by name; one that is hidden by another is left out."""
        found: dict[str, Layout] = {}
        for owner, folders in self._sets():
            for folder in [each for each, _ in folders.own] or [self.shipped]:
                for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
                    if not path.name.startswith("_") and path.is_file():
                        found.setdefault(path.stem, self._layout(path, owner, folders, path.stem))
        return [found[name] for name in sorted(found)]

    def owning(self, path: Path) -> tuple[Owner, Folders, str]:
        """To whom a template file belongs, what it sees, and how templates there name it."""
        for owner, folders in self._sets():
            for folder in [each for each, _ in folders.own] or [self.shipped]:
                if _inside(path, folder):
                    name = path.resolve().relative_to(folder.resolve()).as_posix()
                    return owner, folders, name if folders.own else BUILT_IN + name
        root = self.root if _inside(path, self.root) else path.parent
        return "elsewhere", Folders(((path.parent, root),), self.shipped), path.name

    def siblings(self, folders: Folders) -> list[str]:
        """The names of all templates in the first of these folders, or of those that ship."""
        if not folders.own:
            return [BUILT_IN + path.relative_to(self.shipped).as_posix() for path in templates_in(self.shipped)]
        folder = folders.own[0][0]
        return [path.relative_to(folder).as_posix() for path in templates_in(folder)]

    def _sets(self) -> Iterator[tuple[Owner, Folders]]:
        yield (
            "project",
            Folders(
                tuple((folder, self.root) for folder in self.project) or ((self.root / "templates", self.root),),
                self.shipped,
            ),
        )
        yield "yours", Folders(((self.user, self.user),), self.shipped)
        yield "built-in", Folders((), self.shipped)

    @staticmethod
    def _layout(path: Path, owner: Owner, folders: Folders, name: str) -> Layout:
        template = f"{name}{SUFFIX}" if folders.own else f"{BUILT_IN}{name}{SUFFIX}"
        return Layout(name, template, path, owner, folders)


@cache
def _ours(shipped: Path) -> Mapping[str, Layout]:
    """The dialects that ship, by name."""
    folders = Folders((), shipped)
    paths = sorted(shipped.glob(f"*{SUFFIX}"))
    return {path.stem: Layout(path.stem, BUILT_IN + path.name, path, "built-in", folders) for path in paths}


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
