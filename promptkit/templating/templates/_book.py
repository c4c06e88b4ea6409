"""Templates parsed for checking, each once, with the exact place of every token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from promptkit.findings import Finding, Severity, Span
from promptkit.source import SourceText

from ._environment import Guarded
from ._lexed import Lexeme, lexemes, normalised, offset_of
from ._loader import Folders, Loader, read
from ._published import Published
from ._rewritten import RESERVED
from ._schema import Variable

_AT = re.compile(r" at (\d+)$")
_TAG = re.compile(r"\{[{%#]")
_WANTED = re.compile(
    r"looking for the following tags?: ([^.]+?)\.? *(?:The innermost block that needs to be closed is '(\w+)'|$)"
)
_UNKNOWN = re.compile(r"^Encountered unknown tag ")
MAX_NESTING = 30


@dataclass(frozen=True)
class Parsed:
    """One template.

    :param name: as templates name each other.
    :param file: as findings name it.
    :param tree: ``None`` where it cannot be parsed.
    :param problem: why not.
    """

    name: str
    file: str
    path: Path
    source: SourceText
    tokens: tuple[Lexeme, ...]
    tree: nodes.Template | None
    problem: Finding | None = None

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return self.source.span(self.file, start, end)

    @property
    def extends(self) -> bool:
        """Whether it goes on from another."""
        return self.tree is not None and self.tree.find(nodes.Extends) is not None

    @property
    def parent(self) -> str | None:
        """The template that it extends, as it names it; ``None`` where it does not, or only a rendering would tell."""
        extends = next(self.tree.find_all(nodes.Extends), None) if self.tree is not None else None
        name = extends.template.value if extends is not None and isinstance(extends.template, nodes.Const) else None
        return name if isinstance(name, str) else None

    @property
    def blocks(self) -> list[str]:
        """Its blocks, in the order in which they stand."""
        found = self.tree.find_all(nodes.Block) if self.tree is not None else ()
        return [block.name for block in sorted(found, key=lambda block: self.at(block.lineno).start)]

    def at(self, line: int) -> Lexeme:
        """The token that a node began with."""
        offset = offset_of(line)
        place = bisect_left(self.tokens, (offset or 0,))
        return self.tokens[min(place, len(self.tokens) - 1)]

    def after(self, line: int, text: str) -> Lexeme:
        """The first token with this text, from the one that a node began with."""
        start = self.at(line).start
        return next((each for each in self.tokens if each.start >= start and each.text == text), self.at(line))

    def before(self, line: int, text: str) -> Lexeme:
        """The last token with this text before the one that a node began with.

        Of ``name=value`` Jinja keeps the place of the value.
        """
        start = self.at(line).start
        return next((each for each in reversed(self.tokens) if each.start < start and each.text == text), self.at(line))

    def of(self, token: Lexeme) -> Span:
        """The span of a token."""
        return self.span(token.start, token.end)


@dataclass(slots=True)
class Book:
    """The templates that one check looks at."""

    folders: Folders
    schema: Mapping[str, Variable]
    filters: Mapping[str, Published]
    display: Callable[[Path], str]
    pages: dict[str, Parsed | None] = field(default_factory=dict)
    visits: int = 0
    _environment: Guarded | None = None

    @property
    def environment(self) -> Guarded:
        """The environment in which they would be rendered."""
        if self._environment is None:
            self._environment = Guarded(Loader(self.folders), self.filters)
        return self._environment

    def page(self, name: str) -> Parsed | None:
        """The template of that name; ``None`` where there is none."""
        if name not in self.pages:
            path = self.folders.find(name)
            self.pages[name] = None if path is None else self._parsed(name, path)
        return self.pages[name]

    def compiled(self, page: Parsed) -> Finding | None:
        """What Jinja's compiler has against a template that its parser took: a block twice, loops too deep."""
        try:
            self.environment.compile(page.source.text, page.name, str(page.path))
        except TemplateSyntaxError as error:
            reason, offset = str(error.message), _offset(error, page.source)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            reason, offset = "too much of it stands in itself", 0
        else:
            return None
        return _broken(page.name, page.file, page.path, page.source, reason, offset).problem

    def _parsed(self, name: str, path: Path) -> Parsed:
        file = self.display(path)
        try:
            text = normalised(read(path))
        except (OSError, ValueError) as error:
            return _broken(
                name,
                file,
                path,
                SourceText(""),
                str(error) if type(error) is ValueError else "it is no text in UTF-8",
                0,
            )
        source = SourceText(text)
        reserved = RESERVED.search(text)
        if reserved:
            return _broken(
                name, file, path, source, "a character between U+E000 and U+E0FF is reserved", reserved.start()
            )
        try:
            tokens = tuple(lexemes(self.environment, text))
            deep = _too_deep(tokens)
            if deep is not None:
                return _broken(
                    name, file, path, source, f"more than {MAX_NESTING} brackets or blocks stand in each other", deep
                )
            tree = self.environment.parse(text, name, str(path))
        except TemplateSyntaxError as error:
            return _broken(name, file, path, source, str(error.message), _offset(error, source))
        except (ValueError, RecursionError) as error:
            reason = "a number is too large" if isinstance(error, ValueError) else "it is too deep"
            return _broken(name, file, path, source, reason, 0)
        return Parsed(name, file, path, source, tokens, tree)


def family_blocks(page: Parsed, book: Book) -> list[str] | None:
    """The blocks of a template and of its parents, in the order in which they stand; ``None`` where nobody can tell."""
    blocks: list[str] = []
    seen: set[str] = set()
    below: Parsed | None = page
    while below is not None and below.tree is not None and below.name not in seen:
        seen.add(below.name)
        blocks = [*below.blocks, *(each for each in blocks if each not in below.blocks)]
        if not below.extends:
            return blocks
        below = book.page(book.folders.canonical(below.parent, below.name)) if below.parent is not None else None
    return None


def _too_deep(tokens: tuple[Lexeme, ...]) -> int | None:
    """Where brackets or blocks stand in too many others: Jinja's parser and Python's would recurse as deep."""
    depth = blocks = 0
    opened = False
    for token in tokens:
        depth += (token.text in ("(", "[", "{") and token.kind == "operator") - (
            token.text in (")", "]", "}") and token.kind == "operator"
        )
        if opened and token.kind == "name":
            blocks += (
                -1
                if token.text.startswith("end")
                else token.text in ("for", "if", "macro", "block", "call", "filter", "with")
            )
        opened = token.kind == "block_begin" or (opened and token.kind == "whitespace")
        if depth > MAX_NESTING or blocks > MAX_NESTING // 2:
            return token.start
    return None


def _offset(error: TemplateSyntaxError, source: SourceText) -> int:
    """Where Jinja's parser or its lexer stopped."""
    known = offset_of(error.lineno)
    if known is not None:
        return known
    said = _AT.search(str(error.message))
    if said is not None:
        return int(said[1])
    start = source.offset(error.lineno, 1)
    tag = _TAG.search(source.text, start)
    return tag.start() if tag is not None and source.position(tag.start())[0] == error.lineno else start


def _plainer(reason: str) -> str:
    """What Jinja says in several sentences, in one."""
    found = _WANTED.search(reason)
    if found is None:
        return reason.removeprefix("Encountered ")
    at_end = reason.startswith("Unexpected end")
    what = "the template ends" if at_end else f"{_UNKNOWN.sub('', reason.split('. ')[0])} stands"
    return f"{what}{f' inside {found[2]!r}' if found[2] else ''}, where {found[1]} is missing"


def _broken(name: str, file: str, path: Path, source: SourceText, reason: str, offset: int) -> Parsed:
    message = _AT.sub("", _plainer(reason.strip().rstrip(".").replace("\n", " ")))
    message = message[:1].lower() + message[1:200]
    token = re.compile(r"\w+|\{[{%#]|[^\s]|$", re.MULTILINE).search(source.text, offset)
    end = token.end() if token is not None else offset
    span = source.span(file, token.start() if token is not None else offset, end)
    problem = Finding("template-syntax", "template", Severity.ERROR, message, span)
    return Parsed(name, file, path, source, (), None, problem)
