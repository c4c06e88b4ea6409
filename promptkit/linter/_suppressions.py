"""Comments that leave a finding out: ``# promptkit: ignore[rule, rule] why``, on its line or above its entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import islice

from promptkit.findings import Edit, Finding, Fix, Severity, Span
from promptkit.language import nearest
from promptkit.source import Mapping, Node, ParsedFile, Scalar
from promptkit.source import Sequence as Items

#: Suppressions of one file that are read.
_MOST = 1_000
_MARK = "promptkit:"
_COMMENT = re.compile(r"#\s*promptkit:\s*(?P<verb>[a-z][a-z-]*)\b\s*(?P<list>\[(?P<rules>[^\]]*)\])?(?P<why>.*)")
#: What other linters call it; anything else behind the colon is a note for people.
_MEANT = frozenset(
    ("ignore", "ignore-line", "ignore-next-line", "disable", "disable-next-line", "allow", "noqa", "skip")
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment.

    :param rules: the names in its brackets.
    :param first: the first line for which it holds, from 1.
    :param last: the last one.
    :param span: the comment, from its ``#`` to the end of its line.
    :param above: whether it has a line of its own, above what it is about.
    """

    rules: tuple[str, ...]
    first: int
    last: int
    span: Span
    above: bool
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is left out by it."""
        span = finding.span
        if span is None or finding.rule not in self.rules or span.file != self.span.file:
            return False
        # The comment behind a text of several lines stands on the last of them.
        ends_here = not self.above and span.end_line == self.first and span.end_column > 1
        return self.first <= span.line <= self.last or ends_here


def suppressions(parsed: ParsedFile) -> tuple[Suppression, ...]:
    """The suppressions of a file, in its order; empty for one without."""
    found = [each for each in islice(_directives(parsed), _MOST) if each.match["list"] and each.verb == "ignore"]
    above = any(each.above for each in found)
    following, ends = (_following(parsed), _ends(parsed.documents)) if above else ([], {})
    return tuple(_read(each, following, ends) for each in found)


def misspelt(parsed: ParsedFile, known: Collection[str]) -> Iterator[Finding]:
    """Comments that were meant to leave something out and do not: another verb, no list, a rule that does not exist."""
    for number, each in enumerate(_directives(parsed)):
        form = "write `# promptkit: ignore[RULE, RULE] why`, on the line or above it"
        if number == _MOST:
            message = f"more than {_MOST:,} suppressions in one file: this one and those below it are not read"
            yield _bad(each.span, message, "name the rules under `lint.ignore` in promptkit.yaml")
            return
        if each.verb != "ignore":
            yield _bad(each.span, f"there is no `promptkit: {each.verb}`", form)
        elif not each.match["list"]:
            yield _bad(each.span, "a suppression names its rules, for nobody knows what else it would hide", form)
        else:
            for name in _names(each.match["rules"]):
                if name not in known:
                    guess = nearest(name, known)
                    meant = f" (did you mean {guess!r}?)" if guess else ""
                    yield _bad(each.span, f"there is no rule {name!r}{meant}", "`promptkit rules` lists them")


def unused(
    parsed: ParsedFile, used: Iterable[Finding], judged: Collection[str], lasting: Collection[str]
) -> Iterator[Finding]:
    """Suppressions of a file that left nothing out, with the fix that takes them away.

    :param used: the findings that were left out.
    :param judged: the rules of which it is known whether they found something.
    :param lasting: the rules whose findings cannot be left out.
    """
    left_out = tuple(used)
    for each in suppressions(parsed):
        idle = [name for name in each.rules if not any(name == one.rule and each.covers(one) for one in left_out)]
        lost = [name for name in idle if name in judged or name in lasting]
        if not lost:
            continue
        kept = [name for name in each.rules if name not in lost]
        stays = [name for name in lost if name in lasting]
        reason = f"{' and '.join(stays)} cannot be left out: nothing loads" if stays else "nothing is found here"
        message = f"ignore[{', '.join(lost)}] has no effect: {reason}"
        yield Finding(
            "unused-suppression", "source", Severity.WARNING, message, each.span, fix=_without(each, kept, parsed)
        )


@dataclass(frozen=True, slots=True)
class _Directive:
    verb: str
    match: re.Match[str]
    span: Span
    above: bool


def _directives(parsed: ParsedFile) -> Iterator[_Directive]:
    if _MARK not in parsed.text:
        return
    for line, column, text in parsed.comments:
        match = _COMMENT.match(text)
        if match is None or match["verb"] not in _MEANT:
            continue
        span = Span(parsed.file, line, column, line, column + len(text))
        yield _Directive(match["verb"], match, span, not parsed.source.line_text(line)[: column - 1].strip())


def _read(directive: _Directive, following: Sequence[int], ends: Map[int, int]) -> Suppression:
    """The comment with the lines for which it holds."""
    first = last = directive.span.line
    if directive.above:
        first = following[first]
        last = max(first, ends.get(first, 0))
    match = directive.match
    return Suppression(_names(match["rules"]), first, last, directive.span, directive.above, match["why"].strip())


def _names(listed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in listed.split(",") if (name := part.strip())))


def _following(parsed: ParsedFile) -> list[int]:
    """For each line, from 0, the next one that is neither empty nor a comment alone; itself where there is none."""
    count = parsed.source.line_count
    following, found = list(range(count + 1)), 0
    for line in range(count, -1, -1):
        following[line] = found or line
        text = parsed.source.line_text(line).strip()
        if text and not text.startswith("#"):
            found = line
    return following


def _ends(documents: Iterable[Node]) -> dict[int, int]:
    """By its first line, the last line of each entry of a map or list; of several on one line, the outermost."""
    ends: dict[int, int] = {}
    for document in documents:
        _enter_ends(document, ends)
    return ends


def _enter_ends(node: Node, ends: dict[int, int]) -> int:
    """Note the entries in a node, and give the last line that it stands on: a block's own end is where the next thing
    begins.
    """
    reached = node.span.line
    if isinstance(node, Mapping):
        for key, span in reversed(node.keys.items()):
            last = _enter_ends(node.entries[key], ends)
            ends[span.line] = max(span.end_line, last)
            reached = max(reached, last)
    elif isinstance(node, Items):
        for item in reversed(node.items):
            last = ends[item.span.line] = _enter_ends(item, ends)
            reached = max(reached, last)
    if not isinstance(node, Scalar) and not node.flow:
        return reached
    return node.span.end_line - (node.span.end_column == 1 and node.span.end_line > node.span.line)


def _bad(span: Span, message: str, hint: str) -> Finding:
    return Finding("bad-suppression", "source", Severity.WARNING, message, span, hint=hint)


def _without(each: Suppression, kept: Sequence[str], parsed: ParsedFile) -> Fix:
    """The comment without the names that had no effect; without any, no comment, and no line where it was alone."""
    if kept:
        text = f"# promptkit: ignore[{', '.join(kept)}] {each.why}".rstrip()
        return Fix("safe", "name only what is found", (Edit(each.span, text),))
    line = each.span.line
    if each.above:
        return Fix("safe", "take it away", (Edit(Span(each.span.file, line, 1, line + 1, 1), ""),))
    before = parsed.source.line_text(line)[: each.span.column - 1].rstrip()
    return Fix("safe", "take it away", (Edit(each.span._replace(column=len(before) + 1), ""),))
