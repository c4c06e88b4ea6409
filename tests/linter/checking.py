"""Checking a text as the command line would: written to a file of a project of its own, every stage in turn."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from promptkit.api import Input, Options, Reader, Report, check_inputs
from promptkit.findings import Finding
from promptkit.linter import Rule
from promptkit.source import apply_edits

TODAY = date(2026, 11, 23)
FILE = "shot.yaml"


def png(width: int, height: int) -> bytes:
    """A black picture."""
    rows = zlib.compress((b"\0" + bytes(width)) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


#: What stands beside every example of a rule.
BESIDE = {
    "promptkit.yaml": b"",
    "images/harbour.png": png(1280, 720),
    "images/small.png": png(640, 480),
    "images/notes.png": b"a note\n",
    "templates/sound.j2": b"{{ scene | sentence }}\n",
    "templates/divides.j2": b"{{ scene | sentence }}\n{{ 1 / (camera | length) }}\n",
    "templates/endless.j2": b"{% set rounds = range(10000) %}\n"
    b"{% for a in rounds %}{% for b in rounds %}{% for c in rounds %}{% endfor %}{% endfor %}{% endfor %}{{ scene }}\n",
    "templates/huge.j2": b'{{ "x" * 10**9 }}{{ scene }}\n',
}


def checked(
    text: str, folder: Path, files: Mapping[str, str | bytes] | None = None, file: str = FILE, **options: object
) -> Report:
    """The report on ``text``, which stands as ``file`` in ``folder`` beside ``files``."""
    for name, content in {**BESIDE, file: text, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return check_inputs(_inputs(folder, file), Options(today=TODAY, **options))  # type: ignore[arg-type]


def _inputs(folder: Path, file: str) -> tuple[Input, ...]:
    return Reader().read([str(folder / file)])


def of(rule: Rule | str, report: Report) -> list[Finding]:
    """The findings of one rule."""
    name = rule if isinstance(rule, str) else rule.name
    return [finding for finding in report.findings if finding.rule == name]


def place(finding: Finding) -> tuple[int, int]:
    """Line and column."""
    assert finding.span is not None
    return finding.span.line, finding.span.column


def fixed(text: str, finding: Finding) -> str | None:
    """The text after the finding's fix."""
    if finding.fix is None:
        return None
    after, skipped = apply_edits(text, finding.fix.edits)
    assert not skipped
    return after
