"""How each defect of the YAML itself is worded."""

from __future__ import annotations

from promptkit.findings import Edit, Finding, Fix, Safety, Severity, Span

from ._nodes import Path


def error(rule: str, message: str, span: Span, hint: str, *, path: Path = (), fix: Fix | None = None) -> Finding:
    """A defect that keeps the document from meaning what it says."""
    return Finding(rule, "source", Severity.ERROR, message, span, path=path, fix=fix, hint=hint)


def replacement(safety: Safety, message: str, span: Span, text: str) -> Fix:
    """A fix that is one edit."""
    return Fix(safety, message, (Edit(span, text),))


def quoted(text: str) -> str:
    """``text`` as a quoted scalar of YAML that means exactly it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def unquoted_expression(text: str, span: Span, path: Path) -> Finding:
    """``push: {{ x }}``, which YAML reads as a map in a map."""
    fix = replacement("safe", "quote the expression", span, quoted(text))
    return error(
        "unquoted-expression", f"{shown(text)} is not quoted", span, f"write {quoted(text)}", path=path, fix=fix
    )


def comma_in_flow(text: str, span: Span, path: Path) -> Finding:
    """``{does: breathes in, and smiles}``, where the comma ends the text."""
    fix = replacement("safe", "quote the text", span, quoted(text))
    message = f"the comma ends the text in {shown(text)}"
    return error("comma-in-flow", message, span, "quote the text, it contains a comma", path=path, fix=fix)


def comment_in_prose(text: str, span: Span, path: Path) -> Finding:
    """``scene: Mug #3 on a shelf``, where YAML sees a comment."""
    fix = replacement("unsafe", "quote the whole text", span, quoted(text))
    lost = shown(text[text.index("#") :])
    message = f"{lost} is a comment to YAML and not part of the text"
    hint = "quote the text, or put a space after '#' if a comment is meant"
    return Finding("comment-in-prose", "source", Severity.WARNING, message, span, path=path, fix=fix, hint=hint)


def duplicate_key(key: str, first: Span, second: Span, path: Path) -> Finding:
    """One key twice in one map."""
    message = f"key '{key}' is written twice, on line {first.line} and on line {second.line}"
    return error("duplicate-key", message, second, "keep one of the two", path=path)


def private_character(span: Span, path: Path = ()) -> Finding:
    """A character that no text needs, and which marks places while prompts are made."""
    message = "a character between U+E000 and U+E0FF is reserved"
    return error("private-character", message, span, "take it out or write another one", path=path)


def control_character(span: Span, path: Path = ()) -> Finding:
    """A character that is no text: an escape in double quotes brought it in."""
    return error("control-character", "an escape stands for a control character", span, "take it out", path=path)


def shown(text: str) -> str:
    """``text`` between quotes on one line, cut to a length that fits a message."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 40 else f"'{line[:39].rstrip()}…'"
