"""Users' templates as dialects: what they see, which filters they have, and the prompt that they give with its map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from promptkit.findings import Finding, Severity, Span
from promptkit.language import Places
from promptkit.source import Path as YamlPath
from promptkit.source import SourceText
from promptkit.templating.templates import (
    FILTERS,
    Book,
    Failure,
    Folders,
    Layout,
    Published,
    Variable,
    check,
    render,
    schema_of,
    stretches,
)

from ._dialects import says, sentences
from ._english import capital, joined, listed, sentence
from ._script import Script
from ._values import MapEntry

_GAPS = re.compile(r"\n{3,}")
_LANGUAGE = {
    "capital": Published(capital, "a capital at the start, the rest as it is"),
    "joined": Published(joined, 'the items that say something, with commas: `joined`, `joined("; ")`'),
    "listed": Published(listed, "as people list things: `a, b and c`, `listed(\"or\")`"),
    "says": Published(says, 'whether a text is exactly this: `says("no music")`', "flag"),
    "sentence": Published(sentence, "a sentence: a capital at the start and a stop at the end"),
    "sentences": Published(sentences, 'the items as sentences in a row: `sentences("Sound: ")` puts a label first'),
}  # fmt: skip

EntryOf = Callable[[int, int, YamlPath, Places], MapEntry]


@cache
def filters() -> Mapping[str, Published]:
    """Every filter of users' templates, by name."""
    return dict(sorted({**FILTERS, **_LANGUAGE}.items()))


@cache
def variables() -> Mapping[str, Variable]:
    """What a template sees of a shot, by name."""
    return schema_of(Script)


@dataclass(frozen=True, slots=True)
class CheckedTemplates:
    """What a check of templates gave.

    :param texts: those that were read, by the name that spans use.
    :param files: where they stand.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: tuple[Path, ...]


def check_templates(names: Iterable[str], folders: Folders, display: Callable[[Path], str]) -> CheckedTemplates:
    """What is wrong with templates, known without a shot.

    :param names: as templates name each other.
    """
    book = Book(folders, variables(), filters(), display)
    findings = check(names, book)
    pages = [page for page in book.pages.values() if page is not None]
    return CheckedTemplates(
        findings, {page.file: page.source.text for page in pages}, tuple(page.path for page in pages)
    )


def laid_out_by(
    layout: Layout,
    script: Script,
    paths: list[YamlPath],
    entry: Callable[[int, int, YamlPath], MapEntry],
    display: Callable[[Path], str],
) -> tuple[str, tuple[MapEntry, ...]] | Finding:
    """The prompt that a user's template gives, with its map; or why it gives none.

    The prompt is the plain rendering. Its map comes from a second, traced one; where that is missing, there is no map.

    :param paths: what the marks in the script stand for.
    :param entry: makes the entry of a value.
    """
    if layout.owner == "project":
        rendered = render(layout.template, layout.folders, filters(), asdict(script), len(paths))
    else:
        from ._apart import rendered_apart  # few have templates of strangers

        rendered = rendered_apart(layout, asdict(script), len(paths))
    if isinstance(rendered, Failure):
        return _finding(rendered, layout, display)
    prompt, moved = _tidied(rendered.text)
    if not prompt:
        silent = Failure("template-failed", "the template gives no words for this shot", None, None, 1)
        return _finding(silent, layout, display)
    if rendered.marked is None:
        return prompt, ()
    text, found = stretches(rendered.marked)
    if text != rendered.text:
        return prompt, ()
    sources: dict[str, tuple[str, SourceText]] = {}
    entries = []
    for start, end, number in found:
        start, end = moved(start), moved(end)
        if start >= end:
            continue
        if number < len(paths):
            entries.append(entry(start, end, paths[number]))
        else:
            template, at, to = rendered.places[number - len(paths)]
            entries.append(MapEntry(start, end, _span(template, at, to, layout, sources, display), (), "template"))
    return prompt, tuple(entries)


def _tidied(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with one empty line between paragraphs and none around it, and where an offset of the text went."""
    cuts = [(match.start() + 2, match.end()) for match in _GAPS.finditer(text)]
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    cuts = [(0, lead), *((max(a, lead), min(b, tail)) for a, b in cuts if a < tail and b > lead), (tail, len(text))]
    kept: list[str] = []
    position = 0
    for start, end in cuts:
        kept.append(text[position:start])
        position = max(position, end)
    return "".join(kept), lambda at: at - sum(min(at, end) - start for start, end in cuts if start < at and end > start)


def _span(
    template: str,
    start: int,
    end: int,
    layout: Layout,
    sources: dict[str, tuple[str, SourceText]],
    display: Callable[[Path], str],
) -> Span:
    if template not in sources:
        path = layout.folders.find(template)
        assert path is not None
        text = path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        sources[template] = (display(path), SourceText(text))
    file, source = sources[template]
    if end <= start:
        end = start + len(source.text[start:].split("}}")[0].split("\n")[0].rstrip(" -"))
    return source.span(file, start, end)


def _finding(failure: Failure, layout: Layout, display: Callable[[Path], str]) -> Finding:
    path = Path(failure.file) if failure.file is not None else layout.path
    source = SourceText(path.read_text("utf-8-sig", errors="replace"))
    line = max(failure.line, 1)
    text = source.line_text(line)
    tag = re.search(r"\{[{%].*?[%}]\}|\S+", text)
    column, end = (tag.start() + 1, tag.end() + 1) if tag is not None else (1, 1)
    span = Span(display(path), line, column, line, end)
    return Finding(failure.rule, "template", Severity.ERROR, failure.message, span, hint=failure.hint)
