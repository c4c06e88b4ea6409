"""Shots from text and plain data, and back to text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import overload

from promptkit.check import Options
from promptkit.findings import PromptkitError, UsageError
from promptkit.language import DURATIONS, Shot, to_yaml, yaml_text
from promptkit.resolve import documents
from promptkit.source import parse_text

from ._inputs import Input, Reader, with_defects
from ._python import FindingsError, check_only, loaded
from ._rescale import rescale_input

_TEXT = "<text>"


def from_yaml(text: str) -> Shot:
    """The shot of a text, resolved. Paths and presets in it are meant from the current folder.

    :raises FindingsError: if it does not load, with every finding.
    """
    return loaded(check_only(_given(text), _TEXT, Options()))


def from_data(data: Mapping[str, object]) -> Shot:
    """A shot from plain data in the forms that people write: ``{"shot": "mug", "camera": [{"dolly": "in"}], ...}``.

    :raises FindingsError: if it does not load; places are those of the data as YAML.
    :raises UsageError: if it holds what no document can hold.
    """
    try:
        plain = json.loads(json.dumps(data, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise UsageError(f"no data of a shot: {error}") from None
    return from_yaml(yaml_text(plain))


@overload
def rescale(shot: Shot, seconds: int) -> Shot: ...
@overload
def rescale(shot: str | Path, seconds: int) -> str: ...
def rescale(shot: Shot | str | Path, seconds: int) -> Shot | str:
    """A shot of another length, all its times in proportion; of a file, its new text, comments and layout kept.

    What no longer fits, such as dialogue, is told when the shot is linted or compiled.

    :param seconds: 4, 8 or 12.
    :raises FindingsError: if the shot has errors.
    :raises PromptkitError: if a time cannot be scaled where it is written, with its place.
    """
    if seconds not in DURATIONS or isinstance(seconds, bool):
        raise UsageError(f"a clip lasts 4, 8 or 12 seconds, not {seconds!r}")
    if isinstance(shot, Shot):
        return from_yaml(_rescaled(_given(to_yaml(shot)), seconds))
    given, *others = Reader().read([str(shot)])
    if others or Path(shot).is_dir():
        raise UsageError(f"{shot} is not one file")
    return _rescaled(given, seconds)


def _rescaled(given: Input, seconds: int) -> str:
    found = rescale_input(given, seconds, Options())
    if found.obstacles:
        first = found.obstacles[0]
        raise PromptkitError(f"{first.span}: {first.message}", hint="write these times in the shot itself")
    if not found.loads:
        raise FindingsError(found.report.findings)
    return found.text


def _given(text: str) -> Input:
    """A text as an input in the current folder."""
    reader, home = Reader(), Path.cwd()
    project = reader.project(home)
    parsed = parse_text(text, _TEXT)
    found = documents(parsed, None, project.root, home)
    return with_defects(None, parsed, project, reader.library(project), found)
