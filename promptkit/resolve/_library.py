"""Where parents are found: presets by name, shots and presets by path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from promptkit.findings import UsageError
from promptkit.language import NAME
from promptkit.project import confined
from promptkit.source import Mapping, Node, ParsedFile, Scalar, parse_text, read_file

KINDS = ("shot", "preset", "experiment", "sequence")


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file.

    :param kind: ``shot``, ``preset``, ``experiment`` or ``sequence``.
    :param path: the file, absolute; ``None`` for standard input.
    :param home: the folder that its paths are meant from.
    :param root: the folder that its paths have to stay in.
    :param expressions: whether there may be expressions in it.
    :param parsed: the file as it was read; ``None`` for what was made in Python.
    """

    kind: str
    name: str
    node: Mapping
    path: Path | None
    home: Path
    root: Path
    damaged: frozenset[str] = frozenset()
    expressions: bool = True
    parsed: ParsedFile | None = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class Library:
    """Presets by name, in folders by precedence (the project's, the user's, the shipped ones), and files by path.

    What was read once is not read again: a library is the state of all files at one time.

    :param folders: pairs of a folder and the root that its presets' own paths have to stay in.
    :param memory: what those who resolve documents remember of its files.
    """

    folders: tuple[tuple[Path, Path], ...]
    memory: dict[object, Any] = field(default_factory=dict)
    _files: dict[Path, ParsedFile] = field(default_factory=dict)
    _documents: dict[tuple[Path, Path], list[Document]] = field(default_factory=dict)
    _by_name: dict[tuple[Path, Path], dict[str, list[Document]]] = field(default_factory=dict)
    _names: dict[Path, dict[str, Path]] = field(default_factory=dict)
    _found: dict[str, Document | None] = field(default_factory=dict)
    _inside: dict[tuple[Path, Path], bool] = field(default_factory=dict)
    _identities: dict[tuple[Path, str], str] = field(default_factory=dict)

    def parsed(self, path: Path) -> ParsedFile:
        """The file, read and parsed once.

        :raises UsageError: if it cannot be opened.
        """
        if path not in self._files:
            self._files[path] = read_file(path, display(path))
        return self._files[path]

    def documents(self, path: Path, root: Path) -> list[Document]:
        """The documents of a file that say what they are.

        :raises UsageError: if it cannot be opened.
        """
        if (path, root) not in self._documents:
            self._documents[path, root] = documents(self.parsed(path), path, root)
        return self._documents[path, root]

    def named(self, path: Path, root: Path, name: str) -> list[Document]:
        """Those of a file that have a name; all of them for an empty one.

        :raises UsageError: if it cannot be opened.
        """
        everyone = self.documents(path, root)
        if not name:
            return everyone
        if (path, root) not in self._by_name:
            by_name: dict[str, list[Document]] = {}
            for each in everyone:
                by_name.setdefault(each.name, []).append(each)
            self._by_name[path, root] = by_name
        return self._by_name[path, root].get(name, [])

    def hold(self, path: Path, text: str) -> None:
        """Read a file from a text instead of the disk."""
        self._files[path] = parse_text(text, display(path))

    def file(self, name: str) -> ParsedFile | None:
        """The file that spans call so, if it was read."""
        return next((parsed for parsed in self._files.values() if parsed.file == name), None)

    def texts(self) -> dict[str, str]:
        """The text of every file read so far, by the name that spans use."""
        return {parsed.file: parsed.text for parsed in self._files.values()}

    def preset(self, name: str) -> Document | None:
        """The preset of that name that takes precedence.

        :raises UsageError: if the file that should hold it cannot be opened.
        """
        if name not in self._found:
            self._found[name] = self._preset(name) if NAME.fullmatch(name) else None
        return self._found[name]

    def behind(self, preset: Document) -> Document | None:
        """The preset of the same name that this one hides.

        :raises UsageError: if the file that should hold it cannot be opened.
        """
        named = self._named(preset.name)
        hidden = (each for each in named if self.identity(each) == self.identity(preset))
        return next(named, None) if next(hidden, None) is not None else None

    def _preset(self, name: str) -> Document | None:
        return next(self._named(name), None)

    def _named(self, name: str) -> Iterator[Document]:
        """The presets of that name, one of each folder at most, in the order of precedence."""
        for folder, root in self.folders:
            direct = folder / f"{name}.yaml"
            path = direct if direct.is_file() else self._index(folder).get(name)
            here = self.documents(path, root) if path is not None else ()
            yield from [each for each in here if each.kind == "preset" and each.name == name][:1]

    def presets(self) -> list[Document]:
        """All presets by name; one that is hidden by another of its name is left out."""
        return [each[0] for each in self.all_presets()]

    def all_presets(self) -> list[tuple[Document, ...]]:
        """All presets by name, each with those of its name that it hides behind it."""
        found: dict[str, list[Document]] = {}
        for folder, root in dict(self.folders).items():
            # The file that is called like the preset goes first, as it does for who names the preset.
            here = [each for path in preset_files(folder) for each in self._readable(path, root)]
            for document in sorted(here, key=lambda each: each.path is None or each.path.stem != each.name):
                if document.kind == "preset":
                    found.setdefault(document.name, []).append(document)
        return [tuple(found[name]) for name in sorted(found)]

    def confined(self, path: Path, root: Path) -> bool:
        """Whether a path stays in a folder, links followed."""
        key = (path, root)
        if key not in self._inside:
            self._inside[key] = confined(path, root)
        return self._inside[key]

    def identity(self, document: Document) -> str:
        """What makes two references mean one document: its file, links followed, and its name."""
        if document.path is None:
            return f"-#{document.name}"
        key = (document.path, document.name)
        if key not in self._identities:
            self._identities[key] = f"{document.path.resolve()}#{document.name}"
        return self._identities[key]

    def _readable(self, path: Path, root: Path) -> list[Document]:
        """The documents of a file; none where it cannot be read, which is told to whoever names it."""
        try:
            return self.documents(path, root)
        except UsageError:
            return []

    def _index(self, folder: Path) -> dict[str, Path]:
        if folder not in self._names:
            names: dict[str, Path] = {}
            for path in preset_files(folder):
                for document in self._readable(path, folder):
                    names.setdefault(document.name, path)
            self._names[folder] = names
        return self._names[folder]


def preset_files(folder: Path) -> list[Path]:
    """The YAML files of a preset folder, sorted."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())


def documents(parsed: ParsedFile, path: Path | None, root: Path, home: Path | None = None) -> list[Document]:
    """The documents of a file that say what they are."""
    folder = home if home is not None else (path.parent if path is not None else root)
    found = []
    # An escape in quotes may spell a brace.
    expressions = "{{" in parsed.text or "\\" in parsed.text
    for node, damaged in zip(parsed.documents, parsed.damaged, strict=True):
        kind = kind_of(node)
        if kind is not None and isinstance(node, Mapping):
            name = node.entries[kind]
            text = str(name.value) if isinstance(name, Scalar) and name.value is not None else ""
            found.append(Document(kind, text, node, path, folder, root, damaged, expressions, parsed))
    return found


def kind_of(node: Node) -> str | None:
    """Which of the four keys says what the document is; ``None`` if none or several do."""
    if not isinstance(node, Mapping):
        return None
    kinds = [kind for kind in KINDS if kind in node.entries]
    return kinds[0] if len(kinds) == 1 else None


def display(path: Path) -> str:
    """The path as a person would name it from where they are."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def straight(path: Path) -> Path:
    """The path, absolute and without ``..``: one file has one name. Where a link makes that another file, it stays."""
    path = path.absolute()
    if ".." not in path.parts:
        return path
    short = Path(os.path.normpath(path))
    return short if os.path.realpath(short) == os.path.realpath(path) else path
