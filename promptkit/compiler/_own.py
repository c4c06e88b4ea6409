"""Users' templates as dialects: what they see, which filters they have, and the prompt that they give with its map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from promptkit.findings import Finding, Severity, Span
from promptkit.language import Places
from promptkit.resolve import display
from promptkit.source import Path as YamlPath
from promptkit.source import SourceText
from promptkit.templating.templates import (
    BUILT_IN,
    FILTERS,
    SUFFIX,
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

from ._dialects import article, as_json, dialects, paragraph, parent_in, says
from ._english import capital, joined, listed, optics, sentence, sentences
from ._failed import TemplateFailed
from ._marks import Marker, Stretch
from ._script import Script
from ._source_map import entry, merged
from ._values import MapEntry

#: A chain of parents is checked before; this ends one that changes while it is read.
_MOST_PARENTS = 40
_GAPS = re.compile(r"\n{3,}")
_LANGUAGE = {
    "article": Published(article, "with the article: `a close-up`, `an insert`"),
    "as_json": Published(as_json, "as JSON over several lines, without what says nothing"),
    "capital": Published(capital, "a capital at the start, the rest as it is"),
    "joined": Published(joined, 'the items that say something, with commas: `joined`, `joined("; ")`'),
    "listed": Published(listed, "as people list things: `a, b and c`, `listed(\"or\")`"),
    "optics": Published(optics, "the parts of a lens where no label says so: `50 mm lens` for `50 mm`", "texts"),
    "paragraph": Published(paragraph, "on one line"),
    "says": Published(says, 'whether a text is exactly this: `says("no music")`', "flag"),
    "sentence": Published(sentence, "a sentence: a capital at the start and a stop at the end"),
    "sentences": Published(sentences, 'the items as sentences in a row: `sentences("Sound: ")` puts a label first'),
}  # fmt: skip


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


def built_in_of(layout: Layout) -> str | None:
    """The dialect of ours that a template goes on from, itself or by its parents."""
    name, path = layout.template, layout.folders.find(layout.template)
    for _ in range(_MOST_PARENTS):
        if path is None:
            return None
        parent = parent_in(path.read_text("utf-8-sig", errors="replace"))
        if parent is None:
            return None
        name = layout.folders.canonical(parent, name)
        if name.startswith(BUILT_IN):
            own = name.removeprefix(BUILT_IN).removesuffix(SUFFIX)
            return own if own in dialects() else None
        path = layout.folders.find(name)
    return None


def laid_out_by(
    layout: Layout, script: Script, marker: Marker, places: Places
) -> tuple[str, tuple[MapEntry, ...], Set[YamlPath] | None]:
    """The prompt that a user's template gives, with its map, and with what it tells.

    The prompt is the plain rendering. Its map comes from a second, traced one; where that is missing, there is no map,
    and nobody knows what it tells.

    :raises TemplateFailed: if it gives none.
    """
    base = len(marker.paths)
    if layout.owner == "project":
        rendered = render(layout.template, layout.folders, filters(), asdict(script), base)
    else:
        from ._apart import rendered_apart  # few have templates of strangers

        rendered = rendered_apart(layout, asdict(script), base)
    if isinstance(rendered, Failure):
        raise TemplateFailed(_finding(rendered, layout))
    prompt, moved = _tidied(rendered.text)
    if not prompt:
        silent = Failure("template-failed", "the template gives no words for this shot", None, None, 1)
        raise TemplateFailed(_finding(silent, layout))
    text, found = stretches(rendered.marked) if rendered.marked is not None else ("", [])
    if text != rendered.text:
        return prompt, (), None
    shown = [(moved(start), moved(end), number) for start, end, number in found if moved(start) < moved(end)]
    sources: dict[str, tuple[str, SourceText]] = {}
    entries, told = [], set[YamlPath]()
    for start, end, number in shown:
        if number < base:
            told.update((marker.paths[number], *marker.also.get(number, ())))
            entries.append(entry(Stretch(start, end, number), marker, places))
        else:
            template, at, to = rendered.places[number - base]
            entries.append(MapEntry(start, end, _span(template, at, to, layout, sources), (), "template"))
    return prompt, tuple(merged(entries)), told


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


def _finding(failure: Failure, layout: Layout) -> Finding:
    path = Path(failure.file) if failure.file is not None else layout.path
    source = SourceText(path.read_text("utf-8-sig", errors="replace"))
    line = max(failure.line, 1)
    text = source.line_text(line)
    tag = re.search(r"\{[{%].*?[%}]\}|\S+", text)
    column, end = (tag.start() + 1, tag.end() + 1) if tag is not None else (1, 1)
    span = Span(display(path), line, column, line, end)
    return Finding(failure.rule, "template", Severity.ERROR, failure.message, span, hint=failure.hint)
