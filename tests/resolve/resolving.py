"""Resolving documents of a folder, for the tests of this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from promptkit.findings import Finding
from promptkit.language import Report
from promptkit.resolve import Library, Resolved, documents, resolve
from promptkit.source import Mapping as MapNode
from promptkit.source import Node, Plain, parse_text, plain, read_file
from tests.places import places


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the first document of a file."""

    resolved: Resolved
    findings: tuple[Finding, ...]

    @property
    def values(self) -> dict[str, Plain]:
        """The canonical values, without the name."""
        data = plain(self.resolved.node)
        assert isinstance(data, dict)
        return {key: value for key, value in data.items() if key != "shot"}

    @property
    def rules(self) -> list[str]:
        """The rules of the findings, in order of place."""
        return [rule for rule, *_ in self.places]

    @property
    def places(self) -> list[tuple[str, int, int]]:
        """Rule, line and column, in order of place."""
        return places(self.findings)

    def line_of(self, *path: str | int) -> tuple[str, int]:
        """The file and line at which a value was written."""
        node: Node = self.resolved.node
        for part in path:
            node = node.entries[str(part)] if isinstance(node, MapNode) else node.items[int(part)]  # type: ignore[union-attr]
        return Path(node.span.file).name, node.span.line


def outcome(
    folder: Path,
    text: str,
    files: Mapping[str, str] | None = None,
    *,
    params: Mapping[str, str] | None = None,
    patches: Sequence[str] = (),
) -> Outcome:
    """Resolve the first document of ``text``, which stands as ``shot.yaml`` beside ``files``.

    :param files: by path from the folder; presets by name stand in ``presets/``.
    :param params: values for the document's own parameters, as YAML.
    :param patches: what is laid on the document's own keys, as YAML.
    """
    for name, content in {"shot.yaml": text, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    file = folder / "shot.yaml"
    document = documents(read_file(file, str(file)), file, folder)[0]
    report = Report()
    library = Library(((folder / "presets", folder),))
    resolved = resolve(
        document,
        library,
        report,
        patches=[_patch(each) for each in patches],
        params={name: parse_text(value, f"--param {name}").documents[0] for name, value in (params or {}).items()},
    )
    return Outcome(resolved, tuple(report.findings))


def _patch(text: str) -> MapNode:
    node = parse_text(text, "--set").documents[0]
    assert isinstance(node, MapNode)
    return node
