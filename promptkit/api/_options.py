"""Choices that a caller spells as text: ``--set lighting.time_of_day=dawn``, ``--param subject="A mug"``."""

from __future__ import annotations

from collections.abc import Sequence

from promptkit.findings import Span, UsageError
from promptkit.source import Mapping, Node, Path, Scalar, parse_text

_NEVER = frozenset({"shot", "preset", "experiment", "sequence", "params"})


def patches(settings: Sequence[str]) -> tuple[Mapping, ...]:
    """``KEY=VALUE`` pairs as one patch, or none; a key may be a path with stops.

    :raises UsageError: if a pair is malformed, or its value no YAML.
    """
    if not settings:
        return ()
    root = _map(_at("--set"), ())
    for text in settings:
        key, value = _pair(text, "--set", "KEY=VALUE, as in lighting.time_of_day=dawn")
        parts = tuple(key.split("."))
        if parts[0] in _NEVER:
            raise UsageError(f"--set {text}: {parts[0]!r} cannot be set from the command line")
        _put(root, parts, _value(value, f"--set {text}", parts))
    return (root,)


def parameters(pairs: Sequence[str]) -> dict[str, Node]:
    """``NAME=VALUE`` pairs as nodes.

    :raises UsageError: if a pair is malformed, or its value no YAML.
    """
    found = {}
    for text in pairs:
        name, value = _pair(text, "--param", "NAME=VALUE, as in subject='A mug'")
        found[name] = _value(value, f"--param {text}", (name,))
    return found


def _pair(text: str, flag: str, form: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or any(not part for part in key.split(".")):
        raise UsageError(f"{flag} {text}: expected {form}")
    return key.strip(), value


def _value(text: str, flag: str, path: Path) -> Node:
    if not text.strip():
        return Scalar(None, "null", _at(flag), path)
    parsed = parse_text(text, flag)
    if not parsed.documents or any(finding.severity.rank == 2 for finding in parsed.findings):
        problem = f": {parsed.findings[0].message}" if parsed.findings else ""
        raise UsageError(f"{flag}: the value cannot be read as YAML{problem}")
    return parsed.documents[0]


def _put(root: Mapping, parts: tuple[str, ...], node: Node) -> None:
    for at, part in enumerate(parts[:-1]):
        inner = root.entries.get(part)
        if not isinstance(inner, Mapping):
            inner = _map(node.span, parts[: at + 1])
            root.entries[part], root.keys[part] = inner, node.span
        root = inner
    root.entries[parts[-1]], root.keys[parts[-1]] = node, node.span


def _map(span: Span, path: Path) -> Mapping:
    return Mapping({}, {}, span, path)


def _at(flag: str) -> Span:
    return Span(flag, 1, 1, 1, 1)
