"""Documents that others point at: the base of an experiment, the shots of a sequence."""

from __future__ import annotations

from promptkit.findings import Severity, UsageError
from promptkit.language import Report
from promptkit.project import confined
from promptkit.resolve import Document, Library, display, documents, straight
from promptkit.source import ParsedFile, Scalar

_SUFFIXES = (".yaml", ".yml")


def pointed_at(reference: Scalar, document: Document, library: Library, report: Report) -> Document | None:
    """The shot at a path; ``None`` where there is none, which is reported at the reference."""
    text = str(reference.value).strip()
    file, _, name = text.partition("#")
    if not (text.startswith("#") or "/" in file or file.endswith(_SUFFIXES)):
        hint = f"write its path, as in {text}.yaml, or '\"#{text}\"' for one of this file"
        _none(reference, f"{text!r} is no path, and a name alone stands for presets only", report, hint)
        return None
    parsed = _parsed(file, reference, document, library, report)
    if parsed is None:
        return None
    path = straight(document.home / file) if file else document.path
    there = [each for each in documents(parsed, path, document.root) if not name or each.name == name]
    if not name:
        there = [each for each in there if each.kind == "shot"] or there
    if len(there) != 1:
        named = ", ".join(each.name for each in there)
        what = f"several documents: {named}; name one with #NAME" if there else "no such document"
        _none(reference, f"{text!r}: {what}", report)
        return None
    if there[0].kind != "shot":
        _none(reference, f"{text!r} is a document of the kind {there[0].kind}, and a shot is needed", report)
        return None
    if path != document.path:
        known = report.findings
        known.extend(each for each in parsed.findings if each.severity is Severity.ERROR and each not in known)
    return there[0]


def _parsed(file: str, reference: Scalar, document: Document, library: Library, report: Report) -> ParsedFile | None:
    path = straight(document.home / file) if file else document.path
    if path is None:
        _none(reference, f"{reference.value!r}: standard input holds no other document", report)
        return None
    if file and not confined(path, document.root):
        report.add("outside-project", "preset", reference, f"{file!r} leads out of {display(document.root)}")
        return None
    try:
        return library.parsed(path)
    except UsageError as error:
        _none(reference, str(error), report, error.hint)
        return None


def _none(reference: Scalar, message: str, report: Report, hint: str | None = None) -> None:
    report.add("missing-document", "source", reference, message, hint=hint)
